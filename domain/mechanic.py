"""活动机制, the one source of truth about an offer: its revisions, and who has read the last one.

Draft until operations publish it; then every change is a new revision, which every required
role has to acknowledge anew. What is shown where is a touchpoint's matter
(`domain/touchpoint.py`).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from domain.campaign import Status, status_of
from domain.frozen import dataclass
from domain.limits import Ge, MaxLen, MinLen
from domain.record import Record
from domain.terms import Terms
from domain.unread import TRAINED
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board
    from domain.team import Member

PUBLISHER = "ops"
"""The role that publishes and withdraws, and lets campaigns open."""


class MechanicState(StrEnum):
    """How far a mechanic is; derived from its revisions."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


MECHANIC_STATE_NAMES = {
    MechanicState.DRAFT: N("Draft"),
    MechanicState.PUBLISHED: N("Published"),
    MechanicState.WITHDRAWN: N("Withdrawn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Terms as they were published once. Never changed."""

    n: Annotated[int, Ge(1)]
    terms: Terms
    reason: Annotated[str, MaxLen(500)] = ""
    """Why the terms were changed; needed where customers could see the earlier ones."""
    published_by: int
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack:
    """已知悉: somebody of a role has read the current revision."""

    role: str
    by: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanic(Record):
    """One offer to customers."""

    TABLE: ClassVar[str] = "mechanics"
    PREFIX: ClassVar[str] = "M"

    name: Annotated[str, MinLen(1), MaxLen(80)]
    campaign: int | None = None
    draft: Terms | None = None
    """The terms before they are published; None from then on."""
    required_roles: tuple[str, ...] = ()
    """The roles that have to acknowledge each revision."""
    revisions: tuple[Revision, ...] = ()
    acks: tuple[Ack, ...] = ()
    """Of the current revision; the first of a role is its own, later ones only count where
    everybody has to know (`domain/unread.py`)."""
    withdrawn_at: datetime | None = None
    withdrawn_reason: Annotated[str, MaxLen(500)] = ""

    @property
    def state(self) -> MechanicState:
        """Withdrawn, published, or not yet."""
        if self.withdrawn_at is not None:
            return MechanicState.WITHDRAWN
        return MechanicState.PUBLISHED if self.revisions else MechanicState.DRAFT

    @property
    def revision(self) -> int:
        """The number of the current revision; 0 before there is any."""
        return self.revisions[-1].n if self.revisions else 0

    @property
    def terms(self) -> Terms:
        """The terms of the current revision, or those of the draft."""
        terms = self.draft if self.draft is not None else self.revisions[-1].terms
        assert terms is not None
        return terms

    @property
    def published_at(self) -> datetime | None:
        """When the current revision was published; None before there is any."""
        return self.revisions[-1].published_at if self.revisions else None

    @property
    def unacknowledged(self) -> tuple[str, ...]:
        """The required roles of which nobody has read the current revision; none of a draft's."""
        if self.state is not MechanicState.PUBLISHED:
            return ()
        known = {ack.role for ack in self.acks}
        return tuple(role for role in self.required_roles if role not in known)

    def knows(self, role: str, member: int) -> bool:
        """Whether this member has read the current revision for the role."""
        return any((ack.role, ack.by) == (role, member) for ack in self.acks)


def mechanics_of(board: Board, campaign: int) -> tuple[Mechanic, ...]:
    """The mechanics of a campaign, the withdrawn ones too."""
    return tuple(each for each in board.mechanics.values() if each.campaign == campaign)


def untrained(board: Board, mechanic: Mechanic) -> tuple[Member, ...]:
    """Those who answer customers and have not read the current revision; none of a draft's.

    Nor where the role that answers them does not have to know it.
    """
    if mechanic.state is not MechanicState.PUBLISHED or TRAINED not in mechanic.required_roles:
        return ()
    return tuple(each for each in answering(board) if not mechanic.knows(TRAINED, each.id))


def answering(board: Board) -> tuple[Member, ...]:
    """The members who answer customers."""
    return tuple(each for each in board.members.values() if each.active and TRAINED in each.roles)


def window(board: Board, mechanic: Mechanic) -> tuple[datetime | None, datetime | None]:
    """From when to when the terms hold; what they leave open is the campaign's. None: open."""
    campaign = None if mechanic.campaign is None else board.campaigns.get(mechanic.campaign)
    first, end = mechanic.terms.valid_from, mechanic.terms.valid_to
    if campaign is None:
        return first, end
    return first or campaign.starts_at, end or campaign.ends_at


_PROMISED = (Status.CLEARED, Status.LIVE)


def live(board: Board, mechanic: Mechanic, at: datetime) -> bool:
    """Whether customers can have the offer, or be promised it: a change now needs a reason.

    It is published, and its campaign is live or cleared to open, or the time in which its
    terms hold has begun and is not over.
    """
    if mechanic.state is not MechanicState.PUBLISHED:
        return False
    campaign = None if mechanic.campaign is None else board.campaigns.get(mechanic.campaign)
    if campaign is not None and status_of(campaign, at) in _PROMISED:
        return True
    first, end = window(board, mechanic)
    return (first is None or first <= at) and (end is None or at < end)
