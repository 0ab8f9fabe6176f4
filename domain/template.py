"""A campaign as it was, made a template for the next: days as offsets, work as steps.

What belonged to one year only stays behind: who did it, figures, what customers caused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from domain.calendar import Calendar, Point, Template, UnknownTemplateError, Usual, UsualCheck
from domain.campaign import Campaign, Goals, Milestone, timeline
from domain.clock import local_day
from domain.due import MAX_OFFSET, Anchor, Due
from domain.due_words import typed, wall_clock
from domain.errors import DomainError
from domain.falls import Falls
from domain.goals import GOAL_NAMES
from domain.matrix import campaign_tasks
from domain.mechanic import PUBLISHER
from domain.playbook import Playbook, Step, Text
from domain.task import Task
from domain.text import clean
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board

_KEY = re.compile("[a-z0-9][a-z0-9_-]{0,39}")
_YEAR = re.compile(r"\s*(?:19|20|21)\d\d年?$")
"""At the end of a campaign's name; the next one gets its own."""

_BRACES = str.maketrans("{}", "｛｝")
"""A playbook takes what stands in braces for a name to be put in."""


class TemplateKeyError(DomainError):
    """People type it."""

    message = N("A key is made of a-z, 0-9, - and _, at most 40 of them.")


def template_of(
    board: Board, campaign: Campaign, calendar: Calendar, key: str, zh: str = "", en: str = ""
) -> tuple[Template, Playbook | None]:
    """The template that would make such a campaign, and the playbook that makes its tasks.

    Args:
        board: With the campaign's tasks.
        campaign: What to keep.
        calendar: Where it came from: it goes on falling on the same day of each year.
        key: What people type for it.
        zh: Its name; empty: the campaign's, without its year.
        en: Its English name; empty: the same, or that of its own template.

    Returns:
        The playbook has the template's key; None: nothing was to be done.

    Raises:
        TemplateKeyError: The key cannot be typed.
    """
    if not _KEY.fullmatch(key):
        raise TemplateKeyError
    names = _names(campaign, calendar)
    name = clean(zh, limit=80, lines=1) or names[0]
    steps = tuple(_steps(board, campaign))
    playbook = Playbook(key=key, zh=name, acceptor=PUBLISHER, steps=steps) if steps else None
    template = Template(
        key=key,
        zh=name,
        en=clean(en, limit=80, lines=1) or (name if zh else names[1]),
        falls=_falls(campaign, calendar),
        zone=None if campaign.zone == board.settings.zone else campaign.zone,
        opens=_point(campaign, campaign.starts_at),
        ends=_point(campaign, campaign.ends_at),
        work=False,
        phases=campaign.phases,
        milestones=tuple(_usual(campaign, each) for each in timeline(campaign)),
        goals=tuple(_goals(campaign.goals or Goals())),
    )
    return (template if playbook is None else replace(template, playbook=key)), playbook


def _names(campaign: Campaign, calendar: Calendar) -> tuple[str, str]:
    """In Chinese and in English: those of its own template, where it is called after it."""
    name = _YEAR.sub("", campaign.name) or campaign.name
    for each in calendar.templates:
        if each.key == campaign.template and name in (each.zh, each.en):
            return each.zh, each.en
    return name, name


def _falls(campaign: Campaign, calendar: Calendar) -> Falls | None:
    """The rule of the template that it was made from, where it was on that day."""
    try:
        falls = calendar.template(campaign.template).falls
    except UnknownTemplateError:
        return None
    if falls is None:
        return None
    years = (campaign.d_day.year, campaign.d_day.year + 1)
    days = [falls.in_year(year, calendar.lunar) for year in years]
    return falls if campaign.d_day in days else None


def _point(campaign: Campaign, at: datetime) -> Point:
    day, wall = wall_clock(at, campaign.tz)
    return Point(day=(day - campaign.d_day).days, time=wall)


def _relative(campaign: Campaign, due: Due) -> Due:
    """The due as days from the campaign's start, or from its end where it is after that."""
    if due.at is None:
        return due
    day, wall = wall_clock(due.at, campaign.tz)
    late = day > campaign.last_day
    anchor, base = (Anchor.END, campaign.last_day) if late else (Anchor.START, campaign.d_day)
    days = max(-MAX_OFFSET, min(MAX_OFFSET, (day - base).days))
    return Due(anchor=anchor, offset_days=days, time=wall)


def _usual(campaign: Campaign, milestone: Milestone) -> Usual:
    due = _relative(campaign, milestone.due)
    return Usual(
        title=milestone.title,
        en=milestone.en,
        anchor=due.anchor or Anchor.START,
        day=due.offset_days,
        time=due.time or "24:00",
        role=milestone.owner_role,
        gate=milestone.gate,
        # A date that a platform announced once is a habit for the next year.
        typical=milestone.typical or milestone.due.at is not None,
        checks=tuple(UsualCheck(text=each.text, en=each.en) for each in milestone.checks),
    )


def _goals(goals: Goals) -> Iterator[str]:
    """What was agreed on, without how much."""
    for name in GOAL_NAMES:
        if getattr(goals, name) not in (None, ""):
            yield name
    yield from (each.role for each in goals.roles)


def _steps(board: Board, campaign: Campaign) -> Iterator[Step]:
    """The tasks that the plan had; those that customers caused belong to that year."""
    tasks = [task for task in campaign_tasks(board, campaign) if _planned(task)]
    keys = _keys(tasks)
    for task in sorted(tasks, key=lambda each: _when(campaign, each)):
        yield Step(
            key=keys[task.id],
            role=task.owner_role,
            with_roles=tuple(each.role for each in task.parts if each.role != task.owner_role),
            zh=task.title.translate(_BRACES),
            acceptance=Text(zh=task.acceptance.translate(_BRACES)),
            due=_due(campaign, task),
            priority=task.priority,
            depends_on=tuple(keys[n] for n in task.depends_on if n in keys),
            decides=task.origin is not None and task.origin.decides,
        )


def _planned(task: Task) -> bool:
    return not task.feedback and (task.origin is None or task.origin.signal is None)


def _keys(tasks: list[Task]) -> dict[int, str]:
    """A key for each: its step's, where a playbook made it, else its number's."""
    found: dict[int, str] = {}
    for task in tasks:
        step = task.origin.step if task.origin is not None else ""
        free = bool(step) and step not in found.values()
        found[task.id] = step if free else f"t{task.id}"
    return found


def _due(campaign: Campaign, task: Task) -> str:
    """As a playbook says it: days that a sale which opens early has moved are moved back."""
    if task.due is None:
        return ""
    due = _relative(campaign, task.due)
    if due.anchor is Anchor.START:
        early = (campaign.d_day - local_day(campaign.starts_at, campaign.tz)).days - 1
        due = replace(due, offset_days=due.offset_days + max(0, early))
    return typed(due, campaign.tz)


def _when(campaign: Campaign, task: Task) -> tuple[bool, int, int, int]:
    if task.due is None:
        return True, 0, 0, task.id
    due = _relative(campaign, task.due)
    return False, due.anchor is Anchor.END, due.offset_days, task.id
