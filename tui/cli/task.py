"""`promoboard task ...`: which arguments it takes."""

from __future__ import annotations

from functools import partial

from domain.task import Outcome, PartState, Priority, State
from domain.words import N, tr
from tui.cli.parser import Parser

STATES, PRIORITIES, PARTS, OUTCOMES = (
    tuple(map(str, kind)) for kind in (State, Priority, PartState, Outcome)
)


def arguments(parser: Parser, noun: str) -> None:
    """Declare what can be done with tasks."""
    add = parser.add_commands()
    add("add", N("put a new task on the board"), _add)
    add("list", N("list tasks, those that come first on the board first"), _list)
    add("show", N("show all of one task"), _show)
    add("move", N("take a task to another state"), _move)
    add("edit", N("change fields of a task"), _edit)
    add("handoff", N("offer a task to another role"), _handoff)
    add("accept", N("take over a task that is offered to you"), partial(_one, "accept"))
    add("decline", N("give back a task that is offered to you"), _decline)
    add("withdraw", N("take your offer of a task back"), partial(_one, "withdraw"))
    add("part", N("say how far one role's part is"), _part)
    add("outcome", N("say whether what a task looked into passed or failed"), _outcome)
    add("comment", N("say something on a task"), _comment)
    add("check", N("tick a line of the checklist, or add one"), _check)


def _one(does: str, parser: Parser) -> None:
    """A command of `task_moves` on one task."""
    parser.does(f"task_moves:{does}")
    _task(parser)


def _task(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help=tr("such as T-42"))
    parser.add_json()


def _add(parser: Parser) -> None:
    parser.does("task_write:add")
    option = parser.add_argument
    option("title", help=tr("what there is to do"))
    option("--role", required=True, help=tr("the one role that answers for it"))
    _fields(parser)
    option(
        "--check",
        metavar="TEXT",
        action="append",
        default=[],
        help=tr("a line of the checklist; can be repeated"),
    )
    option(
        "--feedback",
        metavar="ID",
        action="append",
        default=[],
        help=tr("the customers' words that it answers"),
    )
    parser.add_json()


def _edit(parser: Parser) -> None:
    parser.does("task_write:edit")
    _task(parser)
    parser.add_argument("--title", help=tr("what there is to do"))
    parser.add_argument("--role", help=tr("the one role that answers for it"))
    _fields(parser)


def _fields(parser: Parser) -> None:
    """The fields that can be given at first and changed later. `none` empties one."""
    option = parser.add_argument
    option(
        "--with",
        dest="others",
        metavar="ROLES",
        action="append",
        help=tr("the roles that contribute, such as promo,supply"),
    )
    option("--due", metavar="WHEN", help=tr("such as 2027-06-10, tomorrow 18:00, D-5, +4h"))
    option("--priority", choices=PRIORITIES, type=str.upper, help=tr("P0 matters most"))
    option("--campaign", metavar="ID", help=tr("such as C-1"))
    option("--assignee", metavar="MEMBER", help=tr("who does it: a name, U-3, or me"))
    option("--acceptor", metavar="ROLE", help=tr("the role that accepts the work"))
    option(
        "--depends",
        metavar="IDS",
        action="append",
        help=tr("the tasks that come first, such as T-1,T-2"),
    )
    option("--sku", help=tr("the product"))
    option("--description", metavar="TEXT", help=tr("more words; - reads the standard input"))
    option("--acceptance", metavar="TEXT", help=tr("when it counts as done"))
    option("--link", metavar="URL", action="append", help=tr("a link; can be repeated"))


def _list(parser: Parser) -> None:
    parser.does("task_read:list_")
    option = parser.add_argument
    option("words", nargs="*", help=tr("words and marks, as the board's filter takes them"))
    option("--role", help=tr("which it concerns"))
    option("--mine", action="store_true", help=tr("what waits for you"))
    option("--state", choices=STATES, action="append", help=tr("in this state; can be repeated"))
    option("--open", action="store_true", help=tr("what is not done yet"))
    option("--sku", help=tr("for this product"))
    option("--campaign", metavar="ID", help=tr("of this campaign"))
    option("--overdue", action="store_true", help=tr("what is late"))
    option("--archive", action="store_true", help=tr("what has moved to the archive, too"))
    parser.add_json()


def _show(parser: Parser) -> None:
    parser.does("task_read:show")
    _task(parser)
    parser.add_argument("--archive", action="store_true", help=tr("look into the archive, too"))


def _move(parser: Parser) -> None:
    parser.does("task_write:move")
    _task(parser)
    option = parser.add_argument
    option("state", choices=STATES, help=tr("where to"))
    option("--reason", default="", help=tr("why, where that is needed"))
    option("--waiting-on", metavar="ROLE", help=tr("who is waited for, when it is blocked"))


def _handoff(parser: Parser) -> None:
    _one("handoff", parser)
    option = parser.add_argument
    option("role", metavar="ROLE", help=tr("who shall take it over"))
    option("--to", metavar="MEMBER", help=tr("one member of that role"))
    option("--note", default="", help=tr("what they should know"))


def _decline(parser: Parser) -> None:
    _one("decline", parser)
    parser.add_argument("--reason", default="", help=tr("why; needed"))


def _part(parser: Parser) -> None:
    _one("part", parser)
    parser.add_argument("state", choices=PARTS, help=tr("how far it is"))
    parser.add_argument("--role", help=tr("whose part; your own when left out"))


def _outcome(parser: Parser) -> None:
    _one("outcome", parser)
    parser.add_argument("outcome", choices=OUTCOMES, type=_found, help=tr("what was found"))


def _found(text: str) -> str:
    """The key of an outcome that is said in Chinese."""
    return {"合格": OUTCOMES[0], "不合格": OUTCOMES[1]}.get(text, text)


def _comment(parser: Parser) -> None:
    _one("comment", parser)
    parser.add_argument("text", help=tr("what; - reads the standard input"))


def _check(parser: Parser) -> None:
    _one("check", parser)
    option = parser.add_argument
    option("line", nargs="?", type=int, help=tr("the number of the line"))
    option("--undo", action="store_true", help=tr("take the tick away"))
    option("--add", metavar="TEXT", help=tr("one more line"))
