"""触点: a place where customers read of an offer, and 已落地: which revision it was seen to show.

Nobody's word is taken for longer than the revision lasts: a new one makes every touchpoint
stale until somebody has looked at it again.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from domain.frozen import dataclass
from domain.limits import Ge, MaxLen, MinLen
from domain.mechanic import Mechanic, MechanicState, mechanics_of
from domain.record import Record
from domain.terms import Terms
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board


class Place(StrEnum):
    """The kinds of touchpoints."""

    CREATIVE = "creative"
    MAIN_IMAGE = "main_image"
    PRODUCT_PAGE = "product_page"
    HOME_BANNER = "home_banner"
    LIVE_SCRIPT = "live_script"
    SERVICE_SCRIPT = "service_script"
    TEXT_MESSAGE = "text_message"


PLACE_NAMES = {
    Place.CREATIVE: N("Ad creative"),
    Place.MAIN_IMAGE: N("Main image"),
    Place.PRODUCT_PAGE: N("Product page"),
    Place.HOME_BANNER: N("Home banner"),
    Place.LIVE_SCRIPT: N("Live script"),
    Place.SERVICE_SCRIPT: N("Service script"),
    Place.TEXT_MESSAGE: N("Text message"),
}

PLACE_ROLES = {
    Place.CREATIVE: "promo",
    Place.MAIN_IMAGE: "content",
    Place.PRODUCT_PAGE: "content",
    Place.HOME_BANNER: "content",
    Place.LIVE_SCRIPT: "content",
    Place.SERVICE_SCRIPT: "cs",
    Place.TEXT_MESSAGE: "promo",
}
"""The role that usually answers for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What somebody saw a touchpoint show."""

    mechanic: int
    revision: Annotated[int, Ge(0)]
    """0: nothing of it."""
    by: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint(Record):
    """One place where customers read of offers."""

    TABLE: ClassVar[str] = "touchpoints"
    PREFIX: ClassVar[str] = "P"

    name: Annotated[str, MinLen(1), MaxLen(80)]
    kind: Place
    owner_role: str
    """The role that keeps it up to date."""
    campaign: int | None = None
    sku: Annotated[str, MaxLen(64)] = ""
    """The product that it is about; empty: the whole shop."""
    mechanics: tuple[int, ...] = ()
    """What it has to show; empty: all of its campaign that hold for its product."""
    shown: tuple[Shown, ...] = ()
    """What it was last seen to show, once for each mechanic."""
    retired: bool = False
    """Customers see it no longer."""

    def seen(self, mechanic: int) -> Shown | None:
        """What it was last seen to show of a mechanic; None: nobody has looked."""
        return next((each for each in self.shown if each.mechanic == mechanic), None)


def mechanics_on(board: Board, touchpoint: Touchpoint) -> tuple[Mechanic, ...]:
    """The mechanics that a touchpoint has to show, or showed once. No drafts."""
    if touchpoint.mechanics:
        found = [board.mechanics[n] for n in touchpoint.mechanics if n in board.mechanics]
    elif touchpoint.campaign is None:
        found = []
    else:
        found = [
            each
            for each in mechanics_of(board, touchpoint.campaign)
            if any(_concerns(touchpoint, revision.terms) for revision in each.revisions)
        ]
    return tuple(each for each in found if each.revisions)


def _concerns(touchpoint: Touchpoint, terms: Terms) -> bool:
    return not touchpoint.sku or terms.covers(touchpoint.sku)


def right_revision(touchpoint: Touchpoint, mechanic: Mechanic) -> int:
    """The revision to be shown; 0 of what is withdrawn or does not hold for the product."""
    published = mechanic.state is MechanicState.PUBLISHED
    return mechanic.revision if published and _concerns(touchpoint, mechanic.terms) else 0


def changed_at(mechanic: Mechanic) -> datetime | None:
    """When what has to be shown last changed; None of a draft."""
    return mechanic.withdrawn_at or mechanic.published_at


def up_to_date(touchpoint: Touchpoint, mechanic: Mechanic) -> bool:
    """Whether it was seen to show the current revision, after that was published.

    The moment counts, too, for a revision that is undone leaves its number to the next one.
    """
    seen = touchpoint.seen(mechanic.id)
    since = changed_at(mechanic)
    if seen is None or since is None:
        return since is None
    return seen.revision == right_revision(touchpoint, mechanic) and seen.at >= since


def stale(board: Board, touchpoint: Touchpoint) -> tuple[Mechanic, ...]:
    """The mechanics of which it may show something else than what holds; none when retired."""
    if touchpoint.retired:
        return ()
    on = mechanics_on(board, touchpoint)
    return tuple(each for each in on if not up_to_date(touchpoint, each))


def stale_touchpoints(board: Board, mechanic: int) -> tuple[Touchpoint, ...]:
    """The touchpoints that may show something else than what holds of a mechanic."""
    return tuple(
        each
        for each in board.touchpoints.values()
        if any(found.id == mechanic for found in stale(board, each))
    )


def touchpoints_of(board: Board, campaign: int) -> tuple[Touchpoint, ...]:
    """The touchpoints in use of a campaign, and those that show a mechanic of it."""
    own = {each.id for each in mechanics_of(board, campaign)}
    return tuple(
        each
        for each in board.touchpoints.values()
        if not each.retired and (each.campaign == campaign or not own.isdisjoint(each.mechanics))
    )
