"""Planning campaigns and changing them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from domain.calendar import Template
from domain.calendar_file import team_calendar
from domain.campaign import Campaign
from domain.campaign_rules import AddCampaign, EditCampaign, moved_tasks
from domain.clock import local_day, zone_named
from domain.edit import Edit
from domain.errors import UsageError
from domain.words import N, ntr, tr
from tui.cli import values
from tui.cli.act import act, made
from tui.cli.campaign_objects import campaign_object
from tui.cli.show import say, say_json
from tui.session import Session

_EVE = time(20)
"""A sale that opens so late belongs to the next day."""


_TIMELINE = "timeline"
"""The playbook of a campaign that no template is for."""


class TimesNeededError(UsageError):
    """Without a template nobody knows when it is."""

    message = N("Without a template a campaign needs --starts and --ends.")


def add(session: Session, given: Namespace) -> int:
    """Plan a campaign."""
    template = None
    if given.template is None:
        command = _by_hand(session, given)
    else:
        template = team_calendar(session.folder).template(given.template)
        command = _planned(session, given, template)
    command = replace(command, platforms=_platforms(given.platform or ()))
    if not given.tasks:
        number = made(act(session, command), Campaign.TABLE)
        return _added(session, given, number, template, tr("added"))
    from domain.campaign_tasks import PlanCampaign
    from tui.cli.playbook_read import team_playbooks

    key = _TIMELINE if template is None else template.playbook
    playbook = team_playbooks(session).playbook(key)
    number = made(act(session, PlanCampaign(campaign=command, playbook=playbook)), Campaign.TABLE)
    tasks = ntr("added with {n} task", "added with {n} tasks", len(playbook.steps))
    return _added(session, given, number, template, tasks)


def _added(
    session: Session, given: Namespace, number: int, template: Template | None, what: str
) -> int:
    """Say that it is there, and which goals the last one had."""
    code = told(session, given, number, what)
    if template is not None and template.goals and not given.json:
        from domain.goals import goal_name

        names = ", ".join(goal_name(session.service.board, name) for name in template.goals)
        say(tr("To be agreed on: {names}", names=names))
    return code


def edit(session: Session, given: Namespace) -> int:
    """Change the fields that are given; say how many due dates move along."""
    board, now = session.service.board, session.clock()
    campaign = board.campaigns.require(values.number(Campaign, given.id))
    zone = zone_named(given.zone or campaign.zone)
    after: dict[str, Any] = {
        "name": given.name,
        "zone": given.zone,
        "d_day": given.d_day and values.day(given.d_day, now, zone),
        "starts_at": given.starts and values.instant(given.starts, now, zone),
        "ends_at": given.ends and values.instant(given.ends, now, zone),
        "platforms": None if given.platform is None else _platforms(given.platform),
        "cancelled": given.cancelled,
    }
    edits = tuple(
        Edit(name, getattr(campaign, name), value)
        for name, value in after.items()
        if value is not None
    )
    act(session, EditCampaign(campaign.id, edits))
    now_so = session.service.board.campaigns[campaign.id]
    moved = len(moved_tasks(board, campaign, now_so))
    what = tr("changed")
    if moved:
        what += ntr("; {n} due date moves along", "; {n} due dates move along", moved)
    return told(session, given, campaign.id, what)


def told(session: Session, given: Namespace, number: int, what: str) -> int:
    """Say what was done to a campaign, or print the campaign as it is now."""
    board = session.service.board
    campaign = board.campaigns[number]
    if given.json:
        say_json(campaign_object(board, campaign, session.clock()))
    else:
        say(f"{campaign.number} {campaign.name}: {what}")
    return 0


def _planned(session: Session, given: Namespace, template: Template) -> AddCampaign:
    """As its template proposes, but for what is given."""
    calendar, now = team_calendar(session.folder), session.clock()
    if given.zone is not None:
        template = replace(template, zone=given.zone)
    zone = zone_named(template.zone or session.settings.zone)
    if given.d_day is not None:
        d_day: date = values.day(given.d_day, now, zone)
    elif given.year is not None:
        d_day = calendar.occurrence(template, given.year)
    else:
        d_day = calendar.next_occurrence(template, local_day(now, zone))
    return calendar.plan(
        template,
        d_day,
        zone=session.settings.zone,
        name=given.called or given.name or "",
        starts_at=given.starts and values.instant(given.starts, now, zone),
        ends_at=given.ends and values.instant(given.ends, now, zone),
    )


def _by_hand(session: Session, given: Namespace) -> AddCampaign:
    if given.starts is None or given.ends is None:
        raise TimesNeededError
    now, zone = session.clock(), zone_named(given.zone or session.settings.zone)
    starts_at: datetime = values.instant(given.starts, now, zone)
    if given.d_day is not None:
        d_day = values.day(given.d_day, now, zone)
    else:
        local = starts_at.astimezone(zone)
        d_day = local.date() + timedelta(days=local.time() >= _EVE)
    return AddCampaign(
        name=given.called or given.name or "",
        d_day=d_day,
        starts_at=starts_at,
        ends_at=values.instant(given.ends, now, zone),
        zone=zone.key,
    )


def _platforms(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for text in texts for word in values.listed(text))
