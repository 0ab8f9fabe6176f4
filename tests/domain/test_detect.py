"""When a signal is raised: a real store, a stopped clock, planted items."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.feedback import TopicMark
from domain.signal import Basis, SignalState, explained
from domain.surge import Level
from tests.domain.counting import ALLERGY, PILLING, Shop, spread


def test_the_pilling_story_raises_a_surge_with_its_reasons(shop: Shop) -> None:
    shop.month()

    line = shop.day()

    signal = shop.signal
    seen = signal.raised
    assert (signal.sku, signal.topic, signal.level) == ("TEE-A", "pilling", Level.SURGE)
    assert (seen.y, seen.n, seen.baseline_y, seen.baseline_n, seen.days) == (11, 420, 9, 5210, 14)
    assert seen.p == pytest.approx(2.47927e-8, rel=5e-6)
    assert (
        explained(seen, "起球", "T恤A")
        == "起球 T恤A 24h 11/420 | baseline 14d 9/5210 | expected 0.8 | 14x | p=2.5e-08"
    )
    assert line is not None
    assert "signals" in {table for table, _, _ in line.changes}


def test_growth_of_sales_alone_raises_nothing(shop: Shop) -> None:
    shop.month(1400, 28)

    shop.day(1000, 20)

    assert shop.signals == []


def test_nights_raise_nothing(shop: Shop) -> None:
    """All is said between 08:00 and 22:00, at one rate, and looked at around the clock."""
    for ago in range(20, 0, -1):
        midnight = timedelta(days=ago, hours=-shop.now.hour)
        minutes = (timedelta(minutes=480 + 8 * place) for place in range(105))
        shop.hear(
            (
                shop.item(midnight - minute, *((PILLING,) if place % 20 == 0 else ()))
                for place, minute in enumerate(minutes)
            ),
            unfinished=True,
        )

    for _ in range(24):
        shop.look()
        shop.later(hours=1)

    assert shop.signals == []


def test_one_buyer_who_complains_often_is_one(shop: Shop) -> None:
    shop.month()
    often = [shop.item(timedelta(minutes=n), PILLING, buyer="angry") for n in range(40)]

    shop.hear([*often, *(shop.item() for _ in range(100))])

    assert shop.signals == []


def test_default_reviews_count_for_nothing(shop: Shop) -> None:
    before_all_windows(shop)
    few = spread(shop, 19, 11, since=timedelta(days=1), until=timedelta())

    shop.hear([*few, *(shop.item(default=True) for _ in range(300))])

    assert shop.signals == []


def before_all_windows(shop: Shop) -> None:
    """A baseline that ends before the guard of the 72-hour window."""
    usual = spread(shop, 1400, 3, since=timedelta(days=18), until=timedelta(days=4))
    shop.hear(usual, unfinished=True)


def test_of_a_few_items_nothing_is_said(shop: Shop) -> None:
    before_all_windows(shop)

    shop.day(19, 8)
    assert shop.signals == []

    shop.hear([shop.item()])
    assert shop.signal.last.n == 20


@pytest.mark.parametrize(
    ("total", "complaints", "raises"), [(50, 5, True), (51, 5, False), (20, 4, False)]
)
def test_without_a_baseline_the_share_decides(
    shop: Shop, total: int, complaints: int, raises: bool
) -> None:
    shop.day(total, complaints)

    assert [signal.raised.basis for signal in shop.signals] == [Basis.SHARE] * raises


def test_what_builds_up_slowly_is_found_in_three_days(shop: Shop) -> None:
    before_all_windows(shop)

    shop.hear(spread(shop, 300, 10, since=timedelta(hours=71), until=timedelta(hours=1)))

    assert (shop.signal.raised.hours, shop.signal.level) == (72, Level.SURGE)
    assert (shop.signal.raised.y, shop.signal.raised.n) == (10, 300)


def test_a_matter_of_safety_raises_a_signal_at_once(shop: Shop) -> None:
    shop.hear([shop.item(timedelta(days=2), ALLERGY)], unfinished=True)

    signal = shop.signal
    assert (signal.topic, signal.level, signal.safety) == ("allergy", Level.SURGE, True)
    assert signal.first_item_at == shop.now - timedelta(days=2)

    shop.later(days=8)
    shop.look()
    shop.later(days=8)
    shop.look()
    assert shop.signal.state is SignalState.OPEN


def test_safety_long_ago_is_history(shop: Shop) -> None:
    shop.hear([shop.item(timedelta(days=9), ALLERGY)])

    assert shop.signals == []


def test_what_rises_on_half_of_the_products_is_one_signal_of_the_store(shop: Shop) -> None:
    products = ("A", "B", "C", "D")
    for sku in products:
        shop.month(1000, 5, sku=sku)
    late = TopicMark(topic="pilling")

    shop.hear(
        item
        for number, sku in enumerate(products)
        for item in spread(
            shop,
            100,
            8 if number < 3 else 0,
            since=timedelta(days=1),
            until=timedelta(),
            sku=sku,
            mark=late,
        )
    )

    assert [(signal.sku, signal.topic) for signal in shop.signals] == [("*", "pilling")]


def test_what_rises_on_one_of_many_products_is_its_own(shop: Shop) -> None:
    for sku in ("A", "B", "C"):
        shop.month(1000, 5, sku=sku)

    shop.hear(
        item
        for sku, complaints in (("A", 12), ("B", 0), ("C", 0))
        for item in spread(
            shop, 100, complaints, since=timedelta(days=1), until=timedelta(), sku=sku
        )
    )

    assert [signal.sku for signal in shop.signals] == ["A"]


def test_items_that_name_no_product_can_raise_a_signal_of_the_store(shop: Shop) -> None:
    shop.month(sku="")

    shop.day(sku="")

    assert [signal.sku for signal in shop.signals] == ["*"]
