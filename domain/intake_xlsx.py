"""A workbook as rows of text: its first sheet. Needs the extra `promoboard[xlsx]`."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from domain.intake_file import BadRowError, Row, SpreadsheetError
from domain.words import N

_MOST_ROWS = 1 << 20
"""Excel's own limit. A file can claim any number for a row, and all before it would be made."""
_BROKEN = (
    *(ArithmeticError, AttributeError, BadZipFile, EOFError, LookupError, OSError),
    *(RuntimeError, SyntaxError, TypeError, ValueError, zlib.error),
)
"""What openpyxl lets through when a file is not what it says."""


class BadWorkbookError(BadRowError):
    """The zip file, or what is in it, is damaged from here on."""

    message = N("The workbook is damaged here: nothing after this could be read.")


class Workbook:
    """To whoever reads it, what a `Sheet` is."""

    encoding, delimiter, unreadable, done = "xlsx", "\t", 0, 0.0

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            SpreadsheetError: The extra is not installed, or it is a zip file of another kind.
        """
        warnings.filterwarnings("ignore", module=r"openpyxl\.")  # styles and dates we do not use
        try:
            from openpyxl import load_workbook

            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
            self._sheet = book.worksheets[0]
        except (ImportError, *_BROKEN) as error:
            raise SpreadsheetError from error
        self._sheet.reset_dimensions()  # exporters write wrong ones

    def rows(self) -> Iterator[Row | None]:
        """Each row that is not blank, no wider than the first."""
        width = None
        try:
            for row in self._sheet.iter_rows(max_row=_MOST_ROWS, values_only=True):
                cells = [_text(cell) for cell in row[:width]]
                if any(cells):
                    width = width or len(cells)
                    yield cells
        except _BROKEN:
            yield BadWorkbookError()
        self.done = 1.0


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, float) and cell.is_integer():  # Excel keeps 15 digits of a number
        return f"{cell:.0f}" if abs(cell) < 1e15 else f"{cell:E}"
    return "" if cell is None else str(cell)
