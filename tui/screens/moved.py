"""Which tasks move along with a campaign, said before it is moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.board import Board
from domain.campaign import Campaign
from domain.campaign_rules import Moved
from domain.due_words import short
from domain.words import tr

LISTED = 8
"""Tasks that are named before they move; the others are counted."""


def told(board: Board, campaign: Campaign, moved: Sequence[Moved], now: datetime) -> Iterator[str]:
    """A line for each task that moves, from when to when; the last ones are only counted."""
    for task, before, after in moved[:LISTED]:
        span = (short(at, now, campaign.tz) for at in (before, after))
        yield f"T-{task} {board.tasks[task].title}: {' > '.join(span)}"
    if len(moved) > LISTED:
        yield tr("and {n} more", n=len(moved) - LISTED)
