"""All keys of a screen as they are now, by group, also those that were rebound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from domain.frozen import dataclass
from domain.text import cells, pad
from domain.words import N, tr
from tui.screens.dialog import WIDE_FROM, Dialog
from tui.screens.key_names import is_alias, key_name
from tui.screens.looking import named

KEYS = 16
"""Cells for the keys of one line."""


@dataclass(frozen=True, slots=True)
class Group:
    """Keys that belong together."""

    title: str
    lines: tuple[tuple[str, str], ...]
    """The keys, and what they do; both as they are shown."""


class Help(Dialog[None]):
    """The groups in two columns, or in one that scrolls where the terminal is narrow."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,question_mark,？,f1", "leave", N("Close"), show=False, id="help.close"),
    ]

    def __init__(self, groups: Sequence[Group]) -> None:
        """Show `groups`; `groups_of` reads them off a screen."""
        super().__init__(tr("Keys"))
        self._groups = groups

    def body(self) -> ComposeResult:
        wide = self.app.size.width >= WIDE_FROM
        columns = 2 if wide else 1
        inside = min(150, self.app.size.width) - 4 if wide else self.room
        room = (inside - 1) // columns - 1  # the scrollbar, and a gap
        with VerticalScroll(id="scroll", classes="scrolls"), Horizontal():
            for groups in _columns(self._groups, columns):
                yield Static(Content("\n").join(_lines(groups, room)))


def groups_of(screen: Screen[Any]) -> list[Group]:
    """The keys of `screen` that have an id, in the order of its table."""
    keys: dict[str, list[str]] = {}
    bindings: dict[str, Binding] = {}
    titles: dict[str, list[str]] = {}
    # Textual's own Tab comes first on every screen, wherever a table has it.
    live = sorted(screen.active_bindings.items(), key=lambda item: item[0].endswith("tab"))
    for _, active in live:
        binding = active.binding
        if binding.id is None or is_alias(binding) or not named(screen.app, binding):
            continue
        if binding.id not in keys:
            bindings[binding.id] = binding
            title = binding.group.description if binding.group else N("Here")
            titles.setdefault(title, []).append(binding.id)
        keys.setdefault(binding.id, []).append(key_name(binding))
    return [
        Group(
            tr(title),
            tuple(
                (" ".join(keys[each]), tr(bindings[each].tooltip or bindings[each].description))
                for each in known
            ),
        )
        for title, known in titles.items()
    ]


def _columns(groups: Sequence[Group], columns: int) -> list[list[Group]]:
    """The groups in columns of about the same height, in their order."""
    half = sum(len(group.lines) + 2 for group in groups) / columns
    found: list[list[Group]] = [[] for _ in range(columns)]
    height = 0.0
    for group in groups:
        found[min(columns - 1, int(height // half))].append(group)
        height += len(group.lines) + 2
    return found


def _lines(groups: Sequence[Group], room: int) -> list[Content]:
    lines: list[Content] = []
    for group in groups:
        lines.append(Content.styled(group.title, "bold"))
        for keys, words in group.lines:
            wide = max(KEYS, cells(keys) + 1)
            said = Content(words).wrap(room - wide - 2)
            starts = [f"  {pad(keys, wide)}", *[" " * (wide + 2)] * (len(said) - 1)]
            lines += (Content(start) + line for start, line in zip(starts, said, strict=True))
        lines.append(Content(""))
    return lines
