"""The front door: load, follow, preview, execute, undo. What a screen and a script both use.

One service belongs to one session. It is safe to call from several threads; the board it
hands out is a value and needs no care.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from domain.board import Board, UnknownRecordError
from domain.check import check
from domain.clock import Clock
from domain.command import Command, decide
from domain.docs import Doc
from domain.errors import DomainError, StoreError
from domain.feedback import FeedbackItem
from domain.frozen import dataclass
from domain.history import Redo, Undo, difference, inverted, is_count
from domain.record import Record, encode, iso
from domain.settings import TeamSettings
from domain.settled import settler
from domain.store import Line, Store
from domain.task import Task
from domain.team import departed

Changes = dict[tuple[str, str], Doc | None]
"""Documents by table and number; None: taken away."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a member, and the shared account they came through, if it is one."""

    member: int
    via: str = ""


class BoardService:
    """A session's way to the shared board."""

    def __init__(
        self, store: Store, settings: TeamSettings, clock: Clock, actor: Actor | None
    ) -> None:
        """Read the board.

        Args:
            store: The open store; the service closes it.
            settings: The workspace's settings.
            clock: The present moment, asked once per command.
            actor: Who acts; None for somebody who only watches.
        """
        self._store, self._clock = store, clock
        self._lock = threading.RLock()
        self._news: list[Line] = []
        self.actor = actor
        self.board = Board(
            tables=store.tables,
            settings=settings,
            seq=store.seq,
            archived_keys=_Archived(store),
        )

    def refresh(self) -> tuple[Line, ...]:
        """Follow what other sessions did; `board` is the latest afterwards. Never waits.

        Returns:
            The new lines of others, oldest first; empty when nothing changed, when a command
            of ours is being written just now (it catches up by itself), or when the board had
            to be read again as a whole (compare `board` before and after).

        Raises:
            StoreError: The file says no; the board stays as it was.
        """
        if not self._lock.acquire(blocking=False):
            return ()
        try:
            self._news.extend(self._store.refresh().lines)
            self._take()
            news, self._news = tuple(self._news), []
            return news
        finally:
            self._lock.release()

    def preview(self, board: Board, commands: Iterable[Command]) -> Board:
        """`board` with commands that are not on disk yet; those that a rule refuses are left out.

        What they create has negative numbers: the real ones are given under the lock.
        """
        now = self._clock()
        board = replace(board, tentative=True)
        for command in commands:
            if isinstance(command, Undo | Redo) or not command.OWN:
                continue
            try:
                self._require_seat(board, command)
                board = board.after(decide(board, command, now, self._by))
            except DomainError:
                continue
        return board

    def execute(self, command: Command) -> Line | None:
        """Do `command` on the latest board and make it durable.

        Returns:
            The line of the journal, durable; None when everything was done already.

        Raises:
            DomainError: A rule says no; nothing was written.
            StoreError: The file says no; the board is unharmed.
        """
        command = command.prepared(self._store.folder, self.board.settings)
        at, line = self._clock(), None
        with self._lock:
            with self._store.transaction() as transaction:
                self._news.extend(transaction.lines)
                self._take()
                board = self.board
                docs, extra = self._decide(board, command, at)
                if docs:
                    diff = {
                        where: {} if is_count(where[0]) else difference(_doc(board, where), doc)
                        for where, doc in docs.items()
                    }
                    line = transaction.commit(docs, self._meta(command, at) | extra, diff)
            self._take()
            if line is not None and self._store.needs_compaction():
                with suppress(StoreError):  # the command is safe; the next one tries again
                    self.compact(if_needed=True)
        return line

    def history(self, *, newest_first: bool = True) -> Iterator[Line]:
        """Every change ever made: who, when, which command, from what to what."""
        return self._store.history(newest_first=newest_first)

    def archived(self, table: str) -> Iterator[tuple[str, Doc]]:
        """What has settled and moved away, newest month first: key and document."""
        return self._store.archived(table)

    def compact(self, *, if_needed: bool = False) -> None:
        """Write a checkpoint that any TinyDB reads, and move settled work to the archive.

        Args:
            if_needed: Leave it when another session has just done it.

        Raises:
            StoreError: The file says no; the board is unharmed.
        """
        with self._lock:
            now = self._clock()
            settled = settler(now, self.board.settings, self.board)
            done = self._store.compact(now, settled, if_needed=if_needed)
            self._news.extend(done.lines)
            self._take()

    def close(self) -> None:
        """Let go of the files. What was acknowledged is safe."""
        with self._lock:
            self._store.close()

    @property
    def _by(self) -> int:
        return self.actor.member if self.actor else 0

    def _take(self) -> None:
        tables = self._store.tables
        if tables is not self.board.tables:
            self.board = replace(self.board, tables=tables, seq=self._store.seq)

    def _require_seat(self, board: Board, command: Command) -> None:
        """Sessions stay open when somebody leaves the team; what they do does not count."""
        member = board.members.get(self._by) if command.OWN else None
        if member is not None and not member.active:
            raise departed(board, member)

    def _decide(self, board: Board, command: Command, at: datetime) -> tuple[Changes, Doc]:
        self._require_seat(board, command)
        if isinstance(command, Undo | Redo):
            line = command.target(self._store.history(), self._by)
            docs = inverted(board, line, at, self._by)
            return docs | self._following(board, command, docs, at), {"of": line.seq}
        try:
            change = decide(board, command, at, self._by)
        except UnknownRecordError as error:
            board = self._with_archived(board, error)
            change = decide(board, command, at, self._by)
        docs = _checked(change.puts)
        return docs | self._following(board, command, docs, at), {}

    def _following(self, board: Board, command: Command, docs: Changes, at: datetime) -> Changes:
        """What follows from a change: `domain/follow.py`, which most commands do not need."""
        tables = {table for table, _ in docs}
        begun = Task.TABLE in tables and board.tables.get("signals")
        if not (begun or FeedbackItem.TABLE in tables):
            return {}
        from domain.follow import follow

        followed = follow(board, docs, at, conclude=not command.unfinished)
        return {**_checked(followed.signals), **followed.counts}

    def _with_archived(self, board: Board, error: UnknownRecordError) -> Board:
        """The board with the archived record that `error` misses: settled work comes back."""
        table, key = error.table, str(error.id)
        for archived, doc in self._store.archived(table):
            if archived == key:
                return board.evolve({(table, key): doc})
        raise error

    def _meta(self, command: Command, at: datetime) -> Doc:
        by = self._by if command.OWN else 0
        meta: Doc = {"at": iso(at), "by": by, "cmd": command.NAME}
        if by and self.actor and self.actor.via:
            meta["via"] = self.actor.via
        return meta


class _Archived:
    """The duplicate keys in the archive: the store's index, read at the first question."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __contains__(self, key: object) -> bool:
        return key in self._store.archived_keys()


def _checked(records: Sequence[Record]) -> Changes:
    """Records as documents, looked at by pydantic."""
    docs = [encode(record) for record in records]
    check(records, docs)
    where = ((record.TABLE, str(record.id)) for record in records)
    return dict(zip(where, docs, strict=True))


def _doc(board: Board, where: tuple[str, str]) -> Doc | None:
    docs = board.tables.get(where[0])
    return None if docs is None else docs.get(where[1])
