"""What a form's fields are typed and chosen with: one line of text, and a choice.

Text of several lines has a module of its own (`tui/screens/text_editor.py`), since Textual's
TextArea is slow to load. Each editor has `raw`, the value as a draft keeps it.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from domain.text import clean, fit
from domain.words import N, tr
from tui.screens.field import Field, Raw

PASTED = 20_000
"""Characters of one paste that are taken at most."""


class LineEditor(Input):
    """One line. Lines of a paste are joined: Textual would keep the first one only."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        """Start with `value`, the cursor at its end."""
        # Selecting on focus would let the next letter replace the whole field.
        super().__init__(value, placeholder=placeholder, select_on_focus=False, compact=True, id=id)
        self.cursor_blink = False  # two repaints a second, over SSH

    @property
    def raw(self) -> Raw:
        return self.value

    @raw.setter
    def raw(self, raw: Raw) -> None:
        self.value = str(raw)

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        self.replace(clean(event.text, limit=PASTED, lines=1), start, end)


class FilterEditor(LineEditor):
    """What is typed to narrow a list."""

    def __init__(self, typed: str, *, marking: bool) -> None:
        """Start with `typed`; with `marking`, Space is left to the list."""
        super().__init__(typed, placeholder=tr("Type to narrow the list"), id="filter")
        self._marking = marking

    def check_consume_key(self, key: str, character: str | None) -> bool:
        marks = self._marking and character is not None and character.isspace()
        return not marks and super().check_consume_key(key, character)


class ChoiceEditor(Widget, can_focus=True):
    """One or several of some options: arrows step through them, Enter lists them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "step(1)", N("Next choice"), show=False),
        Binding("left", "step(-1)", N("Choice before"), show=False),
        Binding("enter,space,ideographic_space", "list", N("List the choices"), show=False),
        Binding("backspace,delete", "clear", N("Choose nothing"), show=False),
    ]

    raw: reactive[Raw] = reactive[Raw]("")

    class Changed(Message):
        """Something else is chosen."""

    def __init__(self, field: Field, raw: Raw) -> None:
        """Show `raw`, chosen from the options of `field`."""
        super().__init__()
        self._field = field
        self.set_reactive(ChoiceEditor.raw, raw)

    def render(self) -> Content:
        shown = self._field.words(self.raw) or "-"
        if self.has_focus:
            shown = f"< {fit(shown, self.size.width - 4)} >"
        return Content(fit(shown, self.size.width))

    def watch_raw(self, before: Raw, after: Raw) -> None:
        if before != after:
            self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """Any character starts to search the list."""
        if event.character and event.is_printable and not event.character.isspace():
            event.stop()
            self._choose(event.character)

    def action_step(self, by: int) -> None:
        """Go to the next option, round and round; several are chosen from the list."""
        if self._field.many or not self._field.steps:
            self.action_list()
            return
        keys = [option.key for option in self._field.options()]
        if keys:
            at = keys.index(self.raw) if self.raw in keys else -1 if by > 0 else 0
            self.raw = keys[(at + by) % len(keys)]

    def action_list(self) -> None:
        self._choose("")

    def action_clear(self) -> None:
        if self._field.many:
            self.raw = ()
        elif self._field.optional:
            self.raw = ""

    def _choose(self, typed: str) -> None:
        from tui.screens.choose import Choose

        def take(picked: str | tuple[str, ...] | None) -> None:
            if picked is not None:
                self.raw = picked

        chosen = self.raw if isinstance(self.raw, tuple) else (self.raw,)
        options = self._field.options()
        self.app.push_screen(
            Choose(self._field.label, options, many=self._field.many, chosen=chosen, typed=typed),
            take,
        )
