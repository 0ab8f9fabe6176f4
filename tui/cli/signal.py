"""`promoboard signal ...`: which arguments it takes."""

from __future__ import annotations

from domain.surge import ALPHA
from domain.words import N, tr
from tui.cli.parser import Parser


def arguments(parser: Parser, noun: str) -> None:
    """Declare what can be done with signals."""
    add = parser.add_commands()
    add("test", N("say whether a number of complaints is more than chance"), _test)
    add("scan", N("test every step of a series of counts"), _scan)


def _test(parser: Parser) -> None:
    parser.does("signal_math:test", board=False)
    option = parser.add_argument
    option("--y", type=int, required=True, help=tr("complaints in the window"))
    option("--n", type=float, required=True, help=tr("items in the window"))
    option("--Y", type=float, required=True, help=tr("complaints in the baseline"))
    option("--N", type=float, required=True, help=tr("items in the baseline"))
    _alpha(parser)
    parser.add_json()


def _scan(parser: Parser) -> None:
    parser.does("signal_math:scan", board=False)
    option = parser.add_argument
    option("--csv", metavar="FILE", required=True, help=tr("columns time, count and exposure"))
    option("--window", type=int, default=1, metavar="W", help=tr("steps in the window"))
    option("--baseline", type=int, required=True, metavar="B", help=tr("steps in the baseline"))
    option("--guard", type=int, default=0, metavar="G", help=tr("steps between the two"))
    _alpha(parser)
    parser.add_json()


def _alpha(parser: Parser) -> None:
    parser.add_argument(
        "--alpha",
        type=float,
        default=ALPHA,
        metavar="A",
        help=tr("how rarely chance alone may give an alarm; {alpha} by default", alpha=ALPHA),
    )
