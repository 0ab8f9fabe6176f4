"""A campaign by phases and roles: how far each is, and what is worst there. All of it derived.

A task belongs to its owner role, and to the phase that its due day lies in. What was called
off does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from domain.campaign import Campaign, Milestone, Phase, days_of, milestone_at, phase_of
from domain.clock import last_day
from domain.due import Due, due_at, due_day
from domain.task import State, Task, at_risk, overdue
from domain.words import N, pick

if TYPE_CHECKING:
    from domain.board import Board


class Shape(StrEnum):
    """What shape a piece of work is in, the worst first."""

    LATE = "late"
    BLOCKED = "blocked"
    AT_RISK = "at_risk"
    TODO = "todo"
    DOING = "doing"
    REVIEW = "review"
    DONE = "done"


SHAPE_NAMES = {
    Shape.LATE: N("Late"),
    Shape.BLOCKED: N("Blocked"),
    Shape.AT_RISK: N("At risk"),
    Shape.TODO: N("To do"),
    Shape.DOING: N("Doing"),
    Shape.REVIEW: N("In review"),
    Shape.DONE: N("Done"),
}

_PLACES = {shape: place for place, shape in enumerate(Shape)}


class Item(NamedTuple):
    """One thing that has to be done for a campaign: a task, or a milestone of some role."""

    number: str
    """`T-42`; empty for a milestone."""
    title: str
    role: str
    phase: Phase | None
    """None where its day is not known, or lies in no phase."""
    shape: Shape
    en: str = ""
    """Its English title, where it has one."""

    @property
    def name(self) -> str:
        """What people call it: its number, or its title in the language spoken now."""
        return self.number or pick(self.title, self.en or self.title)

    @property
    def done(self) -> bool:
        """Whether it is."""
        return self.shape is Shape.DONE

    @property
    def place(self) -> int:
        """Sorts by shape, the worst first."""
        return _PLACES[self.shape]


class Column(NamedTuple):
    """A phase, or what lies in none."""

    phase: Phase | None
    days: tuple[date, date] | None
    """The first and the last."""
    today: bool


class Cell(NamedTuple):
    """What one role has to do in one phase."""

    items: tuple[Item, ...]

    @property
    def total(self) -> int:
        """How many tasks there are."""
        return len(self.items)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(item.done for item in self.items)

    @property
    def worst(self) -> Shape | None:
        """The worst shape that one of them is in; None where there are none."""
        worst = min(self.items, key=lambda item: item.place, default=None)
        return None if worst is None else worst.shape


class Matrix(NamedTuple):
    """The tasks of a campaign by phases and roles."""

    columns: tuple[Column, ...]
    """By time; at the end what lies in no phase, where there is such work."""
    roles: tuple[str, ...]
    """Those of the team; then any that tasks still name."""
    cells: Mapping[str, tuple[Cell, ...]]
    """For each role a cell for each column."""


def matrix_of(
    board: Board, campaign: Campaign, now: datetime, tasks: tuple[Item, ...] | None = None
) -> Matrix:
    """The tasks of a campaign as they are now; `tasks` where `tasks_of` was asked already."""
    items = tuple(tasks_of(board, campaign, now)) if tasks is None else tasks
    columns = columns_of(campaign, items, now)
    known = (role.key for role in board.settings.roles)
    roles = tuple(dict.fromkeys((*known, *(item.role for item in items))))
    cells = {
        role: tuple(
            Cell(tuple(i for i in items if i.role == role and i.phase is column.phase))
            for column in columns
        )
        for role in roles
    }
    return Matrix(columns, roles, cells)


def columns_of(campaign: Campaign, items: Iterable[Item], now: datetime) -> tuple[Column, ...]:
    """The phases by time, and one more where some of the items lie in none."""
    today = phase_of(campaign, now)
    spans = sorted(
        ((days_of(campaign, phase), phase) for phase in campaign.phases), key=lambda pair: pair[0]
    )
    columns = [
        Column(phase, days, today is not None and phase is today.phase) for days, phase in spans
    ]
    if any(item.phase is None for item in items):
        columns.append(Column(None, None, False))
    return tuple(columns)


def tasks_of(board: Board, campaign: Campaign, now: datetime) -> Iterator[Item]:
    """The tasks of a campaign, without those that were called off."""
    spans = _spans(campaign)
    for task in campaign_tasks(board, campaign):
        yield Item(
            task.number,
            task.title,
            task.owner_role,
            _phase(campaign, task.due, spans),
            shape_of(board, task, now),
        )


def milestones_of(campaign: Campaign, now: datetime) -> Iterator[Item]:
    """The milestones of a campaign that a role answers for."""
    spans = _spans(campaign)
    for milestone in campaign.milestones:
        if milestone.owner_role is not None and not milestone.cancelled:
            shape = _shape(campaign, milestone, now)
            phase = _phase(campaign, milestone.due, spans)
            yield Item("", milestone.title, milestone.owner_role, phase, shape, milestone.en)


def campaign_tasks(board: Board, campaign: Campaign) -> Iterator[Task]:
    """The tasks of a campaign, without those that were called off."""
    for key, doc in board.tasks.docs.items():
        if doc.get("campaign") == campaign.id and doc.get("state") != State.CANCELLED:
            yield board.tasks[int(key)]


def shape_of(board: Board, task: Task, now: datetime) -> Shape:
    """What shape a task is in: late goes before blocked, and blocked before at risk."""
    if task.state is State.DONE:
        return Shape.DONE
    if overdue(board, task, now):
        return Shape.LATE
    if task.state is State.BLOCKED:
        return Shape.BLOCKED
    return Shape.AT_RISK if at_risk(board, task, now) else Shape(task.state)


def _shape(campaign: Campaign, milestone: Milestone, now: datetime) -> Shape:
    if milestone.done_at is not None:
        return Shape.DONE
    return Shape.LATE if milestone_at(campaign, milestone) < now else Shape.TODO


_Spans = tuple[tuple[Phase, tuple[date, date]], ...]


def _spans(campaign: Campaign) -> _Spans:
    """Each phase with its days."""
    return tuple((phase, days_of(campaign, phase)) for phase in campaign.phases)


def _phase(campaign: Campaign, due: Due | None, spans: _Spans) -> Phase | None:
    at = None if due is None else due_at(due, campaign)
    if due is None or at is None:
        return None
    # 24:00 belongs to the day that it ends, 00:00 of D-5 to D-5.
    day = last_day(at, campaign.tz) if due.anchor is None else due_day(due, campaign)
    return next((phase for phase, (first, last) in spans if first <= day <= last), None)
