"""A rise of complaints with everything: why, since when, what customers say, the loop's clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, tzinfo
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from domain.board import Board
from domain.clock import Clock, zone_named
from domain.due_words import wall_clock
from domain.feedback import FeedbackItem
from domain.signal import SIGNAL_STATE_NAMES, Signal, explained
from domain.signal_view import Point, samples, series
from domain.task import STATE_NAMES
from domain.text import pad
from domain.words import N, tr
from tui.screens.dialog import Dialog
from tui.screens.task_text import LABEL, name_of
from tui.widgets.banner import level_of, product_of

BLOCKS = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
ASCII = " .:-=+*#%"
"""What a day's complaints are drawn with, from none to the most; as many signs as `BLOCKS`."""


class SignalDetail(Dialog[None]):
    """Stays open while one deals with it, and follows the board by `show`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "do('playbook')", N("Playbook"), id="detail.playbook"),
        Binding("a", "do('ack')", N("Take on"), id="detail.ack"),
        Binding("x,delete", "do('drop')", N("False alarm"), id="detail.dismiss"),
        Binding("j", "scroll('down')", N("Down"), show=False),
        Binding("k", "scroll('up')", N("Up"), show=False),
        Binding("q", "leave", N("Close"), show=False),
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
        super().__init__(f"{signal.number} {level_of(signal)} {name} {product_of(signal)}")
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

    def action_scroll(self, where: str) -> None:
        getattr(self.query_one("#scroll"), f"scroll_{where}")(animate=False)

    @work(thread=True, exclusive=True)
    def _count(self, board: Board, signal: Signal) -> None:
        """All that was ever said is looked through; nothing waits for it."""
        points, told = series(board, signal, self._now()), samples(board, signal)
        self.app.call_from_thread(self._counted, points, told)

    def _counted(self, points: Sequence[Point], told: Sequence[FeedbackItem]) -> None:
        drawn = sparkline([point.y for point in points], self._bars)
        today = points[-1].y if points else 0
        text = f"{why(self._signal, self._topic)}\n\n"
        label = tr("Complaints a day, the last {n} days", n=len(points))
        self._plot.update(Content(f"{text}{label}\n[{drawn}] {today}\n"))
        lines = [tr("What they say"), *(f"{item.number} {item.text}" for item in told)]
        self._words.update(Content("\n".join(["", *lines])))

    def _paint(self) -> None:
        self._facts.update(Content("\n".join(facts(self._board, self._signal))))
        self.refresh_bindings()


def why(signal: Signal, name: str) -> str:
    """What was counted last, and what that means, in one line."""
    return explained(signal.last, name, product_of(signal))


def sparkline(values: Sequence[int], bars: str) -> str:
    """One sign for each value; a value above 0 never looks like none."""
    most = max(values, default=0) or 1
    return "".join(bars[-(-value * (len(bars) - 1) // most)] for value in values)


def facts(board: Board, signal: Signal) -> Iterator[str]:
    """How far the team is, a line each; the clock of the loop; the work, a line for each task."""
    zone = zone_named(board.settings.zone)
    acked = name_of(board, signal.acked_by) if signal.acked_by else ""
    state = tr(SIGNAL_STATE_NAMES[signal.state])
    for label, text in (
        (tr("State"), f"{state} {signal.reason}".strip()),
        (tr("First item"), _at(signal.first_item_at, zone)),
        (tr("Raised"), _at(signal.raised_at, zone, signal.first_item_at)),
        (tr("Acknowledged"), f"{_at(signal.acked_at, zone, signal.raised_at)} {acked}".strip()),
        (tr("Dispatched"), _at(signal.dispatched_at, zone, signal.raised_at)),
        (tr("First action"), _at(signal.first_action_at, zone, signal.dispatched_at)),
        (tr("Over"), _at(signal.closed_at, zone, signal.raised_at)),
    ):
        if text:
            yield f"{pad(label, LABEL)} {text}"
    for number in signal.tasks:
        task = board.tasks.get(number)
        if task is not None:
            mark = board.settings.role(task.owner_role).mark
            yield f"{task.number} {mark} {tr(STATE_NAMES[task.state])} {task.title}"


def _at(instant: datetime | None, zone: tzinfo, since: datetime | None = None) -> str:
    """The day and the time, and how long it took."""
    if instant is None:
        return ""
    said = "{} {}".format(*wall_clock(instant, zone))
    return said if since is None else f"{said} (+{instant - since})"
