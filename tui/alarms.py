"""What the clock says aloud: a milestone in a day, in an hour, now."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.board import Board
from domain.campaign import Campaign, Milestone, milestone_at, timeline
from domain.docs import Docs
from domain.words import N, tr

WARNINGS = (
    (timedelta(days=1), N("In 24 hours: {title} ({campaign})")),
    (timedelta(hours=1), N("In one hour: {title} ({campaign})")),
    (timedelta(), N("Now: {title} ({campaign})")),
)


class Alarms:
    """The instants at which something is said; worked out when a campaign has changed."""

    def __init__(self) -> None:
        """Nothing is known before the first question."""
        self._docs: Docs | None = None
        self._at: list[tuple[datetime, str, Milestone, Campaign]] = []

    def between(self, board: Board, after: datetime, until: datetime) -> list[str]:
        """What has to be said of the time after `after`, up to and with `until`."""
        docs = board.tables.get(Campaign.TABLE)
        if docs is not self._docs:
            self._docs, self._at = docs, _alarms(board)
        return [
            tr(text, title=milestone.name, campaign=campaign.name)
            for at, text, milestone, campaign in self._at
            if after < at <= until
        ]


def _alarms(board: Board) -> list[tuple[datetime, str, Milestone, Campaign]]:
    return [
        (milestone_at(campaign, milestone) - before, text, milestone, campaign)
        for campaign in board.campaigns.values()
        if not campaign.cancelled
        for milestone in timeline(campaign)
        if milestone.open
        for before, text in WARNINGS
    ]
