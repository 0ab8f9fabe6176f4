"""宣传不符: a customer complains of a price or an offer, so which rule was it, and who still shows
an old one?

A complaint is only as good as its tag: without one, people link tasks by hand.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from domain.feedback import FeedbackItem, Polarity
from domain.mechanic import Mechanic, window
from domain.touchpoint import Touchpoint, stale_touchpoints
from domain.words import tr

if TYPE_CHECKING:
    from domain.board import Board

TOPICS = ("price", "offer")
"""价格不一致, 优惠不生效: the lexicon's keys."""

LINGERS = timedelta(days=15)
"""How long after its end customers complain of an offer."""


class Suspect(NamedTuple):
    """A rule that a customer may have read wrongly, or found not to hold."""

    mechanic: Mechanic
    stale: tuple[Touchpoint, ...]
    """Where something else may be shown than what holds for the product."""


def suspects(board: Board, item: FeedbackItem) -> tuple[Suspect, ...]:
    """The rules behind a complaint of a price or an offer, those that are shown wrongly first.

    Those that hold for the product at the time, and those that were withdrawn before: an old
    promise is the commonest one. Nothing where the item is no such complaint.
    """
    if not any(
        mark.topic in TOPICS and mark.polarity is Polarity.COMPLAINT for mark in item.topics
    ):
        return ()
    at = item.event_at or item.created_at
    found = [
        Suspect(each, _stale(board, each, item.sku))
        for each in board.mechanics.values()
        if each.revisions and _covers(each, item.sku) and _held(board, each, at)
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.stale), each.mechanic.id)))


def suspect_words(board: Board, suspect: Suspect) -> str:
    """`M-1 满299减50 r2 | P-1 信息流 03 (Promotion): check again`."""
    mechanic = suspect.mechanic
    said = [f"{mechanic.number} {mechanic.name} r{mechanic.revision}"]
    for each in suspect.stale:
        role = board.settings.name(each.owner_role)
        said.append(
            tr(
                "{number} {name} may show the old one ({role})",
                number=each.number,
                name=each.name,
                role=role,
            )
        )
    return " | ".join(said)


def _covers(mechanic: Mechanic, sku: str) -> bool:
    return not sku or any(revision.terms.covers(sku) for revision in mechanic.revisions)


def _held(board: Board, mechanic: Mechanic, at: datetime) -> bool:
    """Whether it was promised by then: people read ads before a sale, and complain after it."""
    _, end = window(board, mechanic)
    gone = mechanic.withdrawn_at
    if mechanic.revisions[0].published_at > at or (end is not None and at >= end + LINGERS):
        return False
    return gone is None or gone > at or bool(stale_touchpoints(board, mechanic.id))


def _stale(board: Board, mechanic: Mechanic, sku: str) -> tuple[Touchpoint, ...]:
    old = stale_touchpoints(board, mechanic.id)
    return tuple(each for each in old if not (sku and each.sku) or each.sku == sku)
