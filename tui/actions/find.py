"""What the keys do to what is shown: the filter, mine, one role's, a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from domain.feedback import FeedbackItem
from domain.personal import View
from domain.task import State, Task
from domain.words import N, tr
from tui.actions.base import Acting
from tui.widgets.scene import Scene

if TYPE_CHECKING:
    from domain.filter import Filter


class FilterInput(Input):
    """The line below the header in which one types what to look for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "drop", N("Show all"), id="filter.drop"),
        Binding("enter,down", "keep", N("To the cards"), id="filter.keep"),
    ]

    def action_drop(self) -> None:
        self.value = ""
        self.action_keep()

    def action_keep(self) -> None:
        self.screen.set_focus(None)
        self.display = bool(self.value)


class FindActions(Acting):
    """The keys that find."""

    role: str | None = None
    """The role whose cards are shown; None: all."""
    mine = False
    sought: Filter | None = None
    """What the cards that are shown have to match."""

    def filtering(self) -> bool:
        """Whether some cards are hidden."""
        return bool(self.sought or self.mine or self.role)

    def narrowed(self) -> str:
        """Whose cards alone are shown, for the header; empty for all."""
        if not (self.mine or self.role):
            return ""
        whose = [tr("mine")] if self.mine else []
        if self.role:
            whose.append(self.app.board.settings.name(self.role))
        return tr("Only {whose}", whose=", ".join(whose))

    def task_filter(self, scene: Scene) -> Callable[[Task], bool] | None:
        """Which tasks are shown; None: all."""
        if not self.filtering():
            return None
        from domain.filter import concerns, is_mine

        board, now, me, role, mine, sought = (
            scene.board, scene.now, scene.me, self.role, self.mine, self.sought
        )  # fmt: skip

        def keep(task: Task) -> bool:
            if role is not None and not concerns(task, role):
                return False
            if mine and not is_mine(board, task, me):
                return False
            return not sought or sought.keep(board, task, now, me)

        return keep

    def feedback_filter(self) -> Callable[[FeedbackItem], bool] | None:
        """Which feedback is shown; None: all. It has no role and no owner."""
        return self.sought.keep_feedback if self.sought else None

    def limit_of(self, scene: Scene, state: State, people: int) -> int | None:
        """The lane's limit: the team's, or that of the role that is shown."""
        settings, board = scene.board.settings, scene.board
        if self.role is not None:
            members = (m for m in board.members.values() if m.active and self.role in m.roles)
            people = sum(1 for _ in members)
        return settings.wip_limit(state, people, self.role)

    def action_filter(self) -> None:
        """Begin to type what to look for."""
        self.set_focus(self._sieve())

    def _sieve(self) -> FilterInput:
        """The line in which one types; made when it is first wanted."""
        found = self.query(FilterInput)
        if found:
            line = found.first()
        else:
            hint = tr("words  @role  #sku  !overdue  due:<3d  -not")
            line = FilterInput(id="find", placeholder=hint, compact=True)
            self.mount(line, after="#tabs")
        line.display = True
        return line

    def seek(self, text: str) -> None:
        """Show what matches `text`, as if somebody had typed it."""
        from domain.filter import Filter

        line = self._sieve()
        with line.prevent(Input.Changed):
            line.value = text
        self.sought = Filter.parse(text)
        self.show_board()

    def on_input_changed(self, event: Input.Changed) -> None:
        from domain.filter import Filter

        self.sought = Filter.parse(event.value)
        self.show_board()

    def action_mine(self) -> None:
        """Show only what waits for me, or all again."""
        self.mine = not self.mine
        self.remember_view()
        self.show_board()

    def action_role(self) -> None:
        """From all to my roles, to each of the others, to all."""
        board = self.app.board
        me = board.members.get(self.app.me)
        order = list(me.roles if me is not None else ())
        order += [role.key for role in board.settings.roles if role.key not in order]
        at = order.index(self.role) + 1 if self.role in order else 0
        self.role = order[at] if at < len(order) else None
        self.remember_view()
        self.show_board()

    def action_jump(self) -> None:
        """Go to a card by its number."""
        from tui.screens.ask import Ask

        self.ask(Ask(tr("Go to number"), placeholder="T-42, F-7, S-1, M-1, C-1"), self.jump)

    def jump(self, text: str) -> None:
        """Go to what is called `text`, wherever it is, or say so."""
        from tui.jump import jump
        from tui.screens.board import BoardScreen

        assert isinstance(self, BoardScreen)
        jump(self, text)

    def clear_filters(self) -> bool:
        """Show all again; False when all is shown already."""
        if not self.filtering():
            return False
        self.role, self.mine, self.sought = None, False, None
        for line in self.query(FilterInput):
            with line.prevent(Input.Changed):
                line.value = ""
            line.display = False
        self.remember_view()
        self.show_board()
        return True

    def restore_view(self) -> None:
        """Show what this person looked at last."""
        view = self.app.session.state.view
        known = [role.key for role in self.app.board.settings.roles]
        self.role = view.role if view.role in known else None
        self.mine = view.mine and bool(self.app.me)
        self.at = min(max(view.page, 0), len(self.columns) - 1)
        self.grouped = view.grouped
        self.paged = view.inbox and self.columns[self.at] is self.inbox

    def remember_view(self) -> None:
        """Keep what is shown for the next time."""
        if self.app.me:
            view = View(self.role, self.mine, self.at, inbox=self.paged, grouped=self.grouped)
            self.app.session.state.show(view)
