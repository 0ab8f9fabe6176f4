"""放行 or not: by whose word a campaign opens, and whether that word still holds.

Derived from what people decided (`Campaign.passes`), from the gate as it is now, and from
the clock. A passing is never forgotten: what has changed since stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from domain.campaign import Campaign, Passing
from domain.gate import GATE_NAMES, Gate, GateCheck, GateLine, gate_of
from domain.words import N, tr

if TYPE_CHECKING:
    from domain.board import Board

RULES = (GateCheck.PUBLISHED, GateCheck.ACKNOWLEDGED, GateCheck.TRAINED, GateCheck.SHOWN)
"""The lines that a new revision shuts. Once the sale is on, only they count against a passing:
stock is meant to shrink then."""


class Clearance(StrEnum):
    """By what a campaign opens."""

    WAITING = "waiting"
    """Nobody has passed its gate, and there is time."""
    PASSED = "passed"
    OVERRIDDEN = "overridden"
    OUTDATED = "outdated"
    """Passed or overridden, and something is missing since then."""
    UNPASSED = "unpassed"
    """It has opened, and nobody had passed its gate."""


CLEARANCE_NAMES = {
    Clearance.WAITING: N("Gate not passed yet"),
    Clearance.PASSED: N("Gate passed"),
    Clearance.OVERRIDDEN: N("Gate overridden"),
    Clearance.OUTDATED: N("Gate passed, shut again"),
    Clearance.UNPASSED: N("Opened without the gate"),
}


class Standing(NamedTuple):
    """By what a campaign opens, and what to say of it."""

    clearance: Clearance
    gate: Gate
    passing: Passing | None
    """By which it may open."""
    override: Passing | None
    """The last override that nobody took back: it stays in sight, whatever came after."""
    again: tuple[GateCheck, ...]
    """The lines that are missing since it was passed."""


def standing_of(board: Board, campaign: Campaign, now: datetime) -> Standing:
    """How it stands with the gate of a campaign."""
    gate, passing = gate_of(board, campaign, now), campaign.passing
    forced = (each for each in reversed(campaign.passes) if each.lines and not each.revoked_at)
    missing = () if passing is None else again(campaign, passing, gate, now)
    if passing is None:
        clearance = Clearance.WAITING if now < campaign.starts_at else Clearance.UNPASSED
    elif missing and now < campaign.ends_at:
        clearance = Clearance.OUTDATED
    else:
        clearance = Clearance.OVERRIDDEN if passing.lines else Clearance.PASSED
    return Standing(clearance, gate, passing, next(forced, None), missing)


def again(campaign: Campaign, passing: Passing, gate: Gate, now: datetime) -> tuple[GateCheck, ...]:
    """The lines that are shut, and neither were so nor were meant when the gate was passed.

    A line that was overridden is meant; not so a revision that was published after it.
    """
    open_now = now >= campaign.starts_at
    shut = (line for line in gate.shut if line.check in RULES or not open_now)
    return tuple(line.check for line in shut if not _meant(line, passing))


def _meant(line: GateLine, passing: Passing) -> bool:
    if line.check not in passing.lines:
        return False
    newer = (each.since is not None and each.since > passing.at for each in line.held)
    return line.check not in RULES or not any(newer)


def lines_words(checks: Iterable[str]) -> str:
    """The names of lines of the gate, for a sentence."""
    return ", ".join(tr(GATE_NAMES[GateCheck(check)]) for check in checks)


def clearance_words(board: Board, standing: Standing) -> str:
    """It in one line: `Gate passed, shut again: Touchpoints up to date`.

    An override is in it as long as it stands: `overridden by 李华: stock comes tomorrow`.
    """
    said = []
    if standing.clearance is Clearance.WAITING:
        said.append(tr("gate {n}/{all}", n=standing.gate.passed, all=len(standing.gate.lines)))
    elif standing.clearance is Clearance.OUTDATED:
        name = tr(CLEARANCE_NAMES[standing.clearance])
        said.append(f"{name}: {lines_words(standing.again)}")
    elif standing.clearance is not Clearance.OVERRIDDEN:
        said.append(tr(CLEARANCE_NAMES[standing.clearance]))
    if standing.override is not None:
        member = board.members.get(standing.override.by)
        said.append(
            tr(
                "Gate overridden by {who}: {reason}",
                who="?" if member is None else member.name,
                reason=standing.override.reason,
            )
        )
    return " | ".join(said)
