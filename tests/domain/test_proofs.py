"""What has to hold of offsets and of the graph of tasks, whatever people do. In memory."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.campaign import Milestone, days_of, milestone_at
from domain.campaign_rules import AddCampaign, EditCampaign
from domain.clock import at_local
from domain.due import Anchor, Due, due_at, wall_time
from domain.edit import Edit
from domain.task_write import DependencyCycleError, EditTask
from tests.domain.desk import Desk
from tests.domain.sale import plan_618

ZONES = ("Asia/Shanghai", "America/Los_Angeles", "Europe/London", "Australia/Lord_Howe")
"""Without summer time, with it on both sides of the equator, and with half an hour of it."""

days = st.dates(date(2026, 1, 1), date(2031, 12, 31))
moved = st.dates(date(2026, 1, 1), date(2031, 12, 31))
offsets = st.builds(
    Due,
    anchor=st.sampled_from(Anchor),
    offset_days=st.integers(-400, 400),
    time=st.sampled_from(["03:30", "10:00", "20:00", "23:59"]),
)


def campaign(zone: str, d_day: date) -> AddCampaign:
    tz = ZoneInfo(zone)
    opens = at_local(d_day - timedelta(days=1), wall_time("20:00"), tz)  # type: ignore[arg-type]
    ends = at_local(d_day + timedelta(days=3), wall_time("00:00"), tz)  # type: ignore[arg-type]
    return plan_618(zone=zone, d_day=d_day, starts_at=opens, ends_at=ends)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ZONES), days, moved, offsets)
def test_offsets_keep_their_day_and_their_time_of_day_across_summer_time_and_year_ends(
    zone: str, before: date, after: date, due: Due
) -> None:
    desk, tz = Desk(), ZoneInfo(zone)
    milestone = Milestone(uid="m", title="m", due=due)
    plan = campaign(zone, before)
    desk.do(AddCampaign(**{name: getattr(plan, name) for name in (
        "name", "d_day", "starts_at", "ends_at", "zone", "phases"
    )}, milestones=(milestone,)))  # fmt: skip
    for d_day in (before, after):
        desk.do(EditCampaign(1, (Edit("d_day", desk.board.campaigns[1].d_day, d_day),)))
        found = desk.board.campaigns[1]
        assert found.starts_at == at_local(d_day - timedelta(days=1), wall_time("20:00"), tz)  # type: ignore[arg-type]
        assert found.last_day == d_day + timedelta(days=2)
        anchor = d_day if due.anchor is Anchor.START else found.last_day
        local = milestone_at(found, milestone).astimezone(tz)
        assert local.date() == anchor + timedelta(days=due.offset_days)
        shift = timedelta(0) if local.strftime("%H:%M") == due.time else timedelta(hours=1)
        wanted = at_local(local.date(), wall_time(due.time or ""), tz)  # type: ignore[arg-type]
        assert due_at(due, found) == wanted
        assert shift == timedelta(0) or due.time == "03:30"  # only what a clock skipped
        spans = sorted(days_of(found, phase) for phase in found.phases)
        assert all(last < first for (_, last), (first, _) in pairwise(spans))


edges = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=25)


@settings(max_examples=80, deadline=None)
@given(edges)
def test_the_graph_stays_without_circles_whatever_is_tried(tried: list[tuple[int, int]]) -> None:
    desk = Desk()
    for _ in range(6):
        desk.add()
    for number, other in tried:
        task = desk.task(number)
        wanted = (*task.depends_on, other)
        with suppress(DependencyCycleError):
            desk.do(EditTask(number, (Edit("depends_on", task.depends_on, wanted),)))
        graph = {each.id: set(each.depends_on) for each in desk.board.tasks.values()}
        while ready := [key for key, needs in graph.items() if not needs & graph.keys()]:
            for key in ready:
                del graph[key]
        assert not graph
