"""`promoboard campaign ...`: which arguments it takes."""

from __future__ import annotations

from domain.words import N, tr
from tui.cli.parser import Parser


def arguments(parser: Parser, noun: str) -> None:
    """Declare what can be done with campaigns."""
    add = parser.add_commands()
    add("add", N("plan a campaign, from a template or by hand"), _add)
    add("list", N("list the campaigns, the next one first"), _list)
    add("show", N("show all of one campaign"), _show)
    add("edit", N("change fields of a campaign"), _edit)
    add("plan", N("say how ready a campaign is, what is late, and who holds it"), _plan)
    add("matrix", N("count the tasks of a campaign by phase and role"), _matrix)
    add("move", N("move a campaign to another day, with all that hangs on it"), _move)
    add("gate", N("say what keeps a campaign from opening and who holds it, or pass it"), _gate)
    add("goals", N("what a campaign is measured by, and what each role does for it"), _goals)
    add("templates", N("list the templates"), _templates)
    add("template", N("the team's own templates"), _template)
    add("milestone", N("the milestones of a campaign"), _milestone)


def _campaign(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help=tr("such as C-1"))
    parser.add_json()


def _add(parser: Parser) -> None:
    parser.does("campaign_write:add")
    option = parser.add_argument
    option("name", nargs="?", help=tr("what to call it"))
    option("--name", dest="called", metavar="NAME", help=tr("the same"))
    option("--template", metavar="KEY", help=tr("such as 618; see `campaign templates`"))
    option("--year", type=int, help=tr("of the promotion; the next one when left out"))
    option("--tasks", action="store_true", help=tr("with the tasks of its time line for each role"))
    _fields(parser)
    parser.add_json()


def _list(parser: Parser) -> None:
    parser.does("campaign_read:list_")
    parser.add_argument("--all", action="store_true", help=tr("those that are over, too"))
    parser.add_json()


def _show(parser: Parser) -> None:
    parser.does("campaign_read:show")
    _campaign(parser)


def _edit(parser: Parser) -> None:
    parser.does("campaign_write:edit")
    _campaign(parser)
    option = parser.add_argument
    option("--name", help=tr("what to call it"))
    _fields(parser)
    option("--cancel", dest="cancelled", action="store_true", default=None, help=tr("call it off"))
    option(
        "--resume",
        dest="cancelled",
        action="store_false",
        default=None,
        help=tr("take it up again"),
    )


def _plan(parser: Parser) -> None:
    parser.does("campaign_plan:plan")
    _campaign(parser)
    parser.add_argument(
        "--explain",
        action="store_true",
        help=tr("say what readiness counts, and all that is missing"),
    )


def _matrix(parser: Parser) -> None:
    parser.does("campaign_matrix:matrix")
    _campaign(parser)


def _move(parser: Parser) -> None:
    parser.does("campaign_move:move")
    _campaign(parser)
    option = parser.add_argument
    option("--d-day", metavar="DAY", required=True, help=tr("the new day that D-5 counts from"))
    option("--dry-run", action="store_true", help=tr("only say what would move"))


def _gate(parser: Parser) -> None:
    parser.does("gate:gate")
    _campaign(parser)
    option = parser.add_argument
    option("--pass", dest="pass_", action="store_true", help=tr("let the sale open"))
    option("--override", action="store_true", help=tr("with --pass: though something is missing"))
    option("--reason", metavar="TEXT", help=tr("why it is overridden"))
    option("--revoke", action="store_true", help=tr("take back that it was passed"))


def _goals(parser: Parser) -> None:
    parser.does("goals:goals")
    _campaign(parser)
    option = parser.add_argument
    option("--gmv", metavar="MONEY", help=tr("sales: in fen, or such as 5000000元, 500万"))
    option("--roi", metavar="N", help=tr("sales per money spent on ads, at least"))
    option("--return-rate", metavar="SHARE", help=tr("returned share of orders, at most: 0.08"))
    option("--service", metavar="TEXT", help=tr("what customer service promises"))
    option(
        "--role",
        nargs=2,
        metavar=("ROLE", "TEXT"),
        action="append",
        help=tr("what a role does for it; can be repeated"),
    )


def _templates(parser: Parser) -> None:
    parser.does("campaign_read:templates")
    parser.add_json()


def _template(parser: Parser) -> None:
    add = parser.add_commands()
    add("save", N("keep a campaign as a template for the next"), _save_template)
    add("check", N("say what is wrong with the team's templates and playbooks"), _check_templates)


def _save_template(parser: Parser) -> None:
    parser.does("campaign_template:save")
    parser.add_argument("id", metavar="ID", help=tr("such as C-1"))
    option = parser.add_argument
    option("key", metavar="KEY", help=tr("what to type for it, such as anniversary"))
    option("--name", metavar="NAME", help=tr("what to call it; the campaign's name when left out"))
    option("--en", metavar="NAME", help=tr("its English name"))
    parser.add_json()


def _check_templates(parser: Parser) -> None:
    parser.does("campaign_template:check")
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


def _milestone(parser: Parser) -> None:
    add = parser.add_commands()
    add("add", N("add a milestone"), _add_milestone)
    add("edit", N("change a milestone"), _edit_milestone)
    add("check", N("tick an exit check of a milestone"), _tick_check)
    add("done", N("tick a milestone off"), _tick_milestone)


def _add_milestone(parser: Parser) -> None:
    parser.does("milestone:add")
    _campaign(parser)
    option = parser.add_argument
    option("title", help=tr("what happens then"))
    option("--at", metavar="WHEN", required=True, help=tr("such as D-3 18:00"))
    _milestone_fields(parser)


def _edit_milestone(parser: Parser) -> None:
    parser.does("milestone:edit")
    _that_milestone(parser)
    option = parser.add_argument
    option("--title", help=tr("what happens then"))
    option("--at", metavar="WHEN", help=tr("such as D-3 18:00"))
    _milestone_fields(parser)
    option("--drop-check", metavar="CHECK", action="append", help=tr("an exit check to leave out"))
    option("--cancel", action="store_true", help=tr("call it off"))


def _tick_milestone(parser: Parser) -> None:
    parser.does("milestone:done")
    _that_milestone(parser)
    parser.add_argument("--undo", action="store_true", help=tr("take the tick away"))


def _tick_check(parser: Parser) -> None:
    parser.does("milestone:check")
    _that_milestone(parser)
    option = parser.add_argument
    option("check", metavar="CHECK", nargs="+", help=tr("its number, its text, or `all`"))
    option("--undo", action="store_true", help=tr("take the tick away"))


def _that_milestone(parser: Parser) -> None:
    _campaign(parser)
    parser.add_argument(
        "milestone", metavar="MILESTONE", help=tr("its number in `campaign show`, or its title")
    )


def _milestone_fields(parser: Parser) -> None:
    option = parser.add_argument
    option("--role", help=tr("the role that answers for it"))
    option("--gate", action="store_true", default=None, help=tr("the sale should wait for it"))
    option("--note", metavar="TEXT", help=tr("what one should know"))
    option(
        "--check",
        metavar="TEXT",
        action="append",
        help=tr("what has to be seen before it is done; can be repeated"),
    )
