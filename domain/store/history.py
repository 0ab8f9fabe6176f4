"""Every commit there ever was: the log's files and the journal, as one sequence."""

from __future__ import annotations

from collections.abc import Iterator

from domain.docs import Doc
from domain.store import line, log
from domain.store.errors import StoreTooNewError
from domain.store.folder import Folder
from domain.store.journal import Journal
from domain.store.line import Line


def lines(at: Folder, *, newest_first: bool) -> Iterator[Line]:
    """Every commit, read as far as it is asked for. Takes no lock.

    The journal is opened first: what a compaction moves to the log afterwards is still in
    the journal that was opened, and is passed over in the log.
    """
    journal = Journal(at.journal, writable=False)
    try:
        for doc in _docs(at, journal, newest_first=newest_first):
            if line.too_new(doc):
                raise StoreTooNewError(path=str(at.journal))
            yield line.read(doc)
    finally:
        journal.close()


def _docs(at: Folder, journal: Journal, *, newest_first: bool) -> Iterator[Doc]:
    if newest_first:
        yield from journal.backwards()
    logged = log.backwards(at.log) if newest_first else log.forwards(at.log)
    yield from (doc for doc in logged if doc["s"] <= journal.base)
    if not newest_first:
        yield from journal.read()
