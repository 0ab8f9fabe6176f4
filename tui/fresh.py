"""Which cards colleagues have just changed, and who: shown for two seconds."""

from __future__ import annotations

import time
from collections.abc import Callable

from domain.board import Board
from domain.history import label
from domain.store import Line

SECONDS = 2.0
_MANY = 200
"""A line that changes more documents than this is an import: nobody marks all of those."""


class Fresh:
    """Names by card number, each for `SECONDS`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing is fresh. `clock` counts seconds."""
        self._clock = clock
        self._until: dict[str, tuple[float, str]] = {}

    def mark(self, line: Line, board: Board) -> None:
        """Whoever wrote `line` changed these cards now."""
        author = board.members.get(line.meta.get("by", 0))
        if author is None or len(line.changes) > _MANY:
            return
        until = self._clock() + SECONDS
        for table, key, _ in line.changes:
            self._until[label(table, key)] = (until, author.name)

    def expire(self) -> bool:
        """Forget what is not fresh any more; whether there was any."""
        now = self._clock()
        old = [number for number, (until, _) in self._until.items() if until <= now]
        for number in old:
            del self._until[number]
        return bool(old)

    def names(self) -> dict[str, str]:
        """Who changed which card, by the card's number."""
        return {number: name for number, (_, name) in self._until.items()}
