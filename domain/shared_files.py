"""What a member leaves in the workspace besides the board: the team's, whatever the umask.

Temporary names are fixed: only under a lock that everybody holds who does the same.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from domain.store import files
from domain.store.folder import locked


@contextmanager
def workspace_locked(workspace: Path) -> Iterator[os.stat_result]:
    """Hold the workspace's lock, for a moment: nobody commits meanwhile.

    Yields what its lock file is: whose mode and group the others shall have.

    Raises:
        OSError: No permission to write there.
    """
    fd = os.open(workspace / "lock", os.O_RDWR)
    try:
        with locked(fd):
            yield os.fstat(fd)
    finally:
        os.close(fd)


def make_folder(path: Path) -> None:
    """Make a folder with mode and group of the one that it lies in, unless it is there.

    Raises:
        OSError: It cannot be made.
    """
    if path.is_dir():
        return
    like = path.parent.stat()
    temporary = path.with_name(f".{path.name}.tmp")
    with suppress(FileNotFoundError):
        temporary.rmdir()
    temporary.mkdir(0o700)
    os.chown(temporary, -1, like.st_gid)
    temporary.chmod(stat.S_IMODE(like.st_mode))
    temporary.rename(path)


def hand_over(path: Path, like: os.stat_result) -> None:
    """Give a file, which may be somebody else's, the mode and group of `like`.

    Nobody can change another one's file: a copy takes its place. A link, and what may not
    be read, stays as it is.

    Raises:
        OSError: There is no room for the copy.
    """
    try:
        # Not following a link, and not waiting for whoever writes into a pipe.
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return
    with os.fdopen(fd, "rb") as file:
        now, mode = os.fstat(fd), stat.S_IMODE(like.st_mode)
        if not stat.S_ISREG(now.st_mode):
            return
        if (now.st_gid, stat.S_IMODE(now.st_mode)) == (like.st_gid, mode):
            return
        try:
            os.fchown(fd, -1, like.st_gid)
            os.fchmod(fd, mode)
        except PermissionError:
            temporary = path.with_name(f".{path.name}.tmp")
            temporary.unlink(missing_ok=True)
            with os.fdopen(files.create(temporary, like), "wb") as copy:
                shutil.copyfileobj(file, copy)
            os.utime(temporary, ns=(now.st_atime_ns, now.st_mtime_ns))
            temporary.rename(path)
