"""This session's commands on their way to the disk: one queue, one worker, the order of the keys.

The screen does not wait: it shows the board with these commands on it already. Each leaves
the queue in the same step of the event loop in which the board with it is taken over, so
that no frame shows it twice or not at all.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from domain.board import Board
from domain.command import Bulk, Command
from domain.errors import PromoboardError
from domain.service import BoardService
from domain.store import Line

Outcome = Line | PromoboardError | None
"""The durable line; None when everything was done already; or why it was refused."""

_TABLES = {"task": "tasks", "feedback": "feedback", "campaign": "campaigns", "team": "members"}
"""Whose number a command's `id` is, by the first part of its name."""


@dataclass(eq=False)
class Pending:
    """A command that is not durable yet."""

    command: Command
    done: Callable[[Outcome], None] | None
    uids: dict[int, str] = field(default_factory=dict)
    """The identities of records it names that have no number yet."""


class Commits:
    """The queue. Used on the event loop only; the service runs in a thread."""

    def __init__(self, service: BoardService, settle: Callable[[Pending, Outcome], None]) -> None:
        """Commit through `service`; `settle` hears of each command that has left the queue."""
        self._service, self._settle = service, settle
        self._queue: deque[Pending] = deque()
        self._some, self._none = asyncio.Event(), asyncio.Event()
        self._none.set()

    def __len__(self) -> int:
        return len(self._queue)

    @property
    def commands(self) -> tuple[Command, ...]:
        """What is on its way, oldest first."""
        return tuple(pending.command for pending in self._queue)

    def put(
        self, command: Command, board: Board, done: Callable[[Outcome], None] | None = None
    ) -> None:
        """Commit `command` after all others; `board` is what the person sees with them done."""
        self._queue.append(Pending(command, done, _unnumbered(command, board)))
        self._none.clear()
        self._some.set()

    async def work(self) -> None:
        """Commit for ever. A bug in a rule ends it, and with it the app."""
        while True:
            await self._some.wait()
            pending = self._queue[0]
            outcome: Outcome
            try:
                outcome = await asyncio.to_thread(self._service.execute, pending.command)
            except PromoboardError as error:
                outcome = error
            # No await from here to the end of the step.
            self._queue.popleft()
            if not self._queue:
                self._some.clear()
            for later in self._queue:
                later.command = _numbered(later.command, later.uids, self._service.board)
            self._settle(pending, outcome)
            if not self._queue:
                self._none.set()

    async def settled(self) -> None:
        """Return when nothing is on its way any more."""
        await self._none.wait()


def _unnumbered(command: Command, board: Board) -> dict[int, str]:
    """The records without a number that `command` names: made by one that is on its way."""
    if isinstance(command, Bulk):
        return {k: v for each in command.commands for k, v in _unnumbered(each, board).items()}
    number: Any = getattr(command, "id", 0)
    table = _TABLES.get(command.NAME.partition(".")[0], "")
    if number >= 0 or table not in board.tables:
        return {}
    doc = board.tables[table].get(str(number))
    return {} if doc is None else {number: doc["uid"]}


def _numbered(command: Command, uids: dict[int, str], board: Board) -> Command:
    """The command with the numbers that its records have been given meanwhile."""
    if not uids:
        return command
    if isinstance(command, Bulk):
        return Bulk(tuple(_numbered(each, uids, board) for each in command.commands))
    uid = uids.get(getattr(command, "id", 0))
    docs = board.tables.get(_TABLES.get(command.NAME.partition(".")[0], ""))
    key = None if uid is None or docs is None else docs.find("uid", uid)
    return command if key is None else replace(command, id=int(key))  # type: ignore[call-arg]
