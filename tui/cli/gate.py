"""`promoboard campaign gate`: what still keeps a campaign from opening, and letting it open."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime

from domain.board import Board
from domain.campaign import Campaign, Passing
from domain.clearance import Clearance, Standing, clearance_words, lines_words, standing_of
from domain.due_words import wall_clock
from domain.errors import UsageError
from domain.gate import GATE_NAMES, GateCheck, Held
from domain.gate_rules import PassGate, RevokePass
from domain.words import N, tr
from tui.cli import values
from tui.cli.act import act
from tui.cli.mechanic_objects import gate_object
from tui.cli.show import say, say_json, say_rows
from tui.session import Session


class OverrideError(UsageError):
    """An option that means something only beside another."""

    message = N("--override and --reason belong to --pass: say that, too.")


class PassOrRevokeError(UsageError):
    """One or the other."""

    message = N("A gate is passed or that is taken back: give one of --pass and --revoke.")


def gate(session: Session, given: Namespace) -> int:
    """Print the gate line by line, with what is missing and who holds it; pass it when told so."""
    campaign = session.service.board.campaigns.require(values.number(Campaign, given.id))
    if given.pass_ and given.revoke:
        raise PassOrRevokeError
    if not given.pass_ and (given.override or given.reason):
        raise OverrideError
    if given.pass_:
        _pass(session, given, campaign)
    elif given.revoke:
        act(session, RevokePass(campaign.id))
    _print(session, given, campaign.id)
    return 0


def _pass(session: Session, given: Namespace, campaign: Campaign) -> None:
    """Pass the gate; with `--override`, in spite of all that is missing now."""
    despite: tuple[GateCheck, ...] = ()
    if given.override:
        found = standing_of(session.service.board, campaign, session.clock()).gate
        despite = tuple(line.check for line in found.shut)
    act(session, PassGate(campaign.id, despite, given.reason or ""))


def _print(session: Session, given: Namespace, number: int) -> None:
    board, now = session.service.board, session.clock()
    campaign = board.campaigns[number]
    standing = standing_of(board, campaign, now)
    if given.json:
        say_json(gate_object(campaign, standing))
    else:
        _say(board, campaign, standing, now)


def _say(board: Board, campaign: Campaign, standing: Standing, now: datetime) -> None:
    found = standing.gate
    title = tr("open") if found.open else tr("{n} of {all}", n=found.passed, all=len(found.lines))
    say(tr("{campaign}, gate: {state}", campaign=f"{campaign.number} {campaign.name}", state=title))
    if standing.clearance is not Clearance.WAITING:
        say(clearance_words(board, standing))
    for line in found.lines:
        mark = "+" if line.open else "-"
        done = line.total - len(line.held)
        say(f"{mark} {tr(GATE_NAMES[line.check])} {done}/{line.total}")
        if line.held:
            say_rows(_row(board, each) for each in line.held)
    if campaign.passes:
        say(tr("Who passed it") + ":")
        say_rows(row for each in campaign.passes for row in _passes(board, campaign, each))


def _row(board: Board, held: Held) -> tuple[str, ...]:
    title = " | ".join((held.name, *held.mechanics, *(each.name for each in held.checks)))
    return "  ", board.settings.name(held.role), held.number, title


def _passes(board: Board, campaign: Campaign, passing: Passing) -> Iterator[tuple[str, ...]]:
    """When, who, and how; who took it back."""
    what = tr("passed")
    if passing.lines:
        what = tr(
            "overridden: {reason} (missing then: {lines})",
            reason=passing.reason,
            lines=lines_words(passing.lines),
        )
    yield "", *_when(board, campaign, passing.at, passing.by), what
    if passing.revoked_at is not None:
        by = passing.revoked_by or 0
        yield "", *_when(board, campaign, passing.revoked_at, by), tr("taken back")


def _when(board: Board, campaign: Campaign, at: datetime, by: int) -> tuple[str, str]:
    member = board.members.get(by)
    return "{} {}".format(*wall_clock(at, campaign.tz)), "?" if member is None else member.name
