"""`python -m bench.kill [--trials N]`: kill -9 of writers and compactors, and what was lost.

Each trial: three processes write to one store and one compacts and archives over and over;
each is killed at a random moment. Then the folder is opened and must hold every commit that
was acknowledged, each exactly once in the history, and documents that agree with it. The
trials share a workspace, so that each one starts from what the last kill left behind.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from domain.docs import Doc
from domain.store import Settled, Store, create

WRITERS = 3
_EPOCH = 20
_NOW = datetime(2027, 6, 17, tzinfo=UTC)


@dataclass
class Report:
    """What the trials gave."""

    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    wrong: int = 0
    """Trials after which history and documents disagreed, or a commit stood there twice."""
    compactions: int = 0
    torn: int = 0
    """Trials that left a torn last line."""
    orphans: int = 0
    """Trials that left a temporary file."""


def torture(folder: Path, trials: int, seed: int = 0) -> Report:
    """Kill and look, `trials` times, in `folder`; a new workspace every twenty."""
    report, chance = Report(), random.Random(seed)
    acknowledged: set[str] = set()
    for trial in range(trials):
        if trial % _EPOCH == 0:
            board = folder / f"{trial}"
            create(board)
            acknowledged.clear()
            compactions = 0
        journals = [board / "incoming" / f"{trial}-{n}" for n in range(WRITERS)]
        children = [_child(_write, board, ack, trial) for ack in journals]
        children.append(_child(_compact, board, chance.random()))
        time.sleep(0.05 + chance.random() * 0.15)
        for child in chance.sample(children, len(children)):
            time.sleep(chance.random() * 0.04)  # the others go on over what this one left
            os.kill(child, signal.SIGKILL)
        for child in children:
            os.waitpid(child, 0)
        new = {uid for ack in journals if ack.exists() for uid in ack.read_text().split("\n")[:-1]}
        report.acknowledged += len(new)
        acknowledged |= new
        report.torn += not (board / "board.journal").read_bytes().endswith(b"\n")
        report.orphans += any(board.rglob("*.tmp"))
        report.trials += 1
        before, compactions = compactions, _look(board, acknowledged, report)
        report.compactions += compactions - before
    return report


def _look(folder: Path, acknowledged: set[str], report: Report) -> int:
    """Compare what the folder holds with what was promised; how often it was compacted."""
    store = Store(folder)
    try:
        expected: dict[str, Doc] = {}
        uids: list[str] = []
        seqs: list[int] = []
        compactions = 0
        for line in store.history(newest_first=False):
            seqs.append(line.seq)
            compactions += line.meta["cmd"] == "archive"
            for _, key, doc in line.changes:
                if doc is None:
                    continue
                expected[key] = doc
                uids.append(doc["uid"])
        found = dict(store.archived("work")) | dict(store.tables.get("work", {}))
        report.lost += len(acknowledged - set(uids))
        in_order = seqs == list(range(1, store.seq + 1))
        report.wrong += not (in_order and len(uids) == len(set(uids)) and found == expected)
        return compactions
    finally:
        store.close()


def _write(folder: Path, ack: Path, trial: int) -> None:
    """Commit for ever; note down each commit once it was acknowledged."""
    store, chance = Store(folder), random.Random(os.getpid())
    note = os.open(ack, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    number = 0
    while True:
        number += 1
        uid = f"{trial}.{os.getpid()}.{number}"
        with store.transaction() as tx:
            table = tx.tables.get("work")
            new = (table.max_id if table is not None else 0) + 1
            old = chance.randint(1, new)
            long = 200_000 if chance.random() < 0.02 else 2_000  # long enough to be torn
            doc = {"uid": uid, "text": "字" * chance.randint(0, long)}
            key = str(old if chance.random() < 0.3 else new)
            tx.commit({("work", key): doc}, {"at": "2027-06-17T12:00:00Z", "cmd": "w"}, {})
        os.write(note, f"{uid}\n".encode())


def _compact(folder: Path, share: float) -> None:
    """Compact for ever, and archive some of the documents each time."""
    store = Store(folder)

    def settle(table: str, key: str, doc: Doc) -> Settled | None:
        return Settled(f"2027-0{int(key) % 3 + 1}", doc["uid"]) if hash(key) % 9 < share else None

    while True:
        store.compact(_NOW, settle)
        time.sleep(0.01)


def _child(work: Callable[..., None], *args: object) -> int:
    """Start `work` in a process of its own; its id."""
    pid = os.fork()
    if pid == 0:
        try:
            work(*args)
        finally:
            os._exit(1)
    return pid


def main() -> None:
    """Run the trials and print the report."""
    parser = argparse.ArgumentParser(prog="python -m bench.kill", description=__doc__)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        print(json.dumps(asdict(torture(Path(folder), asked.trials, asked.seed))))


if __name__ == "__main__":
    main()
