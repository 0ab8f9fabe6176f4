"""`Store.db` is a TinyDB: the same answers as stock TinyDB, live, one commit a write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.operations import increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from domain.store import Store, create
from domain.store.seam import StoreDB, StoreStorage, StoreTable
from tests.system.filing import held, on_disk, put

WRITES: list[Callable[[Any], Any]] = [
    lambda t: t.insert({"n": 1, "tags": ["a"]}),
    lambda t: t.insert_multiple([{"n": 2}, {"n": 3}, {"n": 4}]),
    lambda t: t.insert(Document({"n": 9}, doc_id=20)),
    lambda t: t.insert({"n": 5}),
    lambda t: t.update({"seen": True}, where("n") > 2),
    lambda t: t.update(increment("n"), doc_ids=[1, 2, 99]),
    lambda t: t.update(lambda doc: doc["tags"].append("b"), where("tags").exists()),
    lambda t: t.update_multiple([({"x": 1}, where("n") == 9), ({"y": 1}, where("n") == 2)]),
    lambda t: t.upsert({"n": 9, "x": 2}, where("n") == 9),
    lambda t: t.upsert({"n": 10}, where("n") == 10),
    lambda t: t.remove(where("n") == 3),
    lambda t: t.remove(doc_ids=[20, 99]),
    lambda t: t.insert({"n": 6}),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    create(tmp_path / "w")
    store = Store(tmp_path / "w")
    yield store
    store.close()


def test_every_write_gives_what_stock_tinydb_gives_and_is_one_commit(store: Store) -> None:
    ours, stock = store.db.table("tasks"), TinyDB(storage=MemoryStorage).table("tasks")
    for number, write in enumerate(WRITES, 1):
        assert write(ours) == write(stock)
        assert store.seq == number
        assert {doc.doc_id: doc for doc in ours} == {doc.doc_id: doc for doc in stock}
    assert held(store) == on_disk(store.folder) == {doc.doc_id: doc for doc in stock}
    assert ours.search(where("seen") == True) == stock.search(where("seen") == True)  # noqa: E712
    assert ours.get(doc_id=1) == stock.get(doc_id=1)
    assert ours.count(where("n") > 1) == stock.count(where("n") > 1)
    assert len(ours) == len(stock)


def test_a_query_asked_twice_sees_what_another_session_wrote_in_between(store: Store) -> None:
    table, other = store.db.table("tasks"), Store(store.folder)
    assert table.search(where("n") == 1) == []
    put(other, {4: {"n": 1}})
    assert [doc.doc_id for doc in table.search(where("n") == 1)] == [4]
    assert table.insert({"n": 2}) == 5
    assert [line.seq for line in other.refresh().lines] == [2]
    other.close()


def test_a_write_that_is_refused_leaves_nothing_behind(store: Store) -> None:
    table = store.db.table("tasks")
    table.insert(Document({"n": 1}, doc_id=1))
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({"n": 2}, doc_id=1))
    with pytest.raises(KeyError):
        table.update(lambda doc: doc.pop("no such"), where("n") == 1)
    with pytest.raises(TypeError):
        table.insert({"n": object()})
    assert store.seq == 1
    assert held(store) == {1: {"n": 1}}


def test_truncating_and_dropping_are_commits_that_take_documents_away(store: Store) -> None:
    table = store.db.table("tasks")
    table.insert_multiple([{"n": n} for n in range(3)])
    table.truncate()
    assert (store.seq, held(store)) == (2, {})
    table.insert({"n": 3})
    store.db.table("members").insert({"name": "小王"})
    store.db.drop_table("tasks")
    assert (store.seq, held(store)) == (5, {})
    store.db.drop_tables()
    assert held(store, "members") == {}
    assert store.db.table("tasks").insert({"n": 4}) == 5


def test_a_write_that_changes_nothing_is_no_commit(store: Store) -> None:
    table = store.db.table("tasks")
    table.insert({"n": 1})
    table.update({"n": 1}, where("n") == 1)
    table.remove(where("n") == 7)
    assert store.seq == 1


def test_tinydb_still_writes_through_the_two_methods_that_the_seam_overrides(
    store: Store,
) -> None:
    called = []

    class Spy(StoreTable):
        def _get_next_id(self) -> int:
            called.append("id")
            return super()._get_next_id()

        def _update_table(self, updater: Callable[[Any], None]) -> None:
            called.append("update")
            super()._update_table(updater)

    class SpyDB(StoreDB):
        table_class = Spy

    table = SpyDB(store, storage=StoreStorage).table("tasks")
    expected = ["id update", "update id id id", "update", "id update", *["update"] * 5]
    expected += ["update id update", "update", "update", "id update"]
    for write, calls in zip(WRITES, expected, strict=True):
        called.clear()
        write(table)
        assert " ".join(called) == calls
