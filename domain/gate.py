"""放行, the go-live gate: what still keeps a campaign from opening, and who holds each.

It is open when every line of it is: acknowledgements, training, touchpoints, milestones, tasks,
stock. Nothing about it is stored; who passed it is (`domain/gate_rules.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.campaign import Campaign, ExitCheck, Milestone
from domain.frozen import dataclass
from domain.mechanic import PUBLISHER, MechanicState, answering, mechanics_of, untrained
from domain.stock import plan_of, stock_of
from domain.task import Priority, Task, due_of, waiting_on
from domain.touchpoint import changed_at, mechanics_on, stale, touchpoints_of
from domain.unread import TRAINED
from domain.words import N, pick

if TYPE_CHECKING:
    from domain.board import Board


class GateCheck(StrEnum):
    """The lines of the gate."""

    PUBLISHED = "published"
    ACKNOWLEDGED = "acknowledged"
    TRAINED = "trained"
    SHOWN = "shown"
    MILESTONES = "milestones"
    TASKS = "tasks"
    STOCK = "stock"
    SOURCES = "sources"


GATE_NAMES = {
    GateCheck.PUBLISHED: N("Mechanics published"),
    GateCheck.ACKNOWLEDGED: N("Mechanics acknowledged"),
    GateCheck.TRAINED: N("Customer service trained"),
    GateCheck.SHOWN: N("Touchpoints up to date"),
    GateCheck.MILESTONES: N("Milestones done"),
    GateCheck.TASKS: N("P0 and P1 tasks done"),
    GateCheck.STOCK: N("Stock targets reached"),
    GateCheck.SOURCES: N("Emergency source named"),
}

STOCK_KEEPER = "supply"
"""The role that holds what is missing of stock."""

URGENT = (Priority.P0, Priority.P1)
"""Priorities that a campaign does not open with."""


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that is missing."""

    number: str
    """What it is about: `M-1`, `P-2`, `T-42`, `K-3`; empty for what has no number."""
    title: str
    """Empty where the line says it all."""
    role: str
    """The role that holds it."""
    since: datetime | None = None
    """Since when it waits, where that is known."""
    mechanics: tuple[str, ...] = ()
    """Of a touchpoint: what it may show wrongly."""
    checks: tuple[ExitCheck, ...] = ()
    """Of a milestone: its exit checks that nobody has ticked."""
    en: str = ""
    """Of a milestone: its English title, where it has one."""

    @property
    def name(self) -> str:
        """Its title in the language spoken now."""
        return pick(self.title, self.en or self.title)


