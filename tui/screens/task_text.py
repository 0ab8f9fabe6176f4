"""A task in words, all there is about it, for the screen and for the clipboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from domain.board import Board
from domain.clock import countdown, zone_named
from domain.due_words import describe, short
from domain.feedback import FeedbackItem
from domain.task import (
    STATE_NAMES,
    PartState,
    Task,
    at_risk,
    blocks,
    due_of,
    overdue,
    waiting_on,
)
from domain.text import pad
from domain.words import N, tr

PART_NAMES = {PartState.OPEN: N("open"), PartState.DONE: N("done"), PartState.BLOCKED: N("blocked")}
PART_SIGNS = {PartState.OPEN: "-", PartState.DONE: "+", PartState.BLOCKED: "x"}
LABEL = 14
"""Cells for what a line is about."""


def zone_of(board: Board, task: Task) -> tzinfo:
    """The zone in which the task's dates are said: its campaign's, else the team's."""
    campaign = None if task.campaign is None else board.campaigns.get(task.campaign)
    return zone_named(board.settings.zone) if campaign is None else campaign.tz


def name_of(board: Board, member: int | None) -> str:
    """What a member is called; `?` for nobody one knows."""
    found = None if member is None else board.members.get(member)
    return found.name if found else "?"


def facts(board: Board, task: Task, now: datetime) -> Iterator[str]:
    """Where it stands: state, people, parts, dates, what it waits for and what waits for it."""
    zone, role = zone_of(board, task), board.settings.name
    said = short(task.state_since, now, zone)
    yield _line(tr("State"), tr("{state} since {day}", state=tr(STATE_NAMES[task.state]), day=said))
    if task.block is not None:
        yield _line(tr("Blocked"), task.block.reason)
    if task.sent_back:
        yield _line(tr("Sent back"), task.sent_back)
    owner = role(task.owner_role)
    if task.assignee is not None:
        owner += f", {name_of(board, task.assignee)}"
    yield _line(tr("Owner"), owner)
    for part in task.parts:
        done = "" if part.at is None else f" {name_of(board, part.by)} {short(part.at, now, zone)}"
        words = f"{PART_SIGNS[part.state]} {role(part.role)} {tr(PART_NAMES[part.state])}{done}"
        yield _line(tr("Parts") if part is task.parts[0] else "", words)
    if task.acceptor_role is not None:
        yield _line(tr("Accepted by"), role(task.acceptor_role))
    yield from _dates(board, task, now, zone)
    if (wait := waiting_on(board, task)) is not None:
        words = f"{role(wait.role)} {short(wait.since, now, zone)}"
        yield _line(tr("Waits for"), words if wait.task is None else f"{words} T-{wait.task}")
    if (offer := task.handoff) is not None:
        said = f"{role(offer.to_role)} {name_of(board, offer.by)}: {offer.note}"
        yield _line(tr("Offered to"), said)
    if task.sku:
        yield _line(tr("SKU"), task.sku)
    yield from _tasks(board, tr("Depends on"), task.depends_on)
    yield from _tasks(board, tr("Blocks"), blocks(board, task.id))


def words(board: Board, task: Task, now: datetime) -> Iterator[str]:
    """What was written on it: acceptance, description, links, customers' words, comments."""
    zone = zone_of(board, task)
    for label, text in (
        (tr("Accepted when"), task.acceptance),
        (tr("Description"), task.description),
        (tr("Links"), "\n".join(task.links)),
        (tr("Feedback"), "\n".join(_feedback(board, task))),
    ):
        if text:
            yield f"{label}\n{text}\n"
    if task.comments:
        yield tr("Comments")
    for comment in task.comments:
        yield f"{name_of(board, comment.by)} {short(comment.at, now, zone)}: {comment.text}"


def _dates(board: Board, task: Task, now: datetime, zone: tzinfo) -> Iterator[str]:
    campaign = None if task.campaign is None else board.campaigns.get(task.campaign)
    due = due_of(board, task)
    if task.due is not None and due is not None:
        left = countdown(due, now, seconds=False) if task.open else ""
        risk = tr("at risk") if at_risk(board, task, now) else ""
        late = "!" if overdue(board, task, now) else ""
        said = describe(task.due, campaign, now, zone)
        yield _line(tr("Due"), ", ".join(filter(None, (said, f"{left} {late}".strip(), risk))))
    if campaign is not None:
        yield _line(tr("Campaign"), campaign.name)


def _tasks(board: Board, label: str, numbers: tuple[int, ...]) -> Iterator[str]:
    for at, number in enumerate(numbers):
        task = board.tasks.get(number)
        state = tr(STATE_NAMES[task.state]) if task else tr("archived")
        title = f" {task.title}" if task else ""
        yield _line(label if at == 0 else "", f"T-{number}{title} ({state})")


def _feedback(board: Board, task: Task) -> Iterator[str]:
    for number in task.feedback:
        item: FeedbackItem | None = board.feedback.get(number)
        yield f"F-{number} {item.text if item else tr('archived')}"


def _line(label: str, text: str) -> str:
    return f"{pad(label, LABEL)} {text}"
