"""What the header says of the gate beside what people decided (`opening_mark`), in a few cells.

Counted beside the screen: what it needs is loaded after the first frame, and counted again
only when something that it looks at has changed.
"""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING, NamedTuple

from domain.campaign import current_campaign
from domain.words import tr

if TYPE_CHECKING:
    from domain.clearance import Standing
    from tui.widgets.scene import Scene

_TABLES = ("campaigns", "members", "tasks", "mechanics", "touchpoints", "stock")


class GateWords(NamedTuple):
    """What there is to say; at most one of the two."""

    calm: str = ""
    """`Gate 6/8`, `Gate passed`: shown where there is room."""
    warning: str = ""
    """`! gate shut again`: never cut."""


class Clearing:
    """The gate of the campaign that the header speaks of."""

    def __init__(self) -> None:
        """Nothing is said before `load`."""
        self.loaded = False
        self._stamp: tuple[object, ...] = (self,)
        self._words = GateWords()

    def load(self) -> None:
        """Import what is needed. May be called from any thread."""
        import domain.clearance  # noqa: F401

        self.loaded = True

    def words(self, scene: Scene) -> GateWords:
        """What to say at this moment: as before while nothing that counts has changed."""
        if not self.loaded:
            return GateWords()
        tables = scene.board.tables
        stamp = (*map(tables.get, _TABLES), scene.minute)
        if len(stamp) != len(self._stamp) or not all(map(is_, stamp, self._stamp)):
            self._stamp, self._words = stamp, _words(scene)
        return self._words


def _words(scene: Scene) -> GateWords:
    campaign = current_campaign(scene.board, scene.now)
    if campaign is None or scene.now >= campaign.ends_at:
        return GateWords()
    from domain.clearance import standing_of

    return said(standing_of(scene.board, campaign, scene.now))


def said(standing: Standing) -> GateWords:
    """How it stands with a gate, in short; what people decided the header says without it."""
    if standing.clearance == "outdated":
        return GateWords(warning="! " + tr("gate shut again"))
    if standing.clearance == "passed":
        return GateWords(tr("Gate passed"))
    gate = standing.gate
    waiting = standing.clearance == "waiting"
    return GateWords(tr("Gate {n}/{all}", n=gate.passed, all=len(gate.lines)) if waiting else "")
