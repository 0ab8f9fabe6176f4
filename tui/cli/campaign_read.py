"""Listing and showing campaigns, and the templates that they can be made from."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import date, datetime

from domain.board import Board
from domain.calendar import Calendar
from domain.calendar_file import team_calendar
from domain.campaign import (
    STATUS_NAMES,
    Campaign,
    Phase,
    Status,
    days_of,
    milestone_at,
    status_of,
    timeline,
)
from domain.clock import countdown, local_day
from domain.due_words import offset_words, wall_clock
from domain.errors import DomainError
from domain.words import tr
from domain.workdays import day_in, span, team_zone
from tui.cli import values
from tui.cli.campaign_objects import campaign_object
from tui.cli.campaign_words import gate_words, left_words, phase_words
from tui.cli.show import say, say_fields, say_json, say_rows
from tui.session import Session


def list_(session: Session, given: Namespace) -> int:
    """Print the campaigns by the moment they open."""
    board, now = session.service.board, session.clock()
    campaigns = [
        campaign
        for campaign in sorted(board.campaigns.values(), key=lambda each: each.starts_at)
        if given.all or status_of(campaign, now) not in (Status.CLOSED, Status.CANCELLED)
    ]
    if given.json:
        say_json([campaign_object(board, campaign, now) for campaign in campaigns])
    elif campaigns:
        say_rows(_row(board, campaign, now) for campaign in campaigns)
    else:
        say(tr("No campaign is planned: `promoboard campaign add --template 618` adds one."))
    return 0


def show(session: Session, given: Namespace) -> int:
    """Print all of one campaign."""
    board, now = session.service.board, session.clock()
    campaign = board.campaigns.require(values.number(Campaign, given.id))
    if given.json:
        say_json(campaign_object(board, campaign, now))
    else:
        say_campaign(board, campaign, now)
    return 0


def say_campaign(board: Board, campaign: Campaign, now: datetime) -> None:
    """Print a campaign with its phases and its milestones, which are numbered."""
    say(f"{campaign.number} {campaign.name}")
    opens, ends = (
        "{} {}".format(*wall_clock(at, campaign.tz))
        for at in (campaign.starts_at, campaign.ends_at)
    )
    say_fields(
        (
            (tr("Status"), tr(STATUS_NAMES[status_of(campaign, now)])),
            (tr("Go-live gate"), gate_words(board, campaign, now)),
            (tr("Missing when it was passed"), _missing(campaign)),
            (tr("Phase"), phase_words(campaign, now)),
            (tr("Countdown"), left_words(campaign, now)),
            (tr("D-day"), str(campaign.d_day)),
            (tr("Opens"), opens),
            (tr("Ends"), ends),
            (tr("Time zone"), campaign.zone),
            (tr("Platforms"), ", ".join(campaign.platforms)),
        )
    )
    say_goals(board, campaign)
    if campaign.phases:
        say(tr("Phases") + ":")
        from tui.cli.campaign_matrix import say_special

        spans = [days_of(campaign, phase) for phase in campaign.phases]
        say_rows(_phase_row(board, *pair) for pair in zip(campaign.phases, spans, strict=True))
        say_special(board, sorted(spans))
    if campaign.milestones:
        say(tr("Milestones") + ":")
        say_rows(milestone_rows(board, campaign, now))


def _missing(campaign: Campaign) -> str:
    """The lines of the gate that were overridden."""
    if campaign.passing is None or not campaign.passing.lines:
        return ""
    from domain.clearance import lines_words

    return lines_words(campaign.passing.lines)


def _phase_row(board: Board, phase: Phase, days: tuple[date, date]) -> tuple[str, ...]:
    found = span(*days, team_zone(board))
    worked = tr("working days {n}/{all}", n=found.working, all=found.days)
    return "", str(days[0]), str(days[1]), worked, phase.name


def say_goals(board: Board, campaign: Campaign) -> None:
    """Print what it is measured by, where something was agreed."""
    if campaign.goals is not None:
        from tui.cli.goals import goal_rows

        say(tr("Goals") + ":")
        say_rows(goal_rows(board, campaign.goals))


def templates(session: Session, given: Namespace) -> int:
    """Print the templates, each with the next day that it falls on."""
    today = local_day(session.clock(), values.zone(session.service.board, None))
    calendar = team_calendar(session.folder)
    rows = [
        (template.key, template.zh, template.en, _next(calendar, template.key, today))
        for template in calendar.templates
    ]
    if given.json:
        names = ("key", "zh", "en", "next")
        say_json([dict(zip(names, row, strict=True)) for row in rows])
    else:
        say_rows(rows)
    return 0


def _next(calendar: Calendar, key: str, today: date) -> str:
    try:
        return str(calendar.next_occurrence(calendar.template(key), today))
    except DomainError:  # it follows no rule: people say the date
        return ""


def _row(board: Board, campaign: Campaign, now: datetime) -> tuple[str, ...]:
    return (
        campaign.number,
        campaign.name,
        tr(STATUS_NAMES[status_of(campaign, now)]),
        "{} {}".format(*wall_clock(campaign.starts_at, campaign.tz)),
        phase_words(campaign, now),
        left_words(campaign, now),
        gate_words(board, campaign, now),
    )


def milestone_rows(board: Board, campaign: Campaign, now: datetime) -> Iterator[tuple[str, ...]]:
    """The milestones by time, each with its number, its day, and how far it is."""
    for place, milestone in enumerate(timeline(campaign), 1):
        at = milestone_at(campaign, milestone)
        day, wall = wall_clock(at, campaign.tz)
        if milestone.done_at is not None:
            state = tr("done")
        elif at < now:
            state = tr("late") if milestone.owner_role else tr("over")
        else:
            state = countdown(at, now, seconds=False)
        role = board.settings.name(milestone.owner_role) if milestone.owner_role else ""
        marks = list(filter(None, [day_in(day, team_zone(board)).words]))
        marks += [tr("usual date")] if milestone.typical else []
        marks += [tr("gate")] if milestone.gate else []
        if milestone.checks:
            ticked = len(milestone.checks) - len(milestone.unchecked)
            marks.append(tr("checks {n}/{all}", n=ticked, all=len(milestone.checks)))
        name = milestone.name + "".join(f" | {mark}" for mark in marks)
        offset = offset_words(milestone.due)
        yield "", str(place), f"{day} {wall}", offset, state, role, name
