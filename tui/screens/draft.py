"""What was typed into one form and not sent yet: kept for the next opening."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from tui.screens.field import Raw


class Drafts(Protocol):
    """Where drafts are kept: `domain.personal.PersonalState`."""

    def draft(self, key: str) -> dict[str, Any] | None: ...
    def save_draft(self, key: str, values: Mapping[str, Any]) -> None: ...
    def drop_draft(self, key: str) -> None: ...


class Draft:
    """The draft of one form."""

    fields: dict[str, Raw]
    """What was typed, for the fields that differed from the board."""
    base: dict[str, Raw]
    """What stood on the board in these fields when they were typed."""

    def __init__(self, drafts: Drafts, key: str) -> None:
        """Read what is kept under `key`; empty when there is nothing, or nothing readable."""
        self._drafts, self._key = drafts, key
        kept = drafts.draft(key) or {}
        self.fields, self.base = _raws(kept.get("fields")), _raws(kept.get("base"))

    def __bool__(self) -> bool:
        return bool(self.fields)

    def keep(self, fields: dict[str, Raw], base: dict[str, Raw]) -> None:
        """Keep what is typed now; forget the draft when nothing differs any more."""
        if (fields, base) == (self.fields, self.base):
            return
        if not fields:
            self.drop()
            return
        self.fields, self.base = fields, base
        self._drafts.save_draft(self._key, {"fields": fields, "base": base})

    def drop(self) -> None:
        """Forget it: it was sent, or is not wanted."""
        self.fields, self.base = {}, {}
        self._drafts.drop_draft(self._key)


def _raws(kept: object) -> dict[str, Raw]:
    """Values of fields as they were before JSON knew no tuples."""
    if not isinstance(kept, dict):
        return {}
    raws = {name: tuple(raw) if isinstance(raw, list) else raw for name, raw in kept.items()}
    return {name: raw for name, raw in raws.items() if isinstance(raw, str | tuple)}
