"""What the page beside the inbox says of an item, on a board in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from domain.feedback import TopicMark
from domain.feedback_write import AddFeedback
from tests.domain.test_gate import campaign_desk, offer
from tui.screens.feedback_text import facts
from tui.widgets.scene import Scene


def test_a_complaint_of_an_offer_points_at_the_rule() -> None:
    desk = campaign_desk()
    offer(desk)
    desk.do(AddFeedback(text="满299没减", sku="TEE-A"))
    item = replace(desk.board.feedback[1], topics=(TopicMark(topic="offer"),))

    said = "\n".join(facts(Scene(desk.board, desk.now, desk.now, UTC), item))

    assert "Which rule     M-1 满299减50 r1" in said
