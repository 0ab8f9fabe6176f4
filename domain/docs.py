"""A table's documents as an immutable map: a new version costs the change, not the table.

A board of 100,000 documents would pay more for one `dict` copy than for the whole
durable commit. Here a version is a base dict that is never changed again plus a small
overlay; when the overlay has grown, it is folded into a new base.
"""

from __future__ import annotations

from collections.abc import Hashable, ItemsView, Iterator, Mapping, ValuesView
from typing import Any

Doc = dict[str, Any]
"""One document as JSON knows it. Shared between versions and sessions: never changed in place."""

Index = dict[Hashable, str]
"""From the value of a unique field to the key of the document that has it."""

_FOLD = 512
"""Overlay entries after which the overlay is folded into the base. Copying the overlay costs each
version this much at most, folding costs the base's size divided by it: balanced at 100,000."""


class Docs(Mapping[str, Doc]):
    """Documents by number, as TinyDB keys them (`"42"`). Iterates the base, then what is new.

    Safe to read from any thread, while another makes the next version.
    """

    __slots__ = ("_base", "_count", "_found_base", "_found_over", "_over", "max_id")

    max_id: int
    """The highest number ever given here, also to documents that have since been taken away."""

    def __init__(self, base: dict[str, Doc] | None = None, max_id: int = 0) -> None:
        """Take `base` over as it is: nobody may change it afterwards.

        Args:
            base: The documents; none when omitted.
            max_id: The highest number ever given, also to documents that have since been
                archived; raised to the highest number in `base`.
        """
        self._base: dict[str, Doc] = {} if base is None else base
        self._over: dict[str, Doc | None] = {}
        self._count = len(self._base)
        self._found_base: dict[str, Index] = {}  # shared by every version on this base
        self._found_over: dict[str, Index] = {}  # this version's own
        self.max_id = max(max_id, max(map(int, self._base), default=0))

    def __getitem__(self, key: str) -> Doc:
        over = self._over
        if key in over:
            doc = over[key]
            if doc is None:
                raise KeyError(key)
            return doc
        return self._base[key]

    def __contains__(self, key: object) -> bool:
        over = self._over
        return over[key] is not None if key in over else key in self._base

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.pairs()) if self._over else iter(self._base)

    def items(self) -> ItemsView[str, Doc]:
        return _Items(self)

    def values(self) -> ValuesView[Doc]:
        return _Values(self)

    def pairs(self) -> Iterator[tuple[str, Doc]]:
        """Each key with its document, without a look-up for each. What `items()` iterates."""
        base, over = self._base, self._over
        if not over:
            yield from base.items()
            return
        for key, stored in base.items():
            doc = over.get(key, stored)
            if doc is not None:
                yield key, doc
        for key, doc in over.items():
            if doc is not None and key not in base:
                yield key, doc

    def evolve(self, changes: Mapping[str, Doc | None]) -> Docs:
        """The next version: each document put, or taken away where it is `None`."""
        if not changes:
            return self
        count, max_id = self._count, self.max_id
        for key, doc in changes.items():
            count += (doc is not None) - (key in self)
            max_id = max(max_id, int(key))
        new = object.__new__(Docs)
        new._count, new.max_id = count, max_id
        new._base, new._over = self._base, {**self._over, **changes}
        new._found_base, new._found_over = self._found_base, {}
        if len(new._over) > _FOLD:
            new._fold()
        return new

    def changed_since(self, before: Docs) -> set[str] | None:
        """The keys whose documents differ; None where only a look at all of them would tell."""
        base = self._base
        if before._base is not base:
            return None
        mine, its = self._over, before._over
        return {
            key
            for key in mine.keys() | its.keys()
            if mine.get(key, base.get(key)) is not its.get(key, base.get(key))
        }

    def find(self, field: str, value: Hashable) -> str | None:
        """The key of the document whose `field` is `value`; None when there is none.

        For fields whose values are unique in the table (a uid, a duplicate key). The index
        is built at the first question; later versions take it over.
        """
        over = self._found_over.get(field)
        if over is None:
            over = {doc[field]: key for key, doc in self._over.items() if doc and field in doc}
            self._found_over[field] = over
        if value in over:
            return over[value]
        found = self._found_base.get(field)
        if found is None:
            found = {doc[field]: key for key, doc in self._base.items() if field in doc}
            self._found_base[field] = found
        key = found.get(value)
        return None if key in self._over else key

    def _fold(self) -> None:
        """Make base and overlay one new base, and its indexes from the old ones."""
        old, over = self._base, self._over
        base = old.copy()
        for key, doc in over.items():
            if doc is None:
                base.pop(key, None)
            else:
                base[key] = doc
        founds = {}
        for field, found in self._found_base.copy().items():
            founds[field] = found = found.copy()
            for key in over:
                if (doc := old.get(key)) and found.get(doc.get(field)) == key:
                    del found[doc[field]]
            found.update((doc[field], key) for key, doc in over.items() if doc and field in doc)
        self._base, self._over, self._found_base = base, {}, founds


class _Items(ItemsView[str, Doc]):
    _mapping: Docs

    def __iter__(self) -> Iterator[tuple[str, Doc]]:
        return self._mapping.pairs()


class _Values(ValuesView[Doc]):
    _mapping: Docs

    def __iter__(self) -> Iterator[Doc]:
        return (doc for _, doc in self._mapping.pairs())
