"""A file as rows of text: delimiters, quotes, JSON lines. Knows nothing of feedback.

The bytes are held, the rows are made one at a time. One bad line costs one row, never the
file: a quotation mark that is never closed is given up after some lines, and reading goes
on with the line after it.
"""

from __future__ import annotations

import csv
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from domain.errors import DomainError
from domain.intake_columns import IntakeError
from domain.intake_lines import Lines
from domain.words import N

if TYPE_CHECKING:
    from domain.intake_xlsx import Workbook

_DELIMITERS = ",\t;"
_MOST_LINES, _MOST_CHARACTERS = 200, 1 << 16
"""How far the end of a quoted cell is looked for."""
_END = "\x1e"
"""Fed to the reader after a record: it stands alone only when every quote was closed."""


class SpreadsheetError(IntakeError):
    """Excel's own format, the old one or without what reads the new one; or some zip file."""

    message = N(
        "This is no text but a workbook or an archive. Save it as CSV (UTF-8) and import that; "
        "Excel workbooks (.xlsx) can be read when promoboard[xlsx] is installed."
    )


class BadRowError(DomainError):
    """One row that cannot be taken; the others can."""


class OpenQuoteError(BadRowError):
    """The cell would run on to the end of the file."""

    message = N("A quotation mark is opened here and never closed.")


class NotAnObjectError(BadRowError):
    """In a file of JSON lines, this line is something else."""

    message = N("The line is not a JSON object.")


Row = list[str] | dict[str, Any] | BadRowError
"""Cells in the file's order; or a JSON object; or why there is neither."""


class Sheet:
    """One file: what it is written in, and its rows, once."""

    def __init__(self, lines: Lines) -> None:
        """Wait for the first line, and find out what it is."""
        self._source, self._lines = lines, iter(lines)
        first = next((line for line in self._lines if line.strip()), "")
        self._lines = chain((first,), self._lines)
        self.delimiter = "" if first.lstrip("\ufeff \t").startswith("{") else delimiter_of(first)
        """What stands between cells; empty for JSON lines."""

    @property
    def encoding(self) -> str:
        """What the text is written in, as far as it was read."""
        return self._source.encoding

    @property
    def unreadable(self) -> int:
        """Characters read so far that the encoding does not have."""
        return self._source.unreadable

    @property
    def done(self) -> float:
        """How much of what has arrived was read, 0 to 1."""
        return self._source.done

    def rows(self) -> Iterator[Row | None]:
        """Each row that is not blank, the header of a table included; None stands for a pause."""
        return self._table() if self.delimiter else self._objects()

    def _table(self) -> Iterator[Row | None]:
        waiting: deque[str] = deque()
        lines = self._lines
        while (line := waiting.popleft() if waiting else next(lines, None)) is not None:
            if '"' not in line:
                if not line:
                    yield None
                cells = line.rstrip("\r\n").split(self.delimiter)
            else:
                record, found = [line], _record([line], self.delimiter)
                while found is None and _may_go_on(record):
                    more = waiting.popleft() if waiting else next(lines, None)
                    if more is None:
                        break
                    if not more:
                        yield None
                        continue
                    record.append(more)
                    found = _record(record, self.delimiter) if '"' in more else None
                if found is None:
                    waiting.extendleft(reversed(record[1:]))
                    yield OpenQuoteError()
                    continue
                cells = found
            if any(cell and not cell.isspace() for cell in cells):
                yield cells

    def _objects(self) -> Iterator[Row | None]:
        for line in self._lines:
            if not line:
                yield None
            elif line.strip():
                try:
                    row = json.loads(line.lstrip("\ufeff"))
                except (ValueError, RecursionError):
                    row = None
                yield row if isinstance(row, dict) else NotAnObjectError()


def opened(blocks: Iterable[bytes]) -> Sheet | Workbook:
    """The file that these bytes are; an empty block stands for a pause of a stream.

    Raises:
        SpreadsheetError: It is a workbook that cannot be read here.
    """
    lines = Lines(blocks)
    if lines.head.startswith(b"PK\x03\x04"):
        from domain.intake_xlsx import Workbook

        return Workbook(lines.whole())
    if lines.head.startswith(b"\xd0\xcf\x11\xe0"):
        raise SpreadsheetError
    return Sheet(lines)


def delimiter_of(header: str) -> str:
    """What stands most often between the names in a header; a comma when nothing does."""
    bare = re.sub(r'"[^"]*"', "", header)
    return max(_DELIMITERS, key=bare.count)


def _record(lines: list[str], delimiter: str) -> list[str] | None:
    """The one record that these lines are; None while a quote is open at their end."""
    csv.field_size_limit(1 << 30)
    rows = list(csv.reader([*lines, _END], delimiter=delimiter))
    return rows[0] if rows[1:] == [[_END]] else None


def _may_go_on(lines: list[str]) -> bool:
    return len(lines) < _MOST_LINES and sum(map(len, lines)) < _MOST_CHARACTERS
