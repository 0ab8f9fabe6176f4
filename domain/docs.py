"""A table's documents as an immutable map: a new version costs the change, not the table.

A board of 100,000 documents would pay more for one `dict` copy than for the whole
durable commit. Here a version is a base dict that is never changed again plus a small
overlay; when the overlay has grown, it is folded into a new base.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Doc = dict[str, Any]
"""One document as JSON knows it. Shared between versions and sessions: never changed in place."""

_FOLD = 512
"""Overlay entries after which the overlay is folded into the base."""


class Docs(Mapping[str, Doc]):
    """Documents by number, as TinyDB keys them (`"42"`). Iterates the base, then what is new."""

    __slots__ = ("_base", "_count", "_indexes", "_over", "max_id", "min_id")

    def __init__(self, base: Mapping[str, Doc] | None = None, max_id: int = 0) -> None:
        """Take `base` over as it is: nobody may change it afterwards.

        Args:
            base: The documents; none when omitted.
            max_id: The highest number ever given, also to documents that have since been
                archived; raised to the highest number in `base`.
        """
        self._base: Mapping[str, Doc] = {} if base is None else base
        self._over: dict[str, Doc | None] = {}
        self._count = len(self._base)
        self._indexes: dict[str, dict[Any, str]] = {}
        self.max_id = max(max_id, max(map(int, self._base), default=0))
        self.min_id = 0

    def __getitem__(self, key: str) -> Doc:
        if key in self._over:
            doc = self._over[key]
            if doc is None:
                raise KeyError(key)
            return doc
        return self._base[key]

    def __contains__(self, key: object) -> bool:
        if key in self._over:
            return self._over[key] is not None  # type: ignore[index]
        return key in self._base

    def __iter__(self) -> Iterator[str]:
        over = self._over
        if not over:
            yield from self._base
            return
        yield from (key for key in self._base if key not in over)
        yield from (key for key, doc in over.items() if doc is not None)

    def __len__(self) -> int:
        return self._count

    def evolve(self, changes: Mapping[str, Doc | None]) -> Docs:
        """The next version: each document put, or taken away where it is `None`."""
        if not changes:
            return self
        new = object.__new__(Docs)
        new._count, new.max_id, new.min_id = self._count, self.max_id, self.min_id
        for key, doc in changes.items():
            new._count += (doc is not None) - (key in self)
            new.max_id, new.min_id = max(new.max_id, int(key)), min(new.min_id, int(key))
        new._base, new._over = self._base, {**self._over, **changes}
        if len(new._over) > _FOLD:
            merged = {**new._base, **new._over}
            new._base = {key: doc for key, doc in merged.items() if doc is not None}
            new._over = {}
        new._indexes = self._indexes
        for field, index in new._indexes.items():
            for key, doc in changes.items():
                if doc is not None and field in doc:
                    index[doc[field]] = key
        return new

    def find(self, field: str, value: object) -> str | None:
        """The key of the document whose `field` is `value`; None when there is none.

        For fields that are unique and never change (a uid, a duplicate key). The index is
        built at the first question and then follows every change.
        """
        index = self._indexes.get(field)
        if index is None:
            index = {doc[field]: key for key, doc in self.items() if field in doc}
            self._indexes[field] = index
        key = index.get(value)
        return key if key is not None and key in self and self[key].get(field) == value else None
