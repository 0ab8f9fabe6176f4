"""One line of text: a reason, a comment, a number to jump to."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from domain.text import clean
from domain.words import N, tr
from tui.screens.dialog import Dialog, Line
from tui.screens.draft import Draft, Drafts
from tui.screens.editors import LineEditor

LIMIT = 2000
"""Characters: what a comment may have; what else is asked for is cut by its own rule."""


class Ask(Dialog[str]):
    """Dismisses with the cleaned line on Enter, None on Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2,ctrl+s", "take", N("OK"), id="ask.take", priority=True),
    ]

    def __init__(
        self,
        title: str,
        *,
        why: str = "",
        placeholder: str = "",
        required: bool = False,
        typed: str = "",
        state: Drafts | None = None,
        key: str = "",
    ) -> None:
        """Ask.

        Args:
            title: What for, translated.
            why: Why it is asked, such as the refusal that a reason turns into consent.
            placeholder: An example.
            required: Whether nothing is no answer.
            typed: What stands there at first.
            state: Where what was typed is kept until whoever asked drops it; None: nowhere.
            key: Under which it is kept, such as `comment-T-42`.
        """
        super().__init__(title)
        self._why, self._required = why, required
        self._draft = None if state is None else Draft(state, key)
        kept = self._draft.fields.get("text", typed) if self._draft else typed
        self._line = LineEditor(str(kept), placeholder=placeholder)
        self._error = Line("! ", id="error")

    def body(self) -> ComposeResult:
        if self._why:
            yield Static(Content(self._why), id="why")
        yield self._line
        yield self._error

    def keep(self) -> None:
        if self._draft is not None:
            typed = self._line.value
            self._draft.keep({"text": typed} if typed else {}, {})

    def action_leave(self) -> None:
        self.keep()
        self.dismiss(None)

    def action_take(self) -> None:
        text = clean(self._line.value, limit=LIMIT, lines=1)
        if self._required and not text:
            self._error.say(tr("Nothing was typed."))
            return
        self.keep()
        self.dismiss(text)
