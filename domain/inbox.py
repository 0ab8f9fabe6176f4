"""The inbox: which customers' words wait for somebody, the newest first, and what they share.

Reads the documents as they are, as `domain/lanes.py` does: of 10,000 items only those on
screen become records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from domain.docs import Doc, Docs
from domain.feedback import OPEN_FEEDBACK, FeedbackItem, FeedbackState, Polarity, Result
from domain.record import iso

if TYPE_CHECKING:
    from domain.board import Board

_DEALT_WITH = frozenset({*FeedbackState} - {*OPEN_FEEDBACK} | {FeedbackState.LINKED})
_PRAISE = 4
"""Stars from which on new words without a complaint ask for nothing."""
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
    if keep is None:
        return _numbers(sorted(_rows(items.docs.items(), at)))
    kept = (row for row in _rows(items.docs.items(), at) if keep(items[row[2]]))
    return _numbers(sorted(kept))


def waits(doc: Doc, now: datetime) -> bool:
    """Whether an item waits for somebody, as `inbox` says it of all."""
    return any(_rows((("0", doc),), iso(now)))


class Waiting:
    """The inbox of one session: told anew, it looks only at what has changed since.

    All of 100,000 items take a tenth of a second; each key that changes one would cost that.
    """

    def __init__(self) -> None:
        """Nothing was looked at yet."""
        self._docs: Docs | None = None
        self._minute: datetime | None = None
        self._sorted: list[_Row] = []
        self._found: tuple[int, ...] = ()

    def look(self, board: Board, now: datetime, minute: datetime) -> tuple[int, ...]:
        """As `inbox`, without a filter; the same object as long as nothing has changed.

        Args:
            board: The board.
            now: The present moment.
            minute: The minute that it is: what was snoozed comes back with the next one.
        """
        docs, before = board.feedback.docs, self._docs
        changed = docs.changed_since(before) if before is not None else None
        if changed is None or minute != self._minute:
            self._sorted = sorted(_rows(docs.items(), iso(now)))
        elif changed:
            gone = {int(key) for key in changed}
            self._sorted = [row for row in self._sorted if row[2] not in gone]
            new = ((key, docs[key]) for key in changed if key in docs)
            self._sorted.extend(_rows(new, iso(now)))
            self._sorted.sort()
        if docs is not before or minute != self._minute:
            self._docs, self._minute = docs, minute
            found = _numbers(self._sorted)
            same = docs is before and found == self._found
            self._found = self._found if same else found
        return self._found


_Row = tuple[str, int, int]
"""When it was said, how far it stands below what came later, and its number."""


def _rows(docs: Iterable[tuple[str, Doc]], now: str) -> Iterator[_Row]:
    """The items that wait, in no order. What `feedback.unsettled` says of a record, and more."""
    for key, doc in docs:
        get = doc.get
        state = get("state", FeedbackState.NEW)
        if state != FeedbackState.NEW:
            if state in _DEALT_WITH:
                continue
        elif (get("rating") or 0) >= _PRAISE or get("result") == Result.GOOD:
            # Five stars, and a complaint: the polarity that documents leave out.
            if all("polarity" in mark for mark in get("topics", ())):
                continue
        elif "is_default" in doc:
            continue
        if "duplicate_of" in doc or get("snoozed_until", "") > now:
            continue
        number = int(key)
        yield get("event_at") or doc["created_at"], abs(number), number


def _numbers(rows: list[_Row]) -> tuple[int, ...]:
    return tuple([number for _, _, number in reversed(rows)])


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
