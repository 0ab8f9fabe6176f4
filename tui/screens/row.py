"""One field on screen: its label, its editor, and below it what has to be said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from domain.errors import PromoboardError
from domain.text import pad
from domain.words import tr
from tui.screens.editors import ChoiceEditor, LineEditor
from tui.screens.field import Field, Kind, Raw


@dataclass(slots=True)
class Conflict:
    """A colleague wrote the same field while it was being edited here."""

    raw: Raw
    who: str
    told: bool = False
    """Whether a save was refused for it: the next one knowingly overwrites."""


class Row(Vertical):
    """A field with its editor. `value` stands on the board, `raw` is what is typed."""

    def __init__(self, field: Field, value: Any, raw: Raw | None, label_width: int) -> None:
        """Edit `field`, whose value on the board is `value`; start from `raw`, else from that."""
        super().__init__()
        self.field, self.value = field, value
        self.base: Raw = field.write(value)
        """What would stand in the editor if nothing had been typed."""
        self.conflict: Conflict | None = None
        self._wrong: tuple[Raw, PromoboardError] | None = None
        self._width = label_width
        self._label = Static(classes="label")
        self._note = Static(classes="note")
        self.editor = _editor(field, self.base if raw is None else raw)

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self._label
            yield self.editor
        yield self._note

    def on_mount(self) -> None:
        self._note.styles.padding = (0, 0, 0, self._width + 3)
        self._mark(" ")

    def on_descendant_focus(self) -> None:
        self._mark(">")

    def on_descendant_blur(self) -> None:
        self._mark(" ")

    @property
    def raw(self) -> Raw:
        """What is typed or chosen now."""
        raw: Raw = self.editor.raw
        return raw

    @raw.setter
    def raw(self, raw: Raw) -> None:
        self.editor.raw = raw

    @property
    def touched(self) -> bool:
        """Whether it differs from what stands on the board."""
        return self.raw != self.base

    def read(self) -> Any:
        """The value that is meant; that of the board while nothing was typed.

        Raises:
            PromoboardError: It cannot be understood; the sentence says why.
        """
        self._wrong = None
        return self.field.read(self.raw)

    def meet(self, value: Any, who: str) -> None:
        """Take what `who` wrote here meanwhile; what is being typed stays, and conflicts."""
        touched, base = self.touched, self.field.write(value)
        if base != self.base:
            if not touched:
                self.raw = base
            elif self.raw != base:
                self.conflict = Conflict(base, who)
        self.value, self.base = value, base
        self.say()

    def take_theirs(self) -> None:
        """Give up what is typed for what the colleague wrote."""
        if self.conflict is not None:
            self.raw, self.conflict = self.conflict.raw, None
            self.say()

    def say(self, error: PromoboardError | None = None) -> None:
        """Show the conflict there is; below it `error`, until something else is typed."""
        if error is not None:
            self._wrong = (self.raw, error)
        elif self._wrong is not None and self._wrong[0] == self.raw:
            error = self._wrong[1]
        lines, sign = [], "-plain"
        if self.conflict is not None and self.touched:
            sign = "-conflict"
            theirs = self.field.words(self.conflict.raw) or "-"
            now = tr("Now: {value} ({who})", value=theirs, who=self.conflict.who)
            mine = tr("Mine: {value}", value=self.field.words(self.raw) or "-")
            lines += [f"! {now}", f"  {mine}"]
        if error is None and self.field.explain is not None:
            try:
                lines += filter(None, [self.field.explain(self.raw)])
            except PromoboardError as wrong:
                error = wrong
        if error is not None:
            sign = "-error"
            lines.append(f"! {error}")
        self._note.update(Content("\n".join(lines)))
        self._note.display = bool(lines)
        self._note.set_classes(f"note {sign}")

    def _mark(self, mark: str) -> None:
        words = f"{mark} {pad(self.field.label, self._width)}"
        self._label.update(Content.styled(words, "bold" if mark == ">" else ""), layout=False)


def _editor(field: Field, raw: Raw) -> Any:
    """The widget that edits `field`; it has `raw`."""
    if field.kind is Kind.LINE:
        return LineEditor(str(raw), placeholder=field.placeholder)
    if field.kind is Kind.TEXT:
        from tui.screens.text_editor import TextEditor

        return TextEditor(str(raw), field.placeholder)
    return ChoiceEditor(field, raw)
