"""How ready a campaign is, in per cent and in words: what is done of what there is to do.

Tasks and the milestones that a role answers for count alike; what is missing is named, so
that nobody has to believe a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from domain.campaign import Campaign
from domain.matrix import Column, Item, columns_of, milestones_of, tasks_of

if TYPE_CHECKING:
    from domain.board import Board


class Ready(NamedTuple):
    """How far something is."""

    tasks: tuple[Item, ...]
    milestones: tuple[Item, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All that counts."""
        return (*self.tasks, *self.milestones)

    @property
    def total(self) -> int:
        """How many things there are to do."""
        return len(self.items)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return count(self.items)

    @property
    def share(self) -> float | None:
        """Done of all, 0 to 1; None where there is nothing to do."""
        return self.done / self.total if self.total else None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent: 100 only when nothing is missing."""
        return self.done * 100 // self.total if self.total else None

    @property
    def missing(self) -> tuple[Item, ...]:
        """What is not done, the worst first."""
        left = (item for item in self.items if not item.done)
        return tuple(sorted(left, key=lambda item: item.place))


class Readiness(NamedTuple):
    """How far a campaign is."""

    whole: Ready
    roles: tuple[tuple[str, Ready], ...]
    phases: tuple[tuple[Column, Ready], ...]


def readiness_of(
    board: Board, campaign: Campaign, now: datetime, tasks: tuple[Item, ...] | None = None
) -> Readiness:
    """How far a campaign is now: as a whole, by role, by phase; `tasks` as for `matrix_of`."""
    tasks = tuple(tasks_of(board, campaign, now)) if tasks is None else tasks
    whole = Ready(tasks, tuple(milestones_of(campaign, now)))
    known = (role.key for role in board.settings.roles)
    roles = dict.fromkeys((*known, *(item.role for item in whole.items)))
    columns = columns_of(campaign, whole.items, now)
    return Readiness(
        whole,
        tuple((role, _part(whole, role=role)) for role in roles),
        tuple((column, _within(whole, column)) for column in columns),
    )


def count(items: Iterable[Item]) -> int:
    """How many of them are done."""
    return sum(item.done for item in items)


def _part(whole: Ready, role: str) -> Ready:
    return Ready(*(tuple(item for item in kind if item.role == role) for kind in whole))


def _within(whole: Ready, column: Column) -> Ready:
    return Ready(*(tuple(item for item in kind if item.phase is column.phase) for kind in whole))
