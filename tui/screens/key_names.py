"""How keys are called on screen: short, in ASCII, after rebinding."""

from __future__ import annotations

import unicodedata
from contextlib import suppress

from textual.binding import Binding
from textual.keys import format_key

_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
}
"""Textual would show arrows, which many Chinese terminals draw two cells wide."""


def key_name(binding: Binding) -> str:
    """What the key of `binding` is called: `Ctrl+S`, `F2`, `>`, `Up`."""
    *modifiers, key = binding.key.split("+")
    name = _NAMES.get(key) or _character(key)
    if modifiers and len(name) == 1:
        name = name.upper()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def _character(key: str) -> str:
    if len(key) > 1 and key[0] == "f" and key[1:].isdecimal():
        return key.upper()
    name = format_key(key)
    if "_" in name:
        with suppress(KeyError):
            return unicodedata.lookup(name.replace("_", " ").replace(" than", "-than"))
    return name


def is_alias(binding: Binding) -> bool:
    """Whether the key only repeats another for an input method: a full-width character."""
    name = key_name(binding)
    return len(name) == 1 and not name.isascii()
