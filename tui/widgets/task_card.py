"""A task as two lines of a lane: which gear is it, how far is each, what holds it up, until when.

    T-42 P1 Main image and product page
    C+ Lx P-  Zhou Min  waits L 2d      D-5

Every state has a sign, `+` done, `-` open, `x` blocked, `!` late, so that nothing is said by
colour alone; no character here is of ambiguous width.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from domain import due_words
from domain.board import Board
from domain.task import (
    PartState,
    State,
    Task,
    at_risk,
    due_of,
    open_dependencies,
    waiting_on,
)
from domain.text import cells, fit, pad
from domain.words import tr
from tui.widgets.scene import Scene

SIGNS = {PartState.DONE: "+", PartState.OPEN: "-", PartState.BLOCKED: "x"}


def task_rows(scene: Scene, task: Task, width: int) -> tuple[tuple[str, str], tuple[str, str]]:
    """Text and look of both lines, at most `width` cells."""
    board, now = scene.board, scene.now
    title = fit(f"{task.number} {task.priority} {task.title}", width)
    due = due_of(board, task)
    late = task.open and due is not None and due < now
    risk = not late and at_risk(board, task, now)
    who = scene.fresh.get(task.number)
    look = "meta"
    if who is not None:
        look = "fresh"
    elif late:
        look = "late"
    elif risk or task.state is State.BLOCKED or task.handoff is not None:
        look = "warn"
    near = _near(scene, task, who)
    right = near or until(scene, task, due)
    return (title, "title"), (_spread(_left(scene, task, risk), right, width), look)


def strip(board: Board, task: Task) -> str:
    """The roles that contribute, the owner's first, each with the state of its part."""
    role = board.settings.role
    return " ".join(role(part.role).mark + SIGNS[part.state] for part in task.parts)


def until(scene: Scene, task: Task, due: datetime | None) -> str:
    """Until when: a time today, a day before the campaign, a date, or how late it is.

    For finished work: when it was finished.
    """
    campaign = None if task.campaign is None else scene.board.campaigns.get(task.campaign)
    zone = scene.zone if campaign is None else campaign.tz
    if not task.open:
        return due_words.short(task.state_since, scene.now, zone)
    if due is None:
        return ""
    if due < scene.now:
        return tr("{span} late", span=span_words(scene.now - due)) + " !"
    return due_words.short(due, scene.now, zone, task.due)


def span_words(span: timedelta) -> str:
    """How long, in its largest unit: `2d`, `3h`, `15m`."""
    minutes = int(span.total_seconds()) // 60
    if minutes >= 1440:
        return tr("{n}d", n=minutes // 1440)
    return tr("{n}h", n=minutes // 60) if minutes >= 60 else tr("{n}m", n=minutes)


def _left(scene: Scene, task: Task, risk: bool) -> list[str]:
    """What stands on the left of the second line, the weightiest first."""
    board = scene.board
    assignee = board.members.get(task.assignee or 0)
    parts = [strip(board, task), _holdup(scene, task)]
    if risk:
        parts.append(tr("at risk") + " ?")
    if task.sent_back and task.open:
        parts.append(tr("sent back"))
    parts.append(assignee.name if assignee is not None else "")
    return [part for part in parts if part]


def _holdup(scene: Scene, task: Task) -> str:
    """Who or what it waits for, and for how long."""
    board, now = scene.board, scene.now
    role = board.settings.role
    if task.handoff is not None:
        return f"=>{role(task.handoff.to_role).mark}?"
    wait = waiting_on(board, task)
    if wait is not None and (task.state is not State.TODO or open_dependencies(board, task)):
        mark, since = role(wait.role).mark, span_words(now - wait.since)
        return tr("waits {role} {span}", role=mark, span=since)
    return f"x {task.block.reason}" if task.block is not None else ""


def _near(scene: Scene, task: Task, who: str | None) -> str:
    """Who is at the card at this moment."""
    if who is not None:
        return f"< {who}"
    editor = scene.forms.get(task.number)
    return tr("{name} edits", name=editor) if editor is not None else ""


def _spread(left: list[str], right: str, width: int) -> str:
    """The parts that fit, then what stands at the right edge: that always fits."""
    right = fit(right, width)
    room = width - cells(right) - (1 if right else 0)
    line = ""
    for part in left:
        longer = f"{line} {part}" if line else part
        if cells(longer) > room:
            line = fit(longer, room) if not line or room - cells(line) > 6 else line
            break
        line = longer
    return pad(line, width - cells(right)) + right
