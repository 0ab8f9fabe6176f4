"""The beginning of a file of JSON lines, which has no header: whether the words are in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from domain.intake_columns import NoTextColumnError
from domain.intake_file import Row

_LOOKED_AT = 50
"""Lines that are looked at for one with the words: each may lack what others have."""


def head_of(
    rows: Iterable[Row | None], columns: Callable[[tuple[str, ...]], object]
) -> list[Row | None]:
    """The first rows, as far as to one that has the words, or to the pause of a stream.

    Args:
        rows: Objects, lines that are none, pauses; no more are taken than are returned.
        columns: Finds the columns among the names of an object.

    Raises:
        NoTextColumnError: None of the objects has the words; as `columns` said of the first.
    """
    head: list[Row | None] = []
    refused: NoTextColumnError | None = None
    for row in islice(rows, _LOOKED_AT):
        head.append(row)
        if row is None:
            break
        if isinstance(row, dict):
            try:
                columns(tuple(row))
            except NoTextColumnError as error:
                refused = refused or error
            else:
                return head
    if refused is not None:
        raise refused
    return head
