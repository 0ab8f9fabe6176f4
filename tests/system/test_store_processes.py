"""Many real processes on one folder: nothing is lost, whoever dies, whoever compacts."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from domain.store import Store, create
from tests.system.filing import ended, held, on_disk, put, start

WRITER = """
import sys
from pathlib import Path
from domain.store import Store
from tests.system.filing import meta
store = Store(Path(sys.argv[1]))
for n in range(200):
    with store.transaction() as tx:
        table = tx.tables.get("tasks")
        key = str((table.max_id if table is not None else 0) + 1)
        tx.commit({("tasks", key): {"uid": f"{sys.argv[2]}.{n}"}}, meta(), {})
    if store.seq % 50 == 0 and sys.argv[3] == "compacting":
        from tests.system.filing import NOW
        store.compact(NOW)
print(store.seq)
"""

INTERRUPTED = """
import itertools, sys
from pathlib import Path
from domain.store import Store, create
from tests.system.filing import held, on_disk, put

class Stop(BaseException):
    pass

def interrupt(left):
    def trace(frame, event, arg):
        nonlocal left
        if "domain/store" in frame.f_code.co_filename:
            left -= 1
            if left == 0:
                raise Stop
        return trace
    return trace

for step in itertools.count(1):
    folder = Path(sys.argv[1]) / str(step)
    create(folder)
    store, other = Store(folder), Store(folder)
    put(other, {1: {"n": 1}})
    stopped = False
    sys.settrace(interrupt(step))
    try:
        put(store, {2: {"n": 2}})
    except Stop:
        stopped = True
    sys.settrace(None)
    try:
        put(store, {10: {}})
    except RuntimeError:  # interrupted while it put things in order: it refuses, for good
        store.close()
        store = Store(folder)
        put(store, {10: {}})
    put(other, {11: {}})
    put(store, {12: {}})
    other.refresh()
    assert held(store) == held(other) == on_disk(folder), step
    assert {1, 10, 11, 12} <= set(on_disk(folder)), step
    for each in (store, other):
        each.close()
    if not stopped:
        print(step)
        break
"""

OPENER = """
import sys
from pathlib import Path
from domain.store import Store
folder, last = Path(sys.argv[1]), 0
follower = Store(folder, readonly=True)
while last < 1601:
    follower.refresh()
    store = Store(folder, readonly=True)
    tasks = store.tables.get("tasks", {})
    assert store.seq >= last and len(tasks) == store.seq, (store.seq, last, len(tasks))
    follower.refresh()
    assert follower.seq >= store.seq and len(follower.tables["tasks"]) == follower.seq
    last = store.seq
    store.close()
print(follower.seq)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "w")
    return tmp_path / "w"


def test_eight_processes_with_200_commits_each_lose_none(folder: Path) -> None:
    watching = Store(folder, readonly=True)
    ended([start(WRITER, folder, n, "never") for n in range(8)])
    uids = {doc["uid"] for doc in on_disk(folder).values()}
    assert uids == {f"{n}.{m}" for n in range(8) for m in range(200)}
    assert len(watching.refresh().lines) == 1600
    assert held(watching) == on_disk(folder)
    watching.close()


def test_whoever_opens_or_follows_while_others_write_and_compact_has_no_gap(folder: Path) -> None:
    first = Store(folder)
    put(first, {1: {"uid": "first"}})
    first.close()
    openers = [start(OPENER, folder) for _ in range(2)]
    ended([start(WRITER, folder, n, "compacting") for n in range(8)])
    assert ended(openers) == ["1601\n"] * 2
    assert len(on_disk(folder)) == 1601
    after = Store(folder, readonly=True)
    assert [line.seq for line in after.history()] == list(range(1601, 0, -1))
    after.close()


def test_kill_9_of_writers_and_of_a_compaction_loses_nothing_acknowledged() -> None:
    (told,) = ended([start("from bench.kill import main; main()", "--trials", "15")])
    report = json.loads(told)
    assert (report["trials"], report["lost"], report["wrong"]) == (15, 0, 0)
    assert report["acknowledged"] > 150
    assert report["compactions"] > 3


@pytest.mark.parametrize(("action", "steps"), [("compact", 80), ("commit", 10), ("create", 40)])
def test_dying_before_any_system_call_loses_nothing(
    tmp_path: Path, action: str, steps: int
) -> None:
    module = "import runpy; runpy.run_module('tests.system.crashing', run_name='__main__')"
    (told,) = ended([start(module, action, tmp_path)])
    assert int(told) >= steps


def test_a_commit_that_is_interrupted_anywhere_does_not_make_a_session_miscount(
    tmp_path: Path,
) -> None:
    (told,) = ended([start(INTERRUPTED, tmp_path)])
    assert int(told) > 100


def test_a_store_refuses_to_be_used_by_a_fork(folder: Path) -> None:
    code = """
import os, sys
from pathlib import Path
from domain.store import Store
from tests.system.filing import put
store = Store(Path(sys.argv[1]))
if os.fork() == 0:
    try:
        put(store, {1: {}})
    except RuntimeError as error:
        print(error, flush=True)
    os._exit(0)
os.wait()
"""
    assert ended([start(code, folder)]) == [
        "a fork shares the lock with its parent: open a store of its own\n"
    ]


def test_a_commit_is_written_then_unlocked_then_synced_then_acknowledged(folder: Path) -> None:
    store, calls = Store(folder), []

    def note(frame: FrameType, event: str, arg: Any) -> None:
        if event == "c_call" and arg.__module__ in ("posix", "fcntl"):
            calls.append(arg.__name__)

    sys.setprofile(note)
    try:
        put(store, {1: {}})
    finally:
        sys.setprofile(None)
    assert calls == ["getpid", "flock", "stat", "fstat", "write", "flock", "fdatasync"]
    store.close()


def test_looking_when_nothing_changed_is_one_stat(folder: Path) -> None:
    store, calls = Store(folder), []

    def note(frame: FrameType, event: str, arg: Any) -> None:
        if event == "c_call" and arg.__module__ in ("posix", "fcntl"):
            calls.append(arg.__name__)

    sys.setprofile(note)
    try:
        store.refresh()
    finally:
        sys.setprofile(None)
    assert calls == ["stat"]
    store.close()
