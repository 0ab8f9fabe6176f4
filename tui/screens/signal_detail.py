"""A rise of complaints with everything: why, since when, what customers say, the loop's clock."""

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
from domain.clock import Clock
from domain.signal import Signal
from domain.words import N
from tui.screens.detail import Detail
from tui.screens.signal_text import ASCII, BLOCKS, facts, plotted, quoted, titled, why


class SignalDetail(Detail):
    """Stays open while one deals with it, and follows the board by `show`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "do('playbook')", N("Playbook"), id="detail.playbook"),
        Binding("a", "do('ack')", N("Take on"), id="detail.ack"),
        Binding("x,delete", "do('drop')", N("False alarm"), id="detail.dismiss"),
    ]

    def __init__(
        self,
        board: Board,
        signal: Signal,
        now: Clock,
        *,
        name: str,
        ascii: bool,  # noqa: A002  (what the setting is called)
        do: Callable[[str, int], None],
    ) -> None:
        """Show `signal`.

        Args:
            board: The board as the person sees it; `show` brings later ones.
            signal: The rise.
            now: The present moment.
            name: What people call its topic.
            ascii: Draw nothing that some terminals take for two cells wide.
            do: Begins `playbook`, `ack` or `drop` for the signal with that number.
        """
        super().__init__(titled(signal, name))
        self._board, self._signal, self._now, self._do = board, signal, now, do
        self._topic, self._bars = name, ASCII if ascii else BLOCKS
        self._facts, self._plot, self._words = (
            Static(id=each) for each in ("facts", "plot", "said")
        )

    @property
    def number(self) -> int:
        """The number of the signal."""
        return self._signal.id

    def body(self) -> ComposeResult:
        with VerticalScroll(id="scroll", classes="scrolls"):
            yield self._plot
            yield self._facts
            yield self._words

    def on_mount(self) -> None:
        self._paint()
        self._count(self._board, self._signal)

    def show(self, board: Board) -> None:
        """Follow a newer board."""
        signal = board.signals.get(self._signal.id)
        if signal is not None and signal is not self._signal:
            self._board, self._signal = board, signal
            self._count(board, signal)
        self._board = board
        self._paint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "do":
            open_ = parameters != ("ack",) or self._signal.acked_at is None
            return self._signal.live and open_
        return True

    def action_do(self, what: str) -> None:
        self._do(what, self._signal.id)

    @work(thread=True, exclusive=True)
    def _count(self, board: Board, signal: Signal) -> None:
        """All that was ever said is looked through; nothing waits for it."""
        plot, told = plotted(board, signal, self._now(), self._bars), quoted(board, signal)
        self.app.call_from_thread(self._counted, plot, told)

    def _counted(self, plot: str, told: str) -> None:
        self._plot.update(Content(f"{why(self._signal, self._topic)}\n\n{plot}\n"))
        self._words.update(Content(f"\n{told}"))

    def _paint(self) -> None:
        self._facts.update(Content("\n".join(facts(self._board, self._signal))))
        self.refresh_bindings()
