"""What a campaign is measured by, as rows."""

from __future__ import annotations

from collections.abc import Iterator

from domain.board import Board
from domain.campaign import Campaign, Goals
from domain.money import yuan
from domain.text import pad
from domain.words import tr
from tui.widgets.row_list import Entry

_LABEL = 16
"""Cells for what is measured."""


def goal_entries(board: Board, campaign: Campaign) -> Iterator[Entry]:
    """A row for each goal; where none was agreed, one says so."""
    yield Entry("goals", tr("Goals"), heading=True)
    found = list(_said(campaign.goals or Goals()))
    if not found:
        yield Entry("goal:none", "  " + tr("None was set yet."), "meta")
    for name, label, text in found:
        yield Entry(f"goal:{name}", f"  {pad(label, _LABEL)} {text}")


def _said(goals: Goals) -> Iterator[tuple[str, str, str]]:
    if goals.gmv is not None:
        yield "gmv", tr("Sales"), tr("{amount} yuan", amount=f"{float(yuan(goals.gmv)):,.0f}")
    if goals.roi_min is not None:
        yield "roi", tr("ROAS"), tr("at least {n}", n=f"{goals.roi_min:g}")
    if goals.return_rate_max is not None:
        share = f"{goals.return_rate_max * 100:g}%"
        yield "returns", tr("Return rate"), tr("at most {n}", n=share)
