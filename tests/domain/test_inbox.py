"""What waits in the inbox by what it is about. No files, no screen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.feedback import Polarity, Severity, TopicMark
from domain.feedback_moves import (
    IgnoreFeedback,
    MarkDuplicate,
    ReopenFeedback,
    SnoozeFeedback,
)
from domain.feedback_write import AddFeedback
from domain.inbox import Matter, Waiting, inbox, matters

COMPLAINT, QUESTION, PRAISE = Polarity
PILLING = TopicMark(topic="pilling", severity=Severity.S3)
PRICE = TopicMark(topic="price", severity=Severity.S2)
OWN = TopicMark(topic="own")


def asks(topic: str) -> TopicMark:
    return TopicMark(topic=topic, polarity=QUESTION)


@pytest.mark.parametrize(
    ("marks", "matter"),
    [
        ((PILLING, PRICE), Matter("A", "price")),
        ((PILLING, TopicMark(topic="x", severity=Severity.S3)), Matter("A", "pilling")),
        ((OWN, PILLING), Matter("A", "pilling")),
        ((asks("size"), OWN), Matter("A", "own")),
        ((asks("size"), asks("care")), Matter("A", "size", asked=True)),
        ((TopicMark(topic="soft", polarity=PRAISE),), Matter("A", "")),
        ((), Matter("A", "")),
    ],
)
def test_an_item_is_about_the_worst_of_its_complaints_else_what_it_asks(desk, marks, matter):
    desk.do(AddFeedback(text="x", sku="A", topics=marks))

    assert matters(desk.board, (1,)) == {matter: (1,)}


def test_items_of_one_product_and_topic_stand_together_in_the_order_of_the_newest(desk):
    for sku, marks in (("A", (PILLING,)), ("B", (PILLING,)), ("A", (PRICE,)), ("A", (PILLING,))):
        desk.do(AddFeedback(text="x", sku=sku, topics=marks))
        desk.later(minutes=1)

    found = matters(desk.board, inbox(desk.board, desk.now))

    assert [*found.items()] == [
        (Matter("A", "pilling"), (4, 1)),
        (Matter("A", "price"), (3,)),
        (Matter("B", "pilling"), (2,)),
    ]


def test_what_is_told_anew_is_what_a_look_at_all_would_find(desk):
    waiting = Waiting()

    def same() -> tuple[int, ...]:
        found = waiting.look(desk.board, desk.now, desk.now)
        assert found == inbox(desk.board, desk.now)
        assert waiting.look(desk.board, desk.now, desk.now) is found
        return found

    for number in range(600):  # more than an overlay holds
        desk.do(AddFeedback(text=f"{number}", rating=1 + number % 5))
        desk.now += timedelta(seconds=number % 3)
        if number % 97 == 0:
            same()
    desk.do(IgnoreFeedback(1, "x"))
    desk.do(SnoozeFeedback(2, desk.now + timedelta(hours=1)))
    desk.do(MarkDuplicate(3, 6))
    assert not {1, 2, 3} & {*same()}
    desk.do(ReopenFeedback(1))
    desk.later(hours=1)

    assert {1, 2} <= {*same()}
    assert 3 not in same()
