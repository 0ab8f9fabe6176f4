"""618 of 2027 on a desk's board, for the tests of campaigns."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from domain.calendar_file import load_calendar
from domain.campaign import Campaign, Milestone
from domain.campaign_rules import AddCampaign, EditCampaign
from domain.edit import Edit
from tests.domain.desk import Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def plan_618(**values: object) -> AddCampaign:
    calendar = load_calendar()
    plan = calendar.plan(calendar.template("618"), date(2027, 6, 18), zone="Asia/Shanghai")
    return replace(plan, **values)  # type: ignore[arg-type]


def sale(desk: Desk, **values: object) -> Campaign:
    """618 of 2027 on the desk's board."""
    desk.do(plan_618(**values))
    return desk.board.campaigns[max(desk.board.campaigns)]


def edit(desk: Desk, by: int = 1, **values: object) -> Campaign:
    """Campaign 1 with these values, edited by somebody who saw it as it is."""
    campaign = desk.board.campaigns[1]
    edits = tuple(Edit(name, getattr(campaign, name), value) for name, value in values.items())
    desk.do(EditCampaign(1, edits), by=by)
    return desk.board.campaigns[1]


def milestone(campaign: Campaign, title: str) -> Milestone:
    return next(each for each in campaign.milestones if each.title == title)
