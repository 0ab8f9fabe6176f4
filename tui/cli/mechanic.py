"""`promoboard mechanic ...`: which arguments it takes."""

from __future__ import annotations

from domain.terms import Kind, Repeat
from domain.words import N, tr
from tui.cli.parser import Parser

_SPOKEN = {
    "满减": Kind.SPEND_SAVE,
    "折扣": Kind.DISCOUNT,
    "赠品": Kind.GIFT,
    "优惠券": Kind.COUPON,
    "预售定金": Kind.PRESALE,
    "包邮": Kind.FREE_SHIPPING,
    "价保": Kind.PRICE_PROTECTION,
    "每满": Repeat.EACH,
    "单次": Repeat.ONCE,
}


def spoken(text: str) -> str:
    """The key of a kind or of how often it repeats, in whichever language it is typed."""
    return _SPOKEN.get(text, text.strip().casefold().replace("-", "_"))


def arguments(parser: Parser, noun: str) -> None:
    """Declare what can be done with mechanics."""
    add = parser.add_commands()
    add("add", N("draft a mechanic: what customers are promised"), _add)
    add("list", N("list the mechanics, and who has not read them"), _list)
    add("show", N("show all of one mechanic"), _show)
    add("edit", N("change a draft, or who has to read a mechanic"), _edit)
    add("publish", N("make a mechanic hold, with the changes that are given"), _publish)
    add("ack", N("say that you have read the current revision"), _ack)
    add("withdraw", N("withdraw a mechanic"), _withdraw)
    add("faq", N("print what customers ask, with the answers"), _faq)
    add("price", N("say what a cart costs under one mechanic or several"), _price)
    add("floor", N("look for mechanics that together sell below a floor price"), _floor)


def _mechanic(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help=tr("such as M-1"))
    parser.add_json()


def _add(parser: Parser) -> None:
    parser.does("mechanic_write:add")
    option = parser.add_argument
    option("name", nargs="?", help=tr("what to call it; what it says when left out"))
    option(
        "--kind",
        type=spoken,
        choices=[kind.value for kind in Kind],
        required=True,
        help=tr("what kind of mechanic"),
    )
    _terms(parser)
    _whose(parser)
    parser.add_json()


def _list(parser: Parser) -> None:
    parser.does("mechanic_read:list_")
    parser.add_argument("--campaign", metavar="ID", help=tr("of this campaign"))
    parser.add_argument("--all", action="store_true", help=tr("the withdrawn ones, too"))
    parser.add_json()


def _show(parser: Parser) -> None:
    parser.does("mechanic_read:show")
    _mechanic(parser)


def _edit(parser: Parser) -> None:
    parser.does("mechanic_write:edit")
    _mechanic(parser)
    parser.add_argument("--name", help=tr("what to call it"))
    _terms(parser)
    _whose(parser)


def _publish(parser: Parser) -> None:
    parser.does("mechanic_write:publish")
    _mechanic(parser)
    _terms(parser)
    parser.add_argument("--reason", default="", help=tr("why; needed while it is live"))


def _ack(parser: Parser) -> None:
    parser.does("mechanic_write:ack")
    _mechanic(parser)
    option = parser.add_argument
    option("--rev", metavar="N", type=int, help=tr("the revision that you have read"))
    option("--role", help=tr("for this role; for all of yours when left out"))


def _withdraw(parser: Parser) -> None:
    parser.does("mechanic_write:withdraw")
    _mechanic(parser)
    parser.add_argument("--reason", default="", help=tr("why; needed while it is live"))


def _faq(parser: Parser) -> None:
    parser.does("mechanic_read:faq")
    _mechanic(parser)


def _price(parser: Parser) -> None:
    parser.does("mechanic_price:price")
    parser.add_argument("ids", metavar="IDS", help=tr("such as M-1, or M-1,M-2"))
    parser.add_argument(
        "--cart",
        metavar="LINES",
        required=True,
        help=tr("SKU=PRICExPIECES, prices in fen, such as TEE-A=29900x2,SOCK-B=1990x1"),
    )
    parser.add_json()


def _floor(parser: Parser) -> None:
    parser.does("mechanic_price:floor")
    parser.add_argument(
        "floors",
        metavar="FLOOR",
        nargs="*",
        help=tr("SKU=PRICE/FLOOR, in fen, such as TEE-A=29900/22000; else those of the stock"),
    )
    parser.add_argument("--campaign", metavar="ID", help=tr("of this campaign"))
    parser.add_json()


def _whose(parser: Parser) -> None:
    option = parser.add_argument
    option("--campaign", metavar="ID", help=tr("such as C-1"))
    option(
        "--require",
        metavar="ROLES",
        action="append",
        help=tr("the roles that have to read it; all but operations when left out"),
    )


def _terms(parser: Parser) -> None:
    """What a mechanic says. `none` empties a field."""
    option = parser.add_argument
    money = tr("in fen, such as 29900; 299元 is the same")
    option("--threshold", metavar="MONEY", help=tr("what one has to spend, {money}", money=money))
    option("--off", metavar="MONEY", help=tr("what is taken off, {money}", money=money))
    option(
        "--repeat",
        type=spoken,
        choices=[repeat.value for repeat in Repeat],
        help=tr("each: for every time that the threshold is reached; once: per order"),
    )
    option("--cap", metavar="MONEY", help=tr("the most that is taken off, {money}", money=money))
    option("--rate", help=tr("what is left to pay, such as 0.9 or 9折"))
    option("--gift", metavar="SKU", help=tr("what is given"))
    option("--quantity", metavar="N", help=tr("gifts per order"))
    option("--limit", metavar="N", help=tr("gifts in all"))
    option("--deposit", metavar="MONEY", help=tr("what is paid ahead, {money}", money=money))
    option(
        "--counts-as",
        metavar="MONEY",
        help=tr("what the deposit takes off the price, {money}", money=money),
    )
    option("--days", metavar="N", help=tr("days for which the price is protected"))
    option(
        "--stackable",
        metavar="KINDS",
        help=tr("the kinds it can be combined with, such as coupon,gift; all, or none"),
    )
    option(
        "--sku",
        metavar="SKUS",
        action="append",
        help=tr("the products it holds for; all when left out"),
    )
    option("--from", dest="valid_from", metavar="WHEN", help=tr("from when on it holds"))
    option("--to", dest="valid_to", metavar="WHEN", help=tr("until when it holds"))
    option("--text", help=tr("the wording; - reads the standard input"))
