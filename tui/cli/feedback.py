"""`promoboard feedback ...`: which arguments it takes."""

from __future__ import annotations

from functools import partial

from domain.feedback import Channel, FeedbackState, Severity
from domain.words import N, tr
from tui.cli.parser import Parser

STATES, CHANNELS, SEVERITIES = (
    tuple(map(str, kind)) for kind in (FeedbackState, Channel, Severity)
)


def arguments(parser: Parser, noun: str) -> None:
    """Declare what can be done with customers' words."""
    add = parser.add_commands()
    add("add", N("write down what a customer said"), _add)
    add("import", N("read customers' words from a file"), _import)
    add("watch", N("import what lands in the drop folder"), _watch)
    add("list", N("list customers' words, the newest first"), _list)
    add("show", N("show all of one item"), _show)
    add("triage", N("say that it was read"), _triage)
    add("link", N("say which task answers it"), _link)
    add("resolve", N("say that it is dealt with"), partial(_one, "resolve"))
    add("ignore", N("say that nothing will be done"), _ignore)
    add("topics", N("show or correct what it is about; or say what was corrected"), _topics)
    add("reopen", N("say that it is not dealt with after all"), partial(_one, "reopen"))


def _one(does: str, parser: Parser) -> None:
    """A command of `feedback_write` on one item."""
    parser.does(f"feedback_write:{does}")
    _item(parser)


def _item(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help=tr("such as F-42"))
    parser.add_json()


def _show(parser: Parser) -> None:
    parser.does("feedback_read:show")
    _item(parser)
    parser.add_argument("--archive", action="store_true", help=tr("look into the archive, too"))


def _triage(parser: Parser) -> None:
    _one("triage", parser)
    parser.add_argument(
        "--severity", choices=SEVERITIES, type=str.upper, help=tr("S1 is the worst")
    )


def _link(parser: Parser) -> None:
    _one("link", parser)
    parser.add_argument("task", metavar="TASK", help=tr("such as T-42; none takes the link away"))


def _ignore(parser: Parser) -> None:
    _one("ignore", parser)
    parser.add_argument("--reason", default="", help=tr("why; needed"))
    parser.add_argument("--duplicate-of", metavar="ID", help=tr("it says what this one says"))


def _topics(parser: Parser) -> None:
    parser.does("feedback_topics:topics")
    option = parser.add_argument
    option("id", metavar="ID", nargs="?", help=tr("such as F-42"))
    option(
        "--set",
        metavar="TOPIC[:POLARITY]",
        action="append",
        default=[],
        help=tr("it is about this, such as pilling or pilling:praise; can be repeated"),
    )
    option("--none", action="store_true", help=tr("it is about no topic"))
    option("--export", action="store_true", help=tr("what people corrected, as test cases"))
    option("--untagged", action="store_true", help=tr("what complaints without a topic say most"))
    parser.add_json()


def _add(parser: Parser) -> None:
    parser.does("feedback_write:add")
    option = parser.add_argument
    option("text", help=tr("what they said; - reads the standard input"))
    option("--sku", default="", help=tr("the product"))
    option("--platform", default="", help=tr("where they said it"))
    option("--channel", choices=CHANNELS, default="review", help=tr("in which way they said it"))
    option("--rating", type=int, help=tr("stars, 1 to 5"))
    option("--order", help=tr("the order's number; only a hash of it is kept"))
    option("--at", metavar="WHEN", help=tr("when they said it"))
    parser.add_json()


def _import(parser: Parser) -> None:
    parser.does("feedback_import:import_")
    option = parser.add_argument
    option("file", metavar="FILE", help=tr("CSV, TSV or JSON lines; - reads the standard input"))
    option("--dry-run", action="store_true", help=tr("only say what would be done"))
    option(
        "--map",
        metavar="FIELD=COLUMN,...",
        action="append",
        default=[],
        help=tr("which columns hold what, such as text=评价,time=日期; remembered for this header"),
    )
    parser.add_json()


def _watch(parser: Parser) -> None:
    parser.does("feedback_watch:watch")
    option = parser.add_argument
    option("--once", action="store_true", help=tr("only what is there now, then end"))
    option("--interval", metavar="SECONDS", type=float, default=5.0, help=tr("how often to look"))
    parser.add_json()


def _list(parser: Parser) -> None:
    parser.does("feedback_read:list_")
    option = parser.add_argument
    option("words", nargs="*", help=tr("words that they said, or #sku"))
    option("--inbox", action="store_true", help=tr("what waits for somebody"))
    option("--state", choices=STATES, action="append", help=tr("in this state; can be repeated"))
    option("--severity", choices=SEVERITIES, type=str.upper, help=tr("as a person judged it"))
    option("--sku", help=tr("for this product"))
    option("--limit", type=int, metavar="N", help=tr("so many at most"))
    option("--archive", action="store_true", help=tr("what has moved to the archive, too"))
    parser.add_json()
