"""What commands print: JSON as bytes in UTF-8, and lines aligned by cells for people.

No colours and no boxes, so that a screen reader reads words only. Text that people wrote
was cleaned on its way in and is printed as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from domain.text import cells

_GAP = "  "


def say(line: str) -> None:
    """Print one line."""
    print(line)


def say_json(value: Any) -> None:
    """Print JSON: on one line, or indented where a person looks at it."""
    option = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if sys.stdout.isatty() else 0)
    sys.stdout.flush()
    sys.stdout.buffer.write(orjson.dumps(value, option=option))
    sys.stdout.buffer.flush()


def say_rows(rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns as wide as their widest cell; the last one is as long as it is."""
    table = list(rows)
    widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
    for row in table:
        line = _GAP.join(
            text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=True)
        )
        say(line.rstrip())


def say_fields(fields: Iterable[tuple[str, str]]) -> None:
    """Print names and values, one a line, the empty values left out; long ones are indented."""
    for name, value in fields:
        if "\n" in value:
            say(f"{name}:")
            for line in value.split("\n"):
                say(f"{_GAP}{line}".rstrip())
        elif value:
            say(f"{name}: {value}")
