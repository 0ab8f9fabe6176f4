"""Running a playbook, and saying before what that would make."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain.board import Board
from domain.campaign import Campaign
from domain.command import decide
from domain.due import due_at
from domain.due_words import short
from domain.playbook import ANYTHING, About, Playbook
from domain.playbook_plan import about, drafts
from domain.playbook_rules import RunPlaybook, checked
from domain.playbook_run import PlaybookRun, open_tasks
from domain.signal import Signal
from domain.task import Task, due_of
from domain.words import ntr, tr
from tui.cli import values
from tui.cli.act import act, made
from tui.cli.objects import Object, due_json, iso_json, number_json, stamps, task_object
from tui.cli.playbook_read import team_playbooks
from tui.cli.show import say, say_json, say_rows
from tui.session import Session


def run(session: Session, given: Namespace) -> int:
    """Make the tasks of a playbook, or only say which."""
    playbook = team_playbooks(session).playbook(given.key)
    signal = given.signal and values.number(Signal, given.signal)
    command = RunPlaybook(
        playbook=playbook,
        signal=signal,
        campaign=given.campaign and values.number(Campaign, given.campaign),
        sku=given.sku,
        topic=_topic(session, given, signal),
        skip=tuple(_left_out(playbook, text) for text in given.skip),
    )
    if given.preview:
        return _preview(session, given, command)
    number = made(act(session, command), PlaybookRun.TABLE)
    board, now = session.service.board, session.clock()
    record = board.table(PlaybookRun)[number]
    tasks = [board.tasks[step.task] for step in record.steps if step.task is not None]
    if given.json:
        say_json(_run_object(board, record, tasks, now))
        return 0
    count = ntr("{n} task", "{n} tasks", len(tasks))
    say(f"{record.number} {record.name}: {count}")
    say_rows(_task_row(board, task, now) for task in tasks)
    return 0


def _topic(session: Session, given: Namespace, signal: int | None) -> About:
    """What customers complain of: as it is said, else what the signal is about."""
    if given.topic is None and signal is None:
        return ANYTHING
    from domain.topics_file import load_lexicon

    lexicon = load_lexicon(session.folder, session.settings.roles)
    if given.topic is not None:
        return about(lexicon, given.topic)
    return about(lexicon, session.service.board.signals.require(signal or 0).topic)


def _left_out(playbook: Playbook, text: str) -> tuple[str, str]:
    """The step that `STEP=REASON` leaves out, by its key or its place, and why."""
    step, _, reason = text.partition("=")
    step = step.strip()
    if step.isdecimal() and 1 <= int(step) <= len(playbook.steps):
        step = playbook.steps[int(step) - 1].key
    return step, reason


def _preview(session: Session, given: Namespace, command: RunPlaybook) -> int:
    """Print what would be made. Whatever would be refused is refused here, too."""
    board, now = replace(session.service.board, tentative=True), session.clock()
    command = checked(board, command)
    decide(board, command, now, session.member_id)
    if given.json:
        say_json(_preview_object(board, command, now))
        return 0
    say_rows(_preview_rows(board, command, now))
    for key, reason in command.skip:
        say(tr("left out: {step} ({reason})", step=key, reason=reason))
    say(tr("Nothing was made yet."))
    return 0


def _preview_rows(board: Board, command: RunPlaybook, now: datetime) -> Iterator[tuple[str, ...]]:
    campaign = board.campaigns.get(command.campaign or 0)
    zone = values.zone(board, command.campaign)
    found = drafts(board, command, now)
    places = {draft.step.key: str(place) for place, draft in enumerate(found, 1)}
    for draft in found:
        at = due_at(draft.due, campaign) if draft.due else None
        after = ", ".join(places[key] for key in draft.depends_on)
        yield (
            places[draft.step.key],
            draft.step.key,
            board.settings.name(draft.role),
            short(at, now, zone, draft.due) if at else "",
            draft.step.priority,
            draft.wording.title + (" | " + tr("after {steps}", steps=after) if after else ""),
        )


def _task_row(board: Board, task: Task, now: datetime) -> tuple[str, ...]:
    at = due_of(board, task)
    after = ", ".join(f"T-{number}" for number in task.depends_on)
    return (
        task.number,
        board.settings.name(task.owner_role),
        short(at, now, values.zone(board, task.campaign), task.due) if at else "",
        task.priority,
        task.title + (" | " + tr("after {steps}", steps=after) if after else ""),
    )


def _preview_object(board: Board, command: RunPlaybook, now: datetime) -> Object:
    campaign = board.campaigns.get(command.campaign or 0)
    return {
        "id": None,
        "playbook": command.playbook.key,
        "name": command.playbook.name,
        "signal": number_json("S", command.signal),
        "campaign": number_json("C", command.campaign),
        "sku": command.sku,
        "steps": [
            {
                "key": draft.step.key,
                "owner_role": draft.role,
                "title": draft.wording.title,
                "acceptance": draft.wording.acceptance,
                "due_at": iso_json(due_at(draft.due, campaign) if draft.due else None),
                "due": due_json(draft.due),
                "priority": draft.step.priority,
                "depends_on": list(draft.depends_on),
                "decides": draft.step.decides,
            }
            for draft in drafts(board, command, now)
        ],
        "skipped": dict(command.skip),
    }


def _run_object(board: Board, run: PlaybookRun, tasks: list[Task], now: datetime) -> Object:
    return {
        "id": run.number,
        "playbook": run.playbook,
        "name": run.name,
        "signal": number_json("S", run.signal),
        "campaign": number_json("C", run.campaign),
        "sku": run.sku,
        "running": bool(open_tasks(board, run)),
        "steps": [
            {"key": step.key, "task": number_json("T", step.task), "skipped": step.skipped}
            for step in run.steps
        ],
        "tasks": [task_object(board, task, now) for task in tasks],
        **stamps(run),
    }
