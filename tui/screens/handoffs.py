"""交接: what is offered to my roles, what I offered, and which offers hang between others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from domain.board import Board
from domain.command import Command, decide
from domain.errors import DomainError
from domain.handoff import AcceptHandoff, DeclineHandoff, WithdrawHandoff
from domain.handoff_queue import offer_late, queue_of
from domain.task import Task, offered_to
from domain.words import N, tr
from tui import keys
from tui.screens.record_section import grouped, spread
from tui.screens.task_text import facts, words
from tui.screens.view import Section, View
from tui.widgets.row_list import Entry
from tui.widgets.task_card import span_words

GROUP = Binding.Group(N("Hand-offs"))


class Handoffs(Section):
    """Those that wait longest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", N("Accept"), id="handoff.accept", group=GROUP,
                tooltip=N("Take it over: the task is your role's and yours.")),
        Binding("x,delete", "decline", N("Decline"), id="handoff.decline", group=GROUP,
                tooltip=N("Give it back with a reason; of your own, take the offer back.")),
        *(replace(each, show=True) for each in keys.VIEW if each.id == "card.open"),
    ]  # fmt: skip

    def label(self) -> str:
        waiting = len(queue_of(self.view.app.board, self.view.app.me, self.view.app.now()).to_me)
        return tr("Hand-offs") + (f" !{waiting}" if waiting else "")

    def title(self) -> str:
        return ""

    def rows(self, board: Board) -> Iterable[Entry]:
        now = self.view.app.now()
        found = queue_of(board, self.view.app.me, now)
        self.empty = (tr("Nothing is on offer."), tr("o on a task offers it to another role."))
        return grouped(
            (
                (tr("Offered to me"), _entries(board, found.to_me, now)),
                (tr("Offered by me"), _entries(board, found.by_me, now)),
                (tr("Overdue between others"), _entries(board, found.late, now)),
            )
        )

    @property
    def offered(self) -> Task | None:
        """The task under the cursor."""
        digits = self.key.partition("-")[2]
        return self.view.app.board.tasks.get(int(digits)) if digits.isdecimal() else None

    def action_open(self) -> None:
        """All there is about the task, with its own keys."""
        if self.offered is not None:
            self.view.home.open_task(self.offered.id)

    def action_accept(self) -> None:
        if self.offered is not None and self.view.home.may_change():
            self._issue(AcceptHandoff(self.offered.id))

    def action_decline(self) -> None:
        """With a reason; what I offered myself is taken back at once."""
        task, app = self.offered, self.view.app
        if task is None or task.handoff is None or not self.view.home.may_change():
            return
        if task.handoff.by == app.me and not offered_to(app.board, task, app.me):
            self._issue(WithdrawHandoff(task.id))
            return
        if not self._allowed(DeclineHandoff(task.id, "?")):
            return
        from tui.screens.ask import Ask

        title = tr("Decline {number} {title}", number=task.number, title=task.title)
        why = tr("The one who offered it reads this.")
        self.view.home.ask(
            Ask(title, why=why, required=True),
            lambda reason: self._issue(DeclineHandoff(task.id, reason)),
        )

    def _issue(self, command: Command) -> None:
        if self._allowed(command):
            self.view.app.issue(command)

    def _allowed(self, command: Command) -> bool:
        """Whether I may answer; says why not."""
        app = self.view.app
        try:
            decide(app.board, command, app.now(), app.me)
        except DomainError as error:
            app.tell(error)
            return False
        return True


class HandoffsView(View):
    """The queue, on top of the board."""

    NAME: ClassVar[str] = "handoffs"

    def __init__(self) -> None:
        """Show the one list."""
        super().__init__([Handoffs()])


def _entries(board: Board, tasks: Iterable[Task], now: datetime) -> Iterator[Entry]:
    for task in tasks:
        late = offer_late(board, task, now)
        yield Entry(
            task.number,
            partial(_row, board, task, now, late),
            "late" if late else "title",
            detail=partial(_page, board, task, now),
        )


def _row(board: Board, task: Task, now: datetime, late: bool, width: int) -> str:
    """`T-12 P1 Main image      C => O Zhou Min 2h !`."""
    offer = task.handoff
    if offer is None:  # answered a moment ago
        return f"{task.number} {task.title}"
    giver, role = board.members.get(offer.by), board.settings.role
    way = f"{role(task.owner_role).mark} => {role(offer.to_role).mark}"
    right = f"{way} {giver.name if giver else '?'} {span_words(now - offer.offered_at)}"
    left = f"{task.number} {task.priority} {task.title}"
    return spread(left, right + (" !" if late else ""), width)


def _page(board: Board, task: Task, now: datetime) -> str:
    lines = [f"{task.number} {task.title}", ""]
    if task.handoff is not None and task.handoff.note:
        lines += [task.handoff.note, ""]
    return "\n".join([*lines, *facts(board, task, now), "", *words(board, task, now)])
