"""What a person wants done, and the one pure rule per command that says what that changes.

A command is data. Its rule, `rule(board, command, at, by) -> Change`, is a function of its
arguments alone: no clock, no disk, no screen. It either returns a change or raises a
`DomainError`. The same rule runs in the preview, on the board the person sees, and under the
file lock, on the latest board.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from domain.frozen import dataclass
from domain.record import Record

if TYPE_CHECKING:
    from domain.board import Board
    from domain.settings import TeamSettings


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person does. Targets are absolute, so that doing it twice does it once."""

    NAME: ClassVar[str]
    """What the log and the command line call it: `task.move`."""
    OWN: ClassVar[bool] = True
    """Whether it is the deed of whoever gives it, to be undone by them; else it is nobody's."""

    def prepared(self, workspace: Path, settings: TeamSettings) -> Command:
        """The command with all that its rule needs from the workspace's files.

        Asked for once, before the rule; a rule reads no files.
        """
        return self

    @property
    def unfinished(self) -> bool:
        """Whether more of the same follows at once, so that conclusions can wait for it."""
        return False


@dataclass(frozen=True, slots=True)
class Change:
    """Records as a command leaves them. An empty change is legal: it was done already."""

    puts: tuple[Record, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.puts)

    def __add__(self, other: Change) -> Change:
        """Both changes; where both put one record, the later one holds."""
        puts = {(type(r), r.id): r for r in (*self.puts, *other.puts)}
        return Change(tuple(puts.values()))


C = TypeVar("C", bound=Command)
Rule = Callable[["Board", Any, datetime, int], Change]

_RULES: dict[type[Command], Rule] = {}


def rule(
    kind: type[C],
) -> Callable[
    [Callable[[Board, C, datetime, int], Change]], Callable[[Board, C, datetime, int], Change]
]:
    """Register the decorated function as the rule for commands of `kind`."""

    def register(
        function: Callable[[Board, C, datetime, int], Change],
    ) -> Callable[[Board, C, datetime, int], Change]:
        _RULES[kind] = function
        return function

    return register


def decide(board: Board, command: Command, at: datetime, by: int) -> Change:
    """What `command`, given `at` an instant `by` a member, changes on `board`.

    Raises:
        DomainError: A rule says no.
    """
    return _RULES[type(command)](board, command, at, by)


def new_uid() -> str:
    """A client-made identity for something about to be created: 32 random hexadecimal digits."""
    return os.urandom(16).hex()


@dataclass(frozen=True, slots=True)
class Bulk(Command):
    """Several commands as one: all or none, one line in the journal, one undo."""

    NAME = "bulk"

    commands: tuple[Command, ...]

    def prepared(self, workspace: Path, settings: TeamSettings) -> Command:
        return Bulk(tuple(each.prepared(workspace, settings) for each in self.commands))


@rule(Bulk)
def _bulk(board: Board, command: Bulk, at: datetime, by: int) -> Change:
    total = Change()
    for each in command.commands:
        change = decide(board, each, at, by)
        board = board.after(change)
        total += change
    return total
