"""The demo's campaign: the next 618 or 双11, as a team sees it about a week before.

A newcomer who opens the demo in November would see 618 at two hundred days: no phase, a
countdown that does not move, and sixty urgent cards that hang on nothing. So where the real
day is not some days away, the campaign is that promotion as a rehearsal a week from today,
and its name says so. The clock is never touched: what counts down is real time, to a date
that this team has set. In the weeks of a real 618 or 双11 the dates are the real ones.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.calendar_file import load_calendar
from domain.campaign import Goals, Milestone
from domain.campaign_rules import AddCampaign
from domain.clock import local_day, zone_named
from domain.due import Anchor, Due, moment
from domain.words import pick

_TEMPLATES = ("618", "1111")
_NEAR = range(4, 11)
"""Days to the real D-day within which the demo has it as it is."""
_AHEAD = timedelta(days=7)
"""How far off the rehearsal's D-day is."""
_LIVE = "20:00"


def promotion(now: datetime, zone: str) -> AddCampaign:
    """The campaign, with its template's phases and milestones and one of the team's own."""
    calendar, tz = load_calendar(), zone_named(zone)
    today = local_day(now, tz)
    real, template = min(
        (calendar.next_occurrence(each, today), each) for each in map(calendar.template, _TEMPLATES)
    )
    if (real - today).days in _NEAR:
        plan = calendar.plan(template, real, zone=zone)
    else:
        name = pick(f"{template.zh}（演示）", f"{template.en} (demo)")
        plan = calendar.plan(template, today + _AHEAD, zone=zone, name=name)
    evening = today if now < moment(today, _LIVE, tz) - timedelta(hours=1) else today + _DAY
    live = Milestone(
        uid="demo-live",
        title="预热直播",
        en="Pre-heat livestream",
        due=Due(anchor=Anchor.START, offset_days=(evening - plan.d_day).days, time=_LIVE),
        owner_role="content",
    )
    goals = Goals(gmv=320_000_000, roi_min=2.4, return_rate_max=0.09)
    return replace(plan, milestones=(*plan.milestones, live), goals=goals, platforms=_PLATFORMS)


_DAY = timedelta(days=1)
_PLATFORMS = ("天猫", "京东", "抖音", "拼多多")
