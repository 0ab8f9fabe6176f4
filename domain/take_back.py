"""Undoing one chosen action of one's own, not the last. Loaded where people look at the log."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from domain.errors import DomainError
from domain.frozen import dataclass
from domain.history import Line, Undo, standing
from domain.words import N


class NotStandingError(DomainError):
    """It is somebody else's, or taken back already, or it took something back itself."""

    message = N("Only what you did yourself and what still stands can be taken back.")


@dataclass(frozen=True, slots=True)
class TakeBack(Undo):
    """Take back the action that is line number `of` of the log; refused as any undo."""

    of: int

    def target(self, lines: Iterable[Line], by: int) -> Line:
        # What undid it, or did it again, was written after it: older lines do not matter.
        since = takewhile(lambda line: line.seq >= self.of, lines)
        done, _ = standing(line for line in since if line.meta.get("by") == by)
        for line in done:
            if line.seq == self.of:
                return line
        raise NotStandingError
