"""Campaigns under a moved clock, and what moving one moves. No file is involved but the
shipped calendar; the machine's zone and date are not.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.campaign import (
    Status,
    current_campaign,
    days_of,
    milestone_at,
    next_milestone,
    phase_of,
    status_of,
    target,
    timeline,
)
from domain.campaign_rules import EditCampaign, moved_tasks
from domain.clock import countdown
from domain.due import Anchor, Due, due_at
from domain.edit import Edit
from domain.milestone_rules import CompleteMilestone
from domain.task import State
from domain.task_moves import MoveTask
from tests.domain.desk import Desk
from tests.domain.sale import edit, milestone, sale, shanghai

ANGELES = ZoneInfo("America/Los_Angeles")


# The clock


@pytest.mark.parametrize(
    ("now", "status", "phase", "goes_to", "left"),
    [
        ("2027-05-18 23:59:59", Status.PLANNED, None, "starts_at", "29d 20h"),
        ("2027-05-26 10:00:00", Status.PLANNED, "Warm-up, day 8/16", "starts_at", "22d 10h"),
        ("2027-06-16 20:45:53", Status.PLANNED, "Sale, day 1/5", "starts_at", "23:14:07"),
        ("2027-06-17 19:59:59", Status.PLANNED, "Sale, day 2/5", "starts_at", "00:00:01"),
        ("2027-06-17 20:00:00", Status.LIVE, "Sale, day 2/5", "ends_at", "3d 04h"),
        ("2027-06-20 23:59:59", Status.LIVE, "Sale, day 5/5", "ends_at", "00:00:01"),
        ("2027-06-21 00:00:00", Status.REVIEWING, "Fulfilment, day 1/2", None, None),
        ("2027-06-27 23:59:59", Status.REVIEWING, "Review, day 5/5", None, None),
        ("2027-06-28 00:00:00", Status.CLOSED, None, None, None),
    ],
)
def test_clock_moves_618_through_its_phases(
    desk: Desk, now: str, status: Status, phase: str | None, goes_to: str | None, left: str | None
) -> None:
    campaign, at = sale(desk), shanghai(now)
    today = phase_of(campaign, at)
    assert status_of(campaign, at) is status
    assert (today.words if today else None) == phase
    goal = target(campaign, at)
    assert goal == (getattr(campaign, goes_to) if goes_to else None)
    assert (countdown(goal, at, seconds=True) if goal else None) == left


def test_phases_change_at_midnight_of_the_campaigns_zone(desk: Desk) -> None:
    campaign = sale(desk, zone="America/Los_Angeles")
    midnight = datetime(2027, 5, 19, tzinfo=ANGELES).astimezone(UTC)
    assert phase_of(campaign, midnight - timedelta(seconds=1)) is None
    assert phase_of(campaign, midnight) is not None


def test_milestone_of_a_role_stays_next_while_late_and_a_moment_passes(desk: Desk) -> None:
    campaign = sale(desk)
    # Wave 2 opens at 20:00 of 31 May; nobody answers for it.
    eve, wave, stock = "2027-05-31 20:00", "第二波开卖", "活动机制定稿"
    first = next_milestone(campaign, shanghai("2027-05-20 10:00"))
    assert first is not None
    assert first.title == stock
    late = next_milestone(campaign, shanghai(eve))
    assert late is not None
    assert late.title == stock
    desk.do(CompleteMilestone(1, late.uid))
    campaign = desk.board.campaigns[1]
    at_eight = next_milestone(campaign, shanghai(eve))
    assert at_eight is not None
    assert at_eight.title == wave
    after = next_milestone(campaign, shanghai(eve) + timedelta(seconds=1))
    assert after is not None
    assert after.title in ("备货量确认", "活动规则培训")


def test_timeline_is_in_the_order_of_time(desk: Desk) -> None:
    campaign = sale(desk)
    instants = [milestone_at(campaign, each) for each in timeline(campaign)]
    assert instants == sorted(instants)
    assert len(instants) == len(campaign.milestones)


def test_campaign_without_phases_is_looked_back_on_for_a_week(desk: Desk) -> None:
    campaign = sale(desk, phases=())
    assert status_of(campaign, shanghai("2027-06-27 23:59:59")) is Status.REVIEWING
    assert status_of(campaign, shanghai("2027-06-28 00:00:00")) is Status.CLOSED


def test_header_speaks_of_the_live_campaign_then_the_next_then_the_last(desk: Desk) -> None:
    sale(desk, name="June")
    for name, start in (("May", "2027-05-10 20:00"), ("July", "2027-07-10 20:00")):
        at = shanghai(start)
        sale(
            desk,
            name=name,
            d_day=at.date() + timedelta(days=1),
            starts_at=at,
            ends_at=at + timedelta(days=2),
        )

    def current(now: str) -> str | None:
        found = current_campaign(desk.board, shanghai(now))
        return found.name if found else None

    assert current("2027-05-01 10:00") == "May"
    assert current("2027-05-10 20:00") == "May"
    assert current("2027-05-13 10:00") == "June"
    assert current("2027-06-22 10:00") == "July"
    assert current("2027-07-15 10:00") == "July"
    assert current("2027-08-15 10:00") is None
    edit(desk, cancelled=True)
    assert current("2027-06-18 10:00") == "July"


# Moving


def test_moving_d_day_moves_the_sale_and_what_hangs_on_it(desk: Desk) -> None:
    before = sale(desk)
    after = edit(desk, d_day=date(2027, 6, 20))
    two = timedelta(days=2)
    assert after.starts_at == before.starts_at + two
    assert after.ends_at == before.ends_at + two
    was, will = milestone(before, "发货截止"), milestone(after, "发货截止")
    assert milestone_at(after, will) == milestone_at(before, was) + two
    assert [days_of(after, each)[0] for each in after.phases] == [
        days_of(before, each)[0] + two for each in before.phases
    ]


def test_moved_sale_opens_at_the_same_time_of_day_across_summer_time(desk: Desk) -> None:
    start = datetime(2027, 11, 5, 20, tzinfo=ANGELES)
    before = sale(
        desk,
        zone="America/Los_Angeles",
        d_day=date(2027, 11, 6),
        starts_at=start.astimezone(UTC),
        ends_at=(start + timedelta(hours=4)).astimezone(UTC),
    )
    after = edit(desk, d_day=date(2027, 11, 13))
    assert after.starts_at - before.starts_at == timedelta(days=7, hours=1)
    assert after.starts_at.astimezone(ANGELES).hour == 20


def test_start_given_with_d_day_is_not_moved_again(desk: Desk) -> None:
    sale(desk)
    start = shanghai("2027-06-19 00:00")
    after = edit(desk, d_day=date(2027, 6, 19), starts_at=start)
    assert after.starts_at == start
    assert after.ends_at == shanghai("2027-06-22 00:00")


def test_moving_twice_to_the_same_day_moves_once(desk: Desk) -> None:
    campaign = sale(desk)
    move = EditCampaign(1, (Edit("d_day", campaign.d_day, date(2027, 6, 20)),))
    assert desk.do(move)
    assert not desk.do(move)


def test_other_zone_keeps_what_the_clocks_show(desk: Desk) -> None:
    sale(desk)
    after = edit(desk, zone="America/Los_Angeles")
    assert after.starts_at == datetime(2027, 6, 17, 20, tzinfo=ANGELES)
    assert after.last_day == date(2027, 6, 20)


def test_preview_names_the_open_tasks_that_follow(desk: Desk) -> None:
    before = sale(desk)
    relative = Due(anchor=Anchor.START, offset_days=-5, time="18:00")
    followers = [desk.add(campaign=1, due=relative), desk.add(campaign=1, due=relative)]
    desk.add(campaign=1, due=Due(at=desk.now))
    desk.add(campaign=1)
    desk.add(due=Due(at=desk.now))
    desk.do(MoveTask(followers[1].id, State.CANCELLED, "not needed"))
    after = edit(desk, d_day=date(2027, 6, 19))
    (moved,) = moved_tasks(desk.board, before, after)
    assert moved == (followers[0].id, shanghai("2027-06-13 18:00"), shanghai("2027-06-14 18:00"))
    assert due_at(relative, desk.board.campaigns[1]) == moved.after
    assert moved_tasks(desk.board, after, after) == ()
