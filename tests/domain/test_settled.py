"""What goes to the archive, and when; on a board in memory. No file is involved."""

from __future__ import annotations

from domain.record import encode
from domain.settled import settler
from domain.task import State
from domain.task_moves import MoveTask
from tests.domain.desk import Desk
from tests.domain.sale import sale


def archived(desk: Desk, number: int) -> bool:
    """Whether a compaction at this moment would take the task away."""
    settled = settler(desk.now, desk.board.settings, desk.board)
    return settled("tasks", str(number), encode(desk.task(number))) is not None


def cancelled(desk: Desk, **values: object) -> int:
    task = desk.add(**values)
    desk.do(MoveTask(task.id, State.CANCELLED, "no"))
    return task.id


def test_early_work_of_a_campaign_stays_until_that_is_over(desk: Desk) -> None:
    desk.later(days=-60)
    sale(desk)
    early, other = cancelled(desk, campaign=1), cancelled(desk)

    desk.later(days=50)
    assert (archived(desk, early), archived(desk, other)) == (False, True)
    desk.later(days=40)
    assert archived(desk, early)


def test_open_work_is_never_archived(desk: Desk) -> None:
    task = desk.add()
    desk.later(days=400)

    assert not archived(desk, task.id)
