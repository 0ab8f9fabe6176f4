"""The shipped playbooks on a desk's board, for their tests."""

from __future__ import annotations

from domain.outcome import SetOutcome
from domain.playbook import Playbook
from domain.playbook_file import load_playbooks
from domain.playbook_rules import RunPlaybook
from domain.settings import TeamSettings
from domain.task import Outcome, State, Task
from domain.task_moves import MoveTask
from tests.domain.desk import OPS, Desk


def playbook(key: str) -> Playbook:
    return load_playbooks(TeamSettings()).playbook(key)


def run(key: str = "quality", **values: object) -> RunPlaybook:
    values = {"language": "zh-CN", **values}
    return RunPlaybook(playbook=playbook(key), **values)  # type: ignore[arg-type]


def by_step(desk: Desk) -> dict[str, Task]:
    tasks = desk.board.tasks.values()
    return {task.origin.step: task for task in tasks if task.origin is not None}


def finish(desk: Desk, task: Task) -> None:
    """Take it to done, as the one who does it and operations would."""
    if task.undecided:
        desk.do(SetOutcome(task.id, Outcome.PASSED))
    for state in (State.DOING, State.REVIEW, State.DONE):
        desk.do(MoveTask(task.id, state, "because"), by=OPS)
