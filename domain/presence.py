"""Who is online, in which roles, with which card's form open, busy with whose words.

Every session that may write holds an exclusive lock on a file of its own in `presence/`. The
kernel lets go of the lock when the process ends, however it ends: a file that somebody else
can lock is a dead session's, and is swept. There are no heartbeats and no times to compare.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import stat
import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from domain.frozen import dataclass
from domain.text import clean

_LIMIT = 4096
"""Bytes of one session's file that are read."""
_TRIES = 8
_NUMBER = re.compile("[A-Z]-[0-9]{1,9}")
_CLAIMS = 32
"""Items that a session is busy with at once, as far as others are told: the last ones."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A session of somebody, perhaps one's own second one."""

    member: int
    name: str
    roles: tuple[str, ...]
    form: str | None
    """The card whose form is open there: `T-12`."""
    since: str
    """When the session began, as it was told to `enter`."""
    claims: tuple[tuple[str, str], ...] = ()
    """What they are busy with there: `F-7`, until when, `2027-06-17T12:10:00Z`."""


class Presence:
    """One session's place among the others. Never blocks, never fails: it may know nobody."""

    def __init__(self, workspace: Path) -> None:
        """Look around in the workspace; nobody sees this session before `enter`."""
        self._folder = workspace / "presence"
        self._fd = -1
        self._name = ""
        self._told: dict[str, object] = {}
        self._claims: dict[str, str] = {}
        self._others: dict[str, _Other] = {}

    def enter(self, member: int, name: str, roles: tuple[str, ...], since: str) -> None:
        """Tell the others who sits here; called again, it changes who. Not for readers.

        Does nothing where the folder cannot be written.
        """
        self._told = {"member": member, "name": name, "roles": roles, "form": None, "since": since}
        self._claims.clear()
        if self._fd < 0:
            with suppress(OSError):
                self._fd = self._hold()
        self._tell()

    def editing(self, number: str | None) -> None:
        """Tell the others that the form of `number` is open here; None: it was closed."""
        if self._told.get("form") != number:
            self._told["form"] = number
            self._tell()

    @property
    def claims(self) -> Mapping[str, str]:
        """What one is busy with here, and until when; what is over may still be in it."""
        return self._claims

    def claim(self, numbers: Iterable[str], until: str) -> None:
        """Tell the others that one is busy with these until then, unless the session ends before.

        Whoever reads it compares the time: nothing has to be written when it is over.
        """
        for number in numbers:
            self._claims.pop(number, None)  # to the end, among the last ones
            self._claims[number] = until
        while len(self._claims) > _CLAIMS:
            del self._claims[next(iter(self._claims))]
        self._tell_claims()

    def release(self, numbers: Iterable[str]) -> None:
        """Tell the others that one is busy with these no longer."""
        held = self._claims.keys() & {*numbers}
        for number in held:
            del self._claims[number]
        if held:
            self._tell_claims()

    def leave(self) -> None:
        """Be gone, and forget the others."""
        if self._fd >= 0:
            with suppress(OSError):
                (self._folder / self._name).unlink()
            os.close(self._fd)
            self._fd = -1
        for other in self._others.values():
            other.close()
        self._others.clear()

    def others(self) -> tuple[Seen, ...]:
        """The other sessions that are alive at this moment, the oldest first.

        Costs two system calls a session; meant to be called about once a second.
        """
        try:
            with os.scandir(self._folder) as files:
                names = {file.name for file in files if file.name.endswith(".json")}
        except OSError:
            names = set()
        names.discard(self._name)
        for gone in self._others.keys() - names:
            self._others.pop(gone).close()
        for new in names - self._others.keys():
            with suppress(OSError):
                self._others[new] = _Other(self._folder / new)
        for name, other in [*self._others.items()]:
            if not other.alive():
                self._others.pop(name).close()
        seen = [other.seen for other in self._others.values() if other.seen is not None]
        return tuple(sorted(seen, key=lambda each: (each.since, each.member)))

    def _hold(self) -> int:
        """Make this session's file and lock it."""
        mode = stat.S_IMODE(self._folder.stat().st_mode) & 0o666
        for _ in range(_TRIES):
            self._name = f"{uuid.uuid4()}.json"
            path = self._folder / self._name
            fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            # A sweeper can meet the file before it is locked: then it is gone, or theirs.
            with suppress(BlockingIOError):
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.fstat(fd).st_nlink:
                    os.fchmod(fd, mode)
                    return fd
            os.close(fd)
            path.unlink(missing_ok=True)
        return -1

    def _tell_claims(self) -> None:
        self._told["claims"] = self._claims
        self._tell()

    def _tell(self) -> None:
        if self._fd < 0:
            return
        data = json.dumps(self._told).encode()
        with suppress(OSError):
            os.pwrite(self._fd, data, 0)
            os.ftruncate(self._fd, len(data))


class _Other:
    """Another session's file, held open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # Whatever lies there under that name: not following and not waiting for it.
        self._fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        self._data = b""
        self.seen: Seen | None = None
        """What it last told, None before it told anything that can be read."""

    def alive(self) -> bool:
        """Whether somebody holds the file; reads what they tell. A dead one's is removed."""
        try:
            fcntl.flock(self._fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            self._read()
            return True
        except OSError:
            return False
        with suppress(OSError):
            self._path.unlink()
        return False

    def close(self) -> None:
        """Let go of the file, and of the lock if it was free."""
        os.close(self._fd)

    def _read(self) -> None:
        try:
            data = os.pread(self._fd, _LIMIT, 0)
        except OSError:
            return
        if data != self._data:
            self._data = data
            self.seen = _parsed(data) or self.seen


def _parsed(data: bytes) -> Seen | None:
    """What a session tells; None when it is being written just now, or is no session's."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return None
    match told:
        case {"member": int(member), "name": str(name), "roles": list(roles), "since": str(since)}:
            form = told.get("form")
            return Seen(
                member,
                clean(name, limit=40, lines=1),
                tuple(role for role in roles if isinstance(role, str)),
                form if isinstance(form, str) and _NUMBER.fullmatch(form) else None,
                clean(since, limit=40, lines=1),
                _claims(told.get("claims")),
            )
    return None


def _claims(told: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(told, dict):
        return ()
    return tuple(
        (number, until)
        for number, until in told.items()
        if isinstance(until, str) and _NUMBER.fullmatch(number)
    )
