"""What the file can refuse, and the sentence that goes with it: what happened, what is
kept, what to do.

* StoreError                 (domain/errors.py)
  - NoBoardError             there is no workspace in this folder
  - BoardExistsError         there is one already
  - StoreCorruptError        the file is not what promoboard wrote
  - StoreTooNewError         written by a later promoboard: please restart
  - ReadOnlyError            no permission to write
  - DiskFullError            no room, or over quota
  - StoreFailedError         anything else that the operating system reports
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike

from domain.errors import StoreError
from domain.words import N


class NoBoardError(StoreError):
    """There is no workspace in this folder."""

    message = N("There is no board in {path}. `promoboard init {path}` makes one.")


class BoardExistsError(StoreError):
    """There is a workspace in this folder already."""

    message = N("There is a board in {path} already: nothing was changed.")


class StoreCorruptError(StoreError):
    """The file is not what promoboard wrote."""

    message = N(
        "{path} is damaged ({why}). Nothing was changed, and the other files, log/ and backups/ "
        "are kept. Close every session, copy the folder, then put an older copy of the file in "
        "its place: backups/board.json is as good as board.json, for log/ brings it up to date."
    )


class JournalCorruptError(StoreCorruptError):
    """A line of the journal is damaged, and good lines follow it."""

    message = N(
        "{path} is damaged at byte {offset}. Nothing was changed; all before that byte, "
        "board.json, log/ and backups/ are kept. Close every session, copy the folder, then "
        "`truncate -s {offset} {path}` keeps what is good and drops what came after."
    )


class StoreTooNewError(StoreError):
    """Written by a later promoboard."""

    message = N(
        "{path} was written by a newer promoboard: please restart. "
        "Until then this session writes nothing, and what you typed is kept."
    )


class ReadOnlyError(StoreError):
    """No permission to write."""

    message = N("You may look at {path} but not change it: nothing was written.")


class DiskFullError(StoreError):
    """No room, or over quota."""

    message = N(
        "There is no room left to write {path}: nothing was changed. "
        "Free some space, then do it again."
    )


class StoreFailedError(StoreError):
    """Anything else that the operating system reports."""

    message = N("{path} cannot be used ({why}). What was saved before is kept; please try again.")


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def told(path: str | PathLike[str]) -> Iterator[None]:
    """Say what the operating system reports as one of this room's sentences about `path`."""
    try:
        yield
    except OSError as error:
        raise explained(error, path) from error


def explained(error: OSError, path: str | PathLike[str]) -> StoreError:
    """The sentence for `error`, met while `path` was read or written."""
    if error.errno in _FULL:
        return DiskFullError(path=str(path))
    if error.errno in _FORBIDDEN:
        return ReadOnlyError(path=str(path))
    return StoreFailedError(path=str(error.filename or path), why=error.strerror or str(error))
