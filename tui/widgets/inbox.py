"""The inbox: customers' words that somebody has to look at, the newest first."""

from __future__ import annotations

from domain.words import tr
from tui.widgets.card_list import CardList
from tui.widgets.feedback_card import feedback_rows
from tui.widgets.scene import Scene


class Inbox(CardList):
    """Feedback that waits."""

    NEWEST_FIRST = True

    def __init__(self) -> None:
        """Empty at first."""
        super().__init__(id="inbox")
        self.scene: Scene | None = None

    def title(self) -> str:
        """Its name and how many wait."""
        return tr("Inbox") + f" {len(self.ids)}"

    def draw(self, number: int, width: int) -> tuple[tuple[str, str], ...]:
        assert self.scene is not None
        return feedback_rows(self.scene, self.scene.board.feedback[number], width)

    def stamp(self, number: int) -> tuple[object, ...]:
        assert self.scene is not None
        return self.scene.stamp(f"F-{number}", self.scene.board.feedback.docs[str(number)])
