"""One task with everything: parts, hand-off, dependencies, checklist, words, history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.reactive import var
from textual.widgets import Static

from domain.board import Board
from domain.clock import Clock
from domain.command import Command
from domain.talk import TickCheck
from domain.task import State, Task
from domain.task_moves import MoveTask
from domain.text import cells, fit
from domain.words import N, tr
from tui.screens.detail import Detail
from tui.screens.dialog import GONE, Line
from tui.screens.task_text import facts, words


class TaskDetail(Detail):
    """Stays open while one works on the task, and follows the board by `show`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e,f4", "do('edit')", N("Edit"), id="detail.edit"),
        Binding("c", "do('comment')", N("Comment"), id="detail.comment"),
        Binding("o", "do('handoff')", N("Hand off"), id="detail.handoff"),
        Binding(
            "less_than_sign,＜,《,H,shift+left,greater_than_sign,＞,》,L,shift+right",
            "reopen",
            N("Bring back"),
            key_display="<",
            id="detail.reopen",
        ),
        Binding("space,ideographic_space", "tick", N("Tick"), id="detail.tick"),
        Binding("tab", "line(1)", N("Next line of the checklist"), show=False, id="detail.next"),
        Binding(
            "shift+tab",
            "line(-1)",
            N("Line of the checklist before"),
            show=False,
            id="detail.before",
        ),
    ]

    at: var[int] = var(0)
    """Which line of the checklist Space ticks."""

    def __init__(
        self,
        board: Board,
        task: Task,
        now: Clock,
        *,
        issue: Callable[[Command], None],
        do: Callable[[str, int], None],
        history: Callable[[], Iterable[str]] | None = None,
    ) -> None:
        """Show `task`.

        Args:
            board: The board as the person sees it; `show` brings later ones.
            task: The task.
            now: The present moment.
            issue: Sends a command, such as a tick.
            do: Begins `edit`, `comment` or `handoff` of the task with that number, on top of
                this dialog.
            history: Reads what was done to the task, a line each, in a thread; None: not shown.
        """
        super().__init__(task.number)
        self._board, self._shown, self._now = board, task, now
        self._issue, self._do, self._history = issue, do, history
        self.notice = Line("* ", id="notice")
        self._facts, self._checks = Static(id="facts"), Static(id="checks")
        self._words, self._past = Static(id="words"), Static(id="history")

    @property
    def number(self) -> int:
        """The number of the task."""
        return self._shown.id

    def body(self) -> ComposeResult:
        yield self.notice
        with VerticalScroll(id="scroll", classes="scrolls"):
            yield self._facts
            yield self._checks
            yield self._words
            yield self._past

    def on_mount(self) -> None:
        left = (at for at, check in enumerate(self._shown.checklist) if not check.done)
        self.at = next(left, 0)
        self._paint()
        if self._history is not None:
            self._read_history()

    def show(self, board: Board) -> None:
        """Follow a newer board."""
        task = board.tasks.get(self._shown.id)
        self.notice.say("" if task else tr(GONE, number=self._shown.number))
        if task is not None:
            self._board, self._shown = board, task
            self._paint()
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "reopen":
            return self._shown.state is State.CANCELLED
        return bool(self._shown.checklist) if action in ("tick", "line") else True

    def action_do(self, what: str) -> None:
        self._do(what, self._shown.id)

    def action_tick(self) -> None:
        check = self._shown.checklist[self.at]
        self._issue(TickCheck(self._shown.id, check.uid, not check.done))

    def action_reopen(self) -> None:
        self._issue(MoveTask(self._shown.id, State.TODO))

    def action_line(self, by: int) -> None:
        self.at = (self.at + by) % len(self._shown.checklist)
        self._paint()
        line = Region(0, self._checks.virtual_region.y + 1 + self.at, 1, 1)
        self.query_one("#scroll").scroll_to_region(line, animate=False)

    def validate_at(self, at: int) -> int:
        return max(0, min(at, len(self._shown.checklist) - 1))

    @work(thread=True)
    def _read_history(self) -> None:
        """The log may be long; nothing waits for it."""
        assert self._history is not None
        lines = "\n".join([tr("History"), *self._history()])
        self.app.call_from_thread(self._past.update, Content(f"\n{lines}"))

    def _paint(self) -> None:
        now, room = self._now(), self.room - 8
        self.at = self.at  # the checklist may have become shorter
        title = f"{self._shown.number} {self._shown.priority} {self._shown.title}"
        whole = [title, ""] if cells(title) > self.room else []
        self.query_one("#title", Static).update(Content(fit(title, self.room)))
        lines = [*whole, *facts(self._board, self._shown, now)]
        self._facts.update(Content("\n".join(lines)))
        checks = [
            f"{' >'[at == self.at]} [{' x'[check.done]}] {fit(check.text, room)}"
            for at, check in enumerate(self._shown.checklist)
        ]
        self._checks.update(Content("\n".join([tr("Checklist"), *checks])))
        self._checks.display = bool(checks)
        self._words.update(Content("\n".join(words(self._board, self._shown, now))))