@dataclass(frozen=True, slots=True)
class GateLine:
    """One line of the gate."""

    check: GateCheck
    total: int
    """How many things were looked at; where there are none, the line is open."""
    held: tuple[Held, ...]
    """What is missing."""

    @property
    def open(self) -> bool:
        """Whether nothing is missing."""
        return not self.held


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a campaign may open."""

    lines: tuple[GateLine, ...]

    @property
    def open(self) -> bool:
        """Whether all of its lines are."""
        return all(line.open for line in self.lines)

    @property
    def passed(self) -> int:
        """How many of its lines are open."""
        return sum(line.open for line in self.lines)

    @property
    def shut(self) -> tuple[GateLine, ...]:
        """The lines that are not open."""
        return tuple(line for line in self.lines if not line.open)


def gate_of(board: Board, campaign: Campaign, now: datetime) -> Gate:
    """The gate of a campaign as it is now: stock is counted up to D-day from this day on."""
    return Gate(
        (
            _published(board, campaign),
            _acknowledged(board, campaign),
            _trained(board, campaign),
            _shown(board, campaign),
            _milestones(campaign),
            _tasks(board, campaign),
            _stock(board, campaign, now),
            _sources(board, campaign),
        )
    )


def _line(check: GateCheck, found: Iterator[Held | None]) -> GateLine:
    """The line of what was found: None for each thing that is as it should be."""
    things = tuple(found)
    return GateLine(check, len(things), tuple(thing for thing in things if thing is not None))


def _published(board: Board, campaign: Campaign) -> GateLine:
    return _line(
        GateCheck.PUBLISHED,
        (
            Held(each.number, each.name, PUBLISHER, each.created_at)
            if each.state is MechanicState.DRAFT
            else None
            for each in mechanics_of(board, campaign.id)
            if each.state is not MechanicState.WITHDRAWN
        ),
    )


def _acknowledged(board: Board, campaign: Campaign) -> GateLine:
    return _line(
        GateCheck.ACKNOWLEDGED,
        (
            Held(each.number, each.name, role, each.published_at)
            if role in each.unacknowledged
            else None
            for each in mechanics_of(board, campaign.id)
            if each.state is MechanicState.PUBLISHED
            for role in each.required_roles
        ),
    )


def _trained(board: Board, campaign: Campaign) -> GateLine:
    """Everybody who answers customers has read each rule that their role has to know."""
    people = answering(board)
    return _line(
        GateCheck.TRAINED,
        (
            Held(each.number, member.name, TRAINED, each.published_at) if member in left else None
            for each in mechanics_of(board, campaign.id)
            if each.state is MechanicState.PUBLISHED and TRAINED in each.required_roles
            for left in (untrained(board, each),)
            for member in people
        ),
    )


def _shown(board: Board, campaign: Campaign) -> GateLine:
    return _line(
        GateCheck.SHOWN,
        (
            Held(
                each.number,
                each.name,
                each.owner_role,
                min(filter(None, map(changed_at, old))),
                tuple(mechanic.number for mechanic in old),
            )
            if (old := stale(board, each))
            else None
            for each in touchpoints_of(board, campaign.id)
            if mechanics_on(board, each)
        ),
    )


def _milestones(campaign: Campaign) -> GateLine:
    return _line(
        GateCheck.MILESTONES,
        (
            _unfinished(each) if each.open else None
            for each in campaign.milestones
            if each.gate and not each.cancelled
        ),
    )


def _unfinished(milestone: Milestone) -> Held:
    """With the exit checks that are open; they are part of the milestone, not beside it."""
    role = milestone.owner_role or PUBLISHER
    return Held("", milestone.title, role, checks=milestone.unchecked, en=milestone.en)


def _tasks(board: Board, campaign: Campaign) -> GateLine:
    """Who holds a task is who is waited for, else its owner. What is due later does not count."""
    return _line(
        GateCheck.TASKS,
        (
            _holding(board, task) if task.open else None
            for task in _urgent(board, campaign)
            if ((due := due_of(board, task)) is None or due <= campaign.starts_at)
        ),
    )


def _urgent(board: Board, campaign: Campaign) -> Iterator[Task]:
    """Read off the documents: every session counts them, again and again."""
    for key, doc in board.tasks.docs.items():
        if doc.get("campaign") == campaign.id and doc.get("priority") in URGENT:
            yield board.tasks[int(key)]


def _holding(board: Board, task: Task) -> Held:
    wait = waiting_on(board, task)
    if wait is not None:
        return Held(task.number, task.title, wait.role, wait.since)
    return Held(task.number, task.title, task.owner_role, task.state_since)


def _stock(board: Board, campaign: Campaign, now: datetime) -> GateLine:
    """A product of which nobody has said the peak is missing, too."""
    plans = (plan_of(board, each, now) for each in stock_of(board, campaign.id))
    return _line(
        GateCheck.STOCK,
        (
            None if plan.enough else Held(plan.stock.number, plan.stock.sku, STOCK_KEEPER)
            for plan in plans
        ),
    )


def _sources(board: Board, campaign: Campaign) -> GateLine:
    """One for the whole campaign will do; a campaign without stock needs none."""
    stock = stock_of(board, campaign.id)
    named = any(each.sources for each in stock)
    missing = None if named else Held("", "", STOCK_KEEPER)
    return _line(GateCheck.SOURCES, iter((missing,) if stock else ()))
