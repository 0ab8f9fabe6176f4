"""Where something stands in a TOML file: what `tomllib` does not tell, and people ask first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from domain.text import clean

Path = Sequence[int | str]
"""Keys of tables and places in lists, from the top."""


def line_of(text: str, path: Path) -> int:
    """The line from which on `path` is there; of something missing, that of what it misses in.

    Args:
        text: Legal TOML. Read again and again, line by line: for error messages only.
        path: Where to look.
    """
    whole = tomllib.loads(text)
    while path and not _has(whole, path):
        path = path[:-1]
    lines = text.splitlines(keepends=True)
    for count in range(1, len(lines)):
        try:
            part = tomllib.loads("".join(lines[:count]))
        except tomllib.TOMLDecodeError:  # in the middle of something
            continue
        if _has(part, path):
            return count
    return max(1, len(lines))


def place_of(text: str, error: tomllib.TOMLDecodeError) -> tuple[int, str]:
    """The line at which `text` is no TOML, and why."""
    said = str(error)
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", said)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    return line, clean(said[: place.start()] if place else said, limit=80, lines=1)


def _has(value: Any, path: Path) -> bool:
    for key in path:
        try:
            value = value[key]
        except (LookupError, TypeError):
            return False
    return True
