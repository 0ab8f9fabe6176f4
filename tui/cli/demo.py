"""`promoboard demo`: a throw-away board full of work."""

from __future__ import annotations

from argparse import Namespace

from domain.clock import Clock
from domain.words import tr
from tui.cli.parser import Parser
from tui.cli.tree import options_of


def arguments(parser: Parser, noun: str) -> None:
    """Declare what `demo` takes."""
    parser.add_screen_options()
    parser.add_argument("--keep", metavar="DIR", help=tr("keep the workspace, in this new folder"))
    parser.does("demo:demo", board=False)


def demo(given: Namespace, clock: Clock) -> int:
    """Show it until the person has seen enough."""
    from tui.demo import main

    return main(options_of(given), keep=given.keep, clock=clock)
