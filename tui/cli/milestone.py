"""Adding, changing and ticking off the milestones of a campaign."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from typing import Any

from domain.campaign import Campaign, ExitCheck, Milestone, timeline
from domain.command import Bulk, new_uid
from domain.due import Due
from domain.edit import Edit
from domain.errors import UsageError
from domain.milestone_rules import (
    AddMilestone,
    CompleteMilestone,
    EditMilestone,
    TickExitCheck,
    UnknownCheckError,
)
from domain.when import parse_when
from domain.words import N, tr
from tui.cli import values
from tui.cli.act import act
from tui.cli.campaign_write import told
from tui.session import Session


class NoMilestoneError(UsageError):
    """Neither a number nor a title of one."""

    message = N("{number} has no milestone {text}: `promoboard campaign show {number}` lists them.")


def add(session: Session, given: Namespace) -> int:
    """One more milestone."""
    campaign = _campaign(session, given)
    milestone = Milestone(
        uid=new_uid(),
        title=given.title,
        due=_due(campaign, given.at, session.clock()),
        owner_role=given.role and values.role(session.settings, given.role),
        gate=bool(given.gate),
        note=given.note or "",
        checks=_new_checks(given),
    )
    act(session, AddMilestone(campaign.id, milestone))
    return told(session, given, campaign.id, tr("milestone added"))


def edit(session: Session, given: Namespace) -> int:
    """Change the fields that are given."""
    campaign = _campaign(session, given)
    milestone = _named(campaign, given.milestone)
    after: dict[str, Any] = {
        "title": given.title,
        "due": given.at and _due(campaign, given.at, session.clock()),
        "owner_role": given.role and values.role(session.settings, given.role),
        "gate": given.gate,
        "note": given.note,
        "checks": _changed_checks(milestone, given),
        "cancelled": given.cancel or None,
    }
    edits = tuple(
        Edit(name, getattr(milestone, name), value)
        for name, value in after.items()
        if value is not None
    )
    act(session, EditMilestone(campaign.id, milestone.uid, edits))
    return told(session, given, campaign.id, tr("milestone changed"))


def done(session: Session, given: Namespace) -> int:
    """Tick one off, or take the tick away."""
    campaign = _campaign(session, given)
    milestone = _named(campaign, given.milestone)
    act(session, CompleteMilestone(campaign.id, milestone.uid, not given.undo))
    what = tr("milestone not done") if given.undo else tr("milestone done")
    return told(session, given, campaign.id, what)


def check(session: Session, given: Namespace) -> int:
    """Tick exit checks, or take the ticks away."""
    campaign = _campaign(session, given)
    milestone = _named(campaign, given.milestone)
    found = [each for text in given.check for each in _checks_named(milestone, text)]
    ticks = (TickExitCheck(campaign.id, milestone.uid, each.text, not given.undo) for each in found)
    act(session, Bulk(tuple(ticks)))
    after = session.service.board.campaigns[campaign.id].milestone(milestone.uid) or milestone
    ticked = len(after.checks) - len(after.unchecked)
    what = tr("{name}: {n}/{all} checks", name=milestone.name, n=ticked, all=len(after.checks))
    return told(session, given, campaign.id, what)


def _new_checks(given: Namespace) -> tuple[ExitCheck, ...]:
    return tuple(ExitCheck(text=text) for text in given.check or ())


def _changed_checks(milestone: Milestone, given: Namespace) -> tuple[ExitCheck, ...] | None:
    """The exit checks with those that are added, without those that are dropped; None: the same."""
    if not given.check and not given.drop_check:
        return None
    dropped = [each for text in given.drop_check or () for each in _checks_named(milestone, text)]
    kept = tuple(each for each in milestone.checks if each not in dropped)
    return (*kept, *_new_checks(given))


def _checks_named(milestone: Milestone, text: str) -> tuple[ExitCheck, ...]:
    """The exit checks with this place, this text, or all of them.

    Raises:
        UnknownCheckError: There is none.
    """
    if text.casefold() in ("all", "全部"):
        return milestone.checks
    if text.isdecimal() and 1 <= int(text) <= len(milestone.checks):
        return (milestone.checks[int(text) - 1],)
    for each in milestone.checks:
        if text and text.casefold() in (each.text.casefold(), each.en.casefold()):
            return (each,)
    raise UnknownCheckError(title=milestone.name, text=text)


def _campaign(session: Session, given: Namespace) -> Campaign:
    return session.service.board.campaigns.require(values.number(Campaign, given.id))


def _due(campaign: Campaign, text: str, now: datetime) -> Due:
    return parse_when(text, now, campaign.tz, True)


def _named(campaign: Campaign, text: str) -> Milestone:
    """The milestone with this place in the time line, or this title.

    Raises:
        NoMilestoneError: There is none.
    """
    line = timeline(campaign)
    if text.isdecimal() and 1 <= int(text) <= len(line):
        return line[int(text) - 1]
    for milestone in line:
        if text.casefold() in (milestone.title.casefold(), milestone.en.casefold()):
            return milestone
    raise NoMilestoneError(number=campaign.number, text=text)
