"""Reading stock from a table: all rows that can be taken, in one commit."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from domain.campaign import Campaign
from domain.stock_file import Report, read_stock
from domain.words import tr
from tui.cli import values
from tui.cli.act import act, require_writable
from tui.cli.feedback_import import PARTLY
from tui.cli.show import say, say_json
from tui.session import Session

_SHOWN = 20
"""Rows with errors that are told to a person; JSON has all of them."""


def import_(session: Session, given: Namespace) -> int:
    """Import a table, or say what importing it would do."""
    if not given.dry_run:
        require_writable(session)
        session.acting()
    board = session.service.board
    campaign = given.campaign and values.number(Campaign, given.campaign)
    if campaign is not None:
        board.campaigns.require(campaign)
    report = read_stock(
        _input(given.file),
        board,
        campaign=campaign,
        zone=values.zone(board, campaign),
        now=session.clock(),
        by=session.member_id,
    )
    if not given.dry_run:
        act(session, report.command)
    if given.json:
        say_json(report.plain())
    else:
        _say(report, dry_run=given.dry_run)
    return PARTLY if report.errors else 0


def _input(file: str) -> Path | Iterable[bytes]:
    if file != "-":
        return Path(file).expanduser()
    try:
        return (sys.stdin.buffer.read(),)
    except OSError as error:
        raise values.InputError(name=tr("the standard input"), why=error) from error


def _say(report: Report, *, dry_run: bool) -> None:
    """Say what became of the table; what was not taken goes to the standard error."""
    say(
        tr(
            "Rows {rows} | added {added} | changed {changed} | unchanged {unchanged} "
            "| errors {errors}",
            rows=report.rows,
            added=report.added,
            changed=report.changed,
            unchanged=report.unchanged,
            errors=len(report.errors),
        )
    )
    if report.unread:
        say(tr("Columns that were not read: {names}", names=", ".join(report.unread)))
    if dry_run:
        say(tr("That is what would be done: nothing was written."))
    complaints = [
        tr("Row {row}: {why}", row=error.row, why=error) for error in report.errors[:_SHOWN]
    ]
    left = len(report.errors) - _SHOWN
    if left > 0:
        complaints.append(tr("And {n} more; --json lists them all.", n=left))
    sys.stderr.writelines(f"{complaint}\n" for complaint in complaints)
