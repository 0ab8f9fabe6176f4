"""Cards that are marked: the next key acts on all of them that can be seen.

A filter hides cards and takes no mark away. Those that it hides are counted, and left alone
until they are in sight again.
"""

from __future__ import annotations

from domain.words import tr


class Marks:
    """The marks of a list."""

    marked: set[int]
    """The cards that are chosen together, those among them that a filter hides, too."""

    def markable(self) -> tuple[int, ...]:
        """All cards in the list that can be marked, in their order."""
        raise NotImplementedError

    def holds(self, number: int) -> bool:
        """Whether a card belongs here, shown or hidden by a filter."""
        return False

    def mark(self, number: int) -> None:
        """Mark what stands on a line, or take the mark away."""
        self.marked ^= {number}

    def is_marked(self, number: int) -> bool:
        """Whether what stands on a line is marked."""
        return number in self.marked

    @property
    def chosen(self) -> tuple[int, ...]:
        """Those of the marked cards that can be seen, in their order."""
        if not self.marked:
            return ()
        return tuple(number for number in self.markable() if number in self.marked)

    def unmark(self) -> None:
        """The marks have served; those that nobody could see stay."""
        self.marked.difference_update(self.chosen)

    def keep_marks(self) -> None:
        """Forget the marks of what is not here any more."""
        seen = {*self.markable()}
        self.marked = {each for each in self.marked if each in seen or self.holds(each)}

    def marks(self) -> str:
        """How many are marked, and how many of them a filter hides; empty for none."""
        if not self.marked:
            return ""
        hidden = len(self.marked) - len(self.chosen)
        return f"*{len(self.marked)}" + (" " + tr("({n} hidden)", n=hidden) if hidden else "")
