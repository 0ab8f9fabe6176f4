"""What the clock says aloud: a milestone, or the opening, in a day, in an hour, now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.board import Board
from domain.campaign import Campaign, milestone_at, timeline
from domain.docs import Docs
from domain.words import N, tr

WARNINGS = (
    (timedelta(days=1), N("In 24 hours: {title} ({campaign})")),
    (timedelta(hours=1), N("In one hour: {title} ({campaign})")),
    (timedelta(), N("Now: {title} ({campaign})")),
)

STALE = timedelta(minutes=10)
"""A machine that slept says nothing of what is longer ago: it is not true any more."""


class Alarms:
    """The instants at which something is said; worked out when a campaign has changed."""

    def __init__(self) -> None:
        """Nothing is known before the first question."""
        self._docs: Docs | None = None
        self._at: list[tuple[datetime, str, str, Campaign]] = []

    def between(self, board: Board, after: datetime, until: datetime) -> list[str]:
        """What has to be said of the time after `after`, up to and with `until`."""
        docs = board.tables.get(Campaign.TABLE)
        if docs is not self._docs:
            self._docs, self._at = docs, [*_alarms(board)]
        return [
            tr(text, title=title, campaign=campaign.name)
            for at, text, title, campaign in self._at
            if after < at <= until < at + STALE
        ]


def _alarms(board: Board) -> Iterator[tuple[datetime, str, str, Campaign]]:
    for campaign in board.campaigns.values():
        for due, title in () if campaign.cancelled else _moments(campaign):
            for before, text in WARNINGS:
                yield due - before, text, title, campaign


def _moments(campaign: Campaign) -> Iterator[tuple[datetime, str]]:
    """When something falls, and what: open milestones, and the opening if none says it."""
    found = [
        (milestone_at(campaign, milestone), milestone.name)
        for milestone in timeline(campaign)
        if milestone.open
    ]
    yield from found
    if all(at != campaign.starts_at for at, _ in found):
        yield campaign.starts_at, tr("Sale opens")
