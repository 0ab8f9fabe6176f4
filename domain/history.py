"""What was done, read back from the journal: differences, and undoing one's own actions.

Every line of the journal has, beside the documents it puts, what it changed in each:
`{field: [before, after]}`, None for a document that it created, and `{"*": [before, None]}`
for one that it took away (only the undoing of a creation does). So a line can be inverted
without looking anywhere else, and redo is the inversion of an undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from domain.command import Command
from domain.docs import Doc
from domain.errors import DomainError
from domain.record import META, iso
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board

WHOLE = "*"
"""In a difference: the document as a whole."""

HOURS, DAYS = "hours", "days"
"""Tables of counts (`domain/buckets.py`): they follow from what else a line changes, and so are
neither told nor inverted, but counted anew."""

_COUNTS = frozenset({HOURS, DAYS})

_DEPTH = 500
"""How many of a member's own actions are looked at for the next one to undo."""


class NothingToUndoError(DomainError):
    """There is no action of one's own left."""

    message = N("There is nothing of yours to undo.")


class NothingToRedoError(DomainError):
    """Nothing was undone since."""

    message = N("There is nothing of yours to redo.")


class BuiltOnError(DomainError):
    """Undoing would take away what somebody else did since."""

    message = N("{number} cannot be undone: {who} has changed it since.")


class ReferredToError(DomainError):
    """Undoing would remove something that others point at."""

    message = N("{number} cannot be undone: {other} refers to it.")


class Undo(Command):
    """Take back the last action of one's own that still stands."""

    NAME = "undo"

    def target(self, lines: Iterable[Line], by: int) -> Line:
        """The line that it inverts.

        Args:
            lines: The journal's lines, newest first.
            by: Whose action it is.

        Raises:
            DomainError: There is none.
        """
        return last_action(lines, by, Undo)


class Redo(Command):
    """Do again what was undone last."""

    NAME = "redo"

    def target(self, lines: Iterable[Line], by: int) -> Line:
        """As `Undo.target`."""
        return last_action(lines, by, Redo)


class Line(Protocol):
    """A line of the journal, as the store hands it out."""

    @property
    def seq(self) -> int: ...
    @property
    def meta(self) -> Doc: ...
    @property
    def changes(self) -> tuple[tuple[str, str, Doc | None], ...]: ...
    @property
    def diff(self) -> tuple[Doc | None, ...]: ...


def difference(before: Doc | None, after: Doc | None) -> Doc | None:
    """What was changed from one document to the next, without revision marks."""
    if before is None:
        return None
    if after is None:
        return {WHOLE: [before, None]}
    return {
        name: [before.get(name), after.get(name)]
        for name in {**before, **after}
        if name not in META and before.get(name) != after.get(name)
    }


def is_count(table: str) -> bool:
    """Whether the table's documents follow from others."""
    return table in _COUNTS


def told(line: Line) -> Iterator[tuple[str, str, Doc | None, Doc | None]]:
    """What a line changed, without counts: table, number, document, difference."""
    for (table, key, doc), diff in zip(line.changes, line.diff, strict=True):
        if table not in _COUNTS:
            yield table, key, doc, diff


def last_action(lines: Iterable[Line], by: int, kind: type[Command]) -> Line:
    """The line of member `by` that an `Undo` or a `Redo` would invert now.

    Args:
        lines: The journal's lines, newest first.
        by: Whose actions.
        kind: `Undo` or `Redo`.

    Raises:
        NothingToUndoError, NothingToRedoError: There is none.
    """
    mine = islice((line for line in lines if line.meta.get("by") == by), _DEPTH)
    done, undone = standing(mine)
    if kind is Undo:
        if not done:
            raise NothingToUndoError
        return done[-1]
    if not undone:
        raise NothingToRedoError
    return undone[-1]


