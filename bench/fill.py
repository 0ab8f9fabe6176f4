"""promoboard's workspaces, filled with the work through the same front door that people use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from bench.work import ROLES, Plan, Work, tasks
from domain import clock, store
from domain.command import Bulk, Command
from domain.due import Due
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.task import Priority, State
from domain.task_moves import MoveTask
from domain.task_write import AddTask
from domain.team import AddMember

_BATCH = 500
"""Commands in one line of the journal."""

_WALKS = (
    (),
    (State.DOING,),
    (State.BLOCKED,),
    (State.DOING, State.REVIEW),
    (State.DOING, State.REVIEW, State.DONE),
)
"""How a task gets from its first lane to each of the five."""


def fill(plan: Plan, workspace: Path) -> None:
    """Make the folder `workspace` a workspace that holds what `plan` says."""
    store.create(workspace)
    service = BoardService(store.Store(workspace), TeamSettings(), clock.now, Actor(1))
    try:
        # The account that measures is a member with all roles, as `init` makes its caller.
        service.execute(AddMember("李华", ROLES, (workspace.stat().st_uid,)))
        _run(service, map(_added, tasks(plan.tasks)))
        if not plan.one_lane:
            for step in range(3):
                _run(service, _moves(plan.tasks, step))
        service.compact()
    finally:
        service.close()


def _added(work: Work) -> AddTask:
    helper = ROLES[(work.number + 1) % len(ROLES)]
    return AddTask(
        title=work.title,
        owner_role=work.role,
        with_roles=(helper,) if work.number % 3 == 0 and work.lane < 3 else (),
        priority=list(Priority)[work.priority],
        due=Due(at=work.due),
        description=work.description,
    )


def _moves(count: int, step: int) -> Iterator[MoveTask]:
    """The `step`-th move of every task that has so many to make; tasks are numbered from 1."""
    for work in tasks(count):
        walk = _WALKS[work.lane]
        if step < len(walk):
            yield MoveTask(work.number, walk[step], reason="等供应链确认")


def _run(service: BoardService, commands: Iterable[Command]) -> None:
    left = iter(commands)
    while batch := tuple(islice(left, _BATCH)):
        service.execute(Bulk(batch))
