"""What keeps campaigns sound: what is refused, two who edit one, milestones. No file is
involved but the shipped calendar.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.campaign import Goals, Milestone, Phase, days_of, timeline
from domain.campaign_rules import (
    EditCampaign,
    EndsFirstError,
    NameRequiredError,
    PhaseOrderError,
    PhaseOverlapError,
    YearError,
)
from domain.check import check
from domain.clock import UnknownZoneError
from domain.due import Anchor, Due, OffsetError
from domain.edit import Edit, FieldConflictError
from domain.milestone_rules import (
    AddMilestone,
    CompleteMilestone,
    EditMilestone,
    MilestoneTitleError,
    UnknownMilestoneError,
)
from domain.record import encode
from domain.team import UnknownRoleError
from tests.domain.desk import CONTENT, Desk
from tests.domain.sale import edit, milestone, plan_618, sale, shanghai

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
