"""The form of a task, new or edited, that follows what colleagues do to it meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from domain.board import Board
from domain.campaign import current_campaign
from domain.clock import Clock
from domain.command import Command
from domain.due import OffsetError
from domain.errors import PromoboardError
from domain.task import State, Task
from domain.task_write import (
    AddTask,
    DependencyCycleError,
    EditTask,
    RelativeDueError,
    TitleRequiredError,
)
from domain.team import InactiveMemberError
from domain.words import tr
from tui.screens.dialog import GONE
from tui.screens.draft import Drafts
from tui.screens.due_field import DueReader
from tui.screens.field import number
from tui.screens.form import Form, Submit
from tui.screens.task_fields import task_fields, values_of


class TaskForm(Form):
    """Dismisses with the saved `AddTask` or `EditTask`; the app finds a new card by its uid."""

    BLAMES: ClassVar[Mapping[type[PromoboardError], str]] = {
        TitleRequiredError: "title",
        DependencyCycleError: "depends_on",
        RelativeDueError: "due",
        OffsetError: "due",
        InactiveMemberError: "assignee",
    }

    def __init__(
        self,
        board: Board,
        now: Clock,
        member: int,
        *,
        task: Task | None = None,
        defaults: Mapping[str, Any] | None = None,
        state: Drafts,
        submit: Submit,
    ) -> None:
        """Fill in a new task, or edit `task`.

        Args:
            board: The board as the person sees it; `show` brings later ones.
            now: The present moment, asked while one types a date.
            member: Who fills it in: a new task is their first role's.
            task: What is edited; None for something new.
            defaults: Proposed values of a new task, by field of `AddTask`.
            state: Where the draft is kept.
            submit: Sends the command.
        """
        self._shown = task
        self._new = _proposed(board, now, member, defaults or {})
        due = DueReader(board, now, self._new.campaign if task is None else task.campaign)
        super().__init__(
            tr("New task") if task is None else f"{task.number} {task.title}",
            _key(task, self._new),
            task_fields(board, now, task, due),
            values_of(self._new if task is None else task),
            state=state,
            submit=submit,
            who="" if task is None else _name(board, task.updated_by),
        )
        due.chosen = lambda: number(self.rows["campaign"].raw)

    def show(self, board: Board) -> None:
        """Follow a newer board: other fields are taken over, the same ones conflict."""
        if self._shown is None or self.saving:
            return
        before, task = self._shown, board.tasks.get(self._shown.id)
        if task is None:
            self.notice.say(tr(GONE, number=before.number))
        elif task is not before:
            self._shown = task
            self._follow(before, task, _name(board, task.updated_by))

    def _follow(self, before: Task, task: Task, who: str) -> None:
        self.follow(values_of(before), values_of(task), who)
        if task.state is State.CANCELLED and before.state is not State.CANCELLED:
            self.notice.say(tr("{who} cancelled {number} meanwhile.", who=who, number=task.number))

    def command(self, values: dict[str, Any]) -> Command | None:
        if self._shown is None:
            return replace(self._new, **values)
        edits = self.rows.edits(values)
        return EditTask(self._shown.id, edits) if edits else None


def _proposed(board: Board, now: Clock, member: int, defaults: Mapping[str, Any]) -> AddTask:
    who, campaign = board.members.get(member), current_campaign(board, now())
    role = who.roles[0] if who else board.settings.roles[0].key
    number = campaign.id if campaign else None
    return AddTask(**{"title": "", "owner_role": role, "campaign": number, **defaults})


def _key(task: Task | None, new: AddTask) -> str:
    """One draft for each task, one for each customer's words, and one for anything new."""
    if task is not None:
        return f"task-{task.number}"
    return "-".join(["task-new", *(f"F{number}" for number in new.feedback)])


def _name(board: Board, number: int) -> str:
    member = board.members.get(number)
    return member.name if member else "?"
