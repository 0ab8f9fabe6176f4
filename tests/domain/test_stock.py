"""Stock: targets, availability, cover, risks, and the rules. A board in memory, a stopped clock."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.board import documents
from domain.campaign_rules import AddCampaign
from domain.check import check
from domain.edit import Edit, FieldConflictError
from domain.errors import DomainError
from domain.record import decode, encode
from domain.stock import (
    Arrival,
    Basis,
    Cover,
    Risk,
    Source,
    Stock,
    available_by,
    cover_of,
    plan_of,
    risks_of,
    sell_through,
    stock_of,
    target_of,
)
from domain.stock_rules import (
    AddSource,
    AmountError,
    BasisRequiredError,
    EditStock,
    SetStock,
    SkuRequiredError,
    SourceNameError,
)
from tests.domain.desk import NOON, SUPPLY, Desk

TODAY, D_DAY = date(2027, 6, 1), date(2027, 6, 18)
PEAK = (("peak", 1000), ("basis", Basis.WINDOW))


def stock(**values: Any) -> Stock:
    stamps = {"created_at": NOON, "created_by": 1, "updated_at": NOON, "updated_by": 1}
    return Stock(id=1, uid="1", sku="TEE-A", **stamps, **values)


def arrival(qty: int, day: int) -> Arrival:
    return Arrival(qty=qty, eta=date(2027, 6, day))


@pytest.fixture
def planned(desk: Desk) -> Desk:
    """618 of 2027 is planned."""
    opens = NOON + timedelta(days=16, hours=8)
    desk.do(
        AddCampaign(
            name="618",
            d_day=D_DAY,
            starts_at=opens,
            ends_at=opens + timedelta(days=3),
            zone="Asia/Shanghai",
        )
    )
    return desk


# What follows


@pytest.mark.parametrize(
    ("peak", "factor", "target"),
    [(1000, 1.5, 1500), (333, 1.5, 500), (1, 1.5, 2), (0, 1.5, 0), (10, 1.1, 11), (7, 2, 14)],
)
def test_the_target_is_the_factor_times_the_peak_rounded_up(
    peak: int, factor: float, target: int
) -> None:
    assert target_of(stock(peak=peak, basis=Basis.DAY, factor=factor)) == target


def test_without_a_peak_there_is_no_target() -> None:
    assert target_of(stock()) is None


@pytest.mark.parametrize(
    ("values", "available"),
    [
        ({"on_hand": 300}, 300),
        ({"in_transit": (arrival(200, 18), arrival(500, 19))}, 200),
        ({"capacity": 3000}, 1700),
        ({"capacity": 3000, "lead_days": 7}, 1000),
        ({"capacity": 3000, "lead_days": 17}, 0),
        ({"capacity": 3000, "lead_days": 90}, 0),
        ({"capacity": 29, "lead_days": 16}, 0),
        ({"on_hand": 300, "in_transit": (arrival(200, 5),), "capacity": 900, "lead_days": 7}, 800),
    ],
)
def test_available_is_what_lies_arrives_and_is_made_until_then(
    values: dict[str, Any], available: int
) -> None:
    assert available_by(stock(**values), D_DAY, TODAY) == available


def test_nothing_is_made_for_a_day_that_is_over() -> None:
    assert available_by(stock(on_hand=5, capacity=900), D_DAY, date(2027, 6, 30)) == 5


@pytest.mark.parametrize(
    ("values", "cover"),
    [
        ({"on_hand": 300, "daily": 20.0}, Cover(15)),
        ({"on_hand": 300, "daily": 0.0}, Cover(math.inf)),
        ({"on_hand": 0, "daily": 0.0}, Cover(0)),
        ({"on_hand": 0}, Cover(0)),
        ({"on_hand": 300}, None),
    ],
)
def test_cover_is_what_lies_by_what_sells_a_day(
    values: dict[str, Any], cover: Cover | None
) -> None:
    assert cover_of(stock(**values)) == cover


def test_sell_through_is_the_share_that_is_sold() -> None:
    assert sell_through(stock(on_hand=70, sold=30)) == 0.3
    assert sell_through(stock(on_hand=70)) is None
    assert sell_through(stock(sold=0)) is None


SLOW = {"on_hand": 710, "daily": 10.0, "sold": 290}


@pytest.mark.parametrize(
    ("values", "day", "risks"),
    [
        ({}, TODAY, (Risk.SOLD_OUT,)),
        ({"on_hand": 60, "daily": 10.0, "lead_days": 7}, TODAY, (Risk.STOCK_OUT,)),
        ({"on_hand": 70, "daily": 10.0, "lead_days": 7}, TODAY, ()),
        (SLOW, date(2027, 6, 25), (Risk.SLOW_MOVER,)),
        (SLOW | {"daily": 0.0}, date(2027, 6, 25), (Risk.SLOW_MOVER,)),
        (SLOW, date(2027, 6, 24), ()),
        (SLOW | {"on_hand": 600}, date(2027, 6, 25), ()),
        (SLOW | {"sold": 305}, date(2027, 6, 25), ()),
        (SLOW | {"sold": None}, date(2027, 6, 25), ()),
        (SLOW | {"on_sale_since": date(2027, 6, 12)}, date(2027, 6, 25), ()),
        (SLOW | {"on_sale_since": date(2027, 6, 11)}, date(2027, 6, 25), (Risk.SLOW_MOVER,)),
        ({"on_hand": 70}, date(2027, 6, 25), ()),
    ],
)
def test_risks(values: dict[str, Any], day: date, risks: tuple[Risk, ...]) -> None:
    assert risks_of(stock(**values), day, D_DAY) == risks


@given(
    peak=st.integers(0, 10**6),
    on_hand=st.integers(0, 10**6),
    capacity=st.integers(0, 10**6),
    lead=st.integers(0, 60),
    more=st.integers(0, 10**4),
)
def test_more_stock_never_makes_less_of_it(
    peak: int, on_hand: int, capacity: int, lead: int, more: int
) -> None:
    less = stock(peak=peak, basis=Basis.DAY, on_hand=on_hand, capacity=capacity, lead_days=lead)
    desk = Desk()
    better = plan_of(
        desk.board, decode(Stock, 1, {**encode(less), "on_hand": on_hand + more}), NOON
    )
    before = plan_of(desk.board, less, NOON)

    assert better.available >= before.available
    assert 0 <= (better.gap or 0) <= (before.gap or 0)


def test_a_plan_asks_for_the_campaigns_day_else_for_today(planned: Desk) -> None:
    values = (*PEAK, ("on_hand", 100), ("in_transit", (arrival(400, 10),)))
    planned.do(SetStock("TEE-A", 1, values))
    planned.do(SetStock("TEE-A", None, values))

    mine, other = (plan_of(planned.board, planned.board.stock[n], planned.now) for n in (1, 2))

    assert (mine.by, mine.target, mine.available, mine.gap) == (D_DAY, 1500, 500, 1000)
    assert (other.by, other.available, other.gap) == (TODAY, 100, 1400)
    assert not mine.enough


# The rules


def test_the_first_time_makes_it_the_next_time_changes_it_and_once_more_nothing(
    planned: Desk,
) -> None:
    assert planned.do(SetStock("TEE-A", 1, (*PEAK, ("on_hand", 5))))
    assert planned.do(SetStock("ｔｅｅ-a", 1, (("on_hand", 6),)))
    assert not planned.do(SetStock("TEE-A", 1, (("on_hand", 6),)))

    (made,) = stock_of(planned.board, 1)
    assert (made.number, made.sku, made.peak, made.on_hand, made.rev) == (
        "K-1",
        "TEE-A",
        1000,
        6,
        2,
    )


def test_what_is_stored_comes_back_and_passes_the_write_door(planned: Desk) -> None:
    values = (
        *PEAK,
        ("in_transit", (arrival(200, 5),)),
        ("daily", 2.5),
        ("on_sale_since", TODAY),
        ("sources", (Source(name="东莞仓", qty=300, hours=24),)),
    )
    change = planned.do(SetStock("TEE-A", 1, values))

    check(change.puts, documents(change.puts).values())
    (made,) = change.puts
    assert decode(Stock, 1, encode(made)) == made


@pytest.mark.parametrize(
    ("sku", "values", "error"),
    [
        ("  ", (), SkuRequiredError),
        ("A", (("peak", 5),), BasisRequiredError),
        ("A", (("on_hand", -1),), AmountError),
        ("A", (("on_hand", None),), AmountError),
        ("A", (("factor", 0),), AmountError),
        ("A", (("daily", math.nan),), AmountError),
        ("A", (("in_transit", (Arrival(qty=0, eta=TODAY),)),), AmountError),
        ("A", (("sources", (Source(name=" ", qty=1, hours=1),)),), SourceNameError),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    desk: Desk, sku: str, values: tuple[tuple[str, Any], ...], error: type[DomainError]
) -> None:
    with pytest.raises(error) as refused:
        desk.do(SetStock(sku, None, values))
    assert str(refused.value)


def test_different_fields_merge_and_one_field_conflicts(desk: Desk) -> None:
    desk.do(SetStock("TEE-A", None, (("on_hand", 5),)))
    desk.do(EditStock(1, (Edit("on_hand", 5, 9),)), by=SUPPLY)
    desk.do(EditStock(1, (Edit("capacity", 0, 300),)))

    with pytest.raises(FieldConflictError, match="李华"):
        desk.do(EditStock(1, (Edit("on_hand", 5, 7),)))
    assert (desk.board.stock[1].on_hand, desk.board.stock[1].capacity) == (9, 300)


def test_a_peak_keeps_its_basis(desk: Desk) -> None:
    desk.do(SetStock("TEE-A", None, PEAK))

    with pytest.raises(BasisRequiredError):
        desk.do(EditStock(1, (Edit("basis", Basis.WINDOW, None),)))


def test_a_source_of_the_same_name_is_replaced(desk: Desk) -> None:
    desk.do(SetStock("TEE-A"))
    desk.do(AddSource(1, Source(name="东莞仓；备用", qty=300, hours=24)))
    desk.do(AddSource(1, Source(name="东莞仓,备用", qty=200, hours=12)))

    assert desk.board.stock[1].sources == (Source(name="东莞仓,备用", qty=200, hours=12),)
    assert not desk.do(AddSource(1, desk.board.stock[1].sources[0]))


def test_what_is_retired_is_no_longer_planned_for(planned: Desk) -> None:
    planned.do(SetStock("TEE-A", 1))
    planned.do(EditStock(1, (Edit("retired", False, True),)))

    assert stock_of(planned.board, 1) == ()
