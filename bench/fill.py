"""promoboard's workspaces, filled with the work through the same front door that people use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from bench.work import ROLES, Plan, Work, complaints, tasks
from domain import clock, store, workspace
from domain.campaign_rules import AddCampaign
from domain.command import Bulk, Command
from domain.due import Due
from domain.feedback import FeedbackItem
from domain.feedback_moves import IgnoreFeedback
from domain.feedback_write import AddFeedback
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.task import Priority, State
from domain.task_moves import MoveTask
from domain.task_write import AddTask
from domain.team import AddMember

_BATCH = 500
"""Commands in one line of the journal."""
_SINCE = 100
"""Of the open items, those that arrived one by one since the last checkpoint."""
_SETTLED, _MONTHS = 60, 10
"""Days since the youngest settled item was touched; months over which they are spread."""
_TOMORROW = timedelta(hours=23, minutes=50)

_WALKS = (
    (),
    (State.DOING,),
    (State.BLOCKED,),
    (State.DOING, State.REVIEW),
    (State.DOING, State.REVIEW, State.DONE),
)
"""How a task gets from its first lane to each of the five."""


def fill(plan: Plan, folder: Path) -> None:
    """Make `folder` a workspace that holds what `plan` says."""
    workspace.init(folder)
    now = clock.now()
    if plan.settled:
        for month in range(_MONTHS):
            past = now - timedelta(days=_SETTLED + 30 * month)
            with _service(folder, past) as service:
                _settle(service, plan.settled // _MONTHS)
    with _service(folder, now) as service:
        # The account that measures is a member with all roles, as `init` makes its caller.
        service.execute(AddMember("李华", ROLES, (folder.stat().st_uid,)))
        service.execute(_campaign(now + (_TOMORROW if plan.ticking else timedelta(days=60))))
        _run(service, map(_added, tasks(plan.tasks)))
        if not plan.one_lane:
            for step in range(3):
                _run(service, _moves(plan.tasks, step))
        said = [AddFeedback(text=text, rating=2) for text in complaints(plan.feedback)]
        _run(service, said[:-_SINCE])
        service.compact()
        for command in said[-_SINCE:]:
            service.execute(command)


@contextmanager
def _service(folder: Path, at: datetime) -> Iterator[BoardService]:
    service = BoardService(store.Store(folder), TeamSettings(), lambda: at, Actor(1))
    try:
        yield service
    finally:
        service.close()


def _campaign(starts_at: datetime) -> AddCampaign:
    zone = TeamSettings().zone
    return AddCampaign(
        name="618大促",
        d_day=clock.local_day(starts_at, clock.zone_named(zone)),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(days=3),
        zone=zone,
    )


def _settle(service: BoardService, count: int) -> None:
    """Add `count` feedback items and ignore them."""
    first = service.board.next_id(FeedbackItem)
    _run(service, (AddFeedback(text=text, rating=2) for text in complaints(count)))
    _run(service, (IgnoreFeedback(first + at, "已补偿，客户满意") for at in range(count)))


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
