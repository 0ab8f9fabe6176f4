"""The queue of hand-offs as one member sees it: to answer, to wait for, and what hangs elsewhere.

Nothing of it is stored: an offer is on its task until somebody answers.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from domain.task import Task, offered_to, overdue

if TYPE_CHECKING:
    from domain.board import Board

PATIENCE = timedelta(hours=4)
"""How long an offer may wait for its answer."""


class Queue(NamedTuple):
    """Tasks on offer, in each part those that wait longest first; no task twice."""

    to_me: tuple[Task, ...]
    """Offered to a role of mine."""
    by_me: tuple[Task, ...]
    late: tuple[Task, ...]
    """Between others, and overdue."""


def offer_late(board: Board, task: Task, now: datetime) -> bool:
    """Whether an offer has waited too long, or its task is overdue meanwhile."""
    offer = task.handoff
    return offer is not None and (now - offer.offered_at >= PATIENCE or overdue(board, task, now))


def queue_of(board: Board, member: int, now: datetime) -> Queue:
    """What is on offer to a member, by them, and what is overdue between others."""
    to_me, by_me, late = list[Task](), list[Task](), list[Task]()
    for task in board.tasks.values():
        if task.handoff is None:
            continue
        if offered_to(board, task, member):
            to_me.append(task)
        elif task.handoff.by == member:
            by_me.append(task)
        elif offer_late(board, task, now):
            late.append(task)

    def longest(tasks: list[Task]) -> tuple[Task, ...]:
        return tuple(sorted(tasks, key=_offered))

    return Queue(longest(to_me), longest(by_me), longest(late))


def _offered(task: Task) -> tuple[datetime, int]:
    assert task.handoff is not None
    return task.handoff.offered_at, task.id
