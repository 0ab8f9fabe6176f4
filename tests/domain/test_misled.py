"""Which rule a complaint of a price points at, on a board in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.feedback import FeedbackItem, Polarity, TopicMark
from domain.feedback_write import AddFeedback
from domain.mechanic_rules import AddMechanic, PublishMechanic, WithdrawMechanic
from domain.misled import suspect_words, suspects
from domain.touchpoint import Place
from domain.touchpoint_rules import AddTouchpoint, CheckTouchpoint
from tests.domain.desk import Desk
from tests.domain.test_gate import LESS, SAVE, campaign_desk, offer


@pytest.fixture
def desk() -> Desk:
    """满299减50 r1 holds for everything, and an ad and a page show it."""
    desk = campaign_desk()
    offer(desk)
    for name, sku in (("信息流 03", ""), ("详情页", "TEE-A")):
        desk.do(AddTouchpoint(name=name, kind=Place.CREATIVE, campaign=1, sku=sku))
    for number in (1, 2):
        desk.do(CheckTouchpoint(number, 1, 1))
    return desk


def complaint(
    desk: Desk, topic: str = "offer", sku: str = "TEE-A", polarity: Polarity = Polarity.COMPLAINT
) -> FeedbackItem:
    desk.do(AddFeedback(text="满299没减", sku=sku))
    item = desk.board.feedback[max(desk.board.feedback)]
    return replace(item, topics=(TopicMark(topic=topic, polarity=polarity),), created_at=desk.now)


def found(desk: Desk, item: FeedbackItem) -> list[tuple[str, list[str]]]:
    return [
        (each.mechanic.number, [old.number for old in each.stale])
        for each in suspects(desk.board, item)
    ]


def test_a_complaint_of_an_offer_points_at_the_rule_and_at_who_still_shows_the_old_one(
    desk: Desk,
) -> None:
    desk.later(days=10)
    desk.do(PublishMechanic(1, 2, LESS, "margin"))
    item = complaint(desk)

    assert found(desk, item) == [("M-1", ["P-1", "P-2"])]
    assert suspect_words(desk.board, suspects(desk.board, item)[0]) == (
        "M-1 满299减50 r2 | P-1 信息流 03 may show the old one (Promotion)"
        " | P-2 详情页 may show the old one (Promotion)"
    )
    desk.do(CheckTouchpoint(2, 1, 2))
    assert found(desk, complaint(desk, "price")) == [("M-1", ["P-1"])]


def test_what_is_no_complaint_of_that_points_at_nothing(desk: Desk) -> None:
    assert found(desk, complaint(desk, "pilling")) == []
    assert found(desk, complaint(desk, polarity=Polarity.QUESTION)) == []
    untagged = replace(complaint(desk), topics=())
    assert found(desk, untagged) == []


def test_other_products_and_other_times_are_left_out(desk: Desk) -> None:
    desk.do(AddMechanic(name="袜子", terms=replace(SAVE, scope=("SOCK-B",)), campaign=1))
    desk.do(PublishMechanic(2, 1))
    desk.do(AddMechanic(name="草稿", terms=SAVE, campaign=1))

    assert found(desk, complaint(desk)) == [("M-1", [])]
    assert [number for number, _ in found(desk, complaint(desk, sku=""))] == ["M-2", "M-1"]
    before = replace(complaint(desk), event_at=desk.now - timedelta(days=1))
    assert found(desk, before) == []
    desk.later(days=12 + 15)
    assert found(desk, complaint(desk)) == []


def test_a_promise_that_was_withdrawn_is_suspected_as_long_as_it_is_shown(desk: Desk) -> None:
    desk.later(days=1)
    desk.do(WithdrawMechanic(1, "平台规则"))
    desk.later(hours=1)
    assert found(desk, complaint(desk)) == [("M-1", ["P-1", "P-2"])]
    for number in (1, 2):
        desk.do(CheckTouchpoint(number, 1, 0))
    assert found(desk, complaint(desk)) == []
