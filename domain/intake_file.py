"""A file as rows of text: encodings, delimiters, quotes, JSON lines. Knows nothing of feedback.

The bytes are held, the rows are made one at a time. One bad line costs one row, never the
file: a quotation mark that is never closed is given up after some lines, and reading goes
on with the line after it.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections import deque
from collections.abc import Iterator
from itertools import chain
from typing import Any

from domain.errors import DomainError
from domain.intake_columns import IntakeError
from domain.words import N

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",\t;"
_MOST_LINES, _MOST_CHARACTERS = 200, 1 << 16
"""How far the end of a quoted cell is looked for."""
_END = "\x1e"
"""Fed to the reader after a record: it stands alone only when every quote was closed."""


class SpreadsheetError(IntakeError):
    """Somebody gave us Excel's own format."""

    message = N("This is an Excel workbook. Save it as CSV (UTF-8) and import that.")


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

    def __init__(self, data: bytes) -> None:
        """Find out how `data` is written.

        Raises:
            SpreadsheetError: It is a workbook.
        """
        if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            raise SpreadsheetError
        self.encoding = encoding_of(data)
        self.unreadable = 0
        """Characters read so far that the encoding does not have."""
        self._size, self._bytes = len(data), io.BytesIO(data)
        self._lines = self._decoded()
        first = next((line for line in self._lines if line.strip()), "")
        self._lines = chain((first,), self._lines)
        self.delimiter = "" if first.lstrip("\ufeff \t").startswith("{") else delimiter_of(first)
        """What stands between cells; empty for JSON lines."""

    @property
    def done(self) -> float:
        """The share of the file that was read, 0 to 1."""
        return self._bytes.tell() / self._size if self._size else 1.0

    def rows(self) -> Iterator[Row]:
        """Each row that is not blank, the header of a table included."""
        return self._table() if self.delimiter else self._objects()

    def _decoded(self) -> Iterator[str]:
        text = io.TextIOWrapper(self._bytes, self.encoding, errors="replace", newline="")
        for line in text:
            self.unreadable += line.count("\ufffd")
            yield line.replace("\0", "") if "\0" in line else line
        text.detach()

    def _table(self) -> Iterator[Row]:
        waiting: deque[str] = deque()
        lines = self._lines
        while (line := waiting.popleft() if waiting else next(lines, None)) is not None:
            if '"' not in line:
                cells = line.rstrip("\r\n").split(self.delimiter)
            else:
                record, found = [line], _record([line], self.delimiter)
                while found is None and _may_go_on(record):
                    more = waiting.popleft() if waiting else next(lines, None)
                    if more is None:
                        break
                    record.append(more)
                    found = _record(record, self.delimiter) if '"' in more else None
                if found is None:
                    waiting.extendleft(reversed(record[1:]))
                    yield OpenQuoteError()
                    continue
                cells = found
            if any(cell and not cell.isspace() for cell in cells):
                yield cells

    def _objects(self) -> Iterator[Row]:
        for line in self._lines:
            if line.strip():
                try:
                    row = json.loads(line.lstrip("\ufeff"))
                except (ValueError, RecursionError):
                    row = None
                yield row if isinstance(row, dict) else NotAnObjectError()


def encoding_of(data: bytes) -> str:
    """The encoding by its mark; else UTF-8, unless too much of it is wrong; else GB18030.

    A few bad bytes do not make a file of UTF-8 another one: as GB18030 it would be all noise.
    Of real GBK text, read as UTF-8, more than half of the characters are wrong.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return "utf-8" if wrong * 10 <= foreign else "gb18030"


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
