"""The stored counts against a plain count of the items: any order, any change, any age."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.buckets import Ledger, voice
from domain.counts import Counts
from domain.edit import Edit
from domain.feedback_moves import IgnoreFeedback, MarkDuplicate, ReopenFeedback
from domain.feedback_topics import CorrectTopics
from domain.feedback_write import AddFeedback, EditFeedback
from domain.history import DAYS, HOURS, Redo, Undo
from domain.service import Actor
from domain.settings import TeamSettings
from domain.settled import settler
from tests.domain.counting import ALLERGY, PILLING, Shop, spread
from tui.activity import entries


def counts(shop: Shop, sku: str = "TEE-A") -> Counts:
    return Counts(Ledger(shop.service.board.tables, shop.now), sku, shop.now)


def counted(shop: Shop, hours: int = 24, sku: str = "TEE-A") -> tuple[int, int]:
    window = counts(shop, sku).window(hours)
    return window.y("pilling"), window.n


def past(shop: Shop, hours: int = 24) -> tuple[int, int]:
    baseline = counts(shop).baseline(hours, "pilling")
    return baseline.y, baseline.n


def test_a_window_is_exact_to_the_minute(shop: Shop) -> None:
    day, minute = timedelta(days=1), timedelta(minutes=1)

    shop.hear(shop.item(ago, PILLING) for ago in (timedelta(), day - minute, day, day + minute))

    assert counted(shop) == (2, 2)
    assert counted(shop, 25) == (4, 4)


def test_every_item_counts_for_its_product_and_for_the_store(shop: Shop) -> None:
    shop.hear([shop.item(sku="A"), shop.item(sku="B"), shop.item(sku="")])

    assert [counted(shop, sku=sku)[1] for sku in ("A", "B", "*")] == [1, 1, 3]
    assert counts(shop, "*").window(24).skus == {"A", "B"}


def test_a_buyer_counts_once_in_a_window_and_strangers_each(shop: Shop) -> None:
    hours = [timedelta(hours=n) for n in range(5)]

    shop.hear(shop.item(ago, PILLING, buyer="b" * 16) for ago in hours)
    shop.hear(shop.item(ago, PILLING) for ago in hours)

    assert counted(shop) == (6, 10)


def test_what_a_customer_says_cannot_be_in_the_future(shop: Shop) -> None:
    assert voice({"uid": "u", "created_at": "2027-06-01", "event_at": "2029-01-01"}).at == (
        "2027-06-01"
    )


def test_counts_are_the_same_when_hours_have_become_days(shop: Shop) -> None:
    shop.hear(spread(shop, 500, 50, since=timedelta(days=3), until=timedelta()))
    shop.hear(shop.item(timedelta(minutes=n), PILLING, buyer="b" * 16) for n in range(200))

    shop.later(days=9)
    expected = past(shop)
    for _ in range(9):
        shop.hear([shop.item()])

    assert expected == (51, 700)
    assert past(shop) == expected
    hours = shop.service.board.tables[HOURS]
    assert {doc["uid"][:10] for doc in hours.values()} == {f"{shop.now:%Y-%m-%d}"}
    assert len(shop.service.board.tables[DAYS]) > 0


def test_no_commit_folds_more_than_a_bounded_number_of_hours(shop: Shop) -> None:
    shop.hear(shop.item(sku=f"SKU-{n}") for n in range(100))
    shop.later(days=6)

    line = shop.hear([shop.item()])

    assert line is not None
    assert len(line.changes) < 50


def test_old_items_become_days_at_once_and_very_old_ones_are_not_counted(shop: Shop) -> None:
    shop.hear([shop.item(timedelta(days=10), PILLING), shop.item(timedelta(days=40), PILLING)])

    assert HOURS not in shop.service.board.tables
    assert past(shop) == (1, 1)
    assert len(shop.service.board.tables[DAYS]) == 2  # of the product and of the store


@pytest.mark.parametrize("days", [0, 7])
def test_a_correction_a_duplicate_and_an_edit_change_the_counts(shop: Shop, days: int) -> None:
    usual = [shop.item(timedelta(days=days), PILLING) for _ in range(4)]
    shop.hear(usual)
    shop.do(CorrectTopics(1, ()))
    shop.do(CorrectTopics(2, (PILLING, ALLERGY)))
    shop.do(MarkDuplicate(3, of=4))
    shop.do(EditFeedback(4, (Edit("sku", "TEE-A", "TEE-B"),)))

    def total() -> tuple[int, int]:
        return past(shop) if days else counted(shop)

    assert total() == (1, 2)
    shop.do(MarkDuplicate(3, of=None))
    assert total() == (2, 3)


def test_undo_and_redo_count_although_others_were_counted_since(shop: Shop) -> None:
    shop.do(AddFeedback(text="起球", sku="TEE-A", topics=(PILLING,)))
    shop.service.actor = Actor(2)
    shop.hear([shop.item(timedelta(), PILLING)])
    shop.service.actor = Actor(1)

    shop.do(Undo())
    assert counted(shop) == (1, 1)

    shop.do(Redo())
    assert counted(shop) == (2, 2)


def test_the_log_does_not_tell_of_counts(shop: Shop) -> None:
    line = shop.hear([shop.item(timedelta(), PILLING)])

    assert line is not None
    assert [entry.number for entry in entries(shop.service.board, line)] == ["F-1"]
    assert all(
        diff == {}
        for (table, _, _), diff in zip(line.changes, line.diff, strict=True)
        if table == HOURS
    )


def test_counts_stay_when_their_items_go_to_the_archive(shop: Shop) -> None:
    shop.hear(spread(shop, 200, 20, since=timedelta(days=2), until=timedelta()))
    shop.later(days=6)
    before = past(shop)
    settled = settler(shop.now + timedelta(days=60), shop.service.board.settings)

    assert before == (20, 200)
    tables = shop.service.board.tables
    assert all(settled(HOURS, key, doc) is None for key, doc in tables[HOURS].items())
    shop.service.compact()
    assert past(shop) == before


def test_an_archived_item_that_comes_back_is_not_counted_again(shop: Shop) -> None:
    shop.service.board = replace(shop.service.board, settings=TeamSettings(settle_days=1))
    shop.hear([shop.item(), shop.item(timedelta(), PILLING)])
    shop.do(IgnoreFeedback(1, "test"))
    shop.later(days=2)
    shop.service.compact()
    assert 1 not in shop.service.board.feedback

    shop.do(ReopenFeedback(1))

    assert 1 in shop.service.board.feedback
    assert counted(shop, 72) == (1, 2)


def test_days_that_nothing_is_compared_with_go_to_the_archive(shop: Shop) -> None:
    shop.hear([shop.item(timedelta(days=10))])
    (doc,) = (doc for doc in shop.service.board.tables[DAYS].values() if "TEE-A" in doc["uid"])

    def settled(days: int) -> object:
        now = shop.now + timedelta(days=days)
        return settler(now, shop.service.board.settings)(DAYS, "1", doc)

    assert settled(5) is None
    assert settled(15) is not None
