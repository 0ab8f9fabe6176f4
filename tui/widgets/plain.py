"""A card as plain text, for the team's chat."""

from __future__ import annotations

from domain.feedback import FeedbackItem
from domain.task import STATE_NAMES, Task, due_of
from domain.words import tr
from tui.widgets.scene import Scene
from tui.widgets.task_card import strip


def task_text(scene: Scene, task: Task) -> str:
    """Number, title, state, roles, assignee, due date; its description below."""
    board = scene.board
    assignee = board.members.get(task.assignee or 0)
    due = due_of(board, task)
    facts = [
        str(task.priority),
        tr(STATE_NAMES[task.state]),
        strip(board, task),
        assignee.name if assignee is not None else "",
        tr("due {when}", when=f"{due.astimezone(scene.zone):%Y-%m-%d %H:%M}") if due else "",
    ]
    lines = [f"{task.number} {task.title}", "  ".join(fact for fact in facts if fact)]
    if task.block is not None:
        lines.append(tr("Blocked: {reason}", reason=task.block.reason))
    if task.description:
        lines.append(task.description)
    return "\n".join(lines)


def feedback_text(scene: Scene, item: FeedbackItem) -> str:
    """Number, where it was said, and the words."""
    at = (item.event_at or item.created_at).astimezone(scene.zone)
    facts = [item.number, f"{at:%Y-%m-%d %H:%M}", item.platform, item.sku]
    return "\n".join([" ".join(fact for fact in facts if fact), item.text])
