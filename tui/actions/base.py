"""What the keys of the board stand on: the screen's columns, and the cards that are meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from domain.command import Bulk, Command
from domain.feedback import FeedbackItem
from domain.signal import Signal
from domain.store import Line
from domain.task import State, Task
from tui import keys
from tui.widgets.banner import Banner
from tui.widgets.card_list import CardList
from tui.widgets.inbox import GROUPS, SIGNALS, Inbox
from tui.widgets.lane import Lane
from tui.widgets.scene import Scene

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.app import PromoboardApp

    On = Screen[None]
else:
    On = object  # Textual gathers bindings and styles for each class that is a screen: 0.2 ms

T = TypeVar("T")


class Acting(On):
    """The board's screen, as far as its actions know it."""

    app: PromoboardApp
    scene: Scene
    lanes: tuple[Lane, ...]
    inbox: Inbox
    columns: tuple[CardList, ...]
    banner: Banner
    at: int
    coming = ""
    """The uid of a card that was just made: the cursor goes there when it is on the board."""

    meant: int | None = None
    """The card that a dialog acts on at this moment, shown or not; None: what is chosen."""
    paged = False
    """Whether this person wants the inbox as a page of its own."""
    grouped = False
    """Whether they want what waits in groups."""
    calling: tuple[Signal, ...] = ()
    """The rises of complaints that wait for this person's work, the worst first."""

    @property
    def column(self) -> CardList:
        """The list that the keys go to."""
        raise NotImplementedError

    def activate(self, at: int) -> None:
        """Send the keys to another column."""
        raise NotImplementedError

    @property
    def alone(self) -> bool:
        """Whether the inbox is on a page of its own: where somebody wants it, and there is room."""
        raise NotImplementedError

    def remember_view(self) -> None:
        """Keep what is shown for the next time."""
        raise NotImplementedError

    def filtering(self) -> bool:
        """Whether some cards are hidden."""
        raise NotImplementedError

    def seek(self, text: str) -> None:
        """Show what matches a text."""
        raise NotImplementedError

    def open_item(self, number: int) -> None:
        """Show all there is about a customer's words."""
        raise NotImplementedError

    def narrowed(self) -> str:
        """Whose cards alone are shown, for the header; empty for all."""
        raise NotImplementedError

    def show_board(self) -> None:
        """Show the app's board as it is now."""
        raise NotImplementedError

    def fit_columns(self, width: int) -> None:
        """Show the columns that there is room for."""
        raise NotImplementedError

    def show_banner(self) -> None:
        """What rises and waits for work, and the keys for it at this moment."""
        raise NotImplementedError

    def show_keys(self) -> None:
        """Say which keys do something now."""
        raise NotImplementedError

    def action_view(self, name: str) -> None:
        """Go to a view."""
        raise NotImplementedError

    def looked_at(self) -> None:
        """The person has seen the card at hand."""
        raise NotImplementedError

    def move_to(self, task: Task, to: State) -> None:
        """Move a task to a lane."""
        raise NotImplementedError

    def action_open(self) -> None:
        """Show all there is about the card at hand."""
        raise NotImplementedError

    def open_task(self, number: int) -> None:
        """Show all there is about a task, even where the board hides it."""
        raise NotImplementedError

    def new_task(self, defaults: dict[str, object]) -> None:
        """Open the form for a new task."""
        raise NotImplementedError

    def ask_who(self) -> None:
        """Ask a stranger, or who of those that share the account this is."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the other kind of card do nothing here; the rest is always possible."""
        there = self.column is self.inbox
        if action in keys.TASKS_ONLY and there:
            return False
        return not (action in keys.FEEDBACK_ONLY and not there)

    def may_change(self) -> bool:
        """Whether this session may change the board; says why not."""
        why = self.app.refused()
        if why:
            if why not in (each.message for each in self.app._notifications):
                self.app.notify(why, severity="warning", markup=False)
        elif not self.app.me:
            self.ask_who()
            return False
        return not why

    def chosen(self) -> tuple[int, ...]:
        """The cards that the next action is about: those marked in sight, else the one at hand."""
        if self.meant is not None:
            return (self.meant,)
        column = self.column
        return column.chosen or (() if column.cursor is None else (column.cursor,))

    def tasks(self) -> tuple[Task, ...]:
        """The chosen tasks; none in the inbox."""
        if self.column is self.inbox:
            return ()
        return tuple(self.app.board.tasks[number] for number in self.chosen())

    def items(self) -> tuple[FeedbackItem, ...]:
        """The chosen feedback; none in the lanes."""
        if self.column is not self.inbox:
            return ()
        board, lines = self.app.board, self.chosen()
        return tuple(board.feedback[item] for line in lines for item in self.inbox.items_of(line))

    @property
    def signal(self) -> Signal | None:
        """The signal under the cursor, unless items are marked or meant."""
        number = self.column.cursor
        if self.column is not self.inbox or number is None or self.column.chosen:
            return None
        is_signal = self.meant is None and SIGNALS <= number < GROUPS
        return self.app.board.signals[number - SIGNALS] if is_signal else None

    def issue(self, *commands: Command, done: Callable[[Line | None], None] | None = None) -> None:
        """Do these as one action, which undo takes back as one; the marks have served."""
        if not commands:
            return
        self.column.unmark()
        self.app.issue(commands[0] if len(commands) == 1 else Bulk(commands), done=done)

    def ask(self, dialog: Screen[T], then: Callable[[T], None]) -> None:
        """Open a dialog; `then` hears the answer, unless the person let it be."""

        def answered(answer: T | None) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(dialog, answered)
