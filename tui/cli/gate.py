"""`promoboard campaign gate`: what still keeps a campaign from opening."""

from __future__ import annotations

from argparse import Namespace

from domain.board import Board
from domain.campaign import Campaign
from domain.gate import GATE_NAMES, Held, gate_of
from domain.words import tr
from tui.cli import values
from tui.cli.mechanic_objects import gate_object
from tui.cli.show import say, say_json, say_rows
from tui.session import Session


def gate(session: Session, given: Namespace) -> int:
    """Print the gate line by line, with what is missing and who holds it."""
    board = session.service.board
    campaign = board.campaigns.require(values.number(Campaign, given.id))
    found = gate_of(board, campaign, session.clock())
    if given.json:
        say_json(gate_object(campaign, found))
        return 0
    title = tr("open") if found.open else tr("{n} of {all}", n=found.passed, all=len(found.lines))
    say(tr("{campaign}, gate: {state}", campaign=f"{campaign.number} {campaign.name}", state=title))
    for line in found.lines:
        mark = "+" if line.open else "-"
        done = line.total - len(line.held)
        say(f"{mark} {tr(GATE_NAMES[line.check])} {done}/{line.total}")
        if line.held:
            say_rows(_row(board, each) for each in line.held)
    return 0


def _row(board: Board, held: Held) -> tuple[str, ...]:
    title = " | ".join((held.title, *held.mechanics))
    return "  ", board.settings.name(held.role), held.number, title
