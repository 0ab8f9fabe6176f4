"""`promoboard signal ...`: which arguments it takes."""

from __future__ import annotations

from functools import partial

from domain.signal import SignalState
from domain.surge import ALPHA
from domain.words import N, tr
from tui.cli.parser import Parser

STATES = tuple(map(str, SignalState))


def arguments(parser: Parser, noun: str) -> None:
    """Declare what can be done with signals."""
    add = parser.add_commands()
    add("list", N("list the signals that are not over, surges first"), _list)
    add("show", N("show all of one signal: why, and what customers say"), _show)
    add("ack", N("take it on"), partial(_one, "ack"))
    add("dispatch", N("say which tasks were given out for it"), _dispatch)
    add("dismiss", N("call it a false alarm"), _dismiss)
    add("close", N("close it: its tasks are done, the rate is back"), partial(_one, "close"))
    add("stats", N("say how fast the loop was closed, month by month"), _stats)
    add("evaluate", N("look at the counts now; else an import or the next hour does"), _evaluate)
    add("test", N("say whether a number of complaints is more than chance"), _test)
    add("scan", N("test every step of a series of counts"), _scan)


def _one(does: str, parser: Parser) -> None:
    """A command of `signal_write` on one signal."""
    parser.does(f"signal_write:{does}")
    parser.add_argument("id", metavar="ID", help=tr("such as S-3"))
    parser.add_json()


def _dispatch(parser: Parser) -> None:
    _one("dispatch", parser)
    parser.add_argument("tasks", metavar="TASK", nargs="+", help=tr("such as T-42"))


def _dismiss(parser: Parser) -> None:
    _one("dismiss", parser)
    parser.add_argument("--reason", default="", help=tr("why; needed"))


def _show(parser: Parser) -> None:
    parser.does("signal_read:show")
    parser.add_argument("id", metavar="ID", help=tr("such as S-3"))
    parser.add_json()


def _list(parser: Parser) -> None:
    parser.does("signal_read:list_")
    option = parser.add_argument
    option("--all", action="store_true", help=tr("also those that are over"))
    option("--state", choices=STATES, action="append", help=tr("in this state; can be repeated"))
    option("--sku", help=tr("for this product; * is the store"))
    option("--topic", help=tr("about this topic"))
    option("--archive", action="store_true", help=tr("what has moved to the archive, too"))
    parser.add_json()


def _stats(parser: Parser) -> None:
    parser.does("signal_read:stats")
    parser.add_json()


def _evaluate(parser: Parser) -> None:
    parser.does("signal_write:evaluate")
    parser.set_defaults(all=False, state=None, sku=None, topic=None, archive=False)
    parser.add_json()


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
