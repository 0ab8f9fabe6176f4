"""Dies at every step: runs an action in a process that ends before its n-th system call.

`python -m tests.system.crashing NAME FOLDER`, from the tests: a process of its own, for it forks.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from tinydb import TinyDB

from domain.docs import Doc
from domain.errors import StoreError
from domain.store import Settled, Store, create
from tests.system.filing import NOW, held, on_disk, put

DOCS: dict[int, Doc] = {n: {"n": n, "text": "好" * n} for n in range(1, 10)}
MONTHS = ("2027-04", "2027-05")


def settle(table: str, key: str, doc: Doc) -> Settled | None:
    number = int(key)
    return Settled(MONTHS[number % 2], f"key {key}") if number % 3 else None


def compact(folder: Path) -> None:
    """What dies: a compaction that archives, over what an earlier one left."""
    Store(folder).compact(NOW, settle)


def commit(folder: Path) -> None:
    """What dies: a commit."""
    put(Store(folder), {10: {"n": 10}})


def prepared(folder: Path) -> None:
    """A workspace with something in its log, its archive and its journal."""
    create(folder)
    store = Store(folder)
    put(store, {1: DOCS[1], 2: DOCS[2]}, "2027-05-31T00:00:00Z")
    store.compact(NOW, lambda table, key, doc: settle(table, key, doc) if key == "1" else None)
    put(store, {n: DOCS[n] for n in range(3, 8)}, "2027-06-01T00:00:00Z")
    put(store, {n: DOCS[n] for n in range(8, 10)}, "2027-05-31T00:00:00Z")
    store.close()


def nothing_is_lost(folder: Path) -> None:
    """Whatever step was the last: all is there, and doing it again ends as if nothing was."""
    watching = Store(folder, readonly=True)
    assert everything(watching) == DOCS
    seqs = [line.seq for line in watching.history()]
    assert seqs == list(range(watching.seq, 0, -1))
    os.waitpid(dies_at(len(seqs) * 7, compact, folder), 0)  # and once more, somewhere
    assert everything(watching) == DOCS
    again = Store(folder)
    again.compact(NOW, settle)
    watching.refresh()
    for store in (watching, again):
        assert sorted(held(store)) == [3, 6, 9]
        assert everything(store) == DOCS
        assert [line.seq for line in store.history()] == list(range(again.seq, 0, -1))
        assert [line.seq for line in store.history(newest_first=False)][-1] == again.seq
        assert all((f"key {n}" in store.archived_keys()) == bool(n % 3) for n in range(1, 10))
    keys = (folder / "archive" / "keys.jsonl").read_text().splitlines()
    assert len(keys) == len(set(keys))
    assert not list(folder.rglob("*.tmp"))
    with TinyDB(folder / "board.json") as stock:
        assert {doc.doc_id for doc in stock.table("tasks")} == {3, 6, 9}
    watching.close()
    again.close()


def all_or_nothing(folder: Path) -> None:
    assert on_disk(folder) in (DOCS_LEFT, DOCS_LEFT | {10: {"n": 10}})
    store = Store(folder)
    put(store, {11: {}})
    assert on_disk(folder) == held(store)
    store.close()


DOCS_LEFT = {n: doc for n, doc in DOCS.items() if n != 1}


def made_or_makeable(folder: Path) -> None:
    if not (folder / "board.json").exists():
        create(folder)
    assert on_disk(folder) == {}
    assert put(Store(folder), {1: {}}).seq == 1


def everything(store: Store) -> dict[int, Doc]:
    store.refresh()
    return {int(key): doc for key, doc in store.archived("tasks")} | held(store)


def dies_at(step: int, action: Callable[[Path], None], folder: Path) -> int:
    """The process that does `action`, and ends before its system call number `step`."""
    pid = os.fork()
    if pid:
        return pid
    left = step

    def count(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal left
        if event == "c_call" and arg.__module__ in ("posix", "fcntl"):
            left -= 1
            if left == 0:
                os._exit(9)

    code = 1
    try:
        sys.setprofile(count)
        action(folder)
        code = 0
    except StoreError as error:
        sys.stderr.write(f"{error}\n")
    finally:
        sys.setprofile(None)
        os._exit(code)


CASES: dict[
    str, tuple[Callable[[Path], None] | None, Callable[[Path], None], Callable[[Path], None]]
]
CASES = {
    "compact": (prepared, compact, nothing_is_lost),
    "commit": (prepared, commit, all_or_nothing),
    "create": (None, create, made_or_makeable),
}


def main(name: str, folder: Path) -> None:
    """Die at each step of the case, and check what is left; prints how many there were."""
    prepare, action, check = CASES[name]
    if prepare:
        prepare(folder / "template")
    for step in itertools.count(1):
        at = folder / f"{step}"
        if prepare:
            shutil.copytree(folder / "template", at)
        _, status = os.waitpid(dies_at(step, action, at), 0)
        code = os.waitstatus_to_exitcode(status)
        assert code in (0, 9), f"step {step} failed"
        try:
            check(at)
        except BaseException:
            sys.stderr.write(f"after dying at step {step}\n")
            raise
        shutil.rmtree(at)
        if code == 0:
            sys.stdout.write(f"{step - 1}\n")
            return


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
