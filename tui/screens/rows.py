"""All fields of a form with their draft, which is kept while one types.

It is written when no key came for a moment, when a field is left, and when the line drops.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.timer import Timer

from domain.edit import Edit
from domain.errors import PromoboardError
from domain.text import cells
from tui.screens.draft import Draft
from tui.screens.field import Field
from tui.screens.row import Conflict, Row

QUIET = 0.8
"""Seconds without a key after which the draft is kept."""


class Rows(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The rows of a form by the names of their fields, from top to bottom."""

    def __init__(
        self, fields: Sequence[Field], values: Mapping[str, Any], draft: Draft, who: str
    ) -> None:
        """Show `values` as they stand on the board, or what the draft has typed over them.

        Args:
            fields: From top to bottom.
            values: By field.
            draft: What was typed last time.
            who: Who wrote the values, for where the draft contradicts them; nobody when new.
        """
        super().__init__(classes="scrolls")
        self.draft = draft
        self._timer: Timer | None = None
        self._forgotten = False
        width = max(cells(field.label) for field in fields)
        raws = draft.fields
        self.by_name = {f.name: Row(f, values[f.name], raws.get(f.name), width) for f in fields}
        for name, row in self.by_name.items():
            if who and row.touched and draft.base.get(name, row.base) != row.base:
                row.conflict = Conflict(row.base, who)

    def compose(self) -> ComposeResult:
        yield from self.by_name.values()

    def __getitem__(self, name: str) -> Row:
        return self.by_name[name]

    def on_mount(self) -> None:
        self.say()

    def on_descendant_blur(self) -> None:
        self.keep()

    def on_unmount(self) -> None:
        self.keep()

    def typed(self) -> None:
        """Another value stands in a field."""
        self.say()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(QUIET, self.keep)

    # By name, for the TextArea is loaded by those forms only that have one.
    on_input_changed = on_choice_editor_changed = on_text_area_changed = typed

    @property
    def touched(self) -> dict[str, Row]:
        """The rows in which something else stands than on the board."""
        return {name: row for name, row in self.by_name.items() if row.touched}

    def here(self) -> Row | None:
        """The row that has the focus."""
        focused = self.screen.focused if self.is_attached else None
        return next((row for row in self.by_name.values() if row.editor is focused), None)

    def say(self) -> None:
        """Say again what each field is understood as: one may depend on another."""
        for row in self.by_name.values():
            row.say()

    def keep(self) -> None:
        """Keep what is typed as the draft; nothing after `forget`."""
        if self._timer is not None:
            self._timer.stop()
        if not self._forgotten:
            touched = self.touched
            fields = {name: row.raw for name, row in touched.items()}
            self.draft.keep(fields, {name: row.base for name, row in touched.items()})

    def forget(self) -> None:
        """The draft has done its duty: what it says is on the board."""
        self._forgotten = True
        self.draft.drop()

    def afresh(self) -> None:
        """Put every field back to what stands on the board."""
        for row in self.touched.values():
            row.conflict, row.raw = None, row.base

    def meet(self, values: Mapping[str, Any], who: str) -> None:
        """Take in what `who` changed on the board meanwhile."""
        for name, row in self.by_name.items():
            row.meet(values[name], who)
        self.refresh_bindings()

    def read(self) -> dict[str, Any] | None:
        """The values of all fields; None when one cannot be read, which is shown and entered."""
        values: dict[str, Any] = {}
        wrong: Row | None = None
        for name, row in self.by_name.items():
            try:
                values[name] = row.read()
            except PromoboardError as error:
                row.say(error)
                wrong = wrong or row
        if wrong is not None:
            wrong.editor.focus()
            return None
        return values

    def untold(self) -> Row | None:
        """The first row with a conflict that no save was refused for yet; all are told then."""
        clashes = [row for row in self.touched.values() if row.conflict and not row.conflict.told]
        for row in clashes:
            assert row.conflict is not None
            row.conflict.told = True
        return clashes[0] if clashes else None

    def edits(self, values: Mapping[str, Any]) -> tuple[Edit, ...]:
        """What differs from the board, as edits."""
        return tuple(Edit(name, row.value, values[name]) for name, row in self.touched.items())
