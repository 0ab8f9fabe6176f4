"""`promoboard playbook ...`: which arguments it takes."""

from __future__ import annotations

from domain.words import N, tr
from tui.cli.parser import Parser


def arguments(parser: Parser, noun: str) -> None:
    """Declare what can be done with playbooks."""
    add = parser.add_commands()
    add("list", N("list the playbooks"), _list)
    add("show", N("show all steps of one playbook"), _show)
    add("run", N("make all the tasks of a playbook at once"), _run)


def _list(parser: Parser) -> None:
    parser.does("playbook_read:list_")
    parser.add_json()


def _show(parser: Parser) -> None:
    parser.does("playbook_read:show")
    _key(parser)


def _run(parser: Parser) -> None:
    parser.does("playbook_run:run")
    _key(parser)
    option = parser.add_argument
    option("--signal", metavar="ID", help=tr("the rise of complaints that it answers, such as S-1"))
    option("--campaign", metavar="ID", help=tr("the campaign that its days count from"))
    option("--sku", default="", help=tr("the product; that of the signal when left out"))
    option("--topic", help=tr("what customers complain about; that of the signal when left out"))
    option(
        "--skip",
        metavar="STEP=REASON",
        action="append",
        default=[],
        help=tr("a step, by key or number, to leave out, and why; can be repeated"),
    )
    option("--preview", action="store_true", help=tr("only say what would be made"))


def _key(parser: Parser) -> None:
    parser.add_argument("key", metavar="KEY", help=tr("such as quality; see `playbook list`"))
    parser.add_json()
