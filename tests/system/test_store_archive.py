"""What settles moves out of the way and is still known; and a disk that fills meanwhile."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tinydb import TinyDB

from domain.docs import Doc
from domain.store import Settled, Store, create
from domain.store.errors import DiskFullError
from tests.system.filing import NOW, held, on_disk, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "war room")
    return tmp_path / "war room"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    store = Store(folder)
    yield store
    store.close()


@pytest.fixture
def other(folder: Path) -> Iterator[Store]:
    store = Store(folder)
    yield store
    store.close()


def test_settled_work_moves_to_the_archive_and_every_session_sees_it_go(
    store: Store, other: Store, folder: Path
) -> None:
    put(store, {n: {"n": n} for n in range(1, 7)})
    other.refresh()
    done = other.compact(NOW, settle_even)
    assert (done.archived, held(other)) == (3, {1: {"n": 1}, 3: {"n": 3}, 5: {"n": 5}})
    (line,) = store.refresh().lines
    assert line.meta["cmd"] == "archive"
    assert held(store) == held(other) == on_disk(folder)
    assert dict(store.archived("tasks")) == {str(n): {"n": n} for n in (2, 4, 6)}
    assert store.tables["tasks"].max_id == 6
    with TinyDB(folder / "archive" / "2027-05.json") as stock:
        assert {doc.doc_id for doc in stock.table("tasks").all()} == {2, 4, 6}


def test_a_number_is_never_given_again_though_all_of_its_table_is_archived(
    store: Store, folder: Path
) -> None:
    put(store, {2: {"n": 2}})
    store.compact(NOW, settle_even)
    store.compact(NOW, settle_even)
    again = Store(folder)
    assert again.tables["tasks"].max_id == 2
    again.close()


def test_what_is_reopened_wins_over_the_archive_and_may_be_archived_again(store: Store) -> None:
    put(store, {2: {"n": 2}})
    store.compact(NOW, settle_even)
    put(store, {2: {"n": 2, "again": True}})
    assert list(store.archived("tasks")) == []
    store.compact(NOW, lambda table, key, doc: Settled("2027-06"))
    assert list(store.archived("tasks")) == [("2", {"n": 2, "again": True})]
    assert list(store.archived("tasks", ["2027-05"])) == [("2", {"n": 2})]
    assert list(store.archived("tasks", ["1999-01"])) == []


def test_duplicate_keys_of_the_archive_are_known_to_every_session(
    store: Store, other: Store
) -> None:
    assert "k2" not in other.archived_keys()
    put(store, {n: {"n": n} for n in range(1, 5)})
    store.compact(NOW, lambda table, key, doc: Settled("2027-05", f"k{key}\n好"))
    assert all(f"k{n}\n好" in other.archived_keys() for n in range(1, 5))
    assert "k9\n好" not in other.archived_keys()


def test_a_full_disk_writes_nothing_and_says_so(folder: Path, store: Store) -> None:
    put(store, {1: {"n": 1}})
    journal = folder / "board.journal"
    before = journal.read_bytes()
    with no_file_longer_than(len(before) + 20):
        with pytest.raises(DiskFullError, match="no room left"):
            put(store, {2: {"n": 2}})
        assert journal.read_bytes() == before
    assert held(store) == on_disk(folder) == {1: {"n": 1}}
    put(store, {2: {"n": 2}})
    assert on_disk(folder) == {1: {"n": 1}, 2: {"n": 2}}


def test_a_disk_that_fills_at_any_byte_of_a_compaction_loses_nothing(
    folder: Path, store: Store, other: Store
) -> None:
    docs = {n: {"n": n} for n in range(1, 9)}
    put(store, docs)
    failed = 0
    for limit in range(0, 700, 9):
        try:
            with no_file_longer_than(limit):
                store.compact(NOW, settle_even)
        except DiskFullError:
            failed += 1
        seen = Store(folder)
        archived = {int(key): doc for key, doc in seen.archived("tasks")}
        assert held(seen) | archived == docs
        other.refresh()
        assert held(other) == held(store) == held(seen)
        seen.close()
    assert failed > 30
    assert sorted(held(store)) == [1, 3, 5, 7]
    assert [line.seq for line in store.history()] == [2, 1]
    assert not list(folder.rglob("*.tmp"))


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """A disk that is full: a write beyond `size` is cut short, and the next one fails."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def settle_even(table: str, key: str, doc: Doc) -> Settled | None:
    return Settled("2027-05", f"key {key}") if int(key) % 2 == 0 else None
