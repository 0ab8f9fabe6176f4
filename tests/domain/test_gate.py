"""The go-live gate of a campaign on a board in memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.campaign import ExitCheck, Milestone
from domain.campaign_rules import AddCampaign
from domain.due import Anchor, Due
from domain.edit import Edit
from domain.gate import Gate, GateCheck, Held, gate_of
from domain.mechanic_rules import (
    READERS,
    AckMechanic,
    AddMechanic,
    PublishMechanic,
    WithdrawMechanic,
)
from domain.milestone_rules import (
    AddMilestone,
    ChecksOpenError,
    CompleteMilestone,
    EditMilestone,
    TickCheck,
    UnknownCheckError,
)
from domain.stock import Arrival, Basis, Source
from domain.stock_rules import AddSource, EditStock, SetStock
from domain.task import Priority, State
from domain.task_moves import MoveTask
from domain.team import AddMember, EditMember
from domain.terms import SpendSave, terms_of
from domain.touchpoint import Place
from domain.touchpoint_rules import AddTouchpoint, CheckTouchpoint
from domain.unread import unread
from tests.domain.desk import CONTENT, NOON, OPS, SUPPLY, Desk

SAVE = terms_of(SpendSave(threshold=29900, off=5000), stackable=())
LESS = replace(SAVE, spend_save=SpendSave(threshold=29900, off=3000))
CS = 4


def campaign_desk() -> Desk:
    """A campaign that opens in ten days, and somebody for customer service."""
    desk = Desk()
    desk.do(AddMember("小王", ("cs",)))
    opens = NOON + timedelta(days=10)
    desk.do(
        AddCampaign(
            name="618",
            d_day=opens.date(),
            starts_at=opens,
            ends_at=opens + timedelta(days=2),
            zone="Asia/Shanghai",
        )
    )
    return desk


@pytest.fixture
def desk() -> Desk:
    return campaign_desk()


def gate(desk: Desk) -> Gate:
    return gate_of(desk.board, desk.board.campaigns[1], desk.now)


def held(desk: Desk) -> dict[GateCheck, list[tuple[str, str]]]:
    """By line: what is missing, and who holds it."""
    return {
        line.check: [(each.number, each.role) for each in line.held]
        for line in gate(desk).lines
        if not line.open
    }


def offer(desk: Desk) -> None:
    """One more published mechanic."""
    desk.do(AddMechanic(name="满299减50", terms=SAVE, campaign=1))
    desk.do(PublishMechanic(max(desk.board.mechanics), 1))


def milestone(desk: Desk, uid: str, *, gate: bool) -> None:
    due = Due(anchor=Anchor.START, offset_days=-3)
    desk.do(AddMilestone(1, Milestone(uid=uid, title=uid, due=due, gate=gate, owner_role="supply")))


def product(desk: Desk, sku: str, on_hand: int, campaign: int | None = 1) -> None:
    """A product of which 1000 were sold at the peak."""
    values = (("peak", 1000), ("basis", Basis.WINDOW), ("on_hand", on_hand))
    desk.do(SetStock(sku, campaign, values))


def test_a_campaign_without_anything_to_align_is_open(desk: Desk) -> None:
    assert gate(desk).open
    assert [line.total for line in gate(desk).lines] == [0] * len(GateCheck)


def test_the_story_of_299_less_50(desk: Desk) -> None:
    offer(desk)
    desk.do(AddTouchpoint(name="信息流 03", kind=Place.CREATIVE, campaign=1))
    for member in (CONTENT, CS):
        desk.do(AckMechanic(1, 1), by=member)

    assert held(desk) == {
        GateCheck.ACKNOWLEDGED: [("M-1", "promo"), ("M-1", "supply")],
        GateCheck.SHOWN: [("P-1", "promo")],
    }
    assert gate(desk).lines[3].held == (Held("P-1", "信息流 03", "promo", desk.now, ("M-1",)),)

    desk.do(AckMechanic(1, 1), by=SUPPLY)
    desk.do(CheckTouchpoint(1, 1, 1), by=SUPPLY)
    assert gate(desk).open

    desk.later(days=10)
    desk.do(PublishMechanic(1, 2, LESS, "margin"))
    assert held(desk) == {
        GateCheck.ACKNOWLEDGED: [("M-1", role) for role in READERS],
        GateCheck.TRAINED: [("M-1", "cs")],
        GateCheck.SHOWN: [("P-1", "promo")],
    }


def test_a_draft_is_held_by_operations_until_it_is_published_or_withdrawn(desk: Desk) -> None:
    desk.do(AddMechanic(name="x", terms=SAVE, campaign=1))
    assert held(desk) == {GateCheck.PUBLISHED: [("M-1", "ops")]}

    desk.do(WithdrawMechanic(1))
    assert gate(desk).open
    assert gate(desk).lines[0].total == 0


def test_each_of_customer_service_has_to_know_the_rules_and_those_who_left_need_not(
    desk: Desk,
) -> None:
    desk.do(AddMember("小李", ("cs",)))
    offer(desk)
    for member in (CONTENT, SUPPLY, CS):
        desk.do(AckMechanic(1, 1), by=member)

    assert held(desk) == {GateCheck.TRAINED: [("M-1", "cs")]}
    assert gate(desk).lines[2].held[0].title == "小李"
    assert unread(desk.board, desk.board.members[5]) == (1,)
    assert unread(desk.board, desk.board.members[CS]) == ()
    assert desk.do(AckMechanic(1, 1), by=5)
    assert not desk.do(AckMechanic(1, 1), by=5)
    assert gate(desk).open

    desk.do(AddMember("小赵", ("cs",)))
    assert held(desk) == {GateCheck.TRAINED: [("M-1", "cs")]}
    desk.do(EditMember(6, (Edit("active", True, False),)))
    assert gate(desk).open


def test_a_milestone_is_done_when_its_exit_checks_are_and_no_longer_when_one_is_not(
    desk: Desk,
) -> None:
    checks = (ExitCheck(text="看过手机"), ExitCheck(text="价格一致"), ExitCheck(text="看过手机"))
    due = Due(anchor=Anchor.START, offset_days=-3)
    made = Milestone(uid="page", title="详情页", due=due, gate=True, checks=checks)
    desk.do(AddMilestone(1, made))
    with pytest.raises(ChecksOpenError, match="看过手机, 价格一致"):
        desk.do(CompleteMilestone(1, "page"))

    for text in ("看过手机", "价格一致"):
        assert desk.do(TickCheck(1, "page", text))
        assert not desk.do(TickCheck(1, "page", text))
    assert gate(desk).lines[4].held == (Held("", "详情页", "ops"),)
    desk.do(CompleteMilestone(1, "page"))
    assert gate(desk).open

    desk.do(TickCheck(1, "page", "价格一致", done=False))
    assert gate(desk).lines[4].held == (Held("", "详情页", "ops", checks=("价格一致",)),)
    desk.do(TickCheck(1, "page", "价格一致"))
    desk.do(CompleteMilestone(1, "page"))
    seen = desk.board.campaigns[1].milestones[0].checks
    desk.do(EditMilestone(1, "page", (Edit("checks", seen, (*seen, ExitCheck(text="新"))),)))
    assert not gate(desk).open
    with pytest.raises(UnknownCheckError):
        desk.do(TickCheck(1, "page", "没有"))


def test_milestones_count_where_the_sale_should_wait_for_them(desk: Desk) -> None:
    milestone(desk, "stock", gate=True)
    milestone(desk, "photos", gate=False)
    assert held(desk) == {GateCheck.MILESTONES: [("", "supply")]}

    desk.do(CompleteMilestone(1, "stock"))
    assert gate(desk).open
    desk.do(CompleteMilestone(1, "stock", done=False))
    desk.do(EditMilestone(1, "stock", (Edit("cancelled", False, True),)))
    assert gate(desk).open
    assert gate(desk).lines[4].total == 0


def test_urgent_tasks_are_held_by_who_is_waited_for(desk: Desk) -> None:
    desk.add(owner_role="content", campaign=1, priority=Priority.P1)
    desk.do(MoveTask(1, State.BLOCKED, "no fabric", "supply"))
    desk.add(owner_role="content", campaign=1, priority=Priority.P0)
    desk.add(owner_role="content", campaign=1, priority=Priority.P2)
    desk.add(owner_role="content", priority=Priority.P0)

    assert held(desk) == {GateCheck.TASKS: [("T-1", "supply"), ("T-2", "content")]}
    for task in (1, 2):
        desk.do(MoveTask(task, State.CANCELLED))
    assert gate(desk).open


def test_urgent_tasks_that_are_due_after_the_opening_do_not_keep_it_shut(desk: Desk) -> None:
    due = Due(anchor=Anchor.END, offset_days=3)
    desk.add(campaign=1, priority=Priority.P0, due=due)

    assert gate(desk).open


def test_supply_chain_holds_what_is_missing_of_stock_and_a_source_for_emergencies(
    desk: Desk,
) -> None:
    product(desk, "TEE-A", on_hand=1500)
    product(desk, "TEE-B", on_hand=1499)
    desk.do(SetStock("TEE-C", 1, (("on_hand", 9999),)))

    assert held(desk) == {
        GateCheck.STOCK: [("K-2", "supply"), ("K-3", "supply")],
        GateCheck.SOURCES: [("", "supply")],
    }
    desk.do(SetStock("TEE-B", 1, (("in_transit", (Arrival(qty=1, eta=desk.now.date()),)),)))
    desk.do(EditStock(3, (Edit("retired", False, True),)))
    desk.do(AddSource(1, Source(name="东莞仓", qty=300, hours=24)))
    assert gate(desk).open


def test_what_could_still_be_made_yesterday_is_missing_today(desk: Desk) -> None:
    values = (("peak", 60), ("basis", Basis.DAY), ("capacity", 300), ("lead_days", 1))
    desk.do(SetStock("TEE-A", 1, values))
    desk.do(AddSource(1, Source(name="东莞仓", qty=300, hours=24)))
    assert gate(desk).open

    desk.later(days=1)
    assert held(desk) == {GateCheck.STOCK: [("K-1", "supply")]}


def test_the_gate_of_one_campaign_knows_nothing_of_another(desk: Desk) -> None:
    desk.do(AddMechanic(name="x", terms=SAVE))
    desk.do(PublishMechanic(1, 1))
    desk.do(AddTouchpoint(name="x", kind=Place.CREATIVE, mechanics=(1,)))
    product(desk, "TEE-A", on_hand=0, campaign=None)

    assert gate(desk).open


@dataclass(frozen=True)
class Things:
    """What a campaign has, and which of it is as it should be."""

    acks: tuple[frozenset[int], ...]
    """For each mechanic, the members who read it."""
    seen: tuple[bool, ...]
    done: tuple[bool, ...]
    tasks: tuple[bool, ...]
    stock: tuple[bool, ...]
    source: bool


bools = st.lists(st.booleans(), max_size=2).map(tuple)
things = st.builds(
    Things,
    acks=st.lists(st.frozensets(st.sampled_from([CONTENT, SUPPLY, CS])), max_size=2).map(tuple),
    seen=bools,
    done=bools,
    tasks=bools,
    stock=bools,
    source=st.booleans(),
)


@settings(max_examples=60)
@given(things)
def test_the_gate_is_open_when_each_line_is_and_a_line_when_nothing_is_missing(
    made: Things,
) -> None:
    desk = campaign_desk()
    for number, members in enumerate(made.acks, 1):
        offer(desk)
        for member in members:
            desk.do(AckMechanic(number, 1), by=member)
    for number, seen in enumerate(made.seen, 1):
        desk.do(AddTouchpoint(name="x", kind=Place.CREATIVE, campaign=1))
        for mechanic in range(1, len(made.acks) + 1) if seen else ():
            desk.do(CheckTouchpoint(number, mechanic, 1))
    for number, done in enumerate(made.done):
        milestone(desk, f"m{number}", gate=True)
        desk.do(CompleteMilestone(1, f"m{number}", done))
    for number, done in enumerate(made.tasks, 1):
        desk.add(campaign=1, priority=Priority.P0)
        if done:
            desk.do(MoveTask(number, State.CANCELLED), by=OPS)
    for number, enough in enumerate(made.stock, 1):
        product(desk, f"TEE-{number}", on_hand=1500 if enough else 1499)
    if made.source and made.stock:
        desk.do(AddSource(1, Source(name="东莞仓", qty=300, hours=24)))

    found = gate(desk)

    expected = {
        GateCheck.PUBLISHED: True,
        GateCheck.ACKNOWLEDGED: all(len(members) == 3 for members in made.acks),
        GateCheck.TRAINED: all(CS in members for members in made.acks),
        GateCheck.SHOWN: all(made.seen) or not made.acks,
        GateCheck.MILESTONES: all(made.done),
        GateCheck.TASKS: all(made.tasks),
        GateCheck.STOCK: all(made.stock),
        GateCheck.SOURCES: made.source or not made.stock,
    }
    assert {line.check: line.open for line in found.lines} == expected
    assert found.open == all(expected.values())
    assert found.passed == sum(expected.values())
