"""Accounts of the server as people write them: logins, or uids."""

from __future__ import annotations

import pwd

from domain.errors import UsageError
from domain.words import N


class NoAccountError(UsageError):
    """The server has no such account."""

    message = N("This server has no account {name}.")


def read_accounts(raw: str) -> tuple[int, ...]:
    """The uids of logins, or of uids, with spaces or commas between them.

    Raises:
        NoAccountError: Names the first that the server does not have.
    """
    names = raw.replace(",", " ").replace("，", " ").split()
    return tuple(dict.fromkeys(int(name) if name.isdecimal() else _uid(name) for name in names))


def write_accounts(uids: tuple[int, ...]) -> str:
    """The logins of these uids; a uid without a login as it is."""
    return ", ".join(_login(uid) for uid in uids)


def _uid(name: str) -> int:
    try:
        return pwd.getpwnam(name).pw_uid
    except KeyError:
        raise NoAccountError(name=name) from None


def _login(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
