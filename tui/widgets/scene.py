"""What a card is drawn from: the board at a moment, and who is near which card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from domain.board import Board
from domain.campaign import Campaign
from domain.docs import Doc
from domain.frozen import dataclass
from domain.team import Member

if TYPE_CHECKING:
    from domain.tagging import Marker


def minute_of(at: datetime) -> datetime:
    """The whole minute that an instant lies in."""
    return at.replace(second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of the board, as one person sees it."""

    board: Board
    now: datetime
    minute: datetime
    """The minute that it is: the same object as long as it is the same minute."""
    zone: tzinfo
    """The workspace's zone: dates that are not a campaign's are shown in it."""
    me: int = 0
    """The member who looks; 0 for somebody who only watches."""
    fresh: Mapping[str, str] = field(default_factory=dict)
    """Who has just changed a card, by the card's number (`T-12`)."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """Who has a card's form open, by the card's number."""
    claims: Mapping[str, str] = field(default_factory=dict)
    """Who is busy with an item in one of the sessions, by the item's number (`F-7`)."""
    topics: Marker | None = None
    """The team's lexicon; None: it was not needed yet."""

    def topic(self, key: str) -> str:
        """What people call a topic; its key, while nobody knows better."""
        return self.topics.name(key) if self.topics else key

    def stamp(self, number: str, doc: Doc) -> tuple[object, ...]:
        """What a card is drawn from, beside its own document: compared by identity."""
        tables = self.board.tables
        return (
            doc,
            tables.get(Campaign.TABLE),
            tables.get(Member.TABLE),
            self.minute,
            self.fresh.get(number),
            self.forms.get(number),
            self.claims.get(number),
            self.topics,
        )
