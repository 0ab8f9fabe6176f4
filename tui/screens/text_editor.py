"""Several lines of text in a form. Loaded only by forms that have such a field."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.widgets import TextArea

from domain.text import clean
from tui.screens.editors import PASTED
from tui.screens.field import Raw


class TextEditor(TextArea):
    """A text area that Tab and, at its edges, the arrows leave."""

    def __init__(self, text: str, placeholder: str = "") -> None:
        """Start with `text`, the cursor at its end."""
        super().__init__(
            text,
            compact=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=Content(placeholder),
        )
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    @property
    def raw(self) -> Raw:
        return self.text

    @raw.setter
    def raw(self, raw: Raw) -> None:
        self.load_text(str(raw))

    async def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text = clean(event.text, limit=PASTED)
        result = self.replace(text, *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)

    def action_cursor_up(self, select: bool = False) -> None:
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)
