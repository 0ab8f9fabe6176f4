"""A task changes hands: who owns it meanwhile, who may answer, what stays."""

from __future__ import annotations

import pytest

from domain.handoff import (
    AcceptHandoff,
    DeclineHandoff,
    HandoffPendingError,
    NoHandoffError,
    NoPartError,
    NotYourRoleError,
    OfferHandoff,
    SameRoleError,
    SetPart,
    WithdrawHandoff,
)
from domain.task import PartState, State
from domain.task_moves import IllegalMoveError, MoveTask, ReasonRequiredError
from tests.domain.desk import CONTENT, SUPPLY, Desk


def test_the_giver_owns_the_task_until_it_is_accepted(desk: Desk) -> None:
    task = desk.add()
    desk.do(OfferHandoff(task.id, "promo", note="素材好了"), by=CONTENT)
    assert desk.task(task.id).owner_role == "content"

    desk.do(AcceptHandoff(task.id), by=SUPPLY)

    taken = desk.task(task.id)
    assert (taken.owner_role, taken.assignee, taken.handoff) == ("promo", SUPPLY, None)


def test_accepting_merges_the_part_of_the_taker_and_keeps_the_givers(desk: Desk) -> None:
    task = desk.add(with_roles=("supply", "promo"))
    desk.do(SetPart(task.id, "promo", PartState.DONE), by=SUPPLY)
    desk.do(OfferHandoff(task.id, "promo"), by=CONTENT)
    desk.do(AcceptHandoff(task.id), by=SUPPLY)

    parts = [(part.role, part.state) for part in desk.task(task.id).parts]
    assert parts == [
        ("promo", PartState.DONE),
        ("content", PartState.OPEN),
        ("supply", PartState.OPEN),
    ]


def test_declining_needs_a_reason_and_leaves_it_on_the_task(desk: Desk) -> None:
    task = desk.add()
    desk.do(OfferHandoff(task.id, "promo"), by=CONTENT)

    with pytest.raises(ReasonRequiredError):
        desk.do(DeclineHandoff(task.id, " "), by=SUPPLY)
    desk.do(DeclineHandoff(task.id, "预算没批"), by=SUPPLY)

    task = desk.task(task.id)
    assert (task.owner_role, task.handoff, task.sent_back) == ("content", None, "预算没批")


def test_only_the_role_that_is_asked_answers(desk: Desk) -> None:
    task = desk.add()
    desk.do(OfferHandoff(task.id, "promo"), by=CONTENT)

    with pytest.raises(NotYourRoleError, match="Promotion"):
        desk.do(AcceptHandoff(task.id), by=CONTENT)


def test_there_is_one_offer_at_a_time(desk: Desk) -> None:
    task = desk.add()
    desk.do(OfferHandoff(task.id, "promo"), by=CONTENT)

    assert not desk.do(OfferHandoff(task.id, "promo"), by=CONTENT)
    with pytest.raises(HandoffPendingError):
        desk.do(OfferHandoff(task.id, "supply"), by=CONTENT)
    desk.do(WithdrawHandoff(task.id), by=CONTENT)
    desk.do(OfferHandoff(task.id, "supply"), by=CONTENT)


def test_an_offer_that_is_gone_cannot_be_answered(desk: Desk) -> None:
    task = desk.add()

    with pytest.raises(NoHandoffError):
        desk.do(AcceptHandoff(task.id), by=SUPPLY)


def test_a_role_does_not_offer_to_itself_and_done_work_is_not_offered(desk: Desk) -> None:
    task = desk.add()
    with pytest.raises(SameRoleError):
        desk.do(OfferHandoff(task.id, "content"), by=CONTENT)

    desk.do(MoveTask(task.id, State.CANCELLED))
    with pytest.raises(IllegalMoveError):
        desk.do(OfferHandoff(task.id, "promo"), by=CONTENT)


def test_cancelling_takes_a_pending_offer_back(desk: Desk) -> None:
    task = desk.add()
    desk.do(OfferHandoff(task.id, "promo"), by=CONTENT)
    desk.do(MoveTask(task.id, State.CANCELLED))

    assert desk.task(task.id).handoff is None


def test_a_part_says_who_finished_it_and_when(desk: Desk) -> None:
    task = desk.add(with_roles=("supply",))
    desk.do(SetPart(task.id, "supply", PartState.DONE), by=SUPPLY)

    part = desk.task(task.id).part("supply")
    assert part is not None
    assert (part.state, part.by, part.at) == (PartState.DONE, SUPPLY, desk.now)
    assert not desk.do(SetPart(task.id, "supply", PartState.DONE), by=SUPPLY)
    with pytest.raises(NoPartError):
        desk.do(SetPart(task.id, "cs", PartState.DONE))