def standing(lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """Which actions of one member stand, and which undoings can be done again; oldest first.

    Args:
        lines: What the member did, newest first.
    """
    done: dict[int, Line] = {}
    undone: dict[int, Line] = {}
    for line in reversed([*lines]):
        match line.meta.get("cmd"):
            case Undo.NAME:
                done.pop(line.meta.get("of", 0), None)
                undone[line.seq] = line
            case Redo.NAME:
                undone.pop(line.meta.get("of", 0), None)
                done[line.seq] = line
            case _:
                done[line.seq] = line
                undone.clear()
    return [*done.values()], [*undone.values()]


def inverted(board: Board, line: Line, at: datetime, by: int) -> dict[tuple[str, str], Doc | None]:
    """The documents that take back what `line` did, on the board as it is now.

    Raises:
        BuiltOnError: A field that the line wrote has another value by now.
        ReferredToError: Something that it created is referred to.
    """
    result: dict[tuple[str, str], Doc | None] = {}
    # Before the line, nothing could refer to what it made: what it changed refers no more.
    freed = {(table, key) for table, key, _, _ in told(line)}
    for table, key, doc, diff in told(line):
        now = board.tables[table].get(key) if table in board.tables else None
        try:
            result[table, key] = _before(board, (table, key), doc, diff, now, freed)
        except (BuiltOnError, ReferredToError):
            if not _looked_after(table, line):
                raise
    for doc in result.values():
        if doc is not None:
            doc.update(updated_at=iso(at), updated_by=by)
    return result


def _before(
    board: Board,
    where: tuple[str, str],
    doc: Doc | None,
    diff: Doc | None,
    now: Doc | None,
    freed: set[tuple[str, str]],
) -> Doc | None:
    """The document at `where` as it was before a line that made it `doc`, and it is `now`."""
    if diff is None:
        if now is None or difference(doc, now):
            raise _built_on(board, *where, now)
        _refuse_if_referred_to(board, where[0], int(where[1]), freed)
        return None
    if WHOLE in diff:
        if now is not None:
            raise _built_on(board, *where, now)
        return {**diff[WHOLE][0]}
    if now is None or any(now.get(name) != pair[1] for name, pair in diff.items()):
        raise _built_on(board, *where, now)
    back = {name: pair[0] for name, pair in diff.items()}
    merged = {**now, **back, "rev": now.get("rev", 1) + 1}
    return {name: value for name, value in merged.items() if value is not None}


def _looked_after(table: str, line: Line) -> bool:
    """Whether the line changed it only in passing, and it takes its own course since."""
    return table == "signals" and not line.meta.get("cmd", "").startswith(("signal.", "playbook."))


_LETTERS = {
    "tasks": "T",
    "campaigns": "C",
    "feedback": "F",
    "mechanics": "M",
    "touchpoints": "P",
    "members": "U",
    "runs": "R",
    "signals": "S",
    "stock": "K",
}


def label(table: str, key: str) -> str:
    """What people call the document: `T-42`."""
    return f"{_LETTERS.get(table, table)}-{key}"


def _built_on(board: Board, table: str, key: str, now: Doc | None) -> BuiltOnError:
    author = None if now is None else board.members.get(now.get("updated_by", 0))
    return BuiltOnError(number=label(table, key), who=author.name if author else "?")


_REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "tasks": (("tasks", "depends_on"), ("feedback", "task"), ("signals", "tasks")),
    "campaigns": tuple(
        (table, "campaign") for table in ("tasks", "mechanics", "touchpoints", "stock")
    ),
    "feedback": (("tasks", "feedback"), ("feedback", "duplicate_of")),
    "mechanics": (("touchpoints", "mechanics"),),
    "members": (
        ("tasks", "assignee"),
        *(
            (table, "created_by")
            for table in ("tasks", "feedback", "mechanics", "touchpoints", "stock")
        ),
    ),
}
"""By table: which fields of which tables hold its numbers."""


def _refuse_if_referred_to(
    board: Board, table: str, number: int, freed: set[tuple[str, str]]
) -> None:
    for other, name in _REFERENCES.get(table, ()):
        for key, doc in (board.tables.get(other) or {}).items():
            if (other, key) not in freed and _holds(doc.get(name), number):
                raise ReferredToError(number=label(table, str(number)), other=label(other, key))


def _holds(value: Any, number: int) -> bool:
    return number in value if isinstance(value, list) else value == number


def of_record(lines: Iterable[Line], table: str, number: int) -> Iterator[tuple[Line, Doc | None]]:
    """The lines that changed one record, each with what it changed in it."""
    key = str(number)
    for line in lines:
        for (its_table, its_key, _), diff in zip(line.changes, line.diff, strict=True):
            if (its_table, its_key) == (table, key):
                yield line, diff
