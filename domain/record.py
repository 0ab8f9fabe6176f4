"""What every stored thing has in common, and the way from a document to a record and back.

Records are frozen dataclasses, so that a viewing session never loads pydantic. What is
read was checked when it was written (`domain/check.py`), so decoding trusts it.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any, ClassVar, TypeVar

from domain.docs import Doc
from domain.frozen import dataclass

R = TypeVar("R", bound="Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One stored thing. Immutable: change one with `touched`."""

    TABLE: ClassVar[str]
    """The TinyDB table that holds these."""
    PREFIX: ClassVar[str]
    """The letter before the number that people see: `T` in `T-42`."""

    id: int
    """The number, given under the lock; TinyDB's `doc_id`. Negative in a preview: none yet."""
    uid: str
    """Made by the client, so that a creating command that is sent twice creates once."""
    rev: int = 1
    """How often it was written. Informs; refuses nobody."""
    created_at: datetime
    created_by: int
    """The member's number; 0 before there is any member."""
    updated_at: datetime
    updated_by: int

    @property
    def number(self) -> str:
        """What people call it: `T-42`, or `T-+` while it has no number yet."""
        return f"{self.PREFIX}-{self.id}" if self.id > 0 else f"{self.PREFIX}-+"


META = frozenset({"rev", "updated_at", "updated_by"})
"""Fields that every write changes: left out of what the log calls a change."""


def touched(record: R, at: datetime, by: int, **values: Any) -> R:
    """The same record with `values`, one revision on, written `at` by member `by`."""
    return replace(record, rev=record.rev + 1, updated_at=at, updated_by=by, **values)


def iso(at: datetime) -> str:
    """An instant as it is stored and exported: `2027-06-17T12:00:00Z` (whole seconds)."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def encode(record: Any) -> Doc:
    """A record (or a part of one) as a document: no number, and no field at its default."""
    doc: Doc = {}
    kind: Any = type(record)
    for field, default in _defaults(kind):
        value = getattr(record, field)
        if value != default:
            doc[field] = _plain(value)
    return doc


def decode(cls: type[R], number: int, doc: Doc) -> R:
    """The record of kind `cls` that `doc` holds. Trusts the document."""
    return cls(id=number, **parsed(cls, doc))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return encode(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


@cache
def _defaults(cls: type) -> list[tuple[str, Any]]:
    missing = object()
    return [
        (f.name, missing if f.default is dataclasses.MISSING else f.default)
        for f in fields(cls)
        if f.name != "id" or not issubclass(cls, Record)
    ]


def parsed(cls: type, doc: Doc) -> dict[str, Any]:
    """The fields of a `cls` that `doc` holds, as its constructor takes them."""
    readers = _readers(cls)
    return {
        name: reader(value) if (reader := readers.get(name)) and value is not None else value
        for name, value in doc.items()
    }


@cache
def _readers(cls: type) -> dict[str, Callable[[Any], Any]]:
    """For each field whose JSON form differs from its Python form: how to read it."""
    hints = typing.get_type_hints(cls)
    found = {f.name: _reader(hints[f.name]) for f in fields(cls)}
    return {name: reader for name, reader in found.items() if reader is not None}


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _reader(args[0])
    if origin in (typing.Union, types.UnionType):
        kinds = [arg for arg in args if arg is not type(None)]
        return _reader(kinds[0]) if len(kinds) == 1 else None
    if origin is tuple:
        item = _reader(args[0])
        return tuple if item is None else lambda values: tuple(map(item, values))
    if not isinstance(hint, type):
        return None
    if issubclass(hint, Enum):
        return hint
    if dataclasses.is_dataclass(hint):
        return lambda doc: hint(**parsed(hint, doc))
    return getattr(hint, "fromisoformat", None)
