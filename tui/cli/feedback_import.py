"""Reading customers' words from a file, or from a stream as they come."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from domain.clock import zone_named
from domain.errors import UsageError
from domain.feedback_import import Report, importing
from domain.intake import Reading, first_row, read_feedback
from domain.intake_columns import NoTextColumnError
from domain.mapping import Mappings
from domain.words import N, tr
from tui.cli.act import require_writable
from tui.cli.feedback_columns import ask_columns, may_ask
from tui.cli.show import say, say_json
from tui.cli.stop import Stop, arriving
from tui.session import Session

PARTLY = 4
"""Exit code: some rows could not be read."""

_SHOWN = 20
"""Rows with errors that are told to a person; JSON has all of them."""


class MapOptionError(UsageError):
    """Not a field and a column."""

    message = N("{text} does not say which column holds which field: write text=评价, for example.")


def import_(session: Session, given: Namespace) -> int:
    """Import a file or a stream, or say what importing it would do."""
    if not given.dry_run:
        require_writable(session)
        session.acting()
    if given.file != "-":
        return _import(session, given, Path(given.file).expanduser())
    with Stop() as stop:
        return _import(session, given, arriving(sys.stdin.fileno(), stop))


def _import(session: Session, given: Namespace, file: Path | Iterable[bytes]) -> int:
    mappings, chosen = Mappings(session.folder), _columns(given.map)
    try:
        reading = _read(session, file, chosen)
    except NoTextColumnError as error:
        if not (isinstance(file, Path) and may_ask()):
            raise
        chosen = {**chosen, **_asked(error, file)}
        reading = _read(session, file, chosen)
    if chosen and reading.header and not given.dry_run:
        by = session.acting().number
        mappings.remember(reading.header, chosen, by, session.clock())
    report = _watched(session, reading, dry_run=given.dry_run)
    if given.json:
        say_json(report.plain())
    else:
        _say(report, dry_run=given.dry_run)
    return PARTLY if report.errors else 0


def _read(session: Session, file: Path | Iterable[bytes], chosen: Mapping[str, str]) -> Reading:
    return read_feedback(
        file,
        zone=zone_named(session.settings.zone),
        salt=session.salt,
        now=session.clock(),
        columns=chosen,
        recall=Mappings(session.folder).recall,
    )


def _asked(error: NoTextColumnError, file: Path) -> dict[str, str]:
    """The columns that the person at the terminal names."""

    def ask(question: str) -> str:
        sys.stderr.write(question)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line

    return ask_columns(error, first_row(file), ask, lambda line: print(line, file=sys.stderr))


def _watched(session: Session, reading: Reading, *, dry_run: bool) -> Report:
    """Import all of it, with a line that counts where a person waits."""
    report = None
    watched = sys.stderr.isatty()
    for report in importing(session.service, reading, dry_run=dry_run):
        if watched:
            sys.stderr.write(f"\r{report.rows} {report.done:4.0%}")
            sys.stderr.flush()
    if watched:
        sys.stderr.write("\r\x1b[K")
    assert report is not None  # it reports at least once
    return report


def summary(report: Report) -> str:
    """What became of a file, in one line."""
    return tr(
        "Rows {rows} | imported {imported} | duplicates {duplicates} | errors {errors} "
        "| {encoding}",
        rows=report.rows,
        imported=report.imported,
        duplicates=report.duplicates,
        errors=len(report.errors),
        encoding=report.encoding,
    )


def _say(report: Report, *, dry_run: bool) -> None:
    """Say what became of the file; what was not taken as it stands goes to the standard error."""
    say(summary(report))
    if dry_run:
        say(tr("That is what would be done: nothing was written."))
    complaints = [*map(str, report.flaws)]
    complaints += [
        tr("Row {row}: {why}", row=error.row, why=error) for error in report.errors[:_SHOWN]
    ]
    left = len(report.errors) - _SHOWN
    if left > 0:
        complaints.append(tr("And {n} more; --json lists them all.", n=left))
    sys.stderr.writelines(f"{complaint}\n" for complaint in complaints)


def _columns(texts: Iterable[str]) -> dict[str, str]:
    """The columns that were named, by field.

    Raises:
        MapOptionError: One is not written as `field=column`.
    """
    found = {}
    for text in texts:
        for pair in re.split(r",(?=[^,=]+=)", text):  # a column's own name may have a comma
            field, _, name = map(str.strip, pair.partition("="))
            if not (field and name):
                raise MapOptionError(text=pair)
            found[field] = name
    return found
