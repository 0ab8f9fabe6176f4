"""Which commands there are, and the options before them.

The arguments of a noun are declared by `arguments(parser)` in the module of its name, which
is loaded only when the noun is asked for.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import fields
from functools import partial
from importlib import import_module

from domain.errors import UsageError
from domain.words import N, tr
from tui.cli.parser import Parser
from tui.session import Options

NOUNS = {
    "init": N("make a team's workspace"),
    "demo": N("show a board full of work, with colleagues who keep working"),
    "status": N("say where the campaigns and the work stand"),
    "team": N("the members and their roles"),
    "task": N("the work"),
    "campaign": N("the promotions and their milestones"),
    "mechanic": N("what customers are promised, who has read it, what carts cost"),
    "touchpoint": N("the places where customers read of it"),
    "stock": N("what there is of each product, what a campaign needs, what is missing"),
    "feedback": N("what customers say"),
    "signal": N("when complaints rise beyond chance"),
    "playbook": N("who does what when something happens, and all its tasks at once"),
    "log": N("say who changed what, from what to what"),
    "undo": N("take back the last thing that you did"),
    "redo": N("do again what you undid"),
    "compact": N("write a checkpoint, and move settled work to the archive"),
    "doctor": N("look for mistakes in settings and permissions, and for room on the disk"),
    "completion": N("print the completion for a shell"),
}

_MODULES = dict.fromkeys(("undo", "redo", "compact", "doctor"), "upkeep")
"""Where a noun is declared, unless that is a module of its name."""


def tree() -> Parser:
    """The parser of the whole command line."""
    parser = Parser(
        prog="promoboard",
        description=tr("The shared war room of an e-commerce operations team."),
        epilog=tr("Without a command it opens the board."),
    )
    parser.add_common_options()
    parser.add_screen_options()
    parser.add_argument("--version", action="store_true", help=tr("say the version"))
    add = parser.add_commands(required=False)
    for noun, summary in NOUNS.items():
        add(noun, summary, partial(_declare, noun))
    return parser


def _declare(noun: str, parser: Parser) -> None:
    module = import_module(f"tui.cli.{_MODULES.get(noun, noun)}")
    module.arguments(parser, noun)


def options_of(arguments: Namespace) -> Options:
    """The options for every command among what was parsed."""
    known = {field.name for field in fields(Options)}
    return Options(**{name: value for name, value in vars(arguments).items() if name in known})


def early_options(words: Sequence[str]) -> tuple[Options, list[str]]:
    """The options, read before the commands are, and the words that are none of them.

    What is said of the commands needs the language, and the screen needs no commands.
    """
    parser = Parser(add_help=False)
    parser.add_common_options()
    parser.add_screen_options()
    try:
        arguments, rest = parser.parse_known_args(words)
    except UsageError:
        return Options(), [*words]
    return options_of(arguments), rest
