"""What a campaign is measured by, and what each role does for it, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from domain.board import Board
from domain.campaign import Campaign
from domain.goals import NO_GOALS, goal_words, role_goals
from domain.text import pad
from domain.words import tr
from tui.widgets.row_list import Entry

_LABEL = 18
"""Cells for what is measured, or whose line it is."""


def goal_entries(board: Board, campaign: Campaign) -> Iterator[Entry]:
    """A row for each goal, then for each role's line; where there is none, one says so."""
    goals = campaign.goals or NO_GOALS
    yield Entry("goals", tr("Goals"), heading=True)
    found = [*goal_words(goals), *role_goals(board, goals)]
    if not found:
        yield Entry("goal:", "  " + tr("None was set yet: e sets them."), "meta")
    for at, (label, text) in enumerate(found):
        told = partial("{}\n\n{}".format, label, text)
        yield Entry(f"goal:{at}", f"  {pad(label, _LABEL)} {text}", detail=told)
