"""Phases x roles, readiness, critical chains. A board in memory, a stopped clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.campaign import Campaign, Milestone, Phase
from domain.campaign_rules import AddCampaign
from domain.chain import Cause, Chain, chains_of
from domain.due import Anchor, Due
from domain.matrix import Cell, Matrix, Shape, matrix_of
from domain.milestone_rules import AddMilestone, CompleteMilestone
from domain.readiness import readiness_of
from domain.task import Priority, State, Task
from domain.task_moves import MoveTask
from tests.domain.desk import NOON, Desk

PHASES = (
    Phase(key="sale", zh="开卖期", from_day=-2, to_day=0, to_anchor=Anchor.END),
    Phase(key="warmup", zh="蓄水期", en="Warm-up", from_day=-30, to_day=-15),
    Phase(key="burst", zh="爆发期", en="Burst", from_day=-7, to_day=-3),
)


@pytest.fixture
def desk() -> Desk:
    """618 of 2027, which opens on the eve; it is D-17."""
    desk = Desk()
    opens = datetime(2027, 6, 17, 20, tzinfo=NOON.tzinfo) - timedelta(hours=8)
    desk.do(
        AddCampaign(
            name="618",
            d_day=date(2027, 6, 18),
            starts_at=opens,
            ends_at=opens + timedelta(days=2),
            zone="Asia/Shanghai",
            phases=PHASES,
        )
    )
    return desk


def campaign(desk: Desk) -> Campaign:
    return desk.board.campaigns[1]


def matrix(desk: Desk) -> Matrix:
    return matrix_of(desk.board, campaign(desk), desk.now)


def chains(desk: Desk) -> tuple[Chain, ...]:
    return chains_of(desk.board, campaign(desk), desk.now)


def on(days: int, time: str | None = None) -> Due:
    return Due(anchor=Anchor.START, offset_days=days, time=time)


def work(desk: Desk, role: str = "content", due: Due | None = None, **values: object) -> Task:
    return desk.add(owner_role=role, due=due, campaign=1, **values)


def finish(desk: Desk, number: int) -> None:
    for state in (State.DOING, State.REVIEW, State.DONE):
        desk.do(MoveTask(number, state, "x"))


def cells(desk: Desk, role: str) -> list[tuple[int, int, Shape | None]]:
    return [(each.done, each.total, each.worst) for each in matrix(desk).cells[role]]


# The matrix


def test_phases_stand_by_time_and_the_one_of_today_is_marked(desk: Desk) -> None:
    found = matrix(desk)

    keys = [(each.phase and each.phase.key, each.today) for each in found.columns]
    assert keys == [("warmup", True), ("burst", False), ("sale", False)]
    assert found.columns[0].days == (date(2027, 5, 19), date(2027, 6, 3))
    assert found.roles == ("ops", "promo", "content", "cs", "supply")
    assert cells(desk, "ops") == [(0, 0, None)] * 3


def test_a_cell_counts_what_is_done_and_says_what_is_worst(desk: Desk) -> None:
    work(desk, due=on(-15))
    finish(desk, 1)
    assert cells(desk, "content")[0] == (1, 1, Shape.DONE)
    work(desk, due=on(-15))
    desk.do(MoveTask(2, State.DOING))
    assert cells(desk, "content")[0] == (1, 2, Shape.DOING)
    work(desk, due=on(-15))
    assert cells(desk, "content")[0] == (1, 3, Shape.TODO)
    work(desk, due=on(-15), depends_on=(3,))
    assert cells(desk, "content")[0] == (1, 4, Shape.TODO)
    work(desk, due=on(-16), depends_on=(3,))
    assert cells(desk, "content")[0] == (1, 5, Shape.AT_RISK)
    desk.do(MoveTask(2, State.BLOCKED, "no fabric"))
    assert cells(desk, "content")[0] == (1, 5, Shape.BLOCKED)
    work(desk, due=on(-18))
    assert cells(desk, "content")[0] == (1, 6, Shape.LATE)


def test_what_was_called_off_or_belongs_to_nothing_does_not_count(desk: Desk) -> None:
    work(desk, due=on(-15))
    desk.do(MoveTask(1, State.CANCELLED))
    desk.add(due=Due(at=desk.now))

    assert all(not cell.total for row in matrix(desk).cells.values() for cell in row)


def test_work_without_a_day_or_between_phases_has_a_column_of_its_own(desk: Desk) -> None:
    work(desk)
    work(desk, due=on(-10))
    work(desk, due=on(-3))

    found = matrix(desk)

    assert found.columns[-1] == (None, None, False)
    assert [cell.total for cell in found.cells["content"]] == [0, 1, 0, 2]


@pytest.mark.parametrize(
    ("due", "key"),
    [
        (on(-3), "burst"),
        (on(-3, "24:00"), "burst"),
        (on(-7, "00:00"), "burst"),
        (Due(at=datetime(2027, 6, 15, 16, tzinfo=NOON.tzinfo)), "burst"),
        (Due(at=datetime(2027, 6, 15, 16, 1, tzinfo=NOON.tzinfo)), "sale"),
        (Due(anchor=Anchor.END, offset_days=0), "sale"),
    ],
)
def test_a_day_ends_at_24_00(desk: Desk, due: Due, key: str) -> None:
    work(desk, due=due)

    (item,) = (item for cell in matrix(desk).cells["content"] for item in cell.items)
    assert item.phase is not None
    assert item.phase.key == key


# Readiness


def test_readiness_counts_tasks_and_milestones_of_roles(desk: Desk) -> None:
    for title, role in (("stock", "supply"), ("opening", None)):
        milestone = Milestone(uid=title, title=title, due=on(-15), owner_role=role)
        desk.do(AddMilestone(1, milestone))
    for _ in range(3):
        work(desk, "supply", on(-15))
    finish(desk, 1)
    desk.do(CompleteMilestone(1, "stock"))
    work(desk, "supply", on(-18))

    found = readiness_of(desk.board, campaign(desk), desk.now)

    roles = dict(found.roles)
    assert (roles["supply"].done, roles["supply"].total, roles["supply"].percent) == (2, 5, 40)
    assert roles["supply"].share == 0.4
    assert [item.number for item in roles["supply"].missing] == ["T-4", "T-2", "T-3"]
    assert (roles["ops"].share, roles["ops"].percent) == (None, None)
    assert [ready.percent for _, ready in found.phases] == [40, None, None]
    assert found.whole.percent == 40


def test_it_is_ready_only_when_nothing_is_missing(desk: Desk) -> None:
    for number in range(1, 4):
        work(desk)
        if number < 3:
            finish(desk, number)
    whole = readiness_of(desk.board, campaign(desk), desk.now).whole
    assert whole.percent == 66
    finish(desk, 3)

    assert readiness_of(desk.board, campaign(desk), desk.now).whole.percent == 100


@given(st.lists(st.tuples(st.sampled_from(["ops", "cs"]), st.integers(-20, 0), st.booleans())))
def test_every_task_stands_in_one_cell_and_every_sum_is_the_same(
    made: list[tuple[str, int, bool]],
) -> None:
    desk = Desk()
    desk.do(
        AddCampaign(
            name="618",
            d_day=date(2027, 6, 18),
            starts_at=NOON + timedelta(days=16),
            ends_at=NOON + timedelta(days=20),
            zone="Asia/Shanghai",
            phases=PHASES,
        )
    )
    for number, (role, days, done) in enumerate(made, 1):
        work(desk, role, on(days))
        if done:
            finish(desk, number)
    rows = matrix(desk).cells.values()
    ready = readiness_of(desk.board, campaign(desk), desk.now)

    every: list[Cell] = [cell for row in rows for cell in row]
    assert sum(cell.total for cell in every) == len(made)
    assert sum(cell.done for cell in every) == sum(done for *_, done in made) == ready.whole.done
    assert sum(each.total for _, each in ready.roles) == ready.whole.total
    assert sum(each.done for _, each in ready.phases) == ready.whole.done


# Critical chains


def test_a_chain_begins_at_what_is_late_and_names_who_holds_it(desk: Desk) -> None:
    work(desk, "supply", on(-18))
    work(desk, "content", on(-18), depends_on=(1,))
    work(desk, "promo", on(-5), depends_on=(2,), priority=Priority.P1)
    work(desk, "cs", on(-5))
    desk.do(MoveTask(1, State.BLOCKED, "no fabric", "ops"))

    (chain,) = chains(desk)

    assert (chain.task.id, chain.cause, chain.holder) == (1, Cause.LATE, "ops")
    assert [task.id for task in chain.makes_late] == [2, 3]
    assert chain.opening


def test_what_is_late_beyond_the_campaign_is_found_where_the_campaign_waits_for_it(
    desk: Desk,
) -> None:
    desk.add(owner_role="supply", due=Due(at=desk.now - timedelta(days=1)))
    desk.add(owner_role="supply", due=Due(at=desk.now - timedelta(days=1)))
    work(desk, due=on(-5), depends_on=(1,))

    (chain,) = chains(desk)

    assert (chain.task.id, chain.holder, chain.opening) == (1, "supply", False)


def test_what_is_due_after_what_waits_for_it_is_a_clash(desk: Desk) -> None:
    work(desk, "supply", on(-3))
    work(desk, "content", on(-7), depends_on=(1,))

    (chain,) = chains(desk)

    assert (chain.task.id, chain.cause) == (1, Cause.CLASH)
    assert [task.id for task in chain.makes_late] == [2]


def test_the_longest_chain_comes_first_and_what_is_done_ends_one(desk: Desk) -> None:
    work(desk, due=on(-18))
    work(desk, due=on(-18))
    work(desk, due=on(-5), depends_on=(2,))
    assert [chain.task.id for chain in chains(desk)] == [2, 1]

    finish(desk, 2)
    assert [chain.task.id for chain in chains(desk)] == [1]
    finish(desk, 1)
    assert chains(desk) == ()
