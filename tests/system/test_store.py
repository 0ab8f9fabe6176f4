"""One store, or two on one folder: commits, following, history, archive, and what it refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from domain.docs import Doc
from domain.store import Store, create
from domain.store.errors import (
    BoardExistsError,
    NoBoardError,
    ReadOnlyError,
    StoreFailedError,
)
from tests.system.filing import NOW, ROOT, held, meta, on_disk, put


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


def test_a_commit_is_told_to_others_once_as_it_was_meant(store: Store, other: Store) -> None:
    with store.transaction() as tx:
        line = tx.commit(
            {("tasks", "1"): {"title": "主图"}, ("members", "7"): {"roles": ("ops", "cs")}},
            meta(via="ops"),
            {("members", "7"): {"roles": [["ops"], ["ops", "cs"]]}},
        )
    (seen,) = other.refresh().lines
    assert seen == line
    assert seen.seq == 1
    assert seen.at == "2027-06-17T12:00:00Z"
    assert seen.meta["via"] == "ops"
    assert seen.changes == (
        ("tasks", "1", {"title": "主图"}),
        ("members", "7", {"roles": ["ops", "cs"]}),
    )
    assert seen.diff == (None, {"roles": [["ops"], ["ops", "cs"]]})
    assert other.refresh().lines == ()
    assert store.refresh().lines == ()
    assert held(store) == held(other) == {1: {"title": "主图"}}


def test_a_transaction_sees_what_came_in_and_tells_it_once(store: Store, other: Store) -> None:
    line = put(other, {1: {"n": 1}})
    with store.transaction() as tx:
        assert tx.lines == (line,)
        assert tx.tables["tasks"]["1"] == {"n": 1}
    assert store.refresh().lines == ()


def test_an_error_inside_a_transaction_writes_nothing(store: Store, folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction() as tx:  # noqa: PT012
        tx.commit({("tasks", "1"): {"n": 1}}, meta(), {})
        raise ZeroDivisionError
    assert store.seq == 0
    assert held(store) == on_disk(folder) == {}
    put(store, {1: {"n": 2}})
    assert on_disk(folder) == {1: {"n": 2}}


def test_a_transaction_commits_at_most_once(store: Store) -> None:
    with pytest.raises(RuntimeError), store.transaction() as tx:  # noqa: PT012
        tx.commit({("tasks", "1"): {}}, meta(), {})
        tx.commit({("tasks", "2"): {}}, meta(), {})
    assert store.seq == 0


def test_a_transaction_inside_a_transaction_is_a_bug_and_does_not_hang(store: Store) -> None:
    with pytest.raises(RuntimeError), store.transaction(), store.transaction():
        pass
    assert put(store, {1: {}}).seq == 1


@pytest.mark.parametrize(
    ("key", "at", "doc"),
    [("one", "2027-06-17T12:00:00Z", {}), ("1", "yesterday", {}), ("1", "../../etc/x", {})],
)
def test_what_is_no_number_or_no_instant_is_never_written(
    store: Store, key: str, at: str, doc: Doc
) -> None:
    with pytest.raises(ValueError), store.transaction() as tx:  # noqa: PT011
        tx.commit({("tasks", key): doc}, meta(at), {})
    assert store.seq == 0


def test_a_value_that_the_caller_changes_afterwards_stays_as_it_was_written(
    store: Store, folder: Path
) -> None:
    doc: Doc = {"tags": ["a"]}
    put(store, {1: doc})
    doc["tags"].append("b")
    assert held(store) == on_disk(folder) == {1: {"tags": ["a"]}}


def test_an_old_board_stays_as_it_was(store: Store) -> None:
    put(store, {1: {"n": 1}})
    before = store.tables
    put(store, {1: {"n": 2}, 2: {"n": 3}})
    assert dict(before["tasks"].items()) == {"1": {"n": 1}}


def test_history_is_every_commit_in_both_orders_over_months_and_compactions(
    store: Store, other: Store
) -> None:
    times = ["2027-05-31T23:59:59Z", "2027-06-01T00:00:00Z", "2027-05-01T00:00:00Z"]
    for n in range(1, 61):
        put(store, {n: {"text": "好" * 400 * (n % 7)}}, times[n % 3])
        if n % 17 == 0:
            store.compact(NOW)
    assert [line.seq for line in other.history()] == list(range(60, 0, -1))
    assert [line.seq for line in other.history(newest_first=False)] == list(range(1, 61))
    newest = next(other.history())
    assert (newest.seq, newest.at) == (60, times[0])


def test_history_goes_on_over_a_compaction_in_its_middle(store: Store, other: Store) -> None:
    for n in range(1, 11):
        put(store, {n: {}})
    backwards, forwards = other.history(), other.history(newest_first=False)
    seen = [next(backwards).seq, next(backwards).seq], [next(forwards).seq]
    put(store, {11: {}})
    store.compact(NOW)
    put(store, {12: {}})
    store.compact(NOW)
    assert seen[0] + [line.seq for line in backwards] == list(range(10, 0, -1))
    assert (seen[1] + [line.seq for line in forwards])[:10] == list(range(1, 11))


def test_stock_tinydb_reads_the_checkpoint(store: Store, folder: Path) -> None:
    put(store, {3: {"title": "详情页"}, 4: {"title": "主图"}})
    store.compact(NOW)
    with TinyDB(folder / "board.json") as stock:
        documents = stock.table("tasks").all()
    assert [(doc.doc_id, doc["title"]) for doc in documents] == [(3, "详情页"), (4, "主图")]


def test_a_compaction_with_nothing_new_writes_nothing(store: Store, folder: Path) -> None:
    put(store, {1: {}})
    store.compact(NOW)
    before = (folder / "board.json").stat()
    store.compact(NOW)
    assert (folder / "board.json").stat() == before


def test_followers_follow_over_one_compaction_without_a_gap(store: Store, other: Store) -> None:
    put(store, {1: {}})
    other.refresh()
    put(store, {2: {}})
    store.compact(NOW)
    put(store, {3: {}})
    news = other.refresh()
    assert ([line.seq for line in news.lines], news.reloaded) == ([2, 3], False)


def test_a_follower_that_slept_over_two_compactions_takes_the_board_anew(
    store: Store, other: Store
) -> None:
    for n in range(1, 4):
        put(store, {n: {"n": n}})
        store.compact(NOW)
    news = other.refresh()
    assert news.reloaded
    assert held(other) == held(store)
    assert other.seq == 3


def test_a_journal_is_worth_compacting_when_it_is_long_and_more_than_half_the_board(
    store: Store,
) -> None:
    put(store, {1: {"text": "x" * (4 << 20)}})
    assert store.needs_compaction()
    store.compact(NOW)
    assert not store.needs_compaction()
    put(store, {2: {"text": "x" * 1000}})
    assert not store.needs_compaction()


def test_of_two_sessions_that_find_the_journal_long_one_compacts(
    store: Store, other: Store
) -> None:
    put(store, {1: {"text": "x" * (4 << 20)}})
    other.refresh()
    assert store.needs_compaction()
    assert other.needs_compaction()
    assert store.compact(NOW, if_needed=True).logged == 1
    put(store, {2: {}})
    done = other.compact(NOW, if_needed=True)
    assert (done.logged, [line.seq for line in done.lines]) == (0, [2])
    assert not other.needs_compaction()


def test_a_readonly_store_follows_and_refuses_to_write(folder: Path, store: Store) -> None:
    reader = Store(folder, readonly=True)
    put(store, {1: {"n": 1}})
    assert len(reader.refresh().lines) == 1
    with pytest.raises(ReadOnlyError, match="You may look at"), reader.transaction():
        pass
    with pytest.raises(ReadOnlyError):
        reader.compact(NOW)
    reader.close()
    reader.close()


def test_a_second_board_in_one_folder_is_refused(folder: Path, store: Store) -> None:
    put(store, {1: {"n": 1}})
    with pytest.raises(BoardExistsError, match=r"already: nothing was changed\."):
        create(folder)
    assert on_disk(folder) == {1: {"n": 1}}


def test_a_folder_without_a_board_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoBoardError, match=r"`promoboard init .*` makes one"):
        Store(tmp_path / "nowhere")


def test_a_folder_that_went_away_is_a_sentence_and_the_board_stays(
    folder: Path, store: Store
) -> None:
    put(store, {1: {"n": 1}})
    folder.rename(folder.with_name("moved"))
    with pytest.raises(StoreFailedError, match=r"No such file"):
        store.refresh()
    assert held(store) == {1: {"n": 1}}


def test_reading_and_committing_never_load_tinydb(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.system.filing import put;"
        "from domain.store import Store; store = Store(Path(sys.argv[1])); put(store, {1: {}});"
        "store.refresh(); list(store.history()); print('tinydb' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, folder],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("False\n", "")
