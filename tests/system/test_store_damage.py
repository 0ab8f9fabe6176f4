"""Files that a crash, a disk or a later promoboard left in another state than we write."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from domain.errors import StoreError
from domain.store import SCHEMA, Settled, Store, create, line
from domain.store.errors import StoreCorruptError, StoreTooNewError
from tests.system.filing import NOW, held, meta, on_disk, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "w")
    return tmp_path / "w"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    store = Store(folder)
    yield store
    store.close()


def test_a_line_torn_at_any_byte_is_cut_by_the_next_writer(folder: Path, store: Store) -> None:
    put(store, {1: {"n": 1}})
    journal = folder / "board.journal"
    good = journal.read_bytes()
    put(store, {2: {"title": "主图"}})
    whole = journal.read_bytes()
    store.close()
    for cut in range(len(good), len(whole)):
        journal.write_bytes(whole[:cut])
        reader, writer = Store(folder, readonly=True), Store(folder)
        assert held(reader) == held(writer) == {1: {"n": 1}}
        assert reader.refresh().lines == ()
        assert put(writer, {2: {"n": cut}}).seq == 2
        assert reader.refresh().lines[0].changes == (("tasks", "2", {"n": cut}),)
        assert on_disk(folder) == {1: {"n": 1}, 2: {"n": cut}}
        reader.close()
        writer.close()


def test_a_tail_of_zeros_after_a_power_cut_is_cut(folder: Path, store: Store) -> None:
    put(store, {1: {"n": 1}})
    with (folder / "board.journal").open("ab") as journal:
        journal.write(b"\0" * 5000)
    put(store, {2: {"n": 2}})
    assert on_disk(folder) == {1: {"n": 1}, 2: {"n": 2}}


@pytest.mark.parametrize("readonly", [True, False])
def test_damage_before_good_lines_is_told_with_the_command_that_mends_it(
    folder: Path, store: Store, readonly: bool
) -> None:
    put(store, {1: {"n": 1}})
    journal = folder / "board.journal"
    good = journal.stat().st_size
    late = Store(folder, readonly=readonly)
    put(store, {2: {"n": 2}})
    put(store, {3: {"n": 3}})
    damaged = bytearray(journal.read_bytes())
    damaged[good + 20] ^= 1
    with journal.open("r+b") as file:
        file.write(damaged)
    for look in (late.refresh, lambda: Store(folder, readonly=readonly)):
        with pytest.raises(StoreCorruptError) as caught:
            look()
    sentence = str(caught.value)
    assert f"damaged at byte {good}" in sentence
    assert journal.read_bytes() == damaged
    assert held(late) == {1: {"n": 1}}

    subprocess.run(sentence.split("`")[1].split(), check=True)
    assert on_disk(folder) == {1: {"n": 1}}
    assert late.refresh().lines == ()
    assert store.refresh().reloaded  # it knew more, and follows back
    assert held(store) == {1: {"n": 1}}
    assert put(store, {2: {"n": "again"}}).seq == 2
    assert len(late.refresh().lines) == 1
    late.close()


def test_a_damaged_line_is_not_cut_as_a_torn_one_by_a_writer(folder: Path, store: Store) -> None:
    late = Store(folder)
    for n in range(1, 4):
        put(store, {n: {"n": n}})
    journal = folder / "board.journal"
    damaged = journal.read_bytes().replace(b'"n":2', b'"n":7')
    journal.write_bytes(damaged)
    with pytest.raises(StoreCorruptError):
        put(late, {9: {}})
    with pytest.raises(StoreCorruptError):
        put(late, {9: {}})
    assert held(late) == {1: {"n": 1}}
    assert journal.read_bytes() == damaged
    late.close()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"{}", b'{"tasks": {}}', b"\0" * 99])
def test_a_damaged_board_is_mended_by_the_copy_in_backups_as_the_sentence_says(
    folder: Path, store: Store, damage: bytes
) -> None:
    for n in range(1, 9):
        put(store, {n: {"n": n}}, f"2027-0{n}-01T00:00:00Z")
        if n % 3 == 0:
            store.compact(NOW)
    board = folder / "board.json"
    board.unlink()
    board.write_bytes(damage)
    with pytest.raises(StoreCorruptError, match=r"backups/board\.json is as good"):
        Store(folder)
    shutil.copy(folder / "backups" / "board.json", board)
    assert on_disk(folder) == {n: {"n": n} for n in range(1, 9)}
    mended = Store(folder)
    assert put(mended, {9: {"n": 9}}).seq == 9
    mended.compact(NOW)
    assert [each.seq for each in mended.history()] == list(range(9, 0, -1))
    mended.close()


@pytest.mark.parametrize("name", ["board.json", "board.journal", "lock"])
def test_a_file_that_is_missing_is_named_and_nothing_is_made_anew(
    folder: Path, store: Store, name: str
) -> None:
    put(store, {1: {"n": 1}})
    store.compact(NOW)
    put(store, {2: {"n": 2}})
    kept = (folder / name).rename(folder / "kept")
    with pytest.raises(StoreCorruptError, match=rf"{name} is damaged \(it is missing\)"):
        Store(folder)
    with pytest.raises(StoreError):
        create(folder)
    kept.rename(folder / name)
    assert on_disk(folder) == {1: {"n": 1}, 2: {"n": 2}}


def test_commits_that_do_not_follow_each_other_are_refused_again_and_again(
    folder: Path, store: Store
) -> None:
    put(store, {1: {"n": 1}})
    with (folder / "board.journal").open("ab") as journal:
        for number in (2, 4):
            body = line.write(number, {("tasks", "9"): {}}, meta(), {})
            journal.write(line.seal(body))
    before = (folder / "board.journal").read_bytes()
    for _ in range(3):
        with pytest.raises(StoreCorruptError, match="commit 2 is followed by 4"):
            put(store, {5: {}})
    with pytest.raises(StoreCorruptError):
        Store(folder)
    assert held(store) == {1: {"n": 1}}
    assert (folder / "board.journal").read_bytes() == before


def test_a_session_that_cannot_read_the_board_anew_keeps_its_own_and_writes_nothing(
    folder: Path, store: Store
) -> None:
    asleep = Store(folder)
    put(asleep, {1: {"n": 1}})
    for n in (2, 3):
        put(store, {n: {"n": n}})
        store.compact(NOW)
    board = folder / "board.json"
    good = board.read_bytes()
    board.write_bytes(b"")
    for _ in range(2):
        with pytest.raises(StoreCorruptError):
            asleep.refresh()
        with pytest.raises(StoreCorruptError):
            put(asleep, {9: {"n": 9}})
        assert set(held(asleep)) in ({1}, {1, 2})
    board.write_bytes(good)
    assert asleep.refresh().reloaded
    assert held(asleep) == held(store) == {n: {"n": n} for n in (1, 2, 3)}
    assert put(asleep, {4: {}}).seq == 4
    asleep.close()


def test_an_old_board_that_the_log_cannot_bring_up_to_date_is_refused(
    folder: Path, store: Store
) -> None:
    old = (folder / "board.json").read_bytes()
    put(store, {1: {"n": 1}})
    store.compact(NOW)
    (folder / "board.json").write_bytes(old)
    (folder / "log" / "2027-06.jsonl").unlink()
    with pytest.raises(StoreCorruptError, match="it ends at 0, the journal begins at 1"):
        Store(folder)


def test_a_damaged_archive_or_log_names_its_file(folder: Path, store: Store) -> None:
    put(store, {1: {"n": 1}})
    store.compact(NOW)
    (folder / "archive" / "2027-05.json").write_bytes(b"{")
    with pytest.raises(StoreCorruptError, match=r"2027-05\.json"):
        list(store.archived("tasks"))
    (folder / "log" / "2027-06.jsonl").write_bytes(b"{\n")
    with pytest.raises(StoreCorruptError, match=r"2027-06\.jsonl"):
        list(store.history())


def test_the_newest_history_is_read_without_a_look_at_the_old(folder: Path, store: Store) -> None:
    for n in range(1, 61):
        put(store, {n: {"text": "x" * 5000}}, f"2027-0{1 + (n - 1) // 20}-01T00:00:00Z")
    store.compact(NOW)
    for log in (folder / "log").iterdir():
        with log.open("r+b") as file:
            file.write(b"not what was there")
    newest = [each.seq for each, _ in zip(store.history(), range(5), strict=False)]
    assert newest == [60, 59, 58, 57, 56]


def test_a_session_that_meets_a_later_schema_stops_writing_and_keeps_its_board(
    folder: Path, store: Store
) -> None:
    other = Store(folder)
    put(store, {1: {"n": 1}})
    newer = {"v": SCHEMA + 1, "s": 2, "hitherto": "unknown"}
    with (folder / "board.journal").open("ab") as journal:
        journal.write(line.seal(orjson.dumps(newer)))
    before = (folder / "board.journal").read_bytes()
    assert [each.seq for each in other.refresh().lines] == [1]
    for _ in range(2):
        with pytest.raises(StoreTooNewError, match="newer promoboard: please restart"):
            other.refresh()
        with pytest.raises(StoreTooNewError):
            put(other, {2: {}})
        with pytest.raises(StoreTooNewError):
            other.compact(NOW)
    assert held(other) == {1: {"n": 1}}
    with pytest.raises(StoreTooNewError):
        Store(folder)
    assert (folder / "board.journal").read_bytes() == before
    other.close()


def test_a_session_stops_when_a_later_promoboard_compacts(folder: Path, store: Store) -> None:
    put(store, {1: {"n": 1}})
    fresh = folder / "fresh"
    fresh.write_bytes(line.seal(orjson.dumps({"base": 1, "v": SCHEMA + 1})))
    fresh.rename(folder / "board.journal")
    with pytest.raises(StoreTooNewError):
        put(store, {2: {}})
    with pytest.raises(StoreTooNewError):
        store.refresh()
    assert held(store) == {1: {"n": 1}}


def test_a_checkpoint_of_a_later_schema_is_refused(folder: Path) -> None:
    about = {"v": SCHEMA + 1, "anything": []}
    (folder / "board.json").write_bytes(orjson.dumps({"_journal": {"1": about}}))
    with pytest.raises(StoreTooNewError):
        Store(folder, readonly=True)


def test_orphans_of_killed_writers_are_swept_and_others_files_are_left(
    folder: Path, store: Store
) -> None:
    orphans = [folder / "board.json.tmp", folder / "archive" / "2027-05.json.tmp"]
    for path in (*orphans, folder / "promoboard.toml.tmp"):
        path.write_bytes(b"half")
    store.compact(NOW)
    assert [path.name for path in folder.rglob("*.tmp")] == ["promoboard.toml.tmp"]


def test_what_a_crash_left_half_written_in_log_and_keys_is_cut(folder: Path, store: Store) -> None:
    put(store, {1: {"n": 1}})
    store.compact(NOW)
    put(store, {2: {"n": 2}})
    with (folder / "log" / "2027-06.jsonl").open("ab") as log:
        log.write(b'{"v":1,"s":2,"m":{"a')
    (folder / "archive" / "keys.jsonl").write_bytes(b'"one"\n"tw')
    assert "one" in store.archived_keys()
    store.compact(NOW, lambda table, key, doc: Settled("2027-05", f"key {key}"))
    assert [each.seq for each in store.history()] == [3, 2, 1]
    reader = Store(folder, readonly=True)
    assert all(key in reader.archived_keys() for key in ("one", "key 1", "key 2"))
    reader.close()
