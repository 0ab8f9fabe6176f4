"""A board in memory and a stopped clock, for the tests of rules. No file is involved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from domain.board import Board
from domain.command import Change, Command, decide
from domain.task import Task
from domain.task_write import AddTask
from domain.team import AddMember

NOON = datetime(2027, 6, 1, 4, 0, tzinfo=UTC)
"""12:00 in Shanghai."""

OPS, CONTENT, SUPPLY = 1, 2, 3
"""The members that every desk begins with."""


@dataclass
class Desk:
    """Does commands one after another, an hour apart when told so."""

    board: Board = field(default_factory=Board)
    now: datetime = NOON

    def __post_init__(self) -> None:
        for name, roles in (
            ("李华", ("ops",)),
            ("周敏", ("content",)),
            ("老陈", ("supply", "promo")),
        ):
            self.do(AddMember(name, roles))

    def do(self, command: Command, by: int = OPS) -> Change:
        """Do it; the board is the next one afterwards."""
        change = decide(self.board, command, self.now, by)
        self.board = self.board.after(change)
        return change

    def add(
        self, title: str = "主图与详情页", owner_role: str = "content", **values: object
    ) -> Task:
        """A new task, asked for by operations."""
        by = values.pop("by", OPS)
        self.do(AddTask(title=title, owner_role=owner_role, **values), by=by)  # type: ignore[arg-type]
        return self.task(max(self.board.tasks))

    def task(self, number: int) -> Task:
        """The task as it is now."""
        return self.board.tasks[number]

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)
