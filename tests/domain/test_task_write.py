"""How a task comes to be and is edited: defaults, checks, and two editors at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.board import UnknownRecordError
from domain.command import Bulk
from domain.due import Anchor, Due
from domain.edit import Edit, FieldConflictError
from domain.handoff import SetPart
from domain.task import PartState, State, at_risk, blocks, due_of, overdue, waiting_on
from domain.task_moves import MoveTask
from domain.task_write import (
    AddTask,
    DependencyCycleError,
    EditTask,
    RelativeDueError,
    TitleRequiredError,
)
from domain.team import EditMember, InactiveMemberError, UnknownRoleError
from tests.domain.desk import CONTENT, OPS, SUPPLY, Desk


def edit(desk: Desk, number: int, field: str, before: object, after: object, by: int = OPS) -> None:
    desk.do(EditTask(number, (Edit(field, before, after),)), by=by)


def test_a_new_task_has_a_part_for_each_role_the_owner_first(desk: Desk) -> None:
    task = desk.add(with_roles=("promo", "supply", "content", "promo"))

    assert [part.role for part in task.parts] == ["content", "promo", "supply"]
    assert task.number == "T-1"
    assert task.state is State.TODO


def test_sending_the_same_creation_twice_creates_once(desk: Desk) -> None:
    command = AddTask(title="主图", owner_role="content")
    desk.do(command)

    assert not desk.do(command)
    assert len(desk.board.tasks) == 1


def test_hostile_titles_are_cleaned_and_empty_ones_refused(desk: Desk) -> None:
    task = desk.add("\x1b[31m主图\u202e \n 详情\x07")
    assert task.title == "主图 详情"

    with pytest.raises(TitleRequiredError):
        desk.add("\u200b \x1b[0m")


def test_roles_members_and_numbers_have_to_exist(desk: Desk) -> None:
    with pytest.raises(UnknownRoleError):
        desk.add(owner_role="magic")
    with pytest.raises(UnknownRecordError, match="T-9"):
        desk.add(depends_on=(9,))
    with pytest.raises(UnknownRecordError, match="C-9"):
        desk.add(campaign=9)
    desk.do(EditMember(SUPPLY, (Edit("active", True, False),)))
    with pytest.raises(InactiveMemberError, match="老陈"):
        desk.add(assignee=SUPPLY)


def test_dependencies_never_form_a_circle(desk: Desk) -> None:
    desk.add("a")
    desk.add("b", depends_on=(1,))
    desk.add("c", depends_on=(2,))

    with pytest.raises(DependencyCycleError, match="T-1"):
        edit(desk, 1, "depends_on", (), (3,))
    with pytest.raises(DependencyCycleError):
        edit(desk, 1, "depends_on", (), (1,))


def test_a_relative_due_date_needs_a_campaign(desk: Desk) -> None:
    with pytest.raises(RelativeDueError):
        desk.add(due=Due(anchor=Anchor.START, offset_days=-5))


def test_editors_of_different_fields_both_win(desk: Desk) -> None:
    desk.add("旧标题")
    edit(desk, 1, "title", "旧标题", "新标题", by=CONTENT)
    edit(desk, 1, "sku", "", "TEE-A", by=SUPPLY)

    assert (desk.task(1).title, desk.task(1).sku) == ("新标题", "TEE-A")


def test_the_second_editor_of_a_field_sees_both_values_and_the_other_name(desk: Desk) -> None:
    desk.add("旧标题")
    edit(desk, 1, "title", "旧标题", "周敏的", by=CONTENT)

    with pytest.raises(FieldConflictError, match="周敏") as caught:
        edit(desk, 1, "title", "旧标题", "老陈的", by=SUPPLY)

    conflict = caught.value
    assert (conflict.theirs, conflict.edit.after, conflict.who) == ("周敏的", "老陈的", "周敏")
    assert desk.task(1).title == "周敏的"


def test_wanting_what_the_colleague_wrote_is_no_conflict(desk: Desk) -> None:
    desk.add("旧")
    edit(desk, 1, "title", "旧", "新", by=CONTENT)

    edit(desk, 1, "title", "旧", "新", by=SUPPLY)

    assert desk.task(1).updated_by == CONTENT


def test_contributing_roles_come_and_go_without_losing_what_was_done(desk: Desk) -> None:
    desk.add(with_roles=("promo", "supply"))
    desk.do(SetPart(1, "supply", PartState.DONE), by=SUPPLY)

    edit(desk, 1, "with_roles", ("promo", "supply"), ("supply", "cs"))

    parts = [(part.role, part.state) for part in desk.task(1).parts]
    assert parts == [
        ("content", PartState.OPEN),
        ("supply", PartState.DONE),
        ("cs", PartState.OPEN),
    ]


def test_a_bulk_is_one_change_and_refused_as_a_whole(desk: Desk) -> None:
    desk.add("a")
    desk.add("b")
    both = tuple(MoveTask(number, State.DOING) for number in (1, 2))
    change = desk.do(Bulk(both))
    assert len(change.puts) == 2

    with pytest.raises(UnknownRecordError):
        desk.do(Bulk((MoveTask(1, State.TODO), MoveTask(7, State.TODO))))
    assert desk.task(1).state is State.DOING


def test_what_an_open_task_waits_for_is_derived(desk: Desk) -> None:
    desk.add("面料到货", owner_role="supply")
    desk.add("主图", depends_on=(1,))

    wait = waiting_on(desk.board, desk.task(2))
    assert wait is not None
    assert (wait.role, wait.task) == ("supply", 1)
    assert blocks(desk.board, 1) == (2,)

    for state in (State.DOING, State.REVIEW, State.DONE):
        desk.do(MoveTask(1, state))
    assert waiting_on(desk.board, desk.task(2)) is None


def test_a_late_upstream_puts_everything_downstream_at_risk(desk: Desk) -> None:
    soon = Due(at=desk.now + timedelta(hours=1))
    later = Due(at=desk.now + timedelta(days=3))
    desk.add("面料", owner_role="supply", due=soon)
    desk.add("主图", depends_on=(1,), due=later)
    desk.add("投流", owner_role="promo", depends_on=(2,), due=later)
    assert not at_risk(desk.board, desk.task(3), desk.now)

    desk.later(hours=2)

    assert overdue(desk.board, desk.task(1), desk.now)
    assert at_risk(desk.board, desk.task(3), desk.now)
    assert due_of(desk.board, desk.task(1)) == soon.at


def test_the_open_work_of_somebody_who_leaves_goes_over_in_one_step(desk: Desk) -> None:
    desk.add("a", assignee=CONTENT)
    desk.add("b", assignee=CONTENT)
    desk.do(MoveTask(2, State.CANCELLED))

    desk.do(EditMember(CONTENT, (Edit("active", True, False),), heir=OPS))

    assert not desk.board.members[CONTENT].active
    assert desk.task(1).assignee == OPS
    assert desk.task(2).assignee == CONTENT
