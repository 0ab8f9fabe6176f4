"""One customer's words with everything: where from, how far the team is, linked tasks."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from domain.board import Board
from domain.feedback import CHANNEL_NAMES, FeedbackItem
from domain.words import N, tr
from tui.screens.detail import Detail
from tui.screens.dialog import GONE, Line
from tui.screens.feedback_text import facts, said
from tui.widgets.scene import Scene


class FeedbackDetail(Detail):
    """Stays open while one deals with the item, and follows the board by `show`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "do('task')", N("Make a task"), id="detail.task"),
        Binding("p", "do('playbook')", N("Playbook"), show=False, id="detail.playbook"),
        Binding("a", "do('ack')", N("Take on"), show=False, id="detail.ack"),
        Binding("d", "do('duplicate')", N("Duplicate"), id="detail.duplicate"),
        Binding("z", "do('snooze')", N("Snooze"), id="detail.snooze"),
        Binding("x", "do('drop')", N("Ignore"), id="detail.ignore"),
    ]

    def __init__(
        self,
        board: Board,
        item: FeedbackItem,
        scene: Callable[[], Scene],
        *,
        look_up: Callable[[FeedbackItem], str],
        do: Callable[[str, int], None],
    ) -> None:
        """Show `item`.

        Args:
            board: The board as the person sees it; `show` brings later ones.
            item: The customer's words.
            scene: What it is drawn from now.
            look_up: What else there is to say; asked for in a thread.
            do: Begins `task`, `duplicate` and so on for the item with that number.
        """
        super().__init__(f"{item.number} {tr(CHANNEL_NAMES[item.channel])}")
        self._board, self._item, self._scene, self._do = board, item, scene, do
        self._look_up, self.notice = look_up, Line("* ", id="notice")
        self._text, self._facts, self._more = (
            Static(id=each) for each in ("words", "facts", "history")
        )

    @property
    def number(self) -> int:
        """The number of the item."""
        return self._item.id

    def body(self) -> ComposeResult:
        yield self.notice
        with VerticalScroll(id="scroll", classes="scrolls"):
            yield self._text
            yield self._facts
            yield self._more

    def on_mount(self) -> None:
        self._paint()
        self._ask()

    def show(self, board: Board) -> None:
        """Follow a newer board."""
        item = board.feedback.get(self._item.id)
        self.notice.say("" if item else tr(GONE, number=self._item.number))
        if item is not None:
            before, self._board, self._item = self._item, board, item
            self._paint()
            if item is not before:
                self._ask()

    def action_do(self, what: str) -> None:
        self._do(what, self._item.id)

    @work(thread=True, exclusive=True)
    def _ask(self) -> None:
        """The log is read from its end; nothing waits for it."""
        words = self._look_up(self._item)
        self.app.call_from_thread(self._more.update, Content(words))

    def _paint(self) -> None:
        self._text.update(Content(f"{said(self._item)}\n"))
        self._facts.update(Content("\n".join(facts(self._scene(), self._item))))
