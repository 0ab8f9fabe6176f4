"""What the keys do beside that: open, make, mark, copy, help, and the way out."""

from __future__ import annotations

from typing import Any

from domain.campaign import current_campaign
from domain.command import Command
from domain.identity import Known
from domain.text import fit
from domain.words import tr
from tui.actions.edge import EdgeActions
from tui.actions.find import FindActions
from tui.actions.mouse import MouseActions
from tui.actions.open import OpenActions
from tui.actions.task import TaskActions
from tui.actions.undo import UndoActions
from tui.widgets.plain import feedback_text, task_text


class RestActions(
    FindActions,
    TaskActions,
    OpenActions,
    EdgeActions,
    UndoActions,
    MouseActions,
):
    """The keys for everything else."""

    # Cards

    def action_edit(self) -> None:
        """Open the form of the card at hand."""
        if self.column is self.inbox:
            self.action_open()
            return
        number = self.meant or self.column.cursor
        if number is not None and self.may_change():
            self._task_form(task=self.app.board.tasks[number])

    def action_new(self) -> None:
        """A new task; in the inbox, what a customer just said."""
        if not self.may_change():
            return
        if self.column is not self.inbox:
            self.new_task({})
            return
        from tui.screens.feedback_form import FeedbackForm

        app = self.app
        app.push_screen(
            FeedbackForm(
                app.board,
                state=app.session.state,
                submit=app.submit,
                salt=app.session.salt,
            ),
            self._made,
        )

    def new_task(self, defaults: dict[str, object]) -> None:
        self._task_form(defaults=defaults)

    def _task_form(self, **what: Any) -> None:
        """Open a task's form; while it is open, the others see who has it."""
        from tui.screens.task_form import TaskForm

        app, session, task = self.app, self.app.session, what.get("task")

        def left(command: Command | None) -> None:
            session.presence.editing(None)
            self._made(command)

        session.presence.editing(task.number if task is not None else None)
        app.push_screen(
            TaskForm(
                app.board,
                app.now,
                app.me,
                state=session.state,
                submit=app.submit,
                **what,
            ),
            left,
        )

    def action_campaign(self) -> None:
        """Open the form of the campaign that the header speaks of; without one, a new one's."""
        if self.may_change():
            from tui.actions.campaign import campaign_form

            campaign_form(self.app, current_campaign(self.app.board, self.app.now()))

    def action_team(self) -> None:
        """Who is here; choose who of the team to edit, or somebody new."""
        from tui.screens.choose import Choose
        from tui.screens.option import Option
        from tui.screens.pick import members

        team = members(self.app.board, none=False, here=self.app.others)
        options = [*([] if self.app.refused() else [Option("", tr("Somebody new"))]), *team]
        self.ask(Choose(tr("Team"), options), self._member_form)

    def _member_form(self, key: str | tuple[str, ...]) -> None:
        if not self.may_change():
            return
        from tui.screens.member_form import MemberForm

        app = self.app
        app.push_screen(
            MemberForm(
                app.board,
                app.board.members[int(str(key))] if key else None,
                state=app.session.state,
                submit=app.submit,
                account=app.session.account,
            )
        )

    def _made(self, command: Command | None) -> None:
        """Take the cursor to what was just made, when it is on the board."""
        self.end_triage()
        if command is None:  # let be: what was marked stays so
            return
        self.column.unmark()
        self.coming = getattr(command, "uid", "")
        self.follow_new()
        self.follow_cursor()
        self.show_keys()

    def follow_new(self) -> None:
        """Put the cursor on the card that was just made, as soon as it is shown."""
        if not self.coming:
            return
        board, uid = self.app.board, self.coming
        task, item = board.tasks.by_uid(uid), board.feedback.by_uid(uid)
        for at, column in enumerate(self.columns):
            made = item if column is self.inbox else task
            if made is not None and column.go(made.id):
                self.activate(at)
                if made.id > 0:
                    self.coming = ""
                return

    def action_drop(self) -> None:
        """Cancel tasks, ignore feedback, dismiss a signal."""
        if self.signal is not None:
            self.dismiss_signal(self.signal)
        elif self.column is self.inbox:
            self.ignore_items()
        else:
            self.cancel_tasks()

    def action_mark(self) -> None:
        """Mark the card at hand, or take the mark away; on to the next."""
        column = self.column
        if column.cursor is not None and self.signal is None:
            column.mark(column.cursor)
            column.repaint()
            column.move(1)

    def action_copy(self) -> None:
        """Copy what is chosen as plain text."""
        texts = [task_text(self.scene, task) for task in self.tasks()]
        texts += [feedback_text(self.scene, item) for item in self.items()]
        if texts:
            self.app.copy_to_clipboard("\n\n".join(texts))
            self.app.notify(
                tr("Copied: {what}", what=fit(texts[0].partition("\n")[0], 50)), markup=False
            )

    def looked_at(self) -> None:
        """The person has seen the card at hand: it is no news any more."""
        self.coming = ""
        if self.column is self.inbox:
            self.follow_cursor()
            self.show_banner()
            self.show_keys()
        elif self.app.ears.alerts:
            number = self.column.cursor
            if number is not None and self.app.ears.alerts.pop(number, None) is not None:
                self.app.home.show_lines()

    # The rest

    def action_help(self) -> None:
        from tui.screens.help import Help, groups_of

        self.app.push_screen(Help(groups_of(self)))

    def action_palette(self) -> None:
        from tui.palette import Palette

        self.app.push_screen(Palette())

    async def action_leave(self) -> None:
        await self.app.action_leave()

    def action_escape(self) -> None:
        """Let go of a drag, then of marks, then of filters; of marks last where one hides some."""
        if self.drop_drag():
            return
        hides = len(self.column.chosen) < len(self.column.marked)
        if hides and self.clear_filters():
            return
        if self.column.marked:
            self.column.marked.clear()
            self.column.repaint()
        elif not self.clear_filters() and self.alone:
            self.action_view("lanes")

    # Hello

    def greet(self) -> None:
        """At the first frame: who is this, and what happened meanwhile."""
        if self.app.session.readonly:
            return
        if isinstance(self.app.session.who, Known):
            self.app.welcome()
        else:
            self.ask_who()

    def begin(self) -> None:
        """To the first thing that waits for this person, unless they have begun already."""
        moved = any(column.visited for column in self.columns)
        if moved or self.paged or self.coming or self.column.marked or self.app.screen is not self:
            return
        if not any(lane.ids for lane in self.lanes):
            return
        from domain.filter import first_waiting

        shown = (number for lane in self.lanes for number in lane.ids)
        number = first_waiting(self.app.board, shown, self.app.now(), self.app.me)
        for at, lane in enumerate(self.lanes):
            if number is not None and lane.go(number):
                self.activate(at)

    def ask_who(self) -> None:
        from tui.screens.who import WhoAreYou

        app = self.app
        self.ask(WhoAreYou(app.board, app.session.account, state=app.session.state), app.adopt)
