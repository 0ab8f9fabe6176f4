"""The bottom line: the most useful keys of this moment, and always how to find the others."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding

from domain.text import cells
from domain.words import tr
from tui.screens.key_names import key_name

SHOWN = 7
"""Keys named at most, help not counted."""


def footer_words(bindings: Iterable[Binding], help_key: Binding, width: int) -> str:
    """As many of `bindings` as fit, then help at the right edge: that always fits."""
    pinned = f"{key_name(help_key)} {tr(help_key.description)} "
    line = ""
    for binding in list(bindings)[:SHOWN]:
        longer = (
            f"{line}  {key_name(binding)} {tr(binding.description)}"
            if line
            else (f" {key_name(binding)} {tr(binding.description)}")
        )
        if cells(longer) + cells(pinned) + 2 > width:
            break
        line = longer
    return line + " " * (width - cells(line) - cells(pinned)) + pinned
