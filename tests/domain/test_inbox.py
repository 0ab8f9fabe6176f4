"""What waits in the inbox by what it is about. No files, no screen."""

from __future__ import annotations

import pytest

from domain.feedback import Polarity, Severity, TopicMark
from domain.feedback_write import AddFeedback
from domain.inbox import Matter, inbox, matters

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
