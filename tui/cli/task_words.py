"""A task in words: one row of a list, or all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from domain.board import Board
from domain.clock import countdown
from domain.due_words import describe, short, wall_clock
from domain.task import (
    OUTCOME_NAMES,
    STATE_NAMES,
    PartState,
    State,
    Task,
    at_risk,
    blocks,
    due_of,
    overdue,
    waiting_on,
)
from domain.words import N, tr
from tui.cli import values
from tui.cli.show import say, say_fields

_PARTS = {PartState.OPEN: N("open"), PartState.DONE: N("done"), PartState.BLOCKED: N("blocked")}


def task_row(board: Board, task: Task, now: datetime) -> tuple[str, ...]:
    """The cells of a task in a list; its title and what holds it up stand last."""
    roles = [board.settings.name(part.role) for part in task.parts]
    notes = _notes(board, task, now)
    return (
        task.number,
        task.priority,
        tr(STATE_NAMES[task.state]),
        "+".join(roles),
        _name(board, task.assignee),
        _due(board, task, now),
        task.title + "".join(f" | {note}" for note in notes),
    )


def say_task(board: Board, task: Task, now: datetime) -> None:
    """Print all of a task."""
    say(f"{task.number} {task.title}")
    campaign = board.campaigns.get(task.campaign or 0)
    zone = values.zone(board, task.campaign)
    say_fields(
        (
            (tr("State"), tr(STATE_NAMES[task.state])),
            (tr("Priority"), task.priority),
            (tr("Owner role"), board.settings.name(task.owner_role)),
            (tr("Parts"), ", ".join(_parts(board, task))),
            (tr("Assignee"), _name(board, task.assignee)),
            (tr("Acceptor"), board.settings.name(task.acceptor_role) if task.acceptor_role else ""),
            (tr("Due"), describe(task.due, campaign, now, zone) if task.due else ""),
            (tr("Campaign"), f"{campaign.number} {campaign.name}" if campaign else ""),
            ("SKU", task.sku),
            (tr("Depends on"), ", ".join(_titles(board, task.depends_on))),
            (tr("Blocks"), ", ".join(_titles(board, blocks(board, task.id)))),
            (tr("Outcome"), tr(OUTCOME_NAMES[task.outcome]) if task.outcome else ""),
            (tr("Feedback"), ", ".join(f"F-{number}" for number in task.feedback)),
            (tr("Notes"), ", ".join(_notes(board, task, now))),
            (tr("Description"), _below(task.description)),
            (tr("Acceptance criteria"), _below(task.acceptance)),
            (tr("Checklist"), _below("\n".join(_checks(task)))),
            (tr("Links"), _below("\n".join(task.links))),
            (tr("Comments"), _below("\n".join(_comments(board, task, zone)))),
        )
    )


def _below(text: str) -> str:
    """`text` on lines of its own, below its name."""
    return f"\n{text}" if text else ""


def _due(board: Board, task: Task, now: datetime) -> str:
    at = due_of(board, task)
    return "" if at is None else short(at, now, values.zone(board, task.campaign), task.due)


def _name(board: Board, member: int | None) -> str:
    found = board.members.get(member or 0)
    return found.name if found else ""


def _parts(board: Board, task: Task) -> Iterator[str]:
    for part in task.parts:
        who = f" ({_name(board, part.by)})" if part.by else ""
        yield f"{board.settings.name(part.role)} {tr(_PARTS[part.state])}{who}"


def _notes(board: Board, task: Task, now: datetime) -> list[str]:
    """What somebody who looks at the card has to know."""
    notes = []
    if overdue(board, task, now):
        notes.append(tr("overdue"))
    if task.handoff is not None:
        role = board.settings.name(task.handoff.to_role)
        notes.append(tr("offered to {role}", role=role))
    if task.state is State.BLOCKED and task.block is not None:
        notes.append(tr("blocked: {reason}", reason=task.block.reason))
    wait = waiting_on(board, task)
    if wait is not None and task.handoff is None:
        since = countdown(now, wait.since, seconds=False)
        task_number = f" T-{wait.task}" if wait.task else ""
        role = board.settings.name(wait.role) + task_number
        notes.append(tr("waiting for {role}, {since}", role=role, since=since))
    if at_risk(board, task, now):
        notes.append(tr("at risk"))
    if task.sent_back:
        notes.append(tr("sent back: {reason}", reason=task.sent_back))
    return notes


def _titles(board: Board, numbers: tuple[int, ...]) -> Iterator[str]:
    for number in numbers:
        task = board.tasks.get(number)
        yield f"T-{number} {task.title}" if task else f"T-{number}"


def _checks(task: Task) -> Iterator[str]:
    for place, check in enumerate(task.checklist, 1):
        yield f"{place} [{'x' if check.done else ' '}] {check.text}"


def _comments(board: Board, task: Task, zone: tzinfo) -> Iterator[str]:
    for comment in task.comments:
        day, wall = wall_clock(comment.at, zone)
        text = comment.text.replace("\n", "\n  ")
        yield f"{day} {wall} {_name(board, comment.by)}: {text}"
