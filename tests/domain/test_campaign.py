"""Campaigns under a moved clock, and the rules that keep them sound. No file is involved
but the shipped calendar; the machine's zone and date are not.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar_file import load_calendar
from domain.campaign import (
    Campaign,
    Goals,
    Milestone,
    Phase,
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
from domain.campaign_rules import (
    AddCampaign,
    EditCampaign,
    EndsFirstError,
    NameRequiredError,
    PhaseOrderError,
    PhaseOverlapError,
    YearError,
    moved_tasks,
)
from domain.check import check
from domain.clock import UnknownZoneError, countdown
from domain.due import Anchor, Due, OffsetError, due_at
from domain.edit import Edit, FieldConflictError
from domain.milestone_rules import (
    AddMilestone,
    CompleteMilestone,
    EditMilestone,
    MilestoneTitleError,
    UnknownMilestoneError,
)
from domain.record import encode
from domain.task import State
from domain.task_moves import MoveTask
from domain.team import UnknownRoleError
from tests.domain.desk import CONTENT, Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")
ANGELES = ZoneInfo("America/Los_Angeles")


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


# Soundness


def test_campaign_is_stored_and_read_as_it_was(desk: Desk) -> None:
    goals = Goals(gmv=50_000_000, roi_min=2.5, return_rate_max=0.2)
    campaign = sale(desk, platforms=("天猫", "京东", "天猫"), goals=goals)
    check((campaign,), (encode(campaign),))
    assert campaign.platforms == ("天猫", "京东")
    assert campaign.goals == goals
    assert campaign.phases == plan_618().phases
    assert encode(campaign)["d_day"] == "2027-06-18"


def test_campaign_sent_twice_is_added_once(desk: Desk) -> None:
    plan = plan_618()
    assert desk.do(plan)
    assert not desk.do(plan)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": " \u200b"}, NameRequiredError),
        ({"zone": "Mars/Olympus"}, UnknownZoneError),
        ({"ends_at": shanghai("2027-06-17 20:00")}, EndsFirstError),
        ({"starts_at": shanghai("2025-06-17 20:00")}, OffsetError),
        ({"d_day": date.max}, YearError),
        ({"ends_at": datetime.max.replace(tzinfo=UTC)}, YearError),
        ({"phases": (Phase(key="a", zh="甲", from_day=0, to_day=-1),)}, PhaseOrderError),
        ({"phases": (Phase(key="a", zh="甲", from_day=-401, to_day=0),)}, OffsetError),
    ],
)
def test_unsound_campaign_is_refused_by_name(
    desk: Desk, values: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        desk.do(plan_618(**values))
    sale(desk)
    with pytest.raises(error):
        edit(desk, **values)


def test_overlap_names_both_phases_and_the_day(desk: Desk) -> None:
    one = Phase(key="a", zh="甲", en="One", from_day=-5, to_day=-2)
    two = Phase(key="b", zh="乙", en="Two", anchor=Anchor.END, from_day=-4, to_day=0)
    with pytest.raises(PhaseOverlapError, match="One and Two overlap: both have 2027-06-16"):
        desk.do(plan_618(phases=(two, one)))


phases = st.lists(
    st.builds(
        Phase,
        key=st.just("p"),
        zh=st.just("期"),
        anchor=st.sampled_from(Anchor),
        from_day=st.integers(-12, 12),
        to_day=st.integers(-12, 12),
        to_anchor=st.one_of(st.none(), st.sampled_from(Anchor)),
    ),
    max_size=4,
)


@given(phases)
def test_phases_never_overlap(some: list[Phase]) -> None:
    desk = Desk()
    try:
        campaign = sale(desk, phases=tuple(some))
    except (PhaseOverlapError, PhaseOrderError):
        return
    days = [
        first + timedelta(days=n)
        for first, last in (days_of(campaign, each) for each in campaign.phases)
        for n in range((last - first).days + 1)
    ]
    assert len(days) == len(set(days))


def test_two_people_edit_different_fields_and_both_win(desk: Desk) -> None:
    seen = sale(desk)
    desk.do(EditCampaign(1, (Edit("name", seen.name, "618"),)))
    desk.do(EditCampaign(1, (Edit("cancelled", False, True),)), by=CONTENT)
    after = desk.board.campaigns[1]
    assert (after.name, after.cancelled, after.rev) == ("618", True, 3)
    with pytest.raises(FieldConflictError):
        desk.do(EditCampaign(1, (Edit("name", seen.name, "六一八"),)), by=CONTENT)


# Milestones


def test_milestone_is_added_once_edited_and_called_off(desk: Desk) -> None:
    sale(desk)
    mine = Milestone(uid="m", title=" 直播\n彩排 ", due=Due(at=desk.now), owner_role="content")
    assert desk.do(AddMilestone(1, mine))
    assert not desk.do(AddMilestone(1, mine))
    due = Due(anchor=Anchor.START, offset_days=-2, time="15:00")
    desk.do(EditMilestone(1, "m", (Edit("due", mine.due, due), Edit("gate", False, True))))
    campaign = desk.board.campaigns[1]
    found = campaign.milestone("m")
    assert found is not None
    assert (found.title, found.due, found.gate) == ("直播 彩排", due, True)
    desk.do(EditMilestone(1, "m", (Edit("cancelled", False, True),)))
    assert "m" not in {each.uid for each in timeline(desk.board.campaigns[1])}


def test_announced_date_is_no_longer_a_usual_one_and_a_new_title_is_the_only_one(
    desk: Desk,
) -> None:
    wave = milestone(sale(desk), "第一波开卖")
    announced = Due(at=shanghai("2027-05-16 20:00"))
    desk.do(
        EditMilestone(
            1, wave.uid, (Edit("due", wave.due, announced), Edit("title", wave.title, "现货"))
        )
    )
    found = desk.board.campaigns[1].milestone(wave.uid)
    assert found is not None
    assert (found.typical, found.name) == (False, "现货")


def test_milestone_is_ticked_and_unticked(desk: Desk) -> None:
    stock = milestone(sale(desk), "活动机制定稿")
    tick = CompleteMilestone(1, stock.uid)
    assert desk.do(tick, by=CONTENT)
    assert not desk.do(tick)
    done = desk.board.campaigns[1].milestone(stock.uid)
    assert done is not None
    assert (done.done_at, done.done_by) == (desk.now, CONTENT)
    assert desk.do(CompleteMilestone(1, stock.uid, done=False))
    assert desk.board.campaigns[1].milestone(stock.uid) == stock


def test_milestone_edited_by_two_conflicts_on_the_same_field_only(desk: Desk) -> None:
    stock = milestone(sale(desk), "备货量确认")
    desk.do(EditMilestone(1, stock.uid, (Edit("note", "", "含调货"),)))
    desk.do(EditMilestone(1, stock.uid, (Edit("owner_role", "supply", "ops"),)))
    with pytest.raises(FieldConflictError):
        desk.do(EditMilestone(1, stock.uid, (Edit("note", "", "不含"),)), by=CONTENT)


def test_unknown_milestone_role_or_empty_title_is_refused(desk: Desk) -> None:
    sale(desk)
    with pytest.raises(UnknownMilestoneError, match="C-1"):
        desk.do(CompleteMilestone(1, "none"))
    with pytest.raises(MilestoneTitleError):
        desk.do(AddMilestone(1, Milestone(uid="m", title=" ", due=Due(at=desk.now))))
    with pytest.raises(UnknownRoleError):
        desk.do(
            AddMilestone(1, Milestone(uid="m", title="a", due=Due(at=desk.now), owner_role="x"))
        )
