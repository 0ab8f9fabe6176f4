"""Compaction: settled work to the archive, the journal's lines to the log, a new checkpoint.

All under the lock, each step durable before the next, and each one harmless when a crash
makes it the last: it is done again, and gives the same.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from domain.docs import Doc
from domain.frozen import dataclass
from domain.store import archive, checkpoint, files, journal, line, log
from domain.store.journal import Journal
from domain.store.line import Line
from domain.store.view import Refresh, View


class Settled(NamedTuple):
    """The verdict that a document has moved out of the present."""

    month: str
    """`YYYY-MM`: the archive file it goes to."""
    key: str | None = None
    """A duplicate key that imports shall still know, if it has one."""


Settle = Callable[[str, str, Doc], Settled | None]
"""Asked for each document, with table and number, whether it is settled."""


@dataclass(frozen=True, slots=True)
class Compaction:
    """What a compaction did."""

    lines: tuple[Line, ...]
    """The commits that came in meanwhile, with the one that took archived documents away."""
    reloaded: bool
    """As in `Refresh`."""
    archived: int
    """How many documents went to the archive."""
    logged: int
    """How many commits went to the log."""


def compact(
    view: View,
    news: Refresh,
    keys: archive.Keys,
    like: os.stat_result,
    now: datetime,
    settle: Settle | None,
) -> Compaction:
    """Compact. Under the lock, when the view has caught up, with `news`, and the tail is cut."""
    at = view.at
    files.sweep(*at.path.glob("board.*.tmp"), *at.archive.glob("*.tmp"))
    moved = None if settle is None else _archive(view, keys, like, now, settle)
    current = view.journal
    if current.offset == current.start and view.saved.seq == view.seq:
        return Compaction(news.lines, news.reloaded, archived=0, logged=0)
    # The log must not know a commit by a number that a power cut could give to another.
    os.fdatasync(current.fd)
    logged = log.append(at.log, current.bodies(), like)
    data = checkpoint.write(view.tables, view.seq)
    files.keep(at.board, at.backup)
    files.replace(at.board, data, like)
    journal.make(at.journal, view.seq, like)
    view.saved = checkpoint.Checkpoint({}, view.seq, len(data))
    view.journal = Journal(at.journal, writable=True)
    current.close()
    if moved is None:
        return Compaction(news.lines, news.reloaded, archived=0, logged=logged)
    return Compaction((*news.lines, moved), news.reloaded, len(moved.changes), logged)


def _archive(
    view: View, keys: archive.Keys, like: os.stat_result, now: datetime, settle: Settle
) -> Line | None:
    """Copy what is settled to the archive, then take it away by an ordinary commit, which
    every session follows."""
    found: dict[str, archive.Tables] = defaultdict(lambda: defaultdict(dict))
    remembered: list[str] = []
    for table, docs in view.tables.items():
        for key, doc in docs.items():
            settled = settle(table, key, doc)
            if settled is not None:
                found[settled.month][table][key] = doc
                if settled.key is not None:
                    remembered.append(settled.key)
    if not found:
        return None
    for month, tables in found.items():
        archive.put(view.at.archive, month, tables, like)
    if remembered:
        keys.add(remembered, like)
    gone: line.Changes = {
        (table, key): None
        for tables in found.values()
        for table, docs in tables.items()
        for key in docs
    }
    meta = {
        "at": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "by": 0,
        "cmd": "archive",
        "args": {"months": sorted(found), "count": len(gone)},
    }
    body = line.write(view.seq + 1, gone, meta, {})
    written = line.parse(body)
    view.commit(written, line.seal(body))
    return written
