"""Doing a command for the person at the command line, who cannot be asked who they are."""

from __future__ import annotations

from domain.command import Command
from domain.errors import UsageError
from domain.store import Line
from domain.store.errors import ReadOnlyError
from domain.words import N
from tui.session import Session


class NothingToChangeError(UsageError):
    """An edit that names no field: a misspelt variable of a script, most often."""

    message = N("Say what to change: `--help` lists it. Nothing was changed.")


def act(session: Session, command: Command) -> Line | None:
    """Do `command` in the name of the member who acts.

    Returns:
        The line of the journal, durable; None when everything was done already.

    Raises:
        UsageError: It is an edit, and says nothing to change.
        DomainError: A rule says no, or it is not clear who acts.
        StoreError: The file says no, or may only be looked at.
    """
    require_writable(session)
    session.acting()
    heirs = getattr(command, "heir", None) or getattr(command, "release", False)
    if command.NAME.endswith(".edit") and not (getattr(command, "edits", True) or heirs):
        raise NothingToChangeError
    return session.service.execute(command)


def require_writable(session: Session) -> None:
    """Refuse what would write where one may only look.

    Raises:
        ReadOnlyError: It is so here.
    """
    if session.readonly:
        raise ReadOnlyError(path=str(session.folder))


def made(line: Line | None, table: str) -> int:
    """The number of the record that a creating command made in `table`."""
    assert line is not None  # every creating command has a uid of its own
    for its_table, key, _ in line.changes:
        if its_table == table:
            return int(key)
    raise LookupError(table)
