"""The lanes of the board: which cards stand in which, in which order.

Sorting reads the documents as they are, so that 10,000 cards are ordered without making
10,000 records; only the cards on screen are decoded.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.docs import Doc
from domain.due import Due, due_at
from domain.record import iso, parsed
from domain.task import Priority, State, Task

if TYPE_CHECKING:
    from domain.board import Board

LANES = (State.TODO, State.DOING, State.BLOCKED, State.REVIEW, State.DONE)
"""From left to right. What is cancelled is hidden."""

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
    rows: dict[State, list[tuple[str, int]]] = {state: [] for state in LANES}
    done_since = iso(now - timedelta(days=board.settings.done_days))
    tasks, due = board.tasks, _due_reader(board)
    for key, doc in tasks.docs.items():
        state = doc.get("state", State.TODO)
        row = rows.get(state)
        if row is None or (state == State.DONE and doc["state_since"] < done_since):
            continue
        number = int(key)
        if keep is None or keep(tasks[number]):
            row.append((doc.get("rank") or _natural(doc, number, due), number))
    newest_first = rows[State.DONE]
    newest_first.sort(key=lambda pair: (tasks.docs[str(pair[1])]["state_since"], pair[1]))
    newest_first.reverse()
    for state in LANES[:-1]:
        rows[state].sort()
    return {state: tuple(number for _, number in row) for state, row in rows.items()}


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
