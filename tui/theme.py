"""The looks: dark and light in 256 colours, the terminal's own palette, and no colour at all.

Every colour of `dark` and `light` is one of the terminal's 256, so that a session over SSH,
where nobody forwards COLORTERM, looks as it does at home.
"""

from __future__ import annotations

from typing import Any

from textual.theme import Theme

_DARK = Theme(
    name="promoboard-dark",
    dark=True,
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    foreground="#d0d0d0",
    primary="#5fafff",
    secondary="#5f87af",
    accent="#5fafff",
    warning="#d7af5f",
    error="#ff5f5f",
    success="#87d787",
    text_alpha=1.0,
    variables={"board-muted": "#8a8a8a", "board-bar": "#262626", "board-bar-text": "#d0d0d0",
               "board-on-accent": "#121212", "board-late-style": "none",
               "board-active-style": "bold", "board-cursor-style": "bold"},
)  # fmt: skip

_LIGHT = Theme(
    name="promoboard-light",
    dark=False,
    background="#eeeeee",
    surface="#e4e4e4",
    panel="#d0d0d0",
    foreground="#262626",
    primary="#005faf",
    secondary="#5f87af",
    accent="#005faf",
    warning="#875f00",
    error="#af0000",
    success="#005f00",
    text_alpha=1.0,
    variables={"board-muted": "#626262", "board-bar": "#d0d0d0", "board-bar-text": "#262626",
               "board-on-accent": "#eeeeee", "board-late-style": "none",
               "board-active-style": "bold", "board-cursor-style": "bold"},
)  # fmt: skip

_PLAIN: dict[str, Any] = {
    "ansi": True,
    "background": "ansi_default",
    "surface": "ansi_default",
    "panel": "ansi_default",
    "boost": "ansi_default",
    "foreground": "ansi_default",
}

_PLAIN_VARIABLES = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "board-muted": "ansi_default",
    "board-bar": "ansi_default",
    "board-bar-text": "ansi_default",
    "board-active-style": "bold reverse",
    "border-blurred": "ansi_default",
    "block-cursor-text-style": "bold reverse",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_default",
    "input-selection-foreground": "ansi_default",
}

_ANSI = Theme(
    name="promoboard-ansi",
    **_PLAIN,
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    variables=_PLAIN_VARIABLES
    | {
        "board-on-accent": "ansi_black",
        "board-late-style": "none",
        "board-cursor-style": "bold",
    },
)

_MONO = Theme(
    name="promoboard-mono",
    **_PLAIN,
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    variables=_PLAIN_VARIABLES
    | {
        "board-on-accent": "ansi_default",
        "board-late-style": "bold",
        "board-cursor-style": "bold reverse",
    },
)

THEMES = (_DARK, _LIGHT, _ANSI, _MONO)

DEFAULTS = _DARK.variables
"""Values of our own variables under a theme that does not know them."""


def theme_called(name: str) -> str:
    """The registered name of a personal setting's theme: `dark`, `light`, `ansi`, `mono`."""
    return f"promoboard-{name}"
