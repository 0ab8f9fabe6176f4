"""Bytes on disk: replaced atomically, appended whole or not at all, read from the end.

Whoever replaces a file keeps its mode and group, so that the next member can do the same
whatever the umask of this one.
"""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_BLOCK = 1 << 16


def write_all(fd: int, data: bytes) -> None:
    """Write all of `data`, in as many steps as it takes."""
    done = os.write(fd, data)
    while done < len(data):
        done += os.write(fd, memoryview(data)[done:])


def append(fd: int, end: int, data: bytes) -> None:
    """Append `data` to the file, which is `end` bytes long; when that fails, put it back so."""
    try:
        write_all(fd, data)
    except BaseException:
        os.ftruncate(fd, end)
        raise


def replace(path: Path, data: bytes, like: os.stat_result) -> None:
    """Put `data` in the place of `path`: all of it or, when that fails, nothing.

    Durable when it returns. Only under the lock: the temporary file has a fixed name.

    Args:
        path: The file, which need not exist yet.
        data: What it shall hold.
        like: Whose mode and group it gets.
    """
    temporary = path.with_name(path.name + ".tmp")
    temporary.unlink(missing_ok=True)
    fd = create(temporary, like)
    try:
        write_all(fd, data)
        os.fsync(fd)
        temporary.rename(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    finally:
        os.close(fd)
    sync_folder(path.parent)


def create(path: Path, like: os.stat_result) -> int:
    """Make a file with the mode and group of `like`; its descriptor, open for appending.

    Raises:
        FileExistsError: There is one.
        PermissionError: The group cannot be given: a file that only its maker could read
            would lock the team out.
    """
    fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        if os.fstat(fd).st_gid != like.st_gid:
            os.fchown(fd, -1, like.st_gid)
        os.fchmod(fd, stat.S_IMODE(like.st_mode))
    except BaseException:
        os.close(fd)
        path.unlink()
        raise
    return fd


def open_to_append(path: Path, like: os.stat_result) -> int:
    """The descriptor of `path`, made like `like` where it does not exist yet."""
    try:
        return os.open(path, os.O_RDWR | os.O_APPEND)
    except FileNotFoundError:
        fd = create(path, like)
        sync_folder(path.parent)
        return fd


def sync_folder(folder: Path) -> None:
    """Make what was created or renamed in `folder` durable."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def keep(path: Path, copy: Path) -> None:
    """Make `copy` what `path` is now, which is about to be replaced. Costs nothing: a link."""
    with suppress(OSError):  # a file system without links: only the copy is missing
        copy.unlink(missing_ok=True)
        copy.hardlink_to(path)


def require_room(folder: Path, size: int) -> None:
    """Fail as a new file of `size` bytes in `folder` would; leave nothing there.

    Raises:
        OSError: No permission to write there, or no room.
    """
    probe = folder / f".room-{os.getpid()}.tmp"
    fd = os.open(probe, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        probe.unlink()
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(fd, 0, max(1, size))
        else:  # macOS
            os.pwrite(fd, bytes(max(1, size)), 0)
        os.fsync(fd)
    finally:
        os.close(fd)


def sweep(*orphans: Path) -> None:
    """Remove the temporary files that writers who died left behind. Only under the lock."""
    for orphan in orphans:
        orphan.unlink()


def lines_backwards(fd: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The lines of the first `end` bytes, last first, each with the byte it begins at.

    Reads blocks from the end. A last line that lacks its newline is left out.
    """
    tail, first = b"", True
    while end > 0:
        start = max(0, end - _BLOCK)
        pieces = (os.pread(fd, end - start, start) + tail).split(b"\n")
        position = end + len(tail)
        for piece in reversed(pieces[1:]):
            position -= len(piece)
            if not first:
                yield position, piece
            first = False
            position -= 1
        tail, end = pieces[0], start
    if not first:
        yield 0, tail


def whole(fd: int) -> int:
    """Where the last line that has its newline ends."""
    start, line = next(lines_backwards(fd, os.fstat(fd).st_size), (-1, b""))
    return start + len(line) + 1


@contextmanager
def no_gc() -> Iterator[None]:
    """Parse without the garbage collector, which would walk all that is new again and again."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
