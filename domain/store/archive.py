"""`archive/YYYY-MM.json`: settled documents, out of the way of the present.

Ordinary TinyDB files, one a month, that nobody parses at start. What lives again (a task
that was reopened) stands in both places: the living one wins. Beside them `keys.jsonl` holds,
one a line, the duplicate keys of what went there, so that an import still knows them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import orjson

from domain.docs import Doc
from domain.store import files
from domain.store.errors import StoreCorruptError

Tables = dict[str, dict[str, Doc]]
"""Documents by table and number."""


def put(
    folder: Path, month: str, settled: Mapping[str, Mapping[str, Doc]], like: os.stat_result
) -> None:
    """Add `settled` to the file of `month`, over what stands there. Only under the lock."""
    path = _path(folder, month)
    tables = _read(path) if path.exists() else {}
    for table, docs in settled.items():
        tables.setdefault(table, {}).update(docs)
    files.replace(path, orjson.dumps(tables), like)


def months(folder: Path) -> list[str]:
    """The months that have an archive, newest first."""
    return sorted((path.stem for path in folder.glob("????-??.json")), reverse=True)


def read(folder: Path, table: str, chosen: Iterable[str] | None) -> Iterator[tuple[str, Doc]]:
    """The documents of `table`, newest month first, each number once.

    Args:
        folder: Where the files are.
        table: Which documents.
        chosen: The months to look into; all when None. One without a file is empty.
    """
    wanted = None if chosen is None else set(chosen)
    seen: set[str] = set()
    for month in months(folder):
        if wanted is None or month in wanted:
            docs = _read(_path(folder, month)).get(table, {})
            yield from ((key, doc) for key, doc in docs.items() if key not in seen)
            seen |= docs.keys()


class Keys:
    """The duplicate keys of what was archived: asked with `in`, read when first asked.

    Threads may ask at the same time; at worst something is read twice.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "keys.jsonl"
        self._keys: set[str] = set()
        self._read = 0

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def refresh(self) -> Keys:
        """Read what has been added since the last time. One `stat` when nothing has."""
        start = self._read
        try:
            if self._path.stat().st_size == start:
                return self
            with self._path.open("rb") as file:
                file.seek(start)
                data = file.read()
        except FileNotFoundError:
            return self
        whole = data.rfind(b"\n") + 1
        with files.no_gc():
            self._keys.update(orjson.loads(b"[%b]" % data[:whole].rstrip().replace(b"\n", b",")))
        self._read = start + whole
        return self

    def add(self, keys: Iterable[str], like: os.stat_result) -> None:
        """Append those of `keys` that are new. Durable when it returns. Only under the lock."""
        self.refresh()
        new = [key for key in dict.fromkeys(keys) if key not in self._keys]
        fd = files.open_to_append(self._path, like)
        try:
            end = files.whole(fd)
            os.ftruncate(fd, end)  # the half key of a writer that died
            files.append(fd, end, b"".join(orjson.dumps(key) + b"\n" for key in new))
            os.fsync(fd)
        finally:
            os.close(fd)
        self.refresh()


def _path(folder: Path, month: str) -> Path:
    return folder / f"{month}.json"


def _read(path: Path) -> Tables:
    try:
        with files.no_gc():
            tables: Tables = orjson.loads(path.read_bytes())
    except ValueError as error:
        raise StoreCorruptError(path=str(path), why=str(error)) from error
    return tables
