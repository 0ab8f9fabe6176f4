"""Running a playbook: all its tasks in one change, and once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from domain.command import Change, Command, decide, new_uid, rule
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.playbook import Step, Text
from domain.playbook_plan import Draft, Plan, drafts, role_of, said, written_in
from domain.playbook_run import PlaybookRun, RunStep, open_tasks, runs
from domain.signal import STORE, Signal, dispatched
from domain.task import Origin, Task
from domain.task_write import AddTask
from domain.text import clean
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board


class AlreadyRunningError(DomainError):
    """Somebody was faster, or pressed twice.

    Attributes:
        run: The run that goes on.
    """

    message = N("{name} is running already: {tasks}.")

    def __init__(self, name: str, run: PlaybookRun, tasks: tuple[int, ...]) -> None:
        """Refuse to run the playbook called `name` beside `run`, of which `tasks` are open."""
        super().__init__(name=name, tasks=", ".join(f"T-{number}" for number in tasks))
        self.run = run


class UnknownStepError(DomainError):
    """The playbook has no such step."""

    message = N("{name} has no step {step}. Its steps: {steps}.")


class SkipReasonError(DomainError):
    """Somebody will miss it."""

    message = N("Say why {step} is left out.")


class NothingLeftError(DomainError):
    """Every step was left out."""

    message = N("There is nothing to run: every step of {name} is left out.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlaybook(Plan, Command):
    """Make the tasks of a plan."""

    NAME = "playbook.run"

    uid: str = field(default_factory=new_uid)


def checked(board: Board, command: RunPlaybook) -> RunPlaybook:
    """The command as its rule takes it, with the product of the signal where none is named.

    Raises:
        UnknownStepError: A step that is left out is not there.
        SkipReasonError: One is left out without a reason.
        NothingLeftError: All are left out.
        AlreadyRunningError: It goes on for the same signal, or the same campaign and product.
        UnknownRecordError: There is no such signal.
    """
    sku = command.sku
    if not sku and command.signal is not None:
        signal = board.table(Signal).require(command.signal)
        sku = "" if signal.sku == STORE else signal.sku
    sku, skip = clean(sku, limit=64, lines=1), tuple(_reasons(command).items())
    for run in runs(board, command.playbook.key):
        same = run.is_about(command.signal, command.campaign, sku)
        if same and (tasks := open_tasks(board, run)):
            raise AlreadyRunningError(command.playbook.name, run, tasks)
    return replace(command, sku=sku, skip=skip)


@rule(RunPlaybook)
def run_playbook(board: Board, command: RunPlaybook, at: datetime, by: int) -> Change:
    """The tasks, the run of them, and the signal as dispatched; done when the uid is known."""
    if board.table(PlaybookRun).by_uid(command.uid):
        return Change()
    command = checked(board, command)
    run, change, made = board.next_id(PlaybookRun), Change(), dict[str, int]()
    for draft in drafts(board, command, at):
        made[draft.step.key] = board.next_id(Task)
        added = decide(board, _task(board, command, draft, run, made), at, by)
        board, change = board.after(added), change + added
    playbook = command.playbook
    record = PlaybookRun(
        id=run,
        uid=command.uid,
        created_at=at,
        created_by=by,
        updated_at=at,
        updated_by=by,
        playbook=playbook.key,
        name=Text(zh=playbook.zh, en=playbook.en).spoken(written_in(board, command)),
        signal=command.signal,
        campaign=command.campaign,
        sku=command.sku,
        steps=tuple(_kept(board, command, step, made) for step in playbook.steps),
    )
    change += Change((record,))
    if command.signal is not None:
        signal = board.table(Signal).require(command.signal)
        change += Change((dispatched(signal, tuple(made.values()), at, by),))
    return change


def _task(
    board: Board, command: RunPlaybook, draft: Draft, run: int, made: Mapping[str, int]
) -> AddTask:
    playbook, step = command.playbook, draft.step
    return AddTask(
        title=draft.wording.title,
        acceptance=draft.wording.acceptance,
        owner_role=draft.role,
        with_roles=tuple(role_of(board, role) for role in step.with_roles),
        acceptor_role=None if draft.role == playbook.acceptor else playbook.acceptor,
        priority=step.priority,
        due=draft.due,
        campaign=command.campaign,
        sku=command.sku,
        depends_on=tuple(made[key] for key in draft.depends_on),
        origin=Origin(
            playbook=playbook.key,
            step=step.key,
            run=run,
            signal=command.signal,
            decides=step.decides,
        ),
        uid=f"{command.uid}-{step.key}",
    )


def _kept(board: Board, command: RunPlaybook, step: Step, made: Mapping[str, int]) -> RunStep:
    """What became of a step."""
    kept = RunStep(
        key=step.key, task=made.get(step.key), skipped=dict(command.skip).get(step.key, "")
    )
    if step.if_failed is None or kept.task is None or command.unseen(step):
        return kept
    return replace(
        kept,
        decider=command.playbook.decider(step),
        passed=said(board, command, command.brief(step)),
        failed=said(board, command, step.if_failed),
    )


def _reasons(command: RunPlaybook) -> dict[str, str]:
    """Why steps are left out, by key."""
    playbook, found = command.playbook, dict[str, str]()
    keys = [step.key for step in playbook.steps]
    for key, reason in command.skip:
        if key not in keys:
            raise UnknownStepError(name=playbook.name, step=key, steps=", ".join(keys))
        found[key] = clean(reason, limit=500, lines=1)
        if not found[key]:
            raise SkipReasonError(step=key)
    if len(found) == len(keys):
        raise NothingLeftError(name=playbook.name)
    return found
