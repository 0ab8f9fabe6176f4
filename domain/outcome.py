"""What a task found that others wait for: passed or failed, and what they do about it.

The words of what waits are kept on the run of the playbook (`domain/playbook.py`): whoever
says the outcome rewrites it in the same change, so that nobody promises what was disproved.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from domain.command import Change, Command, decide, rule
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.playbook import Wording
from domain.playbook_run import PlaybookRun, RunStep
from domain.record import touched
from domain.task import Outcome, State
from domain.task_moves import MoveTask
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board


class NoOutcomeError(DomainError):
    """Nothing hangs on it."""

    message = N("{number} is no task that passes or fails.")


@dataclass(frozen=True, slots=True)
class SetOutcome(Command):
    """Say what was found, or that it is different after all."""

    NAME = "task.outcome"

    id: int
    outcome: Outcome


@rule(SetOutcome)
def set_outcome(board: Board, command: SetOutcome, at: datetime, by: int) -> Change:
    """Note it, and tell the tasks that wait for it what there is to do now."""
    task = board.tasks.require(command.id)
    if task.origin is None or not task.origin.decides:
        raise NoOutcomeError(number=task.number)
    if task.outcome is command.outcome:
        return Change()
    change = Change((touched(task, at, by, outcome=command.outcome),))
    run = board.table(PlaybookRun).require(task.origin.run)
    for step in run.steps:
        wording = _wording(step, command.outcome)
        if step.decider == task.origin.step and wording != _wording(step, task.outcome):
            change += _reworded(board, step.task, wording, at, by)
    return change


def _wording(step: RunStep, outcome: Outcome | None) -> Wording | None:
    return step.failed if outcome is Outcome.FAILED else step.passed


def _reworded(
    board: Board, number: int | None, wording: Wording | None, at: datetime, by: int
) -> Change:
    """The task with other words; one that is done has to be done anew."""
    task = board.tasks.get(number or 0)
    if task is None or wording is None:
        return Change()
    if task.state is State.DONE:
        reopened = decide(board, MoveTask(task.id, State.DOING, wording.title), at, by)
        task = board.after(reopened).tasks[task.id]
    values = {"title": wording.title, "acceptance": wording.acceptance}
    return Change((touched(task, at, by, **values),))
