"""What the store is held against: sqlite in its durable mode, with the same documents."""

from __future__ import annotations

import sqlite3
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

import orjson

from domain.docs import Doc

EACH = 200
"""Commits of one writer."""
AT = "2027-06-17T12:00:00Z"


def document(n: int) -> Doc:
    """A task as people write them; some 600 bytes of JSON."""
    return {
        "uid": f"{n:032x}", "rev": n % 5 + 1, "created_at": AT, "created_by": 1,
        "updated_at": AT, "updated_by": n % 7, "title": f"主图与详情页 第{n}版", "state": "todo",
        "owner_role": "content", "parts": [{"role": "content", "state": "open"}],
        "description": "按会议结论改首屏主图, 卖点放前三行, 价格与客服话术一致. " * 2,
    }  # fmt: skip


def write(path: Path, number: int, gate: Barrier) -> tuple[float, float]:
    """Commit one document after the other; when it began and ended."""
    base = _opened(path)
    gate.wait()
    began = time.monotonic()
    for n in range(EACH):
        base.execute("BEGIN IMMEDIATE")
        base.execute("INSERT INTO tasks (doc) VALUES (?)", (orjson.dumps(document(n)).decode(),))
        base.execute("COMMIT")
    ended = time.monotonic()
    base.close()
    return began, ended


def _opened(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=60, isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    return base


def filled(path: Path, size: int) -> None:
    """Make a database with `size` documents."""
    base = _opened(path)
    base.execute("CREATE TABLE tasks (id INTEGER PRIMARY KEY, doc TEXT)")
    base.execute("BEGIN")
    docs = ((orjson.dumps(document(n)).decode(),) for n in range(size))
    base.executemany("INSERT INTO tasks (doc) VALUES (?)", docs)
    base.execute("COMMIT")
    base.close()
