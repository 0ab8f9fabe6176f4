"""Which keys are named to somebody who may only look: those that change nothing.

The others go on to say why they do nothing when they are pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.binding import Binding

if TYPE_CHECKING:
    from tui.session import Session

_ROOMS = (
    "cursor",
    "page",
    "view",
    "find",
    "filter",
    "dialog",
    "help",
    "choose",
    "menu",
    "activity",
)
"""What a key's id may begin with: nothing in these rooms changes the board."""
_KEYS = frozenset({
    "card.open", "card.mark", "card.copy", "feedback.group", "feedback.untagged",
    "rest.team", "rest.help",
    "rest.palette", "rest.quit", "rest.escape", "detail.down", "detail.up", "campaign.which",
    "campaign.role_before", "campaign.role", "mechanic.copy", "stock.export", "ask.take",
})  # fmt: skip
_CHANGES = frozenset({"activity.take_back"})


def named(app: App[object], binding: Binding) -> bool:
    """Whether the key of `binding` is worth naming in this session."""
    session: Session | None = getattr(app, "session", None)
    return session is None or not session.readonly or looks(binding.id)


def looks(name: str | None) -> bool:
    """Whether a key changes nothing, by its id; None: it repeats another key's action."""
    if name is None or name in _KEYS:
        return True
    return name.partition(".")[0] in _ROOMS and name not in _CHANGES
