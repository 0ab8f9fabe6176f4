"""What Enter does: all there is about the card at hand, and what is asked for from there."""

from __future__ import annotations

from domain.board import UnknownRecordError
from domain.feedback import FeedbackItem
from domain.record import Record
from domain.task import Task
from tui.actions.claim import ClaimActions
from tui.actions.inbox import InboxActions
from tui.actions.page import PageActions
from tui.actions.signal import SignalActions


class OpenActions(SignalActions, InboxActions, PageActions, ClaimActions):
    """The keys that open."""

    def action_open(self) -> None:
        """Show all there is about the card at hand."""
        number = self.column.cursor
        if self.signal is not None:
            self.open_signal(self.signal)
            return
        if number is None:
            return
        if self.column is self.inbox:
            if self.inbox.group(number) is not None:
                self.fold()
                self.looked_at()
            else:
                self.open_item(number)
        else:
            self.looked_at()
            self.open_task(number)

    def open_item(self, number: int) -> None:
        """Show all there is about a customer's words; they are claimed meanwhile."""
        from tui.screens.feedback_detail import FeedbackDetail
        from tui.screens.feedback_text import looked_up

        app, item = self.app, self.app.board.feedback[number]
        self.begin_triage((item,))
        app.push_screen(
            FeedbackDetail(
                app.board,
                item,
                lambda: self.scene,
                look_up=lambda item: looked_up(app.session.service, app.board, item),
                do=self._do_from_detail,
            ),
            lambda _: self.end_triage((item,)),
        )

    def open_task(self, number: int) -> None:
        """Show all there is about a task, even where the board hides it."""
        from tui.past import history_of
        from tui.screens.task_detail import TaskDetail

        app = self.app
        app.push_screen(
            TaskDetail(
                app.board,
                app.board.tasks[number],
                app.now,
                issue=app.issue,
                do=self._do_from_task,
                history=lambda: history_of(app.session.service, app.board, Task.TABLE, number),
            )
        )

    def _do_from_detail(self, what: str, number: int) -> None:
        """What a detail view asks for is done to its words, wherever the cursor has gone."""
        if self._there(FeedbackItem, number):
            self.activate(len(self.columns) - 1)
            self._do_to(what, number)

    def _do_from_task(self, what: str, number: int) -> None:
        """Likewise, whether its card is shown or not."""
        if self._there(Task, number):
            if self.column is self.inbox:
                self.activate(0)
            self._do_to(what, number)

    def _there(self, kind: type[Record], number: int) -> bool:
        """Whether a colleague has left it on the board; says so if not."""
        there = str(number) in self.app.board.tables.get(kind.TABLE, {})
        if not there:
            self.app.tell(UnknownRecordError(kind, number))
        return there

    def _do_to(self, what: str, number: int) -> None:
        self.meant = number
        try:
            getattr(self, f"action_{what}")()
        finally:
            self.meant = None
