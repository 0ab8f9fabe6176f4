"""How the milestones of a campaign are added, changed, called off and ticked off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from domain.campaign import Campaign, ExitCheck, Milestone
from domain.command import Change, Command, rule
from domain.edit import Edit, merge
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.record import touched
from domain.team import require_roles
from domain.text import clean
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board


class MilestoneTitleError(DomainError):
    """A milestone without a title helps nobody."""

    message = N("A milestone needs a title.")


class UnknownMilestoneError(DomainError):
    """The campaign has no such milestone."""

    message = N("{number} has no such milestone.")


class ChecksOpenError(DomainError):
    """Something was to be seen before, and nobody has said that they saw it."""

    message = N("{title} is not done: first tick {checks}.")


class UnknownCheckError(DomainError):
    """The milestone has no such exit check (any more)."""

    message = N("{title} has no exit check {text}.")


@dataclass(frozen=True, slots=True)
class AddMilestone(Command):
    """One more milestone."""

    NAME = "milestone.add"

    id: int
    """The campaign's number."""
    milestone: Milestone
    """Its uid makes the command idempotent."""


@dataclass(frozen=True, slots=True)
class EditMilestone(Command):
    """Change fields of a milestone; `cancelled` calls it off. A new due is no usual one.

    A milestone that gets an exit check which nobody has ticked is no longer done.
    """

    NAME = "milestone.edit"

    id: int
    milestone: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class CompleteMilestone(Command):
    """A milestone is done, or not done after all. Its exit checks come first."""

    NAME = "milestone.done"

    id: int
    milestone: str
    done: bool = True


@dataclass(frozen=True, slots=True)
class TickExitCheck(Command):
    """An exit check of a milestone is seen to, or not after all."""

    NAME = "milestone.check"

    id: int
    milestone: str
    check: str
    """Its text."""
    done: bool = True


def checked_milestone(board: Board, milestone: Milestone) -> Milestone:
    """The milestone as it is fit to be stored.

    Raises:
        UnknownRoleError: Its owner is no role here.
        MilestoneTitleError: It has no title.
    """
    if milestone.owner_role is not None:
        require_roles(board, (milestone.owner_role,))
    title = clean(milestone.title, limit=80, lines=1)
    if not title:
        raise MilestoneTitleError
    return replace(
        milestone,
        title=title,
        en=clean(milestone.en, limit=80, lines=1),
        note=clean(milestone.note, limit=500),
        checks=_checks(milestone.checks),
    )


def _checks(checks: tuple[ExitCheck, ...]) -> tuple[ExitCheck, ...]:
    """Those that say something, each once."""
    said: dict[str, ExitCheck] = {}
    for each in checks:
        text = clean(each.text, limit=120, lines=1)
        if text:
            said.setdefault(text, replace(each, text=text, en=clean(each.en, limit=120, lines=1)))
    return tuple(said.values())


def _require(campaign: Campaign, uid: str) -> Milestone:
    milestone = campaign.milestone(uid)
    if milestone is None:
        raise UnknownMilestoneError(number=campaign.number)
    return milestone


def _with(campaign: Campaign, milestone: Milestone, at: datetime, by: int) -> Change:
    rest = (milestone if each.uid == milestone.uid else each for each in campaign.milestones)
    return Change((touched(campaign, at, by, milestones=tuple(rest)),))


@rule(AddMilestone)
def add_milestone(board: Board, command: AddMilestone, at: datetime, by: int) -> Change:
    """One more milestone; done already when its uid is known."""
    campaign = board.campaigns.require(command.id)
    if campaign.milestone(command.milestone.uid) is not None:
        return Change()
    milestones = (*campaign.milestones, checked_milestone(board, command.milestone))
    return Change((touched(campaign, at, by, milestones=milestones),))


@rule(EditMilestone)
def edit_milestone(board: Board, command: EditMilestone, at: datetime, by: int) -> Change:
    """Change what differs; what was renamed loses the template's English title."""
    campaign = board.campaigns.require(command.id)
    milestone = _require(campaign, command.milestone)
    values = merge(board, campaign, command.edits, milestone)
    if not values:
        return Change()
    if "title" in values:
        values.setdefault("en", "")
    if "due" in values:
        values.setdefault("typical", False)
    edited = checked_milestone(board, replace(milestone, **values))
    if edited.unchecked:
        edited = replace(edited, done_at=None, done_by=None)
    return _with(campaign, edited, at, by)


@rule(CompleteMilestone)
def complete_milestone(board: Board, command: CompleteMilestone, at: datetime, by: int) -> Change:
    """Tick it off or untick it; nothing when it is so already."""
    campaign = board.campaigns.require(command.id)
    milestone = _require(campaign, command.milestone)
    if command.done == (milestone.done_at is not None):
        return Change()
    if command.done and milestone.unchecked:
        names = ", ".join(each.name for each in milestone.unchecked)
        raise ChecksOpenError(title=milestone.name, checks=names)
    done_at, done_by = (at, by) if command.done else (None, None)
    return _with(campaign, replace(milestone, done_at=done_at, done_by=done_by), at, by)


@rule(TickExitCheck)
def tick_exit_check(board: Board, command: TickExitCheck, at: datetime, by: int) -> Change:
    """Tick it or untick it, which opens the milestone again; nothing when it is so already."""
    campaign = board.campaigns.require(command.id)
    milestone = _require(campaign, command.milestone)
    found = next((each for each in milestone.checks if each.text == command.check), None)
    if found is None:
        raise UnknownCheckError(title=milestone.name, text=command.check)
    if command.done == (found.done_at is not None):
        return Change()
    done_at, done_by = (at, by) if command.done else (None, None)
    ticked = replace(found, done_at=done_at, done_by=done_by)
    checks = tuple(ticked if each is found else each for each in milestone.checks)
    changed = replace(milestone, checks=checks)
    if not command.done:
        changed = replace(changed, done_at=None, done_by=None)
    return _with(campaign, changed, at, by)
