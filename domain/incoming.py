"""The drop folder: a file that lands in `incoming/` is imported once, by whoever looks first.

Whoever imports holds a lock that the kernel lets go of when the process ends, however it
ends, and the file stays where it is until all of it is on the board. So a killed importer
leaves a whole file to the next one, and the duplicate keys keep its rows from counting twice.
"""

from __future__ import annotations

import fcntl
import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from domain.arrival import Arrival, CalledOffError, ForeignFileError, HugeFileError
from domain.errors import DomainError, PromoboardError, UsageError
from domain.shared_files import hand_over, make_folder, workspace_locked
from domain.store import files
from domain.store.errors import told as said
from domain.text import clean

if TYPE_CHECKING:
    from domain.feedback_import import Report
    from domain.service import BoardService

SETTLE = timedelta(seconds=3)
"""A file that stayed the same for so long is whole."""
PATIENCE = timedelta(minutes=10)
"""How long a file that this session may not read is left to sessions that perhaps may."""

_MOST_BYTES = 256 << 20
"""More is no list of reviews, and would have to be held in memory."""
_UNFINISHED = (".tmp", ".part", ".partial", ".filepart", ".crdownload", "~")
"""How programs call a file while they write it; or they hide it, as rsync does."""


Told = Callable[[str, "Report"], bool]
"""Hears how far a file is, after each portion; says whether to go on."""

Stamp = tuple[int, int, int]
"""(inode, mtime in ns, size in bytes): differs whenever the file was replaced or grew."""


