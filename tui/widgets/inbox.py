"""The inbox: rises of complaints, then the words that somebody has to look at, newest first."""

from __future__ import annotations

from domain.signal import Signal
from domain.words import tr
from tui.widgets.card_list import CardList
from tui.widgets.feedback_card import feedback_rows
from tui.widgets.scene import Scene
from tui.widgets.signal_card import signal_rows

SIGNALS = 1 << 40
"""What is added to a signal's number in this list: no item's number is as large."""


class Inbox(CardList):
    """Signals, and feedback that waits."""

    NEWEST_FIRST = True

    def __init__(self) -> None:
        """Empty at first."""
        super().__init__(id="inbox")
        self.scene: Scene | None = None

    def title(self) -> str:
        """Its name and how many items wait."""
        return tr("Inbox") + f" {sum(number < SIGNALS for number in self.ids)}"

    def draw(self, number: int, width: int) -> tuple[tuple[str, str], ...]:
        assert self.scene is not None
        if number >= SIGNALS:
            signal = self.scene.board.signals[number - SIGNALS]
            return signal_rows(self.scene, signal, width)
        return feedback_rows(self.scene, self.scene.board.feedback[number], width)

    def stamp(self, number: int) -> tuple[object, ...]:
        assert self.scene is not None
        if number >= SIGNALS:
            key = str(number - SIGNALS)
            return self.scene.stamp(f"S-{key}", self.scene.board.tables[Signal.TABLE][key])
        return self.scene.stamp(f"F-{number}", self.scene.board.feedback.docs[str(number)])
