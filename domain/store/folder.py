"""What lies where in a workspace folder, and how a new one is made."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.store import checkpoint, files, journal
from domain.store.errors import BoardExistsError, StoreCorruptError, told

FOLDERS = ("log", "archive", "presence", "backups", "incoming")
"""What a workspace has besides its files."""


class Folder:
    """The paths of one workspace."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.board = path / "board.json"
        self.journal = path / "board.journal"
        self.lock = path / "lock"
        self.log = path / "log"
        self.archive = path / "archive"
        self.backup = path / "backups" / "board.json"
        """The checkpoint before this one. With the log, it is as good."""


@contextmanager
def locked(fd: int) -> Iterator[None]:
    """Hold the workspace's lock, through a descriptor of its own of the lock file."""
    fcntl.flock(fd, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(fd, fcntl.LOCK_UN)


def create(
    folder: Path, *, mode_dir: int = 0o2770, mode_file: int = 0o660, gid: int | None = None
) -> None:
    """Make an empty workspace in `folder`, which may exist, whatever the umask.

    Args:
        folder: Where; folders above it are made with the umask's mode.
        mode_dir: The exact mode of it and its folders. Without the set-gid bit, what a
            member makes later would belong to that member's own group.
        mode_file: The exact mode of its files.
        gid: The group; the maker's own, or the parent folder's, when None.

    Raises:
        BoardExistsError: There is a board in it already; nothing was changed.
        StoreCorruptError: Its board.json has gone, and its journal has not.
        ReadOnlyError: No permission to write there, or to give it that group.
    """
    at = Folder(folder)
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if at.board.exists():
            raise BoardExistsError(path=str(folder))
        for path in (folder, *(folder / name for name in FOLDERS)):
            path.mkdir(exist_ok=True)
            if gid is not None:
                os.chown(path, -1, gid)
            path.chmod(mode_dir)
        fd = os.open(at.lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            with locked(fd):
                if at.board.exists():
                    raise BoardExistsError(path=str(folder))
                if not journal.unused(at.journal):
                    raise StoreCorruptError(path=str(at.board), why="it is missing")
                os.fchown(fd, -1, folder.stat().st_gid)
                os.fchmod(fd, mode_file)
                like = os.fstat(fd)
                journal.make(at.journal, 0, like)
                files.replace(at.board, checkpoint.write({}, 0), like)
        finally:
            os.close(fd)
