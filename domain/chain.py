"""The critical chain: what is late, what that makes late, and who holds it.

A chain begins at work that is itself late, or that is due after something which waits for
it; whatever waits for that work, even through others, goes with it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from domain.campaign import Campaign
from domain.gate import URGENT
from domain.matrix import campaign_tasks
from domain.task import OPEN, Task, due_of, open_dependencies, waiting_on
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board

_NEVER = datetime.max.replace(tzinfo=UTC)


class Cause(StrEnum):
    """Why work makes other work late."""

    LATE = "late"
    CLASH = "clash"


CAUSE_NAMES = {Cause.LATE: N("late"), Cause.CLASH: N("due after what waits for it")}


class Chain(NamedTuple):
    """Work that is late, with all that waits for it."""

    task: Task
    cause: Cause
    holder: str
    """The role that holds it: who is waited for, else its owner."""
    since: datetime
    due: datetime | None
    makes_late: tuple[Task, ...]
    """What waits for it, the nearest first."""
    opening: bool
    """Whether the sale should not open before some of it is done."""


def chains_of(board: Board, campaign: Campaign, now: datetime) -> tuple[Chain, ...]:
    """The chains that reach into a campaign, the longest first."""
    involved = _upstream(board, [t for t in campaign_tasks(board, campaign) if t.open])
    waiting = _waiting(board)
    causes = {
        number: cause
        for number, task in involved.items()
        if (cause := _cause(board, task, waiting, now)) is not None
    }
    chains = [
        _chain(board, campaign, involved[number], cause, waiting)
        for number, cause in causes.items()
        if not causes.keys() & (_upstream(board, [involved[number]]).keys() - {number})
    ]
    return tuple(
        sorted(chains, key=lambda each: (-len(each.makes_late), each.due or _NEVER, each.task.id))
    )


def _upstream(board: Board, tasks: list[Task]) -> dict[int, Task]:
    """These open tasks, and all open ones that they wait for."""
    found, left = dict[int, Task](), list(tasks)
    while left:
        task = left.pop()
        if task.id not in found:
            found[task.id] = task
            left.extend(open_dependencies(board, task))
    return found


def _waiting(board: Board) -> dict[int, list[int]]:
    """For each task the numbers of the open ones that wait for it."""
    found: dict[int, list[int]] = {}
    for key, doc in board.tasks.docs.items():
        if doc.get("state", "todo") in OPEN:
            for number in doc.get("depends_on", ()):
                found.setdefault(number, []).append(int(key))
    return found


def _cause(board: Board, task: Task, waiting: dict[int, list[int]], now: datetime) -> Cause | None:
    due = due_of(board, task)
    if due is None:
        return None
    if due < now:
        return Cause.LATE
    others = (due_of(board, board.tasks[number]) for number in waiting.get(task.id, ()))
    return Cause.CLASH if any(other is not None and other < due for other in others) else None


def _chain(
    board: Board, campaign: Campaign, task: Task, cause: Cause, waiting: dict[int, list[int]]
) -> Chain:
    after, left = dict[int, Task](), list(waiting.get(task.id, ()))
    while left:
        number = left.pop(0)
        if number not in after and number != task.id:
            after[number] = board.tasks[number]
            left.extend(waiting.get(number, ()))
    wait = waiting_on(board, task)
    return Chain(
        task=task,
        cause=cause,
        holder=task.owner_role if wait is None else wait.role,
        since=task.state_since if wait is None else wait.since,
        due=due_of(board, task),
        makes_late=tuple(after.values()),
        opening=any(_needed(board, campaign, each) for each in (task, *after.values())),
    )


def _needed(board: Board, campaign: Campaign, task: Task) -> bool:
    """Whether the gate waits for the task (`domain/gate.py`)."""
    due = due_of(board, task)
    mine = task.campaign == campaign.id and task.priority in URGENT
    return mine and (due is None or due <= campaign.starts_at)
