"""`log/YYYY-MM.jsonl`: every commit that compaction has taken out of the journal.

One JSON object a line, in the month of its time, by ascending number within a file: a
compaction that died half-way is done again, and takes up after the last whole line.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import takewhile
from pathlib import Path

import orjson

from domain.docs import Doc
from domain.store import files
from domain.store.errors import StoreCorruptError


def append(folder: Path, bodies: Iterable[bytes], like: os.stat_result) -> int:
    """Add commits to the files of their months; those that stand there already are left out.

    Durable when it returns. Only under the lock.

    Args:
        folder: Where the files are.
        bodies: The JSON of each commit, by ascending number.
        like: Whose mode and group a new file gets.

    Returns:
        How many were added.
    """
    months: dict[str, list[tuple[int, bytes]]] = defaultdict(list)
    for body in bodies:
        doc = orjson.loads(body)
        months[doc["m"]["at"][:7]].append((doc["s"], body))
    added = 0
    for month, lines in months.items():
        fd = files.open_to_append(_path(folder, month), like)
        try:
            end, last = _end(fd)
            os.ftruncate(fd, end)
            new = [body + b"\n" for seq, body in lines if seq > last]
            files.append(fd, end, b"".join(new))
            os.fsync(fd)
            added += len(new)
        finally:
            os.close(fd)
    return added


def backwards(folder: Path) -> Iterator[Doc]:
    """All commits, last first. Reads a block of each file, and on as far as it is asked."""
    return merge(*map(_backwards, _files(folder)), key=_seq, reverse=True)


def forwards(folder: Path) -> Iterator[Doc]:
    """All commits, first first."""
    return merge(*map(_forwards, _files(folder)), key=_seq)


def since(folder: Path, seq: int) -> list[Doc]:
    """The commits after number `seq`, by ascending number."""
    return list(takewhile(lambda doc: _seq(doc) > seq, backwards(folder)))[::-1]


def _backwards(path: Path) -> Iterator[Doc]:
    fd = os.open(path, os.O_RDONLY)
    try:
        for _, raw in files.lines_backwards(fd, os.fstat(fd).st_size):
            yield _doc(raw, path)
    finally:
        os.close(fd)


def _forwards(path: Path) -> Iterator[Doc]:
    with path.open("rb") as lines:
        for raw in lines:
            if raw.endswith(b"\n"):
                yield _doc(raw, path)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("????-??.jsonl"))


def _path(folder: Path, month: str) -> Path:
    return folder / f"{month}.jsonl"


def _end(fd: int) -> tuple[int, int]:
    """Where the last whole line ends, and its number; 0 and 0 when there is none."""
    for start, raw in files.lines_backwards(fd, os.fstat(fd).st_size):
        try:
            return start + len(raw) + 1, orjson.loads(raw)["s"]
        except (ValueError, KeyError, TypeError):
            continue  # what a power cut left of an append that nobody relies on yet
    return 0, 0


def _seq(doc: Doc) -> int:
    seq: int = doc["s"]
    return seq


def _doc(raw: bytes, path: Path) -> Doc:
    try:
        doc: Doc = orjson.loads(raw)
    except ValueError as error:
        raise StoreCorruptError(path=str(path), why=str(error)) from error
    return doc
