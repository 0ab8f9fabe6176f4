"""The inbox: which customers' words wait for somebody, the newest first, and what they share.

Reads the documents as they are, as `domain/lanes.py` does: of 10,000 items only those on
screen become records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from domain.docs import Doc
from domain.feedback import OPEN_FEEDBACK, FeedbackItem, FeedbackState, Polarity, Result
from domain.record import iso

if TYPE_CHECKING:
    from domain.board import Board

_UNJUDGED = "S9"
"""Stands behind all severities."""


class Matter(NamedTuple):
    """What items have in common that one looks at together."""

    sku: str
    """The product; empty where nobody knows."""
    topic: str
    """Key of the topic; empty where the lexicon found none."""
    asked: bool = False
    """Whether they ask about it, and complain of nothing."""


def inbox(
    board: Board, now: datetime, keep: Callable[[FeedbackItem], bool] | None = None
) -> tuple[int, ...]:
    """The numbers of the items that nobody has dealt with yet, newest first.

    Linked items wait for their task and snoozed ones for their time: neither is here.

    Args:
        board: The board.
        now: The present moment.
        keep: Which items to show; all when None. Given, every waiting item is decoded.
    """
    at, items = iso(now), board.feedback
    rows = [
        (doc.get("event_at") or doc["created_at"], int(key))
        for key, doc in items.docs.items()
        if _waits(doc, at) and (keep is None or keep(items[int(key)]))
    ]
    rows.sort(key=lambda row: (row[0], abs(row[1])), reverse=True)
    return tuple(number for _, number in rows)


def _waits(doc: Doc, now: str) -> bool:
    state = doc.get("state", FeedbackState.NEW)
    if state not in OPEN_FEEDBACK or state == FeedbackState.LINKED:
        return False
    if doc.get("snoozed_until", "") > now or doc.get("duplicate_of") is not None:
        return False
    # As `feedback.unsettled` says it of a record.
    praise = (doc.get("rating") or 0) >= 4 or doc.get("result") == Result.GOOD
    if praise and any("polarity" not in mark for mark in doc.get("topics", ())):
        praise = False  # five stars, and a complaint, the polarity that documents leave out
    return state != FeedbackState.NEW or not (praise or doc.get("is_default"))


def matters(board: Board, numbers: Iterable[int]) -> dict[Matter, tuple[int, ...]]:
    """The items by what they are about, in the order of their first ones.

    An item counts once: for the worst of its complaints, and only without one for what it asks.
    """
    docs, found = board.feedback.docs, dict[Matter, list[int]]()
    for number in numbers:
        found.setdefault(_matter(docs[str(number)]), []).append(number)
    return {matter: tuple(items) for matter, items in found.items()}


def _matter(doc: Doc) -> Matter:
    worst, complaint, question = _UNJUDGED + "+", "", ""
    for mark in doc.get("topics", ()):
        polarity = mark.get("polarity", Polarity.COMPLAINT)
        severity = mark.get("severity", _UNJUDGED)
        if polarity == Polarity.COMPLAINT and severity < worst:
            worst, complaint = severity, mark["topic"]
        elif polarity == Polarity.QUESTION and not question:
            question = mark["topic"]
    asked = bool(question and not complaint)
    return Matter(doc.get("sku", ""), complaint or question, asked)
