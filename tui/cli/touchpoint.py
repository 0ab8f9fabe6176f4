"""`promoboard touchpoint ...`: which arguments it takes."""

from __future__ import annotations

from domain.touchpoint import Place
from domain.words import N, tr
from tui.cli.parser import Parser

_SPOKEN = {
    "投流素材": Place.CREATIVE,
    "主图": Place.MAIN_IMAGE,
    "详情页": Place.PRODUCT_PAGE,
    "首页海报": Place.HOME_BANNER,
    "直播脚本": Place.LIVE_SCRIPT,
    "客服话术": Place.SERVICE_SCRIPT,
    "短信": Place.TEXT_MESSAGE,
}


def arguments(parser: Parser, noun: str) -> None:
    """Declare what can be done with touchpoints."""
    command = parser.add_commands()
    command("add", N("list one more place where customers read of mechanics"), _add)
    command("list", N("list the places, and what is out of date there"), _list)
    command("check", N("say which revision you saw there"), _check)
    command("edit", N("change a place, or take it out of use"), _edit)


def _spoken(text: str) -> str:
    return _SPOKEN.get(text, text.strip().casefold().replace("-", "_"))


def _add(parser: Parser) -> None:
    parser.does("touchpoint_write:add")
    parser.add_argument("name", help=tr("what to call it"))
    _fields(parser, required=True)
    parser.add_json()


def _edit(parser: Parser) -> None:
    parser.does("touchpoint_write:edit")
    _touchpoint(parser)
    option = parser.add_argument
    option("--name", help=tr("what to call it"))
    _fields(parser, required=False)
    option(
        "--retire",
        dest="retired",
        action="store_true",
        default=None,
        help=tr("customers see it no longer"),
    )
    option(
        "--return",
        dest="retired",
        action="store_false",
        default=None,
        help=tr("customers see it again"),
    )


def _fields(parser: Parser, *, required: bool) -> None:
    option = parser.add_argument
    option(
        "--kind",
        type=_spoken,
        choices=[kind.value for kind in Place],
        required=required,
        help=tr("what kind of place"),
    )
    option("--role", help=tr("the role that keeps it up to date"))
    option("--campaign", metavar="ID", help=tr("such as C-1"))
    option("--sku", help=tr("the product that it is about"))
    option(
        "--mechanic",
        metavar="IDS",
        action="append",
        help=tr("the mechanics that it shows; all of the campaign when left out"),
    )


def _list(parser: Parser) -> None:
    parser.does("touchpoint_read:list_")
    parser.add_argument("--campaign", metavar="ID", help=tr("of this campaign"))
    parser.add_argument("--stale", action="store_true", help=tr("what is out of date"))
    parser.add_argument("--all", action="store_true", help=tr("those out of use, too"))
    parser.add_json()


def _check(parser: Parser) -> None:
    parser.does("touchpoint_write:check")
    _touchpoint(parser)
    option = parser.add_argument
    option(
        "--mechanic",
        metavar="IDS",
        action="append",
        help=tr("the mechanics that you looked for; all of them when left out"),
    )
    option(
        "--rev",
        metavar="N",
        type=int,
        help=tr("the revision that you saw; 0: nothing; what is right when left out"),
    )


def _touchpoint(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help=tr("such as P-1"))
    parser.add_json()
