"""One journal file, opened: what has been appended to it, and appending to it.

A reader takes no lock. It stops at the first line whose checksum is wrong, for that is a
line still being written, or the torn last line of a writer that was killed, which the next
writer cuts. A wrong line with right ones behind it is damage.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from domain.docs import Doc
from domain.store import files, line
from domain.store.errors import JournalCorruptError, StoreTooNewError

_HEADER = 256
"""More bytes than any header has."""


class Journal:
    """The journal that `path` named when it was opened; a compaction may have replaced it since."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        """Open it and read its header.

        Raises:
            StoreTooNewError: A later promoboard made it.
            JournalCorruptError: It has no header.
        """
        self.path = path
        self.fd = os.open(path, os.O_RDWR | os.O_APPEND if writable else os.O_RDONLY)
        try:
            self.inode = os.fstat(self.fd).st_ino
            raw, newline, _ = os.pread(self.fd, _HEADER, 0).partition(b"\n")
            head = line.unseal(raw) if newline else None
            if head is None:
                raise JournalCorruptError(path=str(path), offset=0)
            if line.too_new(head):
                raise StoreTooNewError(path=str(path))
        except BaseException:
            self.close()
            raise
        self.base: int = head["base"]
        """The number of the last commit before its first line."""
        self.offset = self.start = len(raw) + 1
        """Up to where it has been read; where its first line begins. Bytes."""

    def read(self) -> list[Doc]:
        """The complete lines that have been appended since the last call.

        Raises:
            JournalCorruptError: The next one is damaged.
        """
        for _ in range(3):  # a line that a writer is just cutting can look like damage once
            data = os.pread(self.fd, max(0, self.size() - self.offset), self.offset)
            with files.no_gc():
                docs, end = _parse(data)
            if docs or not _good_beyond(data, end):
                self.offset += end
                return docs
        raise JournalCorruptError(path=str(self.path), offset=self.offset)

    def bodies(self) -> Iterator[bytes]:
        """The JSON of each line from the first one on, up to where it has been read."""
        data = os.pread(self.fd, self.offset - self.start, self.start)
        return (raw[9:] for raw in data.splitlines())

    def backwards(self) -> Iterator[Doc]:
        """Its complete lines, last first, as far as they are appended now."""
        for start, raw in files.lines_backwards(self.fd, self.size()):
            if start < self.start:
                return
            doc = line.unseal(raw)
            if doc is not None:
                yield doc

    def append(self, data: bytes) -> None:
        """Append a line. Only under the lock, when all has been read and the tail is cut."""
        files.append(self.fd, self.offset, data)

    def rewound(self) -> bool:
        """Whether somebody cut out damage by hand, and what was read is no longer all there."""
        return os.pread(self.fd, 1, self.offset - 1) != b"\n"

    def cut(self) -> None:
        """Cut what a killed writer left after the last complete line. Only under the lock.

        Raises:
            JournalCorruptError: It is no torn line but damage, and good lines follow it.
        """
        if self.size() > self.offset and not self.read():
            os.ftruncate(self.fd, self.offset)

    def size(self) -> int:
        """Its length in bytes."""
        return os.fstat(self.fd).st_size

    def close(self) -> None:
        """Let go of the file. A second time does nothing."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1


def _parse(data: bytes) -> tuple[list[Doc], int]:
    """The good lines at the beginning of `data`, and where they end."""
    docs: list[Doc] = []
    start = 0
    while (end := data.find(b"\n", start)) >= 0:
        doc = line.unseal(data[start:end])
        if doc is None:
            break
        docs.append(doc)
        start = end + 1
    return docs, start


def _good_beyond(data: bytes, bad: int) -> bool:
    """Whether a good line follows the one at `bad`, which is not good."""
    return any(line.unseal(raw) is not None for raw in data[bad:].split(b"\n")[1:])


def make(path: Path, base: int, like: os.stat_result) -> None:
    """Put a journal without lines, which begins after commit `base`, in the place of `path`."""
    files.replace(path, line.header(base), like)


def unused(path: Path) -> bool:
    """Whether `path` is a journal that nobody has written to yet, or missing."""
    try:
        with path.open("rb") as file:
            return file.read(_HEADER) == line.header(0)
    except FileNotFoundError:
        return True
