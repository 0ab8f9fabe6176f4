"""The go-live gate as a whole, and its line of stock; on a board in memory."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.edit import Edit
from domain.gate import GateCheck
from domain.mechanic_rules import AckMechanic, AddMechanic, PublishMechanic
from domain.milestone_rules import CompleteMilestone
from domain.stock import Arrival, Basis, Source
from domain.stock_rules import AddSource, EditStock, SetStock
from domain.task import Priority, State
from domain.task_moves import MoveTask
from domain.touchpoint import Place
from domain.touchpoint_rules import AddTouchpoint, CheckTouchpoint
from tests.domain.desk import CONTENT, OPS, SUPPLY, Desk
from tests.domain.gating import CS, SAVE, campaign_desk, gate, held, milestone, offer, product


@pytest.fixture
def desk() -> Desk:
    return campaign_desk()


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
