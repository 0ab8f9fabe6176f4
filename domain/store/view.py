"""The documents as they follow the disk: checkpoint, then journal, then every new line.

No lock: a commit is whole or not there, and files are replaced by renaming. Whoever still
reads a journal that a compaction replaced reads it to its end, then goes on in the next.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from domain.docs import Doc, Docs
from domain.frozen import dataclass
from domain.store import checkpoint, line, log
from domain.store.errors import StoreCorruptError, StoreTooNewError
from domain.store.folder import Folder
from domain.store.journal import Journal
from domain.store.line import Line


@dataclass(frozen=True, slots=True)
class Refresh:
    """What has happened since the last look."""

    lines: tuple[Line, ...] = ()
    """The new commits, in their order."""
    reloaded: bool = False
    """More has happened than `lines` tell: take `Store.tables` as they are now."""


_NOTHING = Refresh()


class View:
    """What this session knows of a workspace. Its journal is open until `close`."""

    def __init__(self, at: Folder, *, writable: bool) -> None:
        """Read everything. Errors as in `Store`."""
        self.at = at
        self.tables: Mapping[str, Docs] = {}
        self.seq = 0
        self.saved = checkpoint.Checkpoint({}, 0, 0)
        """The checkpoint that was last read or written, without its documents."""
        self._writable = writable
        self._too_new = False
        self.journal = Journal(at.journal, writable=writable)
        try:
            self._load()
        except BaseException:
            self.close()
            raise

    def refresh(self) -> Refresh:
        """Take over what has been committed since. One `stat` when nothing has."""
        self.require_known()
        journal = self.journal
        stat = os.stat(journal.path)  # noqa: PTH116  (four times a second, in every session)
        if stat.st_size == journal.offset and stat.st_ino == journal.inode:
            return _NOTHING
        return self.follow()

    def follow(self) -> Refresh:
        """Read the journal to its end, and every one that has taken its place."""
        lines: list[Line] = []
        try:
            while True:
                if self.journal.rewound():
                    return self._reload(lines)
                lines += self._more()
                if not self._replaced():
                    return Refresh(tuple(lines))
                lines += self._more()  # the last words before it was replaced
                following = Journal(self.at.journal, writable=self._writable)
                if following.base > self.seq:  # it was replaced more than once
                    following.close()
                    return self._reload(lines)
                self.journal.close()
                self.journal = following
                size = self.at.board.stat().st_size
                self.saved = checkpoint.Checkpoint({}, following.base, size)
        except StoreTooNewError:
            self._too_new = True
            if lines:
                return Refresh(tuple(lines))
            raise

    def require_known(self) -> None:
        """Raise StoreTooNewError if a later promoboard has been met."""
        if self._too_new:
            raise StoreTooNewError(path=str(self.journal.path))

    def commit(self, new: Line, sealed: bytes) -> None:
        """Append `new`, the next commit, and take it over. Only under the lock, caught up.

        It counts as read when it is applied: whenever this is interrupted, the next look
        reads it like anybody else's, or passes it over as known.
        """
        self.journal.append(sealed)
        self._apply([new])
        self.journal.offset += len(sealed)

    def close(self) -> None:
        """Let go of the journal."""
        self.journal.close()

    def _apply(self, lines: Iterable[Line]) -> None:
        """Take over commits that follow each other and the last one."""
        changed: dict[str, dict[str, Doc | None]] = {}
        seq = self.seq
        for each in lines:
            seq = each.seq
            for table, key, doc in each.changes:
                changed.setdefault(table, {})[key] = doc
        tables = dict(self.tables)
        for table, changes in changed.items():
            tables[table] = tables.get(table, Docs()).evolve(changes)
        self.tables, self.seq = tables, seq

    def _replaced(self) -> bool:
        return os.stat(self.at.journal).st_ino != self.journal.inode  # noqa: PTH116

    def _reload(self, lines: list[Line]) -> Refresh:
        """Read everything anew. When that fails, all is as before, and will be tried again."""
        before = self.journal, self.tables, self.seq, self.saved
        self.journal = Journal(self.at.journal, writable=self._writable)
        try:
            self._load()
        except BaseException:
            self.journal.close()
            self.journal, self.tables, self.seq, self.saved = before
            raise
        before[0].close()
        return Refresh(tuple(lines), reloaded=True)

    def _load(self) -> None:
        """Read the checkpoint, then what follows it.

        The journal was opened before. One that is opened after the checkpoint was read could
        begin behind it, when a compaction came in between, and commits would be lost.
        """
        path = self.at.board
        found = checkpoint.read(path.read_bytes(), str(path))
        self.tables, self.seq, self.saved = found.tables, found.seq, found._replace(tables={})
        if self.journal.base > self.seq:  # an older board.json was put back
            self._take(log.since(self.at.log, self.seq))
            if self.journal.base > self.seq:
                why = f"it ends at {self.seq}, the journal begins at {self.journal.base}"
                raise StoreCorruptError(path=str(path), why=why)
        while self.follow().lines:  # until there is nothing, or damage is told
            self.require_known()

    def _more(self) -> list[Line]:
        """Take over what the journal has. What could not be, stays unread."""
        start = self.journal.offset
        try:
            return self._take(self.journal.read())
        except BaseException:
            self.journal.offset = start
            raise

    def _take(self, docs: list[Doc]) -> list[Line]:
        """Apply those of `docs` that come next; what is known already is passed over."""
        lines: list[Line] = []
        seq = self.seq
        for doc in docs:
            if line.too_new(doc):
                self._too_new = True
                break
            if doc["s"] <= seq:
                continue
            if doc["s"] != seq + 1:
                why = f"commit {seq} is followed by {doc['s']}"
                raise StoreCorruptError(path=str(self.journal.path), why=why)
            lines.append(line.read(doc))
            seq += 1
        if lines:
            self._apply(lines)
        elif self._too_new:
            raise StoreTooNewError(path=str(self.journal.path))
        return lines
