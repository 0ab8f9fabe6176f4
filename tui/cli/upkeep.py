"""Taking back, and keeping the workspace well: `undo`, `redo`, `compact`, `doctor`."""

from __future__ import annotations

from argparse import Namespace

from domain.command import Command
from domain.history import Redo, Undo
from domain.words import N, ntr, tr
from tui.activity import entries
from tui.cli.act import act, require_writable
from tui.cli.log_objects import line_object
from tui.cli.parser import Parser
from tui.cli.show import say, say_json
from tui.session import Session


def arguments(parser: Parser, noun: str) -> None:
    """Declare what one of these commands takes."""
    parser.does(f"upkeep:{noun}")
    if noun in ("undo", "redo"):
        parser.add_json()


def undo(session: Session, given: Namespace) -> int:
    """Take back the last action of one's own that still stands."""
    return _back(session, given, Undo(), N("Taken back:"))


def redo(session: Session, given: Namespace) -> int:
    """Do again what was undone last."""
    return _back(session, given, Redo(), N("Done again:"))


def _back(session: Session, given: Namespace, command: Command, what: str) -> int:
    line = act(session, command)
    if line is None:
        return 0
    if given.json:
        say_json(line_object(line))
        return 0
    say(tr(what))
    for entry in entries(session.service.board, line):
        say(f"  {entry}")
    return 0


def compact(session: Session, given: Namespace) -> int:
    """Write a checkpoint that any TinyDB reads, and move settled work to the archive."""
    require_writable(session)
    before = sum(map(len, session.service.board.tables.values()))
    session.service.compact()
    moved = before - sum(map(len, session.service.board.tables.values()))
    said = ntr("{n} record went to the archive.", "{n} records went to the archive.", moved)
    say(tr("The checkpoint is written.") + " " + said)
    return 0


def doctor(session: Session, given: Namespace) -> int:
    """Check the settings anew, and who can read and write the files.

    Returns:
        0 when all is well, else 3.
    """
    from tui.cli.doctor import complaints

    found = complaints(session)
    for complaint in found:
        say(complaint)
    if not found:
        say(tr("All is well in {folder}.", folder=session.folder))
    return 3 if found else 0
