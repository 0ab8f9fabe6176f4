"""`board.json`: every document at one commit, as an ordinary TinyDB file.

What promoboard must know besides stands in a TinyDB table of its own, `_journal`: the number
of that commit, the schema version, and each table's highest number ever given (documents
move to the archive, and their numbers are never given again).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from domain.docs import Doc, Docs
from domain.store import files
from domain.store.errors import StoreCorruptError, StoreTooNewError
from domain.store.line import SCHEMA, too_new

TABLE = "_journal"
"""The TinyDB table that holds what is no document."""


class Checkpoint(NamedTuple):
    """What a checkpoint says."""

    tables: dict[str, Docs]
    """The documents."""
    seq: int
    """The commit at which they stood so."""
    size: int
    """The length of the file in bytes."""


def write(tables: Mapping[str, Docs], seq: int) -> bytes:
    """The file that holds `tables` as they are after commit `seq`."""
    about: Doc = {"v": SCHEMA, "seq": seq, "max_ids": {t: d.max_id for t, d in tables.items()}}
    data = {table: dict(docs.items()) for table, docs in tables.items()}
    return orjson.dumps({**data, TABLE: {"1": about}})


def read(data: bytes, path: str) -> Checkpoint:
    """What the file at `path`, which holds `data`, says.

    Raises:
        StoreTooNewError: A later promoboard wrote it.
        StoreCorruptError: It is no checkpoint.
    """
    try:
        with files.no_gc():
            raw: dict[str, Any] = orjson.loads(data)
            about = raw.pop(TABLE)["1"]
            if too_new(about):
                raise StoreTooNewError(path=path)
            most: dict[str, int] = about["max_ids"]
            names = [*raw, *(name for name in most if name not in raw)]
            tables = {name: Docs(raw.get(name, {}), most.get(name, 0)) for name in names}
            return Checkpoint(tables, about["seq"], len(data))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreCorruptError(path=path, why=_why(error)) from error


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, orjson.JSONDecodeError) else "not a checkpoint"
