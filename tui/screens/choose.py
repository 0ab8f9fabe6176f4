"""Choosing one or several of many: a list that narrows as one types.

Words, numbers and the initials of pinyin find an option. The keys of options are text; the
pickers in `tui/screens/pick.py` say what they mean.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option as Row

from domain.text import cells, fit, normalise
from domain.words import N, tr
from tui.screens.dialog import Dialog
from tui.screens.editors import FilterEditor
from tui.screens.option import Option

SHOWN = 200
"""Rows that are listed at most; more are found by typing."""


class Choose(Dialog[str | tuple[str, ...]]):
    """Dismisses with the key of an option (with `many` a tuple of keys), None on Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N("Choose"), id="choose.take", priority=True),
        Binding("space,ideographic_space", "mark", N("Mark"), id="choose.mark", priority=True),
        Binding("up", "list('cursor_up')", show=False, priority=True),
        Binding("down", "list('cursor_down')", show=False, priority=True),
        Binding("j", "list('cursor_down')", show=False),  # letters, where there is a filter
        Binding("k", "list('cursor_up')", show=False),
        Binding("pageup", "list('page_up')", show=False, priority=True),
        Binding("pagedown", "list('page_down')", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        *,
        many: bool = False,
        filter: bool = True,  # noqa: A002  (what it is)
        chosen: Collection[str] = (),
        typed: str = "",
        why: str = "",
    ) -> None:
        """Offer `options`.

        Args:
            title: What is being chosen, translated.
            options: In the order in which they are listed.
            many: Whether several can be marked.
            filter: Whether there is a line to type into.
            chosen: Keys that are marked already, or where the highlight starts.
            typed: What stands in the filter at first.
            why: What there is to know first; shown literally.
        """
        super().__init__(title)
        self._options, self._many, self._filter = options, many, filter
        self._sought = [option.sought for option in options]
        self._marked = set(chosen) if many else set()
        self._start, self._typed, self._why = chosen, typed, why

    def body(self) -> ComposeResult:
        if self._why:
            yield Static(Content(self._why), id="why")
        if self._filter:
            yield FilterEditor(self._typed, marking=self._many)
        rows = OptionList(compact=True, id="rows", classes="scrolls")
        rows.can_focus = not self._filter
        yield rows

    def on_mount(self) -> None:
        self._list(self._typed)
        keys = [option.key for option in self._shown]
        first = next((at for at, key in enumerate(keys) if key in self._start), 0)
        self.query_one("#rows", OptionList).highlighted = first if keys else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._many if action == "mark" else True

    @on(Input.Changed, "#filter")
    def _narrow(self, event: Input.Changed) -> None:
        self._list(event.value)

    @on(OptionList.OptionSelected, "#rows")
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._many:
            self.action_mark()
        else:
            self.action_take()

    def action_list(self, move: str) -> None:
        getattr(self.query_one("#rows", OptionList), f"action_{move}")()

    def action_mark(self) -> None:
        """Mark the highlighted option, or take the mark away."""
        rows = self.query_one("#rows", OptionList)
        at = rows.highlighted
        if at is None or at >= len(self._shown):
            return
        option = self._shown[at]
        self._marked ^= {option.key}
        rows.replace_option_prompt_at_index(at, self._line(option))

    def action_take(self) -> None:
        """Choose what is marked; with nothing marked, what is highlighted."""
        at = self.query_one("#rows", OptionList).highlighted
        here = self._shown[at].key if at is not None and at < len(self._shown) else None
        if not self._many:
            if here is not None:
                self.dismiss(here)
            return
        marked = tuple(option.key for option in self._options if option.key in self._marked)
        untouched = self._marked == set(self._start)
        if untouched and not marked and here is not None:
            marked = (here,)
        self.dismiss(marked)

    def _list(self, typed: str) -> None:
        words = normalise(typed).split()
        every = zip(self._options, self._sought, strict=True)
        found = [option for option, text in every if all(word in text for word in words)]
        self._shown = found[:SHOWN]
        rows = self.query_one("#rows", OptionList)
        rows.set_options(Row(self._line(option)) for option in self._shown)
        if len(found) > SHOWN:
            more = tr("{n} more: type to find them", n=len(found) - SHOWN)
            rows.add_option(Row(Content.styled(more, "dim"), disabled=True))
        if not found:
            rows.add_option(Row(Content.styled(tr("Nothing is called that"), "dim"), disabled=True))
        rows.highlighted = 0 if found else None

    def _line(self, option: Option) -> Content:
        mark = ("[x] " if option.key in self._marked else "[ ] ") if self._many else ""
        room = self.room - 1  # the scrollbar
        label = fit(mark + option.label, room)
        hint = fit(option.hint, max(0, room - cells(label) - 2))
        return Content.assemble(label, ("  " + hint, "dim")) if hint else Content(label)
