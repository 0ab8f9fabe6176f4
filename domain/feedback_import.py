"""A file's items into the board, some hundred at a time, and what became of them.

Each portion is one command: the rule decides under the lock what is new, so that two
colleagues who import one file at one moment get every row once, and other sessions stay
responsive in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from domain.board import Board
from domain.command import Command
from domain.feedback import FeedbackItem
from domain.feedback_write import ImportFeedback, plan_import
from domain.frozen import dataclass
from domain.intake import Reading
from domain.intake_flaws import Flaw, RowError
from domain.signal_rules import EvaluateSignals


class Commit(Protocol):
    """What was written; one entry for each document."""

    @property
    def changes(self) -> tuple[Any, ...]: ...


class Service(Protocol):
    """As much of the board's service as an import needs."""

    board: Board

    def execute(self, command: Command) -> Commit | None:
        """Do it durably; None when nothing had to change."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file. `rows` is the sum of imported, duplicates and errors."""

    rows: int
    imported: int
    """Items that were added; in a dry run, that would be."""
    duplicates: int
    errors: tuple[RowError, ...]
    encoding: str
    flaws: tuple[Flaw, ...]
    """What was taken, but not as it stands."""
    done: float
    """How much of what has arrived this is about, 0 to 1."""

    def plain(self) -> dict[str, Any]:
        """What `feedback import --json` prints."""
        return {
            "rows": self.rows,
            "imported": self.imported,
            "duplicates": self.duplicates,
            "errors": [{"row": each.row, "why": each.why} for each in self.errors],
            "encoding": self.encoding,
        }


def importing(
    service: Service, reading: Reading, *, dry_run: bool = False, chunk: int = 500
) -> Iterator[Report]:
    """Import what `reading` reads; reports on everything so far, after each portion and at the end.

    Whoever stops iterating cancels the rest of the import; what was imported stays.

    Args:
        service: The board's front door.
        reading: A file that nobody has iterated over yet.
        dry_run: Count only, and write nothing.
        chunk: Rows in one commit; fewer where a stream pauses, so that they need not wait.
    """
    imported = duplicates = 0
    seen: set[str] = set()
    for portion in reading.portions(chunk):
        if dry_run:
            new, _ = plan_import(service.board, (item for item in portion if item.uid not in seen))
            seen.update(item.uid for item in new)
            added = len(new)
        else:
            # A file is often written newest first: no conclusions before all of it is here.
            more = len(portion) == chunk
            commit = service.execute(ImportFeedback(portion, unfinished=more))
            changes = () if commit is None else commit.changes
            added = sum(table == FeedbackItem.TABLE for table, _, _ in changes)
        imported, duplicates = imported + added, duplicates + len(portion) - added
        yield _report(reading, imported, duplicates)
    if imported and not dry_run:
        service.execute(EvaluateSignals())
    yield _report(reading, imported, duplicates)


def import_feedback(
    service: Service, reading: Reading, *, dry_run: bool = False, chunk: int = 500
) -> Report:
    """Import all of it, and report at the end."""
    *_, report = importing(service, reading, dry_run=dry_run, chunk=chunk)
    return report


def _report(reading: Reading, imported: int, duplicates: int) -> Report:
    return Report(
        rows=reading.rows,
        imported=imported,
        duplicates=duplicates,
        errors=tuple(reading.errors),
        encoding=reading.encoding,
        flaws=reading.flaws,
        done=reading.done,
    )
