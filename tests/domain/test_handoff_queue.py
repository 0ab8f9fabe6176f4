"""Whose offers stand where in the queue, and from when on they are late."""

from __future__ import annotations

from datetime import timedelta

from domain.handoff import AcceptHandoff, OfferHandoff
from domain.handoff_queue import PATIENCE, Queue, offer_late, queue_of
from tests.domain.desk import CONTENT, OPS, SUPPLY, Desk


def numbers(queue: Queue) -> tuple[list[int], ...]:
    return tuple([task.id for task in part] for part in queue)


def test_each_offer_stands_once_and_the_longest_waiting_first() -> None:
    desk = Desk()
    for title in ("a", "b", "c"):
        desk.add(title)
    desk.do(OfferHandoff(2, "supply"), by=CONTENT)
    desk.now += timedelta(hours=1)
    desk.do(OfferHandoff(1, "promo"), by=OPS)
    desk.do(OfferHandoff(3, "ops"), by=CONTENT)

    assert numbers(queue_of(desk.board, SUPPLY, desk.now)) == ([2, 1], [], [])
    assert numbers(queue_of(desk.board, CONTENT, desk.now)) == ([], [2, 3], [])
    assert numbers(queue_of(desk.board, OPS, desk.now)) == ([3], [1], [])


def test_an_offer_between_others_is_seen_when_it_has_waited_too_long() -> None:
    desk = Desk()
    desk.add("a")
    desk.do(OfferHandoff(1, "supply"), by=CONTENT)
    task = desk.board.tasks[1]
    at = desk.now + PATIENCE

    assert not offer_late(desk.board, task, at - timedelta(seconds=1))
    assert numbers(queue_of(desk.board, OPS, at - timedelta(seconds=1))) == ([], [], [])
    assert numbers(queue_of(desk.board, OPS, at)) == ([], [], [1])
    desk.do(AcceptHandoff(1), by=SUPPLY)
    assert numbers(queue_of(desk.board, OPS, at)) == ([], [], [])
