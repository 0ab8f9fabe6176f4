"""Ways to write to a store that its tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from domain.docs import Doc
from domain.store import Line, Store

ROOT = Path(__file__).parents[2]
NOW = datetime(2027, 6, 17, 12, tzinfo=UTC)


def meta(at: str = "2027-06-17T12:00:00Z", **values: Any) -> Doc:
    return {"at": at, "by": 1, "cmd": "test", **values}


def put(store: Store, docs: dict[int, Doc | None], at: str = "2027-06-17T12:00:00Z") -> Line:
    """Commit documents of the table `tasks` by number."""
    with store.transaction() as tx:
        return tx.commit({("tasks", str(n)): doc for n, doc in docs.items()}, meta(at), {})


def held(store: Store, table: str = "tasks") -> dict[int, Doc]:
    """What the store holds, by number."""
    return {int(key): doc for key, doc in store.tables.get(table, {}).items()}


def on_disk(folder: Path) -> dict[int, Doc]:
    """What a session that starts now sees."""
    store = Store(folder, readonly=True)
    try:
        return held(store)
    finally:
        store.close()


def start(code: str, *argv: object, **options: Any) -> subprocess.Popen[str]:
    """A Python process that runs `code` with `argv`, and can import this project."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, argv)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def become(uid: int, *groups: int) -> None:
    """Be another account from now on, after all imports: it may not see the interpreter."""
    os.setgroups(groups)
    os.setgid(uid)
    os.setuid(uid)


def ended(processes: Sequence[subprocess.Popen[str]]) -> list[str]:
    """What each of them printed. Fails with the errors of those that failed."""
    told = [process.communicate(timeout=60) for process in processes]
    failed = [error for process, (_, error) in zip(processes, told, strict=True) if process.poll()]
    assert not failed, failed[0]
    return [out for out, _ in told]