class Incoming:
    """One session's eye on the drop folder of its workspace. Not for readers."""

    def __init__(self, workspace: Path, salt: str, patience: timedelta = PATIENCE) -> None:
        """Nothing is read yet.

        Args:
            workspace: The team's folder.
            salt: The workspace's secret, for the hashes of orders and buyers.
            patience: How long a file that may not be read is left to other sessions.
        """
        self._workspace, self._folder = workspace, workspace / "incoming"
        self._salt, self._patience = salt, patience
        self._looks: dict[str, tuple[Stamp, datetime]] = {}

    @property
    def waiting(self) -> int:
        """How many files there were at the last look that were not taken."""
        return len(self._looks)

    def sweep(
        self,
        service: BoardService,
        now: datetime,
        *,
        stopped: Callable[[], bool] = lambda: False,
        told: Told = lambda name, report: True,
    ) -> tuple[Arrival, ...]:
        """Import what has landed and is whole, unless another session is doing so.

        Meant to be called every few seconds, from a thread that may take its time: the first
        look at a file only notes it. Costs one directory listing when nothing is there.

        Args:
            service: The front door of the board; who acts there is who imported.
            now: The present moment.
            stopped: Asked now and then; once true, what is not done is left to others.
            told: Hears how far a file is; once false, the rest of it is called off for everybody.

        Returns:
            What became of each file, in the order of their names.

        Raises:
            StoreError: The board or the folder says no; the file stays, for the next look.
        """
        with said(self._folder):
            self._look(now)
            whole = [name for name, (_, since) in self._looks.items() if now - since >= SETTLE]
            if service.actor is None or not whole:
                return ()
            arrivals = []
            with self._alone() as alone:
                for name in sorted(whole) if alone else ():
                    arrival = self._take(name, service, now, stopped, told)
                    if arrival is not None:
                        self._looks.pop(name)
                        arrivals.append(arrival)
            return tuple(arrivals)

    def _look(self, now: datetime) -> None:
        """Note what lies there, and since when it is as it is."""
        looks = {}
        with suppress(FileNotFoundError), os.scandir(self._folder) as entries:
            for entry in entries:
                hidden = entry.name.startswith(".") or entry.name.endswith(_UNFINISHED)
                if hidden or entry.is_dir(follow_symlinks=False):
                    continue
                with suppress(FileNotFoundError):  # another session has just taken it
                    stamp = _stamp(entry.stat(follow_symlinks=False))
                    before, since = self._looks.get(entry.name, (stamp, now))
                    looks[entry.name] = (stamp, min(since, now) if stamp == before else now)
        self._looks = looks

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Keep all other sessions from importing meanwhile; false: one of them is at it."""
        path = self._folder / ".lock"
        if not path.exists():
            with workspace_locked(self._workspace) as like:
                if not path.exists():
                    files.replace(path, b"", like)
        fd = os.open(path, os.O_RDWR)
        try:
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
        finally:
            os.close(fd)

    def _take(
        self,
        name: str,
        service: BoardService,
        now: datetime,
        stopped: Callable[[], bool],
        told: Told,
    ) -> Arrival | None:
        """Import one file and put it away; None: it stays."""
        from domain.intake import UnreadableFileError  # a session that finds nothing never pays
        from domain.signal_rules import EvaluateSignals

        stamp, since = self._looks[name]
        shown = clean(name, limit=120, lines=1)
        report: Report | None = None
        error: PromoboardError | None = None
        try:
            data = _read(self._folder / name, stamp, shown)
            if data is None:
                return None
            for report in self._importing(data, shown, service, now):
                if report.done < 1 and stopped():
                    return None
                if not told(shown, report) and report.done < 1:
                    service.execute(EvaluateSignals())  # of what is here; no more follows
                    raise CalledOffError(rows=report.rows)
        except (DomainError, UsageError) as refused:
            error = refused
        except FileNotFoundError:
            return None
        except OSError as failed:
            if isinstance(failed, PermissionError) and now - since < self._patience:
                return None
            error = UnreadableFileError(file=shown, why=failed.strerror or str(failed))
        by = service.actor.member if service.actor else 0
        return self._put_away(name, stamp, Arrival(shown, self._folder, by, now, report, error))

    def _importing(
        self, data: bytes, name: str, service: BoardService, now: datetime
    ) -> Iterator[Report]:
        from domain.clock import zone_named
        from domain.feedback_import import importing
        from domain.intake import read_feedback
        from domain.mapping import Mappings

        reading = read_feedback(
            (data,),
            zone=zone_named(service.board.settings.zone),
            salt=self._salt,
            now=now,
            recall=Mappings(self._workspace).recall,
            name=name,
        )
        return importing(service, reading)

    def _put_away(self, name: str, stamp: Stamp, arrival: Arrival) -> Arrival | None:
        """Move the file out of the way, with a report beside it; None: it had changed."""
        folder = self._folder / ("failed" if arrival.failed else "done")
        make_folder(folder)
        target, source = _free(folder, name), self._folder / name
        report = target.with_name(f"{target.name}.report.json")
        arrival = replace(arrival, path=target)
        text = json.dumps(arrival.plain(), ensure_ascii=False, indent=2)
        # First, so that no file ever lies there without: who dies now does it all again.
        files.replace(report, text.encode(), self._like())
        with suppress(FileNotFoundError):  # somebody took it away
            source.rename(target)
            if _stamp(target.lstat()) == stamp:
                hand_over(target, self._like())
                return arrival
            target.rename(_free(self._folder, name))  # it went on growing: the next look knows
        report.unlink()
        return None

    def _like(self) -> os.stat_result:
        return (self._workspace / "lock").stat()


def _read(path: Path, stamp: Stamp, shown: str) -> bytes | None:
    """What is in the file; None when it is not the one that has this stamp."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise ForeignFileError(file=shown)
    # A link or a pipe that took its place just now is neither followed nor waited for.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        now = os.fstat(file.fileno())
        if _stamp(now) != stamp:
            return None
        if now.st_size > _MOST_BYTES:
            raise HugeFileError(file=shown, most=_MOST_BYTES >> 20)
        return file.read()


def _stamp(now: os.stat_result) -> Stamp:
    return now.st_ino, now.st_mtime_ns, now.st_size


def _free(folder: Path, name: str) -> Path:
    """A name that is not taken there, and leaves room for what is put behind it."""
    path = first = folder / os.fsdecode(os.fsencode(name)[:200])
    number = 1
    while os.path.lexists(path):
        number += 1
        path = first.with_stem(f"{first.stem}-{number}")
    return path
