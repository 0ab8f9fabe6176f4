"""`promoboard task ...`: which arguments it takes."""

from __future__ import annotations

from domain.words import N, tr
from tui.cli.parser import Parser

STATES = ("todo", "doing", "blocked", "review", "done", "cancelled")
PRIORITIES = ("P0", "P1", "P2", "P3")
PARTS = ("open", "done", "blocked")


def arguments(parser: Parser, noun: str) -> None:
    """Declare what can be done with tasks."""
    add = parser.add_commands()
    _add(add("add", N("put a new task on the board"), "task_write:add"))
    _list(add("list", N("list tasks, those that come first on the board first"), "task_read:list_"))
    _show(add("show", N("show all of one task"), "task_read:show"))
    _move(add("move", N("take a task to another state"), "task_write:move"))
    _edit(add("edit", N("change fields of a task"), "task_write:edit"))
    _handoff(add("handoff", N("offer a task to another role"), "task_moves:handoff"))
    for name, summary in (
        ("accept", N("take over a task that is offered to you")),
        ("decline", N("give back a task that is offered to you")),
        ("withdraw", N("take your offer of a task back")),
    ):
        answer = _one(add(name, summary, f"task_moves:{name}"))
        if name == "decline":
            answer.add_argument("--reason", default="", help=tr("why; needed"))
    part = _one(add("part", N("say how far one role's part is"), "task_moves:part"))
    part.add_argument("state", choices=PARTS, help=tr("how far it is"))
    part.add_argument("--role", help=tr("whose part; your own when left out"))
    comment = _one(add("comment", N("say something on a task"), "task_moves:comment"))
    comment.add_argument("text", help=tr("what; - reads the standard input"))
    check = _one(add("check", N("tick a line of the checklist, or add one"), "task_moves:check"))
    check.add_argument("line", nargs="?", type=int, help=tr("the number of the line"))
    check.add_argument("--undo", action="store_true", help=tr("take the tick away"))
    check.add_argument("--add", metavar="TEXT", help=tr("one more line"))


def _one(parser: Parser) -> Parser:
    parser.add_argument("id", metavar="ID", help=tr("such as T-42"))
    parser.add_json()
    return parser


def _add(parser: Parser) -> None:
    parser.add_argument("title", help=tr("what there is to do"))
    parser.add_argument("--role", required=True, help=tr("the one role that answers for it"))
    _fields(parser)
    parser.add_argument(
        "--check",
        metavar="TEXT",
        action="append",
        default=[],
        help=tr("a line of the checklist; can be repeated"),
    )
    parser.add_argument(
        "--feedback",
        metavar="ID",
        action="append",
        default=[],
        help=tr("the customers' words that it answers"),
    )
    parser.add_json()


def _edit(parser: Parser) -> None:
    _one(parser)
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
    _one(parser)
    parser.add_argument("--archive", action="store_true", help=tr("look into the archive, too"))


def _move(parser: Parser) -> None:
    _one(parser)
    parser.add_argument("state", choices=STATES, help=tr("where to"))
    parser.add_argument("--reason", default="", help=tr("why, where that is needed"))
    parser.add_argument(
        "--waiting-on",
        dest="waiting_on",
        metavar="ROLE",
        help=tr("who is waited for, when it is blocked"),
    )


def _handoff(parser: Parser) -> None:
    _one(parser)
    parser.add_argument("role", metavar="ROLE", help=tr("who shall take it over"))
    parser.add_argument("--to", metavar="MEMBER", help=tr("one member of that role"))
    parser.add_argument("--note", default="", help=tr("what they should know"))
