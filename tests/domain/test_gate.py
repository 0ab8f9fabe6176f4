"""The go-live gate of a campaign on a board in memory: rules, people, milestones, tasks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.campaign import ExitCheck, Milestone
from domain.due import Anchor, Due
from domain.edit import Edit
from domain.gate import GateCheck, Held
from domain.mechanic_rules import (
    READERS,
    AckMechanic,
    AddMechanic,
    PublishMechanic,
    WithdrawMechanic,
)
from domain.milestone_rules import (
    AddMilestone,
    ChecksOpenError,
    CompleteMilestone,
    EditMilestone,
    TickExitCheck,
    UnknownCheckError,
)
from domain.task import Priority, State
from domain.task_moves import MoveTask
from domain.team import AddMember, EditMember
from domain.terms import SpendSave
from domain.touchpoint import Place
from domain.touchpoint_rules import AddTouchpoint, CheckTouchpoint
from domain.unread import unread
from tests.domain.desk import CONTENT, SUPPLY, Desk
from tests.domain.gating import CS, SAVE, campaign_desk, gate, held, milestone, offer

LESS = replace(SAVE, spend_save=SpendSave(threshold=29900, off=3000))


@pytest.fixture
def desk() -> Desk:
    return campaign_desk()


def test_a_campaign_without_anything_to_align_is_open(desk: Desk) -> None:
    assert gate(desk).open
    assert [line.total for line in gate(desk).lines] == [0] * len(GateCheck)


def test_the_story_of_299_less_50(desk: Desk) -> None:
    offer(desk)
    desk.do(AddTouchpoint(name="信息流 03", kind=Place.CREATIVE, campaign=1))
    for member in (CONTENT, CS):
        desk.do(AckMechanic(1, 1), by=member)

    assert held(desk) == {
        GateCheck.ACKNOWLEDGED: [("M-1", "promo"), ("M-1", "supply")],
        GateCheck.SHOWN: [("P-1", "promo")],
    }
    assert gate(desk).lines[3].held == (Held("P-1", "信息流 03", "promo", desk.now, ("M-1",)),)

    desk.do(AckMechanic(1, 1), by=SUPPLY)
    desk.do(CheckTouchpoint(1, 1, 1), by=SUPPLY)
    assert gate(desk).open

    desk.later(days=10)
    desk.do(PublishMechanic(1, 2, LESS, "margin"))
    assert held(desk) == {
        GateCheck.ACKNOWLEDGED: [("M-1", role) for role in READERS],
        GateCheck.TRAINED: [("M-1", "cs")],
        GateCheck.SHOWN: [("P-1", "promo")],
    }


def test_a_draft_is_held_by_operations_until_it_is_published_or_withdrawn(desk: Desk) -> None:
    desk.do(AddMechanic(name="x", terms=SAVE, campaign=1))
    assert held(desk) == {GateCheck.PUBLISHED: [("M-1", "ops")]}

    desk.do(WithdrawMechanic(1))
    assert gate(desk).open
    assert gate(desk).lines[0].total == 0


def test_each_of_customer_service_has_to_know_the_rules_and_those_who_left_need_not(
    desk: Desk,
) -> None:
    desk.do(AddMember("小李", ("cs",)))
    offer(desk)
    for member in (CONTENT, SUPPLY, CS):
        desk.do(AckMechanic(1, 1), by=member)

    assert held(desk) == {GateCheck.TRAINED: [("M-1", "cs")]}
    assert gate(desk).lines[2].held[0].title == "小李"
    assert unread(desk.board, desk.board.members[5]) == (1,)
    assert unread(desk.board, desk.board.members[CS]) == ()
    assert desk.do(AckMechanic(1, 1), by=5)
    assert not desk.do(AckMechanic(1, 1), by=5)
    assert gate(desk).open

    desk.do(AddMember("小赵", ("cs",)))
    assert held(desk) == {GateCheck.TRAINED: [("M-1", "cs")]}
    desk.do(EditMember(6, (Edit("active", True, False),)))
    assert gate(desk).open


def test_a_milestone_is_done_when_its_exit_checks_are_and_no_longer_when_one_is_not(
    desk: Desk,
) -> None:
    checks = (ExitCheck(text="看过手机"), ExitCheck(text="价格一致"), ExitCheck(text="看过手机"))
    due = Due(anchor=Anchor.START, offset_days=-3)
    made = Milestone(uid="page", title="详情页", due=due, gate=True, checks=checks)
    desk.do(AddMilestone(1, made))
    with pytest.raises(ChecksOpenError, match="看过手机, 价格一致"):
        desk.do(CompleteMilestone(1, "page"))

    for text in ("看过手机", "价格一致"):
        assert desk.do(TickExitCheck(1, "page", text))
        assert not desk.do(TickExitCheck(1, "page", text))
    assert gate(desk).lines[4].held == (Held("", "详情页", "ops"),)
    desk.do(CompleteMilestone(1, "page"))
    assert gate(desk).open

    desk.do(TickExitCheck(1, "page", "价格一致", done=False))
    assert gate(desk).lines[4].held == (
        Held("", "详情页", "ops", checks=(ExitCheck(text="价格一致"),)),
    )
    desk.do(TickExitCheck(1, "page", "价格一致"))
    desk.do(CompleteMilestone(1, "page"))
    seen = desk.board.campaigns[1].milestones[0].checks
    desk.do(EditMilestone(1, "page", (Edit("checks", seen, (*seen, ExitCheck(text="新"))),)))
    assert not gate(desk).open
    with pytest.raises(UnknownCheckError):
        desk.do(TickExitCheck(1, "page", "没有"))


def test_milestones_count_where_the_sale_should_wait_for_them(desk: Desk) -> None:
    milestone(desk, "stock", gate=True)
    milestone(desk, "photos", gate=False)
    assert held(desk) == {GateCheck.MILESTONES: [("", "supply")]}

    desk.do(CompleteMilestone(1, "stock"))
    assert gate(desk).open
    desk.do(CompleteMilestone(1, "stock", done=False))
    desk.do(EditMilestone(1, "stock", (Edit("cancelled", False, True),)))
    assert gate(desk).open
    assert gate(desk).lines[4].total == 0


def test_urgent_tasks_are_held_by_who_is_waited_for(desk: Desk) -> None:
    desk.add(owner_role="content", campaign=1, priority=Priority.P1)
    desk.do(MoveTask(1, State.BLOCKED, "no fabric", "supply"))
    desk.add(owner_role="content", campaign=1, priority=Priority.P0)
    desk.add(owner_role="content", campaign=1, priority=Priority.P2)
    desk.add(owner_role="content", priority=Priority.P0)

    assert held(desk) == {GateCheck.TASKS: [("T-1", "supply"), ("T-2", "content")]}
    for task in (1, 2):
        desk.do(MoveTask(task, State.CANCELLED))
    assert gate(desk).open


def test_urgent_tasks_that_are_due_after_the_opening_do_not_keep_it_shut(desk: Desk) -> None:
    due = Due(anchor=Anchor.END, offset_days=3)
    desk.add(campaign=1, priority=Priority.P0, due=due)

    assert gate(desk).open
