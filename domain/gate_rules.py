"""How the gate is passed, overridden, and how that is taken back: operations' right.

An override names the lines that its giver saw shut. What turned red in between is not
overridden by somebody who does not know of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from domain.campaign import Campaign, Passing, Status, status_of
from domain.clearance import again, lines_words
from domain.command import Change, Command, rule
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.gate import GATE_NAMES, GateCheck, GateLine, gate_of
from domain.mechanic import PUBLISHER
from domain.record import touched
from domain.task_moves import ReasonRequiredError
from domain.text import clean
from domain.words import N, tr

if TYPE_CHECKING:
    from domain.board import Board

_NAMED = 3
"""Things of a role that are named; the rest is in the list."""


class NotGatekeeperError(DomainError):
    """One role answers for the opening."""

    message = N("Only {role} can pass the gate of {number}.")


class NothingToOpenError(DomainError):
    """It is over, or was called off."""

    message = N("{number} is over or called off: there is nothing to open.")


class GateShutError(DomainError):
    """Something is missing still."""

    message = N("The gate of {number} is shut. Held by {held}.")


class GateChangedError(DomainError):
    """The override was meant for less than what is missing by now."""

    message = N("{number} changed while you looked. Now missing, too: {lines}.")


@dataclass(frozen=True, slots=True)
class PassGate(Command):
    """Let the sale open; without the lines that are named in `despite`, for a reason."""

    NAME = "gate.pass"

    id: int
    """The campaign's number."""
    despite: tuple[GateCheck, ...] = ()
    """The lines that were seen shut and shall not count; none: the gate has to be open."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RevokePass(Command):
    """The sale may not open by that after all, whoever passed the gate."""

    NAME = "gate.revoke"

    id: int


@rule(PassGate)
def pass_gate(board: Board, command: PassGate, at: datetime, by: int) -> Change:
    """One more passing; nothing when one stands by which nothing new is missing."""
    campaign = board.campaigns.require(command.id)
    _require_gatekeeper(board, campaign, by)
    if status_of(campaign, at) not in (Status.PLANNED, Status.CLEARED, Status.LIVE):
        raise NothingToOpenError(number=campaign.number)
    gate = gate_of(board, campaign, at)
    standing = campaign.passing
    holds = standing is not None and not again(campaign, standing, gate, at)
    if standing is not None and holds and not (standing.lines and gate.open):
        return Change()
    if gate.open:
        return _passed(campaign, Passing(by=by, at=at), at, by)
    if not command.despite:
        raise GateShutError(number=campaign.number, held=holders(board, gate.shut))
    new = [line for line in gate.shut if line.check not in command.despite]
    if new:
        raise GateChangedError(
            number=campaign.number, lines=lines_words(each.check for each in new)
        )
    reason = clean(command.reason, limit=500, lines=1)
    if not reason:
        raise ReasonRequiredError(number=campaign.number)
    lines = tuple(line.check.value for line in gate.shut)
    return _passed(campaign, Passing(by=by, at=at, lines=lines, reason=reason), at, by)


@rule(RevokePass)
def revoke_pass(board: Board, command: RevokePass, at: datetime, by: int) -> Change:
    """Marked as taken back, all that stand; nothing when none does."""
    campaign = board.campaigns.require(command.id)
    _require_gatekeeper(board, campaign, by)
    if campaign.passing is None:
        return Change()
    passes = tuple(
        each if each.revoked_at is not None else replace(each, revoked_by=by, revoked_at=at)
        for each in campaign.passes
    )
    return Change((touched(campaign, at, by, passes=passes),))


def holders(board: Board, lines: Iterable[GateLine]) -> str:
    """Who holds what of these lines: `Promotion: M-1, P-1; Supply chain: K-1`."""
    by_role: dict[str, dict[str, None]] = {}
    for line in lines:
        for held in line.held:
            what = held.number or held.name or tr(GATE_NAMES[line.check])
            by_role.setdefault(held.role, {})[what] = None
    return "; ".join(
        tr("{role}: {things}", role=board.settings.name(role), things=_some([*things]))
        for role, things in by_role.items()
    )


def _some(things: list[str]) -> str:
    named = ", ".join(things[:_NAMED])
    more = len(things) - _NAMED
    return tr("{things} and {n} more", things=named, n=more) if more > 0 else named


def _passed(campaign: Campaign, passing: Passing, at: datetime, by: int) -> Change:
    return Change((touched(campaign, at, by, passes=(*campaign.passes, passing)),))


def _require_gatekeeper(board: Board, campaign: Campaign, by: int) -> None:
    member = board.members.get(by)
    if member is None or PUBLISHER not in member.roles:
        role = board.settings.name(PUBLISHER)
        raise NotGatekeeperError(role=role, number=campaign.number)
