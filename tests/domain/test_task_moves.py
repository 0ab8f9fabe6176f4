"""Which moves are legal, what each needs, and what it leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.handoff import SetPart
from domain.task import OPEN, PartState, State
from domain.task_moves import (
    LEGAL,
    DependencyOpenError,
    IllegalMoveError,
    MoveTask,
    NotAcceptorError,
    PartOpenError,
    ReasonRequiredError,
    step,
)
from domain.team import UnknownRoleError
from tests.domain.desk import CONTENT, OPS, SUPPLY, Desk


def walk(desk: Desk, number: int, *states: State, reason: str = "") -> None:
    for state in states:
        desk.do(MoveTask(number, state, reason=reason))


def reach(desk: Desk, number: int, state: State) -> None:
    """Bring a fresh task to `state` by legal moves."""
    ways = {
        State.TODO: (),
        State.DOING: (State.DOING,),
        State.BLOCKED: (State.DOING, State.BLOCKED),
        State.REVIEW: (State.DOING, State.REVIEW),
        State.DONE: (State.DOING, State.REVIEW, State.DONE),
        State.CANCELLED: (State.CANCELLED,),
    }
    walk(desk, number, *ways[state], reason="因为")


@pytest.mark.parametrize("start", list(State))
@pytest.mark.parametrize("to", list(State))
def test_only_the_listed_moves_are_legal(desk: Desk, start: State, to: State) -> None:
    task = desk.add()
    reach(desk, task.id, start)
    legal = {*LEGAL[start], *([State.DOING] if start is State.BLOCKED else [])}

    if to in legal or to is start:
        walk(desk, task.id, to, reason="因为")
        assert desk.task(task.id).state is to
    else:
        with pytest.raises(IllegalMoveError):
            walk(desk, task.id, to, reason="因为")
        assert desk.task(task.id).state is start


def test_a_move_that_was_made_already_changes_nothing(desk: Desk) -> None:
    task = desk.add()
    desk.do(MoveTask(task.id, State.DOING))

    assert not desk.do(MoveTask(task.id, State.DOING))


def test_blocking_needs_a_reason_and_remembers_where_the_task_was(desk: Desk) -> None:
    task = desk.add()
    reach(desk, task.id, State.DOING)

    with pytest.raises(ReasonRequiredError):
        desk.do(MoveTask(task.id, State.BLOCKED, reason="  "))
    desk.do(MoveTask(task.id, State.BLOCKED, reason="面料没到", waiting_on="supply"))

    block = desk.task(task.id).block
    assert block is not None
    assert (block.reason, block.was, block.waiting_on) == ("面料没到", State.DOING, "supply")
    with pytest.raises(IllegalMoveError):
        desk.do(MoveTask(task.id, State.TODO))
    desk.do(MoveTask(task.id, State.DOING))
    assert desk.task(task.id).block is None


def test_blocking_on_a_role_that_is_not_there_is_refused(desk: Desk) -> None:
    task = desk.add()

    with pytest.raises(UnknownRoleError, match="There is no role qc"):
        desk.do(MoveTask(task.id, State.BLOCKED, reason="等", waiting_on="qc"))


def test_sending_back_needs_a_reason_and_opens_the_owners_part_again(desk: Desk) -> None:
    task = desk.add()
    reach(desk, task.id, State.REVIEW)
    assert desk.task(task.id).parts[0].state is PartState.DONE

    with pytest.raises(ReasonRequiredError):
        desk.do(MoveTask(task.id, State.DOING))
    desk.do(MoveTask(task.id, State.DOING, reason="还是原价"))

    sent = desk.task(task.id)
    assert sent.sent_back == "还是原价"
    assert sent.parts[0].state is PartState.OPEN


def test_a_task_is_not_accepted_while_a_part_is_open(desk: Desk) -> None:
    task = desk.add(with_roles=("promo", "supply"))
    reach(desk, task.id, State.REVIEW)

    with pytest.raises(PartOpenError, match="Promotion, Supply chain"):
        desk.do(MoveTask(task.id, State.DONE))
    for role in ("promo", "supply"):
        desk.do(SetPart(task.id, role, PartState.DONE), by=SUPPLY)
    desk.do(MoveTask(task.id, State.DONE))

    assert desk.task(task.id).state is State.DONE


def test_starting_with_an_open_dependency_needs_a_reason(desk: Desk) -> None:
    first, second = desk.add("面料"), desk.add("主图", depends_on=(1,))

    with pytest.raises(DependencyOpenError, match="T-1"):
        desk.do(MoveTask(second.id, State.DOING))
    desk.do(MoveTask(second.id, State.DOING, reason="先做草图"))
    assert desk.task(second.id).state is State.DOING

    reach(desk, first.id, State.DONE)
    third = desk.add("详情页", depends_on=(first.id,))
    desk.do(MoveTask(third.id, State.DOING))


def test_only_the_accepting_role_accepts_without_a_reason(desk: Desk) -> None:
    task = desk.add()
    assert task.acceptor_role == "ops"
    reach(desk, task.id, State.REVIEW)

    with pytest.raises(NotAcceptorError, match="Operations accepts T-1"):
        desk.do(MoveTask(task.id, State.DONE), by=CONTENT)
    desk.do(MoveTask(task.id, State.DONE), by=OPS)


def test_what_is_asked_for_within_a_role_is_accepted_by_anybody(desk: Desk) -> None:
    task = desk.add(owner_role="ops")

    assert task.acceptor_role is None


def test_state_since_is_the_moment_of_the_last_move(desk: Desk) -> None:
    task = desk.add()
    desk.later(hours=3)
    desk.do(MoveTask(task.id, State.DOING))

    moved = desk.task(task.id)
    assert moved.state_since - task.state_since == timedelta(hours=3)
    assert moved.rev == 2


@pytest.mark.parametrize(
    ("state", "forward", "back"),
    [
        (State.TODO, State.DOING, None),
        (State.DOING, State.REVIEW, State.TODO),
        (State.REVIEW, State.DONE, State.DOING),
        (State.DONE, None, State.DOING),
        (State.CANCELLED, State.TODO, State.TODO),
        (State.BLOCKED, State.DOING, State.DOING),
    ],
)
def test_the_step_keys_walk_the_lanes(
    desk: Desk, state: State, forward: State | None, back: State | None
) -> None:
    task = desk.add()
    reach(desk, task.id, state)

    assert step(desk.task(task.id), 1) is forward
    assert step(desk.task(task.id), -1) is back


def test_the_open_states_are_the_lanes_with_something_to_do() -> None:
    assert set(State) - set(OPEN) == {State.DONE, State.CANCELLED}
