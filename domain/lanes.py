"""The lanes of the board: which cards stand in which, in which order.

Sorting reads the documents as they are, so that 10,000 cards are ordered without making
10,000 records; only the cards on screen are decoded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from operator import is_
from typing import TYPE_CHECKING

from domain.docs import Doc, Docs
from domain.due import Due, due_at
from domain.record import iso, parsed
from domain.task import Priority, State, Task

if TYPE_CHECKING:
    from domain.board import Board

LANES = (State.TODO, State.DOING, State.BLOCKED, State.REVIEW, State.DONE)
"""From left to right. What is cancelled is hidden."""

_PLACES = {state: place for place, state in enumerate(LANES)}
_DONE = _PLACES[State.DONE]
_NO_DUE = "9999"
_LOW, _HIGH = "0", "z"


def lanes(
    board: Board, now: datetime, keep: Callable[[Task], bool] | None = None
) -> dict[State, tuple[int, ...]]:
    """The numbers of the cards of each lane, top first.

    Args:
        board: The board.
        now: The present moment: done work is shown for `done_days`.
        keep: Which tasks to show; all when None. Given, every task is decoded.
    """
    rows = _rows(board, board.tasks.docs.items(), now)
    if keep is not None:
        tasks = board.tasks
        rows = (row for row in rows if keep(tasks[row[2]]))
    return _numbers(sorted(rows))


class Sorted:
    """The lanes of one session: told anew, it looks only at the tasks that have changed since.

    All of 10,000 tasks take 25 ms; each key that moves one would cost that twice.
    """

    def __init__(self) -> None:
        """Nothing was looked at yet."""
        self._stamp: tuple[object, ...] = ()
        self._docs: Docs | None = None
        self._rows: list[_Row] = []
        self._found: dict[State, tuple[int, ...]] = {}

    def look(self, board: Board, now: datetime, minute: datetime) -> dict[State, tuple[int, ...]]:
        """As `lanes`, without a filter; the same object as long as nothing has changed.

        Args:
            board: The board.
            now: The present moment.
            minute: The minute that it is: done work leaves its lane with a later one.
        """
        docs, before = board.tasks.docs, self._docs
        # Where dates hang on a campaign, its move is a change of tasks that it does not touch.
        stamp = minute, board.campaigns.docs, board.settings
        same = before is not None and all(map(is_, stamp, self._stamp))
        changed = docs.changed_since(before) if same and before is not None else None
        if changed is None:
            self._rows = sorted(_rows(board, docs.items(), now))
        elif changed:
            gone = {int(key) for key in changed}
            self._rows = [row for row in self._rows if row[2] not in gone]
            self._rows += _rows(board, ((key, docs[key]) for key in changed if key in docs), now)
            self._rows.sort()
        if changed is None or changed:
            self._found = _numbers(self._rows)
        self._docs, self._stamp = docs, stamp
        return self._found


_Row = tuple[int, str, int]
"""The lane's place, that in the lane, and the number."""


def _rows(board: Board, docs: Iterable[tuple[str, Doc]], now: datetime) -> Iterator[_Row]:
    """The cards that are shown, in no order."""
    done_since, due = iso(now - timedelta(days=board.settings.done_days)), _due_reader(board)
    for key, doc in docs:
        lane, number = _PLACES.get(doc.get("state", State.TODO)), int(key)
        if lane == _DONE:
            if doc["state_since"] >= done_since:
                yield lane, doc["state_since"], number
        elif lane is not None:
            yield lane, doc.get("rank") or _natural(doc, number, due), number


def _numbers(rows: list[_Row]) -> dict[State, tuple[int, ...]]:
    found: dict[State, tuple[int, ...]] = {}
    start = 0
    for lane, state in enumerate(LANES):
        end = bisect_left(rows, (lane + 1,), start)
        found[state] = tuple([row[2] for row in rows[start:end]])
        start = end
    found[State.DONE] = found[State.DONE][::-1]  # the newest first
    return found


def position(board: Board, task: Task) -> str:
    """Where the card stands in its lane: compare these strings; ranks are such strings, too.

    By hand where somebody moved it; else overdue first, then by due date, priority, number.
    """
    doc = board.tasks.docs[str(task.id)]
    return task.rank or _natural(doc, task.id, _due_reader(board))


def between(above: str, below: str) -> str:
    """A position between two others: after `above`, before `below` (`""`: there is none).

    Raises:
        ValueError: `above` is not before `below`.
    """
    if below and above >= below:
        raise ValueError(above, below)
    if not below.startswith(above) or not below:
        return above + _middle(_LOW, _HIGH)
    return above + _before(below[len(above) :])


def placed(positions: Sequence[str], at: int) -> tuple[str, ...]:
    """New positions for the card at `at` and for as many after it as have to make room.

    Two sessions that put a card between the same two give both the same position: whatever
    comes between those moves the lower one along.

    Args:
        positions: Of all cards in the order that is wanted; of the one at `at`, the old one.
        at: The card that was moved.
    """
    above, end = positions[at - 1] if at else "", at + 1
    while end < len(positions) and above >= positions[end]:
        end += 1
    below, found = positions[end] if end < len(positions) else "", list[str]()
    for _ in range(at, end):
        found.append(between(found[-1] if found else above, below))
    return tuple(found)


def _before(rest: str) -> str:
    """A string after `""` and before `rest`."""
    # No position ends in the lowest character, so there is always a rest after one.
    first = rest[0]
    if ord(first) - ord(_LOW) > 1:
        return _middle(_LOW, first)
    if first > _LOW:
        return _LOW + _middle(_LOW, _HIGH)
    return first + _before(rest[1:])


def _middle(low: str, high: str) -> str:
    return chr((ord(low) + ord(high)) // 2)


def _natural(doc: Doc, number: int, due: Callable[[Doc], str]) -> str:
    return f"{due(doc)}|{doc.get('priority', Priority.P2)}|{max(number, 0) or 99_999_999:08d}"


def _due_reader(board: Board) -> Callable[[Doc], str]:
    """How to read a task document's due instant as text that sorts by time."""

    def due(doc: Doc) -> str:
        value = doc.get("due")
        if value is None:
            return _NO_DUE
        at = value.get("at")
        if at is not None:
            return str(at)
        campaign = board.campaigns.get(doc.get("campaign", 0))
        instant = due_at(Due(**parsed(Due, value)), campaign)
        return _NO_DUE if instant is None else iso(instant)

    return due
