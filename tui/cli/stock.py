"""`promoboard stock ...`: which arguments it takes."""

from __future__ import annotations

from domain.words import N, tr
from tui.cli.parser import Parser


def arguments(parser: Parser, noun: str) -> None:
    """Declare what can be done with stock."""
    add = parser.add_commands()
    add("set", N("note what is known of the stock of a product"), _set)
    add("edit", N("change the stock of a product, or plan for it no longer"), _edit)
    add("source", N("name somebody who can send pieces at once"), _source)
    add("import", N("read stock from a table"), _import)
    add("list", N("list what is known, also as a table that can be imported again"), _list)
    add("plan", N("say what is needed, what there will be, and what is missing"), _plan)


def _set(parser: Parser) -> None:
    parser.does("stock_write:set_")
    parser.add_argument("sku", metavar="SKU", help=tr("the product"))
    _campaign(parser)
    _fields(parser)
    parser.add_json()


def _edit(parser: Parser) -> None:
    parser.does("stock_write:edit")
    _stock(parser)
    _fields(parser)
    option = parser.add_argument
    option(
        "--retire",
        dest="retired",
        action="store_true",
        default=None,
        help=tr("plan for it no longer"),
    )
    option(
        "--return",
        dest="retired",
        action="store_false",
        default=None,
        help=tr("plan for it again"),
    )


def _source(parser: Parser) -> None:
    parser.does("stock_write:source")
    _stock(parser)
    option = parser.add_argument
    option("name", help=tr("who sends them"))
    option("--qty", metavar="N", help=tr("how many pieces"))
    option("--hours", metavar="N", help=tr("how many hours until they can be sold"))
    option("--remove", action="store_true", help=tr("it is none any more"))


def _import(parser: Parser) -> None:
    parser.does("stock_import:import_")
    option = parser.add_argument
    option("file", metavar="FILE", help=tr("CSV, TSV or JSON lines; - reads the standard input"))
    option("--dry-run", action="store_true", help=tr("only say what would be done"))
    _campaign(parser)
    parser.add_json()


def _list(parser: Parser) -> None:
    parser.does("stock_read:list_")
    _campaign(parser)
    parser.add_argument("--all", action="store_true", help=tr("what is not planned for, too"))
    parser.add_json()
    parser.add_argument("--csv", action="store_true", help=tr("print a table for spreadsheets"))


def _plan(parser: Parser) -> None:
    parser.does("stock_read:plan")
    _campaign(parser)
    parser.add_argument("of", metavar="ID", nargs="?", help=tr("the same"))
    parser.add_json()


def _stock(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help=tr("such as K-1"))
    parser.add_json()


def _campaign(parser: Parser) -> None:
    parser.add_argument("--campaign", metavar="ID", help=tr("for this campaign"))


def _fields(parser: Parser) -> None:
    """What is known of stock. `none` empties a field."""
    option = parser.add_argument
    option("--peak", metavar="N", help=tr("pieces sold at the historical peak, or a forecast"))
    option(
        "--basis", metavar="BASIS", help=tr("what that was counted over: day, or window for all")
    )
    option("--factor", metavar="N", help=tr("pieces to have for each of them; 1.5 at first"))
    option("--on-hand", metavar="N", help=tr("pieces that can be sold now"))
    option(
        "--in-transit",
        metavar="N@DAY",
        action="append",
        help=tr("pieces on their way, such as 300@2027-06-05; can be repeated"),
    )
    option("--capacity", metavar="N", help=tr("pieces that can be made in a month"))
    option("--lead-days", metavar="N", help=tr("days until the first one is made"))
    option("--daily", metavar="N", help=tr("pieces sold a day, on average"))
    option("--sold", metavar="N", help=tr("pieces sold of this stock so far"))
    option("--price", metavar="FEN", help=tr("list price of a piece"))
    option("--floor", metavar="FEN", help=tr("the least that a piece may be sold for"))
    option("--on-sale-since", metavar="DAY", help=tr("since when it is on sale"))
