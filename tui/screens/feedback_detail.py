"""One customer's words with everything: where from, how far the team is, linked tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from domain.board import Board
from domain.clock import Clock, zone_named
from domain.due_words import short, wall_clock
from domain.feedback import CHANNEL_NAMES, FEEDBACK_STATE_NAMES, FeedbackItem
from domain.task import STATE_NAMES
from domain.text import pad
from domain.words import N, tr
from tui.screens.dialog import Dialog
from tui.screens.task_text import LABEL, name_of


class FeedbackDetail(Dialog[None]):
    """Stays open while one deals with the item, and follows the board by `show`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "do('task')", N("Make a task"), id="detail.task"),
        Binding("d", "do('duplicate')", N("Duplicate"), id="detail.duplicate"),
        Binding("z", "do('snooze')", N("Snooze"), id="detail.snooze"),
        Binding("x", "do('drop')", N("Ignore"), id="detail.ignore"),
        Binding("j", "scroll('down')", N("Down"), show=False),
        Binding("k", "scroll('up')", N("Up"), show=False),
        Binding("q", "leave", N("Close"), show=False),
    ]

    def __init__(
        self,
        board: Board,
        item: FeedbackItem,
        now: Clock,
        *,
        do: Callable[[str, int], None],
    ) -> None:
        """Show `item`.

        Args:
            board: The board as the person sees it; `show` brings later ones.
            item: The customer's words.
            now: The present moment.
            do: Begins `task`, `duplicate`, `snooze` or `drop` for the item with that number.
        """
        super().__init__(f"{item.number} {tr(CHANNEL_NAMES[item.channel])}")
        self._board, self._item, self._now, self._do = board, item, now, do
        self._text = Static(id="words")
        self._facts = Static(id="facts")

    @property
    def number(self) -> int:
        """The number of the item."""
        return self._item.id

    def body(self) -> ComposeResult:
        with VerticalScroll(id="scroll", classes="scrolls"):
            yield self._text
            yield self._facts

    def on_mount(self) -> None:
        self._paint()

    def show(self, board: Board) -> None:
        """Follow a newer board."""
        item = board.feedback.get(self._item.id)
        if item is not None:
            self._board, self._item = board, item
            self._paint()

    def action_do(self, what: str) -> None:
        self._do(what, self._item.id)

    def action_scroll(self, where: str) -> None:
        getattr(self.query_one("#scroll"), f"scroll_{where}")(animate=False)

    def _paint(self) -> None:
        said = "\n\n".join(filter(None, (self._item.text, self._item.append_text)))
        self._text.update(Content(f"{said}\n"))
        self._facts.update(Content("\n".join(facts(self._board, self._item, self._now()))))


def facts(board: Board, item: FeedbackItem, now: datetime) -> Iterator[str]:
    """Where the words come from and how far the team is with them, a line each."""
    zone = zone_named(board.settings.zone)
    state = tr(FEEDBACK_STATE_NAMES[item.state])
    task = None if item.task is None else board.tasks.get(item.task)
    claimant = item.claimant(now)
    said = "" if item.event_at is None else " ".join(map(str, wall_clock(item.event_at, zone)))
    for label, text in (
        (tr("State"), f"{state} {item.ignored_reason}".strip()),
        (tr("Severity"), item.severity or ""),
        (tr("Dealt with by"), "" if claimant is None else name_of(board, claimant)),
        (tr("Task"), f"{task.number} {task.title} ({tr(STATE_NAMES[task.state])})" if task else ""),
        (tr("Duplicate of"), f"F-{item.duplicate_of}" if item.duplicate_of else ""),
        (tr("Stars"), str(item.rating or item.result or "")),
        (tr("SKU"), item.sku),
        (tr("Platform"), item.platform),
        (tr("Title"), item.title),
        (tr("Said"), said),
        (tr("Received"), f"{short(item.created_at, now, zone)} {name_of(board, item.created_by)}"),
        (tr("Source"), item.source),
        (tr("Order"), item.order_key),
    ):
        if text:
            yield f"{pad(label, LABEL)} {text}"
