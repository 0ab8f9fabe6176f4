"""The store as a TinyDB: queries see live data, and each write is one commit.

TinyDB's seams are a Storage, and a Table with `_update_table` and `_get_next_id` of its own.
Both have an underscore: the version is pinned, and a test holds that they are still called.
What a query gives shares its nested values with the board: take it, do not change it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from datetime import UTC
from typing import TYPE_CHECKING, Any

import orjson
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table
from tinydb.utils import LRUCache

from domain.docs import Doc, Docs

if TYPE_CHECKING:
    from domain.store.store import Store

_NONE = Docs()


class StoreStorage(Storage):
    """Reads a `Store`'s documents, and collects what is written in a transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tables: dict[str, Docs] | None = None  # inside a transaction: with its changes
        self._changes: dict[tuple[str, str], Doc | None] = {}
        self._given: dict[str, int] = {}  # by table: the highest number given in it

    def read(self) -> dict[str, Any]:
        """The latest documents."""
        if self._tables is None:
            self._store.refresh()
        return dict(self._store.tables if self._tables is None else self._tables)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make `data` all there is: commits what differs. Only `drop_table(s)` comes here."""
        with self.transaction():
            tables = self.read()
            for name in tables.keys() | data.keys():
                old, new = tables.get(name, _NONE), data.get(name, {})
                gone = {key: None for key in old if key not in new}
                self.put(name, {**gone, **{k: d for k, d in new.items() if old.get(k) != d}})

    def put(self, table: str, changes: Mapping[str, Doc | None]) -> None:
        """Add to the commit that the transaction will make."""
        assert self._tables is not None
        self._tables[table] = self._tables.get(table, _NONE).evolve(changes)
        self._changes.update({(table, key): doc for key, doc in changes.items()})

    def next_id(self, table: str) -> int:
        """A number that was never given. Only inside a transaction."""
        highest: int = self.read().get(table, _NONE).max_id
        self._given[table] = number = max(highest, self._given.get(table, 0)) + 1
        return number

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One commit for all that is written inside, also by transactions inside this one."""
        if self._tables is not None:
            yield
            return
        try:
            with self._store.transaction() as tx:
                self._tables = dict(tx.tables)
                yield
                if self._changes:
                    at = self._store.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
                    tx.commit(self._changes, {"at": at, "by": 0, "cmd": "tinydb"}, {})
        finally:
            self._tables, self._changes, self._given = None, {}, {}

    def close(self) -> None:
        """The store closes itself."""


class _Updated(MutableMapping[int, Doc]):
    """What an updater of TinyDB sees as the table: copies what it looks at, on demand."""

    def __init__(self, docs: Docs) -> None:
        self._docs = docs
        self._new: dict[int, Doc | None] = {}

    def __getitem__(self, number: int) -> Doc:
        if number not in self._new:
            self._new[number] = orjson.loads(orjson.dumps(self._docs[str(number)]))
        doc = self._new[number]
        if doc is None:
            raise KeyError(number)
        return doc

    def __contains__(self, number: object) -> bool:
        if number in self._new:
            return self._new[number] is not None
        return str(number) in self._docs

    def __setitem__(self, number: int, doc: Doc) -> None:
        self._new[number] = doc

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._new[number] = None

    def __iter__(self) -> Iterator[int]:
        yield from (number for number in map(int, self._docs) if number in self)
        yield from [n for n in self._new if n in self and str(n) not in self._docs]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._new = dict.fromkeys(self)

    def changes(self) -> dict[str, Doc | None]:
        """What the updater put or took away."""
        return {
            str(number): doc
            for number, doc in self._new.items()
            if doc != self._docs.get(str(number))
        }


class _NoCache(LRUCache[Any, Any]):
    """TinyDB's query cache would not see what other sessions write."""

    def set(self, key: Any, value: Any) -> None:
        """Forget it."""


class StoreTable(Table):
    """A TinyDB table whose every write is a commit."""

    query_cache_class = _NoCache
    _storage: StoreStorage

    def insert(self, document: Mapping[str, Any]) -> int:
        with self._storage.transaction():  # the number and the document in one
            return super().insert(document)

    def upsert(self, document: Mapping[str, Any], cond: Any = None) -> list[int]:
        with self._storage.transaction():
            return super().upsert(document, cond)

    def _get_next_id(self) -> int:
        return self._storage.next_id(self.name)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._storage.transaction():
            updated = _Updated(self._storage.read().get(self.name, _NONE))
            updater(updated)
            self._storage.put(self.name, updated.changes())


class StoreDB(TinyDB):
    """A TinyDB over a `Store`."""

    table_class = StoreTable


def database(store: Store) -> TinyDB:
    """The store as a TinyDB."""
    return StoreDB(store, storage=StoreStorage)
