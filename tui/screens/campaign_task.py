"""A task as one row of the campaign view: sign, number, who, until when, what."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from domain.board import Board
from domain.due_words import short
from domain.matrix import SHAPE_NAMES, Shape
from domain.task import Task, due_of, waiting_on
from domain.text import cells, fit, pad
from domain.words import tr
from tui.screens import task_text
from tui.widgets.row_list import Entry

SIGNS = {
    Shape.LATE: "!",
    Shape.BLOCKED: "x",
    Shape.AT_RISK: "?",
    Shape.TODO: "",
    Shape.DOING: ">",
    Shape.REVIEW: "~",
    Shape.DONE: "+",
}
"""What stands before a task, and behind the figures of several by the worst of them."""
LOOKS = {Shape.LATE: "late", Shape.BLOCKED: "warn", Shape.AT_RISK: "warn", Shape.DONE: "meta"}
"""How a row looks by the worst shape in it; any other like plain text."""


def task_entry(
    board: Board,
    task: Task,
    shape: Shape,
    now: datetime,
    *,
    under: str,
    notes: str = "",
    indent: int = 0,
) -> Entry:
    """The row of a task below the row `under`, whose key it has beside its own number.

    Args:
        board: The board.
        task: What it is about.
        shape: What shape that is in.
        now: The present moment.
        under: The key of the row above.
        notes: What stands at the right; empty: where the task stands.
        indent: Cells by which it is set in.
    """
    return Entry(
        f"{under}/{task.number}",
        partial(_row, board, task, shape, now, notes, indent),
        LOOKS.get(shape, "title"),
        detail=partial(told, board, task, now),
    )


def task_of(key: str) -> int | None:
    """The number of the task that a row with this key is about; None for another row."""
    last = key.rpartition("/")[2]
    return int(last[2:]) if last.startswith("T-") and last[2:].lstrip("-").isdecimal() else None


def told(board: Board, task: Task, now: datetime) -> str:
    """What the page beside the list says of a task."""
    lines = [f"{task.number} {task.priority} {task.title}", "", *task_text.facts(board, task, now)]
    return "\n".join([*lines, *task_text.words(board, task, now)])


def _row(
    board: Board, task: Task, shape: Shape, now: datetime, notes: str, indent: int, width: int
) -> str:
    mark = board.settings.role(task.owner_role).mark
    left = f"{' ' * indent}  {SIGNS[shape] or '-'} {pad(mark, 2)} {task.number} {task.title}"
    right = fit(notes or _stands(board, task, shape, now), width * 3 // 5)
    return f"{pad(left, width - cells(right) - 2)}  {right}" if right else fit(left, width)


def _stands(board: Board, task: Task, shape: Shape, now: datetime) -> str:
    """Where it stands, until when, who does it, and whom it waits for."""
    due, assignee = due_of(board, task), board.members.get(task.assignee or 0)
    until = "" if due is None else short(due, now, task_text.zone_of(board, task), task.due)
    said = [tr(SHAPE_NAMES[shape]), until, assignee.name if assignee else ""]
    wait = waiting_on(board, task)
    if wait is not None and wait.role != task.owner_role:
        said.append(tr("waits for {role}", role=board.settings.name(wait.role)))
    return " | ".join(filter(None, said))
