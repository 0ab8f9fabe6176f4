"""`promoboard feedback ...`: which arguments it takes."""

from __future__ import annotations

from domain.words import N, tr
from tui.cli.parser import Parser

STATES = ("new", "triaged", "linked", "resolved", "ignored")
CHANNELS = ("review", "followup", "enquiry", "aftersales", "live", "social", "offline")
SEVERITIES = ("S1", "S2", "S3", "S4")


def arguments(parser: Parser, noun: str) -> None:
    """Declare what can be done with customers' words."""
    command = parser.add_commands()
    _add(command("add", N("write down what a customer said"), "feedback_write:add"))
    _import(command("import", N("read customers' words from a file"), "feedback_import:import_"))
    _list(command("list", N("list customers' words, the newest first"), "feedback_read:list_"))
    show = _one(command("show", N("show all of one item"), "feedback_read:show"))
    show.add_argument("--archive", action="store_true", help=tr("look into the archive, too"))
    triage = _one(command("triage", N("say that it was read"), "feedback_write:triage"))
    triage.add_argument(
        "--severity", choices=SEVERITIES, type=str.upper, help=tr("S1 is the worst")
    )
    link = _one(command("link", N("say which task answers it"), "feedback_write:link"))
    link.add_argument("task", metavar="TASK", help=tr("such as T-42; none takes the link away"))
    _one(command("resolve", N("say that it is dealt with"), "feedback_write:resolve"))
    ignore = _one(command("ignore", N("say that nothing will be done"), "feedback_write:ignore"))
    ignore.add_argument("--reason", default="", help=tr("why; needed"))
    ignore.add_argument("--duplicate-of", metavar="ID", help=tr("it says what this one says"))
    _one(command("reopen", N("say that it is not dealt with after all"), "feedback_write:reopen"))


def _one(parser: Parser) -> Parser:
    parser.add_argument("id", metavar="ID", help=tr("such as F-42"))
    parser.add_json()
    return parser


def _add(parser: Parser) -> None:
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
    option = parser.add_argument
    option("file", metavar="FILE", help=tr("CSV, TSV or JSON lines; - reads the standard input"))
    option("--dry-run", action="store_true", help=tr("only say what would be done"))
    option(
        "--column",
        metavar="FIELD=NAME",
        action="append",
        default=[],
        help=tr("which column holds a field, such as text=评价; can be repeated"),
    )
    parser.add_json()


def _list(parser: Parser) -> None:
    option = parser.add_argument
    option("words", nargs="*", help=tr("words that they said, or #sku"))
    option("--inbox", action="store_true", help=tr("what waits for somebody"))
    option("--state", choices=STATES, action="append", help=tr("in this state; can be repeated"))
    option("--severity", choices=SEVERITIES, type=str.upper, help=tr("as a person judged it"))
    option("--sku", help=tr("for this product"))
    option("--limit", type=int, metavar="N", help=tr("so many at most"))
    option("--archive", action="store_true", help=tr("what has moved to the archive, too"))
    parser.add_json()
