"""`promoboard log`: who changed what, when, with which command, from what to what."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo
from itertools import islice

from domain.board import Board
from domain.due_words import wall_clock
from domain.history import Line, of_record
from domain.record import iso
from domain.task import Task
from domain.words import tr
from tui.activity import author, entries
from tui.cli import values
from tui.cli.log_objects import line_object
from tui.cli.parser import Parser
from tui.cli.show import say, say_json
from tui.deeds import deed
from tui.session import Session

_LIMIT = 50
"""Changes that are printed unless another number is given."""
_SHOWN = 5
"""Records of one change that a person is told of; JSON has all of them."""
_AGO = re.compile(r"(\d{1,5})\s*([mhdw])")
_SPANS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def arguments(parser: Parser, noun: str) -> None:
    """Declare what `log` takes."""
    parser.does("log:log")
    option = parser.add_argument
    option("--by", metavar="MEMBER", help=tr("who did it: a name, U-3, or me"))
    option("--task", metavar="ID", help=tr("what was done to this task"))
    option("--since", metavar="WHEN", help=tr("such as 2027-06-10, yesterday, or 3h ago as 3h"))
    option(
        "--limit",
        type=int,
        default=_LIMIT,
        metavar="N",
        help=tr("so many at most; 0 for all"),
    )
    parser.add_json()


def log(session: Session, given: Namespace) -> int:
    """Print the changes that are asked for, the newest first."""
    lines = [*islice(_wanted(session, given), given.limit if given.limit > 0 else None)]
    if given.json:
        say_json([line_object(line) for line in lines])
        return 0
    board = session.service.board
    zone = values.zone(board, None)
    for line in lines:
        _say(board, line, zone)
    if not lines:
        say(tr("Nothing was changed."))
    return 0


def _wanted(session: Session, given: Namespace) -> Iterator[Line]:
    board = session.service.board
    keeps: list[Callable[[Line], bool]] = []
    if given.by is not None:
        member = values.member(session, given.by).id
        keeps.append(lambda line: author(line) == member)
    lines: Iterator[Line] = session.service.history()
    if given.task is not None:
        number = values.number(Task, given.task)
        lines = (line for line, _ in of_record(lines, Task.TABLE, number))
    since = ""
    if given.since is not None:
        since = iso(_since(given.since, session.clock(), values.zone(board, None)))
    for line in lines:
        if line.meta["at"] < since:  # those below it are older still
            return
        if all(keep(line) for keep in keeps):
            yield line


def _since(text: str, now: datetime, zone: tzinfo) -> datetime:
    """The instant that `--since` means: of a date alone its first moment.

    Raises:
        WhenError: It is no date.
    """
    if ago := _AGO.fullmatch(text.strip()):
        return now - timedelta(**{_SPANS[ago[2]]: int(ago[1])})
    at = values.instant(text, now, zone)
    _, wall = wall_clock(at, zone)
    return at - timedelta(days=1) if wall == "24:00" else at


def _say(board: Board, line: Line, zone: tzinfo) -> None:
    day, wall = wall_clock(datetime.fromisoformat(line.meta["at"]), zone)
    member = board.members.get(author(line))
    who = member.name if member else "-"
    if via := line.meta.get("via"):
        who = tr("{name} (via {account})", name=who, account=via)
    done = entries(board, line)
    head = f"{day} {wall}  {who}  {deed(line.meta.get('cmd', ''))}"
    if len(done) == 1:
        say(f"{head}  {done[0]}")
        return
    say(head)
    for entry in done[:_SHOWN]:
        say(f"  {entry}")
    if len(done) > _SHOWN:
        say("  " + tr("and {n} more records", n=len(done) - _SHOWN))
