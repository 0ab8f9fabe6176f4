"""`promoboard campaign move`: to another day, after saying which due dates move along."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime

from domain.board import Board
from domain.campaign import Campaign, Milestone, milestone_at, timeline
from domain.campaign_rules import EditCampaign, Moved, moved_tasks
from domain.clock import last_day
from domain.command import decide
from domain.due_words import wall_clock
from domain.edit import Edit
from domain.record import iso
from domain.words import ntr, tr
from domain.workdays import day_in, team_zone
from tui.cli import values
from tui.cli.act import act
from tui.cli.objects import Object
from tui.cli.show import say, say_json, say_rows
from tui.session import Session


def move(session: Session, given: Namespace) -> int:
    """Say which due dates and milestones move, then move them all in one commit.

    Whatever would be refused is refused before anything is said.
    """
    board, now = session.service.board, session.clock()
    before = board.campaigns.require(values.number(Campaign, given.id))
    d_day = values.day(given.d_day, now, before.tz)
    command = EditCampaign(before.id, (Edit("d_day", before.d_day, d_day),))
    after = board.after(decide(board, command, now, session.member_id)).campaigns[before.id]
    moved = moved_tasks(board, before, after)
    if not given.json:
        _say(board, before, after, moved, now)
    if not given.dry_run:
        act(session, command)
    if given.json:
        say_json(_object(board, before, after, moved, dry_run=given.dry_run))
    elif given.dry_run:
        say(tr("That is what would be done: nothing was written."))
    else:
        count = ntr("{n} due date moved along", "{n} due dates moved along", len(moved))
        say(f"{before.number} {before.name}: {count}")
    return 0


def _say(
    board: Board, before: Campaign, after: Campaign, moved: tuple[Moved, ...], now: datetime
) -> None:
    """Print what moves from when to when, the opening first; what is late by that is marked."""
    say(f"{before.number} {before.name}: {before.d_day} -> {after.d_day}")
    rows = [("", tr("Opens"), *_span(before.starts_at, after.starts_at, after), "")]
    rows += [("", tr("Ends"), *_span(before.ends_at, after.ends_at, after), "")]
    rows += [
        ("", tr("Milestone"), *_span(was, will, after), _with_day(board, each.name, will, after))
        for each, was, will in _milestones(before, after)
    ]
    rows += [
        (
            "",
            f"T-{each.task}",
            *_span(each.before, each.after, after),
            _task(board, each, after, now),
        )
        for each in moved
    ]
    say_rows(rows)


def _with_day(board: Board, text: str, at: datetime, campaign: Campaign) -> str:
    """The text, with what kind of day it falls on where people rest, or work for once."""
    day = day_in(last_day(at, campaign.tz), team_zone(board)).words
    return f"{text} | {day}" if day else text


def _task(board: Board, moved: Moved, campaign: Campaign, now: datetime) -> str:
    task = board.tasks[moved.task]
    notes = [board.settings.name(task.owner_role), task.title]
    notes += [tr("late by then")] if moved.after < now <= moved.before else []
    return _with_day(board, " | ".join(notes), moved.after, campaign)


def _milestones(
    before: Campaign, after: Campaign
) -> Iterator[tuple[Milestone, datetime, datetime]]:
    """The milestones that move, each with when it was and when it will be."""
    for milestone in timeline(after):
        was, will = milestone_at(before, milestone), milestone_at(after, milestone)
        if was != will:
            yield milestone, was, will


def _span(was: datetime, will: datetime, campaign: Campaign) -> tuple[str, str, str]:
    clocks = ("{} {}".format(*wall_clock(at, campaign.tz)) for at in (was, will))
    return next(clocks), "->", next(clocks)


def _object(
    board: Board, before: Campaign, after: Campaign, moved: tuple[Moved, ...], *, dry_run: bool
) -> Object:
    return {
        "campaign": before.number,
        "dry_run": dry_run,
        "d_day": {"before": str(before.d_day), "after": str(after.d_day)},
        "starts_at": _pair(before.starts_at, after.starts_at),
        "ends_at": _pair(before.ends_at, after.ends_at),
        "tasks": [
            {
                "id": f"T-{each.task}",
                "title": board.tasks[each.task].title,
                "owner_role": board.tasks[each.task].owner_role,
                **_pair(each.before, each.after),
            }
            for each in moved
        ],
        "milestones": [
            {"title": each.title, "en": each.en, **_pair(was, will)}
            for each, was, will in _milestones(before, after)
        ],
    }


def _pair(before: datetime, after: datetime) -> Object:
    return {"before": iso(before), "after": iso(after)}
