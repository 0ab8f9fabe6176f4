"""What the outcome of an inspection changes in the work of a playbook. No file is written."""

from __future__ import annotations

import pytest

from domain.command import Bulk
from domain.outcome import NoOutcomeError, SetOutcome
from domain.playbook import About
from domain.task import Outcome, State
from domain.task_moves import DependencyOpenError, MoveTask, OutcomeRequiredError
from tests.domain.desk import SUPPLY, Desk
from tests.domain.playing import by_step, finish, run


def test_the_inspection_is_not_done_before_its_outcome_is_said(desk: Desk) -> None:
    desk.do(run())
    inspect = by_step(desk)["inspect"]
    for state in (State.DOING, State.REVIEW):
        desk.do(MoveTask(inspect.id, state, "样本已有"))

    with pytest.raises(OutcomeRequiredError, match="T-4"):
        desk.do(MoveTask(inspect.id, State.DONE, "because"))
    desk.do(Bulk((SetOutcome(4, Outcome.PASSED), MoveTask(4, State.DONE, "because"))))

    assert desk.task(4).outcome is Outcome.PASSED
    assert by_step(desk)["page"].title == "详情页讲清工艺与改进，附实测"


def test_a_failed_inspection_rewrites_what_waits_for_it_in_the_same_change(desk: Desk) -> None:
    desk.do(run(topic=About(key="pilling", zh="起球")))

    change = desk.do(SetOutcome(4, Outcome.FAILED), by=SUPPLY)

    tasks = by_step(desk)
    assert tasks["page"].title == "质检不合格：详情页如实说明，或下架"
    assert tasks["page"].acceptance == "不再宣传该工艺；说明已上线，或商品已下架"
    assert tasks["resume"].title.startswith("质检不合格：不恢复投流")
    assert {record.id for record in change.puts} == {4, 5, 7}
    assert not desk.do(SetOutcome(4, Outcome.FAILED))

    desk.do(SetOutcome(4, Outcome.PASSED))
    assert by_step(desk)["page"].title == "详情页强调抗起球工艺，附实测"


def test_what_somebody_has_reworded_stays_when_nothing_is_disproved(desk: Desk) -> None:
    from domain.edit import Edit
    from domain.task_write import EditTask

    desk.do(run())
    page = by_step(desk)["page"]
    desk.do(EditTask(page.id, (Edit("title", page.title, "主图也要换"),)))

    desk.do(SetOutcome(4, Outcome.PASSED))
    assert desk.task(page.id).title == "主图也要换"

    desk.do(SetOutcome(4, Outcome.FAILED))
    assert desk.task(page.id).title.startswith("质检不合格")


def test_a_page_that_is_done_is_opened_again_when_its_claim_is_disproved(desk: Desk) -> None:
    desk.do(run())
    finish(desk, desk.task(4))
    finish(desk, desk.task(5))

    desk.do(SetOutcome(4, Outcome.FAILED))

    page = desk.task(5)
    assert (page.state, page.title[:5]) == (State.DOING, "质检不合格")
    assert page.sent_back == page.title
    assert desk.task(4).state is State.DONE


def test_without_an_inspection_only_what_is_safe_is_said(desk: Desk) -> None:
    desk.do(run(skip=(("inspect", "没有样品"),)))

    page = by_step(desk)["page"]
    assert page.title.startswith("质检不合格")
    assert page.depends_on == (by_step(desk)["samples"].id,)


def test_only_tasks_that_decide_have_an_outcome(desk: Desk) -> None:
    desk.add("主图")
    with pytest.raises(NoOutcomeError, match="T-1"):
        desk.do(SetOutcome(1, Outcome.PASSED))
    desk.do(run())
    with pytest.raises(NoOutcomeError, match="T-2"):
        desk.do(SetOutcome(2, Outcome.PASSED))


def test_starting_the_page_before_the_inspection_needs_a_reason_and_the_pause_none(
    desk: Desk,
) -> None:
    desk.do(run())
    desk.do(MoveTask(by_step(desk)["pause"].id, State.DOING))
    with pytest.raises(DependencyOpenError, match="T-4"):
        desk.do(MoveTask(by_step(desk)["page"].id, State.DOING))
