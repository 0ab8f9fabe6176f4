"""The store: what a durable commit costs, eight writers at once, fifty who follow.

`python -m bench.store [--rounds N] [--json]` runs this group alone. Beside each figure stands
the least that any program could do on this disk (append + fdatasync), or what sqlite does.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import orjson

from bench import sqlite
from bench.lineup import say
from bench.sqlite import AT, EACH, document
from bench.table import Row, compared, show
from domain import clock
from domain.docs import Doc
from domain.service import BoardService
from domain.settings import TeamSettings
from domain.store import Store, create

SIZES = (1_000, 10_000, 100_000)
COMMITS = 200
"""In one round, for each size."""
WRITERS, BEFORE = 8, 1_000
FOLLOWERS, LOOK, PER_SECOND, WINDOW = 50, 0.25, 10, 10.0
"""Processes that follow, seconds between their looks, commits a second, seconds of a round."""

_fork = get_context("fork")
Work = Callable[[Path, int, Barrier], Any]


def rows(rounds: int | None) -> list[Row]:
    """Seven rounds of commits, five of writers, two of followers, unless told otherwise."""
    with _collecting():
        return [*_commits(rounds or 7), *_writers(rounds or 5), *_followers(rounds or 2)]


def _commits(rounds: int) -> list[Row]:
    """One commit after the other, into boards of three sizes; medians of each round, in ms."""
    ours: dict[int, list[float]] = {size: [] for size in SIZES}
    raw: dict[int, list[float]] = {size: [] for size in SIZES}
    with tempfile.TemporaryDirectory() as name:
        stores = {size: _filled(Path(name) / f"{size}", size) for size in SIZES}
        flat = {size: os.open(Path(name) / f"raw{size}", os.O_CREAT | _APPEND) for size in SIZES}
        for number in range(rounds):
            took: dict[tuple[str, int], list[float]] = {}
            for n in range(COMMITS):
                for size, store in stores.items():
                    key = size + n if n % 2 else n + 1  # a new document, or one that is there
                    line = b"x" * (_line_length(n) - 1) + b"\n"
                    took.setdefault(("raw", size), []).append(_timed(_append, flat[size], line))
                    took.setdefault(("ours", size), []).append(_timed(_put, store, key, n))
            for size in SIZES:
                ours[size].append(median(took["ours", size]) * 1000)
                raw[size].append(median(took["raw", size]) * 1000)
            say(f"round {number + 1}: " + ", ".join(f"{ours[s][-1]:.3f} ms" for s in SIZES))
        for store in stores.values():
            store.close()
        for fd in flat.values():
            os.close(fd)
    small, large = SIZES[0], SIZES[-1]
    return [
        *(
            compared("store", f"durable commit, {size:,} documents", ours[size], "ms",
                     against="append + fdatasync", base=raw[size], target=2.5)
            for size in SIZES
        ),
        compared("store", f"durable commit, {large:,} documents", ours[large], "ms",
                 against=f"{small:,} documents", base=ours[small], target=1.5),
    ]  # fmt: skip


def _writers(rounds: int) -> list[Row]:
    """Eight processes that commit as fast as they can, against sqlite in its durable mode."""
    ours: list[float] = []
    theirs: list[float] = []
    lost = 0
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            board, base = Path(name) / "w", Path(name) / "sqlite.db"
            _filled(board, BEFORE).close()
            sqlite.filled(base, BEFORE)
            ours.append(_at_once(_write, board))
            theirs.append(_at_once(sqlite.write, base))
            after = Store(board)
            lost += BEFORE + WRITERS * EACH - len(after.tables["tasks"])
            after.close()
        say(f"round {number + 1}: {ours[-1]:.0f}/s, sqlite {theirs[-1]:.0f}/s")
    what = f"{WRITERS} x {EACH} commits"
    return [
        compared("store", what, ours, "/s", against="sqlite WAL FULL", base=theirs,
                 target=0.8, at_least=True),
        compared("store", f"{what}, lost", [lost], target=0),
    ]  # fmt: skip


def _followers(rounds: int) -> list[Row]:
    """Fifty sessions without a screen, looking four times a second, while one writes."""
    seen: list[float] = []
    cpu: list[float] = []
    missed = 0
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            store = _filled(Path(name) / "w", 2 * BEFORE)
            late, busy = _followed(store)
            store.close()
        missed += FOLLOWERS * int(PER_SECOND * WINDOW) - len(late)
        seen.append(quantiles(late, n=20)[-1] * 1000)
        cpu.append(busy / WINDOW * 100)
        say(f"round {number + 1}: p95 {seen[-1]:.0f} ms, {cpu[-1]:.1f} % of a core")
    what = f"{FOLLOWERS} followers, {PER_SECOND} commits/s"
    return [
        compared("store", f"{what}: seen by, p95", seen, "ms", target=300),
        compared("store", f"{what}: CPU of all", cpu, "% of a core", target=10),
        compared("store", f"{what}: commits missed", [missed], target=0),
    ]


def _followed(store: Store) -> tuple[list[float], float]:
    """How late each follower saw each commit, and the CPU time of all; seconds."""
    gate = _fork.Barrier(FOLLOWERS + 1)
    ends, processes = _started(_follow, store.folder, FOLLOWERS, gate)
    gate.wait()
    began = time.monotonic()
    for n in range(int(PER_SECOND * WINDOW)):
        time.sleep(max(0.0, began + n / PER_SECOND - time.monotonic()))
        with store.transaction() as tx:
            meta = {"at": AT, "by": 1, "cmd": "edit", "began": time.monotonic()}
            tx.commit({("tasks", str(n + 1)): document(n)}, meta, {})
    told = [end.recv() for end in ends]
    for process in processes:
        process.join()
    return [late for lates, _ in told for late in lates], sum(busy for _, busy in told)


def _follow(folder: Path, number: int, gate: Barrier) -> tuple[list[float], float]:
    """Look every quarter of a second, as a session does."""
    service = BoardService(Store(folder), TeamSettings(), clock.now, None)
    late: list[float] = []
    gate.wait()
    began, before = time.monotonic(), time.process_time()
    time.sleep(LOOK * number / FOLLOWERS)
    while time.monotonic() < began + WINDOW + 2 * LOOK:
        for line in service.refresh():
            late.append(time.monotonic() - line.meta["began"])
        time.sleep(LOOK)
    busy = time.process_time() - before
    service.close()
    return late, busy


def _at_once(work: Work, path: Path) -> float:
    """Commits a second, from when the first writer begins until the last one ends."""
    gate = _fork.Barrier(WRITERS)
    ends, processes = _started(work, path, WRITERS, gate)
    times: list[tuple[float, float]] = [end.recv() for end in ends]
    for process in processes:
        process.join()
    return WRITERS * EACH / (max(end for _, end in times) - min(begin for begin, _ in times))


def _write(folder: Path, number: int, gate: Barrier) -> tuple[float, float]:
    store = Store(folder)
    gate.wait()
    began = time.monotonic()
    for n in range(EACH):
        with store.transaction() as tx:
            key = str(tx.tables["tasks"].max_id + 1)
            tx.commit({("tasks", key): document(n)}, {"at": AT, "by": number, "cmd": "add"}, {})
    ended = time.monotonic()
    store.close()
    return began, ended


def _started(work: Work, path: Path, many: int, gate: Barrier) -> tuple[list[Any], list[Any]]:
    """`many` processes that do `work`, and the ends of the pipes that tell its result."""
    ends, processes = [], []
    for number in range(many):
        end, other = _fork.Pipe(duplex=False)
        process = _fork.Process(
            target=lambda n, to: to.send(work(path, n, gate)), args=(number, other), daemon=True
        )
        process.start()
        other.close()
        ends.append(end)
        processes.append(process)
    return ends, processes


_APPEND = os.O_RDWR | os.O_APPEND


def _filled(folder: Path, size: int) -> Store:
    create(folder)
    store = Store(folder)
    with store.transaction() as tx:
        docs: dict[tuple[str, str], Doc | None] = {
            ("tasks", str(n)): document(n) for n in range(1, size + 1)
        }
        tx.commit(docs, {"at": AT}, {})
    store.compact(clock.now())
    return store


def _line_length(n: int) -> int:
    return len(orjson.dumps(document(n))) + 150


def _put(store: Store, key: int, n: int) -> None:
    changes: dict[tuple[str, str], Doc | None] = {("tasks", str(key)): document(n)}
    with store.transaction() as tx:
        tx.commit(changes, {"at": AT, "by": 1, "cmd": "edit"}, {("tasks", str(key)): _DIFF})


_DIFF: Doc = {"state": ["doing", "todo"]}


def _append(fd: int, line: bytes) -> None:
    os.write(fd, line)
    os.fdatasync(fd)


def _timed(work: Callable[..., None], *args: object) -> float:
    began = time.perf_counter()
    work(*args)
    return time.perf_counter() - began


@contextmanager
def _collecting() -> Iterator[None]:
    """With the garbage collector on, as a session has it."""
    on = gc.isenabled()
    gc.enable()
    try:
        yield
    finally:
        if not on:
            gc.disable()


def main() -> None:
    """Run this group alone and print it."""
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=__doc__)
    parser.add_argument("--rounds", type=int, help="default: each row's own number")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    measured = rows(asked.rounds)
    told = [{**asdict(row), "verdict": row.verdict} for row in measured]
    print(json.dumps(told, ensure_ascii=False, indent=1) if asked.json else show(measured))


if __name__ == "__main__":
    main()
