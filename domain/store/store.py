"""The workspace's file, opened: follows what every session commits, and commits.

Checkpoint (`board.json`) + journal (`board.journal`) under one lock. A commit costs the
size of the change: lock, read what came in, append one line, unlock, sync, acknowledge.
Syncing after the unlock lets commits that come together share a sync: others may see a
change one sync before it is durable; nobody is told that it is saved before it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from domain.docs import Doc, Docs
from domain.errors import StoreError
from domain.store import archive, compaction, history, line
from domain.store.errors import (
    NoBoardError,
    ReadOnlyError,
    StoreCorruptError,
    StoreFailedError,
    explained,
    told,
)
from domain.store.folder import Folder, locked
from domain.store.journal import unused
from domain.store.line import Changes, Line
from domain.store.view import Refresh, View

if TYPE_CHECKING:
    from tinydb import TinyDB

_JOURNAL_BYTES = 4 << 20
"""A journal below this is never worth a compaction."""


class Transaction:
    """The board as it is under the lock, and one commit on it."""

    def __init__(self, tables: Mapping[str, Docs], seq: int, news: Refresh) -> None:
        self.tables = tables
        """The latest documents: nobody else can change them before this transaction ends."""
        self.lines = news.lines
        """Commits of others that came in just now: told here, and not again by `refresh`."""
        self.reloaded = news.reloaded
        """As in `Refresh`."""
        self.line: Line | None = None
        """What will be committed."""
        self.sealed = b""
        """The same as the journal holds it."""
        self._seq = seq

    def commit(self, changes: Changes, meta: Doc, diff: Changes) -> Line:
        """Commit `changes`, all or nothing, when the `with` block ends without an error.

        Args:
            changes: The documents to put, by table and number, or to take away where None.
            meta: Who, when (`at`, UTC), which command: whatever the log shall tell.
            diff: `{field: [before, after]}` for each of `changes`; None or absent where created.

        Returns:
            The commit, as every other session will read it.

        Raises:
            ValueError: `at` is no instant, or a key no number.
            TypeError: Something is no JSON.
        """
        if self.line is not None:
            raise RuntimeError("a transaction commits once")
        body = line.write(self._seq + 1, changes, meta, diff)
        self.line = line.parse(body)
        self.sealed = line.seal(body)
        return self.line


class Store:
    """One session's view of the workspace. Used by one thread at a time, of one process.

    `tables` and all they hold may be read by every thread: they are replaced, never changed.
    """

    def __init__(
        self,
        folder: Path,
        *,
        readonly: bool = False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open the workspace in `folder`.

        Args:
            folder: The workspace.
            readonly: Open no file for writing and take no lock.
            clock: The time that writes through `db` are logged with; all others bring theirs.

        Raises:
            NoBoardError: There is none.
            ReadOnlyError: Not `readonly`, and there is no permission to write.
            StoreTooNewError: A later promoboard wrote it.
            StoreCorruptError: A file is damaged; the sentence says which and what to do.
        """
        self.folder = folder
        self.readonly = readonly
        self.clock = clock
        self._at = Folder(folder)
        self._keys = archive.Keys(self._at.archive)
        self._busy = False
        self._process = os.getpid()
        self._lock = -1
        try:
            if not readonly:
                self._lock = os.open(self._at.lock, os.O_RDWR)
            self._view = View(self._at, writable=not readonly)
        except FileNotFoundError as error:
            self._unlock()
            if self._at.board.exists() or not unused(self._at.journal):
                raise StoreCorruptError(path=error.filename, why="it is missing") from error
            raise NoBoardError(path=str(folder)) from error
        except OSError as error:
            self._unlock()
            if readonly:
                raise StoreFailedError(path=error.filename, why=error.strerror) from error
            raise explained(error, folder) from error
        except StoreError:
            self._unlock()
            raise

    @property
    def tables(self) -> Mapping[str, Docs]:
        """The latest documents known, by table. Replaced by new values, never changed."""
        return self._view.tables

    @property
    def seq(self) -> int:
        """The number of the latest commit known."""
        return self._view.seq

    @cached_property
    def db(self) -> TinyDB:
        """The same documents as a TinyDB: each write is one commit. See `seam.py`.

        Its queries take over what others committed, as `refresh` does: who follows by
        lines uses one or the other.
        """
        from domain.store.seam import database  # a session that only looks never pays for it

        return database(self)

    def refresh(self) -> Refresh:
        """Take over what has been committed since the last look. One `stat` when nothing has.

        Raises:
            StoreTooNewError: A later promoboard writes here now. Nothing of it was taken
                over; every later refresh and transaction says so again.
            StoreCorruptError: The next line is damaged. All before it was taken over.
        """
        with told(self._at.journal):
            return self._view.refresh()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Hold the lock, with everything read; commit at the end what `Transaction.commit` was
        given. When the block is left without an error, that is durable.

        Raises:
            ReadOnlyError: Opened `readonly`.
            DiskFullError: Nothing was written. So for every StoreError, but for one:
            StoreFailedError: From the sync: the commit is visible, but may not survive a
                power cut.
        """
        view = self._view
        with self._exclusive() as news:
            tx = Transaction(view.tables, view.seq, news)
            yield tx
            if tx.line is not None:
                with told(self.folder):
                    view.commit(tx.line, tx.sealed)
        if tx.line is not None:
            with told(self.folder):
                os.fdatasync(view.journal.fd)

    def history(self, *, newest_first: bool = True) -> Iterator[Line]:
        """Every commit there ever was, read as far as it is asked for."""
        with told(self.folder):
            yield from history.lines(self._at, newest_first=newest_first)

    def needs_compaction(self) -> bool:
        """Whether the journal has grown so long that starting suffers."""
        size = self._view.journal.offset
        return size > _JOURNAL_BYTES and size > self._view.saved.size / 2

    def compact(
        self,
        now: datetime,
        settled: compaction.Settle | None = None,
        *,
        if_needed: bool = False,
    ) -> compaction.Compaction:
        """Move settled work to the archive and the journal to the log; write a checkpoint.

        Others wait meanwhile: a quarter of a second for 100,000 documents.

        Args:
            now: The time that the archiving is logged with.
            settled: Which documents to archive; none when omitted.
            if_needed: Only if `needs_compaction` is still so under the lock: of many
                sessions that see it at the same time, one does it.
        """
        with self._exclusive() as news, told(self.folder):
            if if_needed and not self.needs_compaction():
                return compaction.Compaction(news.lines, news.reloaded, archived=0, logged=0)
            like = os.fstat(self._lock)
            return compaction.compact(self._view, news, self._keys, like, now, settled)

    def archived(
        self, table: str, months: Iterable[str] | None = None
    ) -> Iterator[tuple[str, Doc]]:
        """The archived documents of `table` with their numbers, newest month first.

        What lives again is left out; so is what a newer one of the months has, too.

        Args:
            table: Which documents.
            months: The months (`YYYY-MM`) to look into; all when None.
        """
        alive: Mapping[str, Doc] = self.tables.get(table, {})
        with told(self._at.archive):
            for key, doc in archive.read(self._at.archive, table, months):
                if key not in alive:
                    yield key, doc

    def archived_keys(self) -> Container[str]:
        """The duplicate keys of all that was ever archived, as of now."""
        with told(self._at.archive):
            return self._keys.refresh()

    def close(self) -> None:
        """Let go of the files. A second time does nothing."""
        self._unlock()
        self._view.close()

    def _unlock(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    @contextmanager
    def _exclusive(self) -> Iterator[Refresh]:
        """Hold the lock, with all read and the torn tail of a killed writer cut."""
        if self.readonly:
            raise ReadOnlyError(path=str(self.folder))
        if self._process != os.getpid():
            raise RuntimeError("a fork shares the lock with its parent: open a store of its own")
        if self._busy:
            raise RuntimeError("this store is in a transaction already")
        with locked(self._lock):
            self._busy = True
            try:
                with told(self.folder):
                    news = self._view.refresh()
                    self._view.require_known()
                    self._view.journal.cut()
                yield news
            finally:
                self._busy = False
