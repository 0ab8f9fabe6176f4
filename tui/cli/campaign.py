"""`promoboard campaign ...`: which arguments it takes."""

from __future__ import annotations

from domain.words import N, tr
from tui.cli.parser import Parser


def arguments(parser: Parser, noun: str) -> None:
    """Declare what can be done with campaigns."""
    command = parser.add_commands()
    _add(command("add", N("plan a campaign, from a template or by hand"), "campaign_write:add"))
    listing = command("list", N("list the campaigns, the next one first"), "campaign_read:list_")
    listing.add_argument("--all", action="store_true", help=tr("those that are over, too"))
    listing.add_json()
    _one(command("show", N("show all of one campaign"), "campaign_read:show"))
    edit = _one(command("edit", N("change fields of a campaign"), "campaign_write:edit"))
    edit.add_argument("--name", help=tr("what to call it"))
    _fields(edit)
    edit.add_argument(
        "--cancel", dest="cancelled", action="store_true", default=None, help=tr("call it off")
    )
    edit.add_argument(
        "--resume",
        dest="cancelled",
        action="store_false",
        default=None,
        help=tr("take it up again"),
    )
    templates = command("templates", N("list the templates"), "campaign_read:templates")
    templates.add_json()
    _milestones(command("milestone", N("the milestones of a campaign")))


def _one(parser: Parser) -> Parser:
    parser.add_argument("id", metavar="ID", help=tr("such as C-1"))
    parser.add_json()
    return parser


def _add(parser: Parser) -> None:
    option = parser.add_argument
    option("name", nargs="?", help=tr("what to call it"))
    option("--name", dest="called", metavar="NAME", help=tr("the same"))
    option("--template", metavar="KEY", help=tr("such as 618; see `campaign templates`"))
    option("--year", type=int, help=tr("of the promotion; the next one when left out"))
    _fields(parser)
    parser.add_json()


def _fields(parser: Parser) -> None:
    option = parser.add_argument
    option("--d-day", metavar="DAY", help=tr("the day that D-5 counts from"))
    option("--starts", metavar="WHEN", help=tr("when the sale opens"))
    option("--ends", metavar="WHEN", help=tr("the first moment after it"))
    option("--zone", help=tr("the time zone of its dates, such as Asia/Shanghai"))
    option(
        "--platform", metavar="NAMES", action="append", help=tr("where it runs; can be repeated")
    )


def _milestones(parser: Parser) -> None:
    command = parser.add_commands()
    add = _one(command("add", N("add a milestone"), "milestone:add"))
    add.add_argument("title", help=tr("what happens then"))
    add.add_argument("--at", metavar="WHEN", required=True, help=tr("such as D-3 18:00"))
    _milestone_fields(add)
    edit = _that(command("edit", N("change a milestone"), "milestone:edit"))
    edit.add_argument("--title", help=tr("what happens then"))
    edit.add_argument("--at", metavar="WHEN", help=tr("such as D-3 18:00"))
    _milestone_fields(edit)
    edit.add_argument("--cancel", action="store_true", help=tr("call it off"))
    done = _that(command("done", N("tick a milestone off"), "milestone:done"))
    done.add_argument("--undo", action="store_true", help=tr("take the tick away"))


def _that(parser: Parser) -> Parser:
    _one(parser)
    parser.add_argument(
        "milestone", metavar="MILESTONE", help=tr("its number in `campaign show`, or its title")
    )
    return parser


def _milestone_fields(parser: Parser) -> None:
    option = parser.add_argument
    option("--role", help=tr("the role that answers for it"))
    option("--gate", action="store_true", default=None, help=tr("the sale should wait for it"))
    option("--note", metavar="TEXT", help=tr("what one should know"))
