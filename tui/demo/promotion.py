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
from domain.campaign_parts import RoleGoal
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
    return replace(plan, milestones=(*plan.milestones, live), goals=_goals(), platforms=_PLATFORMS)


def _goals() -> Goals:
    """What the team has agreed on, and each role's line under it."""
    return Goals(
        gmv=320_000_000,
        roi_min=2.4,
        return_rate_max=0.09,
        service=pick("首次响应 30 秒内", "First answer within 30 seconds"),
        roles=tuple(RoleGoal(role=role, text=pick(zh, en)) for role, zh, en in _LINES),
    )


_LINES = (
    ("ops", "首小时 80 万，机制零差错", "800,000 in the first hour, no rule that is wrong"),
    ("promo", "新客占 35%，投产比守住 2.4", "35 % new buyers at a ROAS of 2.4"),
    ("content", "主图点击率 4.5%", "4.5 % click on the main image"),
    ("cs", "询单转化 60%", "60 % of those who ask buy"),
    ("supply", "48 小时发货 99%", "99 % shipped within 48 hours"),
)
_DAY = timedelta(days=1)
_PLATFORMS = ("天猫", "京东", "抖音", "拼多多")
