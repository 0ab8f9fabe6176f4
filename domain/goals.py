"""What a campaign is measured by, and what each role does for it, agreed and said in words.

The figures are the campaign's (`domain/campaign_parts.py`); each role has one line of its own.
Two people who set different ones both win.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import TYPE_CHECKING

from domain.campaign import Campaign, Goals
from domain.campaign_parts import RoleGoal
from domain.command import Change, Command, rule
from domain.edit import Edit, merge
from domain.errors import DomainError, UsageError
from domain.frozen import dataclass
from domain.record import touched
from domain.team import require_roles
from domain.text import clean
from domain.words import N, tr

if TYPE_CHECKING:
    from domain.board import Board

NO_GOALS = Goals()
"""Where nothing was agreed."""

GOAL_NAMES = {
    "gmv": N("GMV"),
    "roi_min": N("ROAS (ROI)"),
    "return_rate_max": N("Return rate"),
    "service": N("Service"),
}
"""What the goals of the whole campaign are called."""


class GoalError(DomainError):
    """Nobody can reach that, or everybody has."""

    message = N("{value} cannot be a goal.")


class FigureError(UsageError):
    """No figure for a goal."""

    message = N("{text} is no figure for a goal: write {example}.")


@dataclass(frozen=True, slots=True)
class EditGoals(Command):
    """Change `gmv`, `roi_min`, `return_rate_max` or `service`; None or empty: not agreed."""

    NAME = "campaign.goals"

    id: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class SetRoleGoal(Command):
    """What a role does for the goals, in one line; empty: nothing said."""

    NAME = "campaign.role_goal"

    id: int
    role: str
    before: str
    after: str


@rule(EditGoals)
def edit_goals(board: Board, command: EditGoals, at: datetime, by: int) -> Change:
    """Change what differs."""
    campaign = board.campaigns.require(command.id)
    goals = campaign.goals or NO_GOALS
    edits = tuple(Edit(e.field, e.before, _checked(e)) for e in command.edits)
    values = merge(board, campaign, edits, goals)
    return _with(campaign, replace(goals, **values), at, by) if values else Change()


@rule(SetRoleGoal)
def set_role_goal(board: Board, command: SetRoleGoal, at: datetime, by: int) -> Change:
    """The role's line, in the order of the team's roles."""
    campaign = board.campaigns.require(command.id)
    require_roles(board, (command.role,))
    goals = campaign.goals or NO_GOALS
    text = clean(command.after, limit=120, lines=1)
    mine = RoleGoal(role=command.role, text=goals.of(command.role))
    if not merge(board, campaign, (Edit("text", command.before, text),), mine):
        return Change()
    lines = {each.role: each.text for each in goals.roles} | {command.role: text}
    order = dict.fromkeys((*(role.key for role in board.settings.roles), *lines))
    roles = tuple(RoleGoal(role=role, text=lines[role]) for role in order if lines.get(role))
    return _with(campaign, replace(goals, roles=roles), at, by)


def _checked(edit: Edit) -> object:
    value = edit.after
    if edit.field == "service":
        return clean(value or "", limit=120, lines=1)
    if value is not None and (value < 0 or (edit.field == "return_rate_max" and value > 1)):
        raise GoalError(value=value)
    return value


def _with(campaign: Campaign, goals: Goals, at: datetime, by: int) -> Change:
    stored = None if goals == NO_GOALS else goals
    return Change((touched(campaign, at, by, goals=stored),))


def goal_words(goals: Goals) -> Iterator[tuple[str, str]]:
    """The campaign's own goals, each with its name; what was not agreed is left out."""
    said = {
        "gmv": None if goals.gmv is None else f"¥{goals.gmv / 100:,.0f}",
        "roi_min": None if goals.roi_min is None else tr("at least {n}", n=f"{goals.roi_min:g}"),
        "return_rate_max": None
        if goals.return_rate_max is None
        else tr("at most {n}", n=f"{goals.return_rate_max * 100:g}%"),
        "service": goals.service,
    }
    for field, words in said.items():
        if words:
            yield tr(GOAL_NAMES[field]), words


def goal_name(board: Board, name: str) -> str:
    """What a field of `Goals`, or a role, is called where goals are listed."""
    return tr(GOAL_NAMES[name]) if name in GOAL_NAMES else board.settings.name(name)


def role_goals(board: Board, goals: Goals) -> Iterator[tuple[str, str]]:
    """Each role that said something, by the name it has here, with its line."""
    for each in goals.roles:
        yield board.settings.name(each.role), each.text


def parse_ratio(text: str) -> float:
    """The ROAS that `text` means: `2.5`.

    Raises:
        FigureError: It is none.
    """
    return float(_number(text, "2.5"))


def parse_share(text: str) -> float:
    """The share that `text` means, 0 to 1: `8%` and `0.08` are the same.

    Raises:
        FigureError: It is none.
    """
    part = text.strip().removesuffix("%").removesuffix("％")
    number = _number(part, "8%")
    return float(number if part == text.strip() else number / 100)


def _number(text: str, example: str) -> Decimal:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not (number.is_finite() and isfinite(float(number))):
        raise FigureError(text=text, example=example)
    return number
