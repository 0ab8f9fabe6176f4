"""A lane of the board: the cards in one state, with their count and limit above them."""

from __future__ import annotations

from domain.task import STATE_NAMES, State
from domain.words import tr
from tui.widgets.card_list import CardList
from tui.widgets.scene import Scene
from tui.widgets.task_card import task_rows


class Lane(CardList):
    """The tasks in one state."""

    def __init__(self, state: State) -> None:
        """The lane of `state`, empty at first."""
        super().__init__(id=f"lane-{state}")
        self.state = state
        self.scene: Scene | None = None
        self.limit: int | None = None
        """How many cards it should hold at most; a warning, never a wall."""

    def title(self) -> str:
        """Its name and count: `Doing 7/9`, with a sign when that is too many."""
        count = len(self.ids)
        if self.limit is None:
            return f"{tr(STATE_NAMES[self.state])} {count}"
        over = " !" if count > self.limit else ""
        return f"{tr(STATE_NAMES[self.state])} {count}/{self.limit}{over}"

    def holds(self, number: int) -> bool:
        task = None if self.scene is None else self.scene.board.tasks.get(number)
        return task is not None and task.state is self.state

    def draw(self, number: int, width: int) -> tuple[tuple[str, str], ...]:
        assert self.scene is not None
        return task_rows(self.scene, self.scene.board.tasks[number], width)

    def stamp(self, number: int) -> tuple[object, ...]:
        assert self.scene is not None
        doc = self.scene.board.tasks.docs[str(number)]
        if doc.get("depends_on"):  # says what others are late, and those that they wait for
            return (object(),)
        return self.scene.stamp(f"T-{number}", doc)
