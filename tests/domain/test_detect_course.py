"""What becomes of a signal once it is raised: a real store, a stopped clock, planted items."""

from __future__ import annotations

from datetime import timedelta

from domain.signal import SignalState
from domain.signal_rules import DismissSignal
from tests.domain.counting import Shop


def test_there_is_one_live_signal_for_a_product_and_a_topic(shop: Shop) -> None:
    shop.month()
    shop.day()
    shop.later(hours=1)

    shop.day(30, 8)

    assert shop.signal.last.y > shop.signal.raised.y
    assert shop.signal.raised_at == shop.now - timedelta(hours=1)


def test_the_same_again_changes_nothing(shop: Shop) -> None:
    shop.month()
    shop.day()
    before = shop.service.board.seq

    shop.look()
    shop.look()

    assert shop.service.board.seq == before


def test_it_clears_at_two_quiet_checks_and_closes_after_seven_quiet_days(shop: Shop) -> None:
    shop.month()
    shop.day()
    shop.later(hours=26)
    shop.day(300, 1)

    assert shop.signal.state is SignalState.OPEN
    shop.later(hours=5)
    shop.look()
    assert shop.signal.state is SignalState.OPEN
    shop.later(hours=1)
    shop.look()
    assert shop.signal.state is SignalState.VERIFYING

    shop.later(days=6)
    shop.look()
    assert shop.signal.state is SignalState.VERIFYING
    shop.later(days=1)
    shop.look()
    assert shop.signal.state is SignalState.CLOSED
    assert shop.signal.closed_at == shop.now


def closed(shop: Shop) -> None:
    shop.month()
    shop.day()
    for span in ({"hours": 26}, {"hours": 7}, {"days": 8}):
        shop.later(**span)
        shop.look()
    assert shop.signal.state is SignalState.CLOSED


def test_a_relapse_within_thirty_days_reopens_it(shop: Shop) -> None:
    closed(shop)
    shop.later(days=3)

    shop.day(100, 15)

    assert (shop.signal.state, shop.signal.reopened) == (SignalState.OPEN, 1)
    assert shop.signal.raised_at == shop.now
    assert shop.signal.closed_at is None


def test_a_rise_much_later_is_a_new_one(shop: Shop) -> None:
    closed(shop)
    shop.later(days=31)

    shop.day(100, 15)

    assert [signal.state for signal in shop.signals] == [SignalState.CLOSED, SignalState.OPEN]


def test_it_rises_again_before_it_was_closed(shop: Shop) -> None:
    shop.month()
    shop.day()
    for hours in (26, 7):
        shop.later(hours=hours)
        shop.look()
    assert shop.signal.state is SignalState.VERIFYING

    shop.day(100, 15)

    assert shop.signal.state is SignalState.OPEN
    assert shop.signal.quiet_since is None


def test_a_false_alarm_is_not_raised_again_by_the_same_items(shop: Shop) -> None:
    shop.month()
    shop.day()
    shop.do(DismissSignal(1, "竞品刷评"))

    shop.later(hours=1)
    shop.day(20, 2)
    assert len(shop.signals) == 1

    shop.day(40, 15)
    assert [signal.state for signal in shop.signals] == [SignalState.DISMISSED, SignalState.OPEN]


def test_days_of_a_surge_are_no_baseline_for_later_ones(shop: Shop) -> None:
    shop.month()
    shop.day(420, 60)
    shop.later(days=3)

    shop.day(420, 11)

    assert shop.signal.last.baseline_y <= 9
    assert shop.signal.last.days < 14


def test_a_dismissed_surge_is_part_of_the_baseline(shop: Shop) -> None:
    shop.month()
    shop.day(420, 60)
    shop.do(DismissSignal(1, "test"))
    shop.later(days=3)

    shop.day(420, 60)

    assert shop.signals[-1].last.baseline_y > 50
