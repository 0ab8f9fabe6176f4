"""The inbox: rises of complaints, then the words that somebody has to look at, newest first,
one by one or by what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.signal import Signal
from domain.words import tr
from tui.widgets.card_list import CardList
from tui.widgets.feedback_card import feedback_rows
from tui.widgets.scene import Scene
from tui.widgets.signal_card import signal_rows

if TYPE_CHECKING:
    from domain.inbox import Matter

SIGNALS = 1 << 40
"""What is added to a signal's number in this list: no item's number is as large."""
GROUPS = 1 << 41
"""The same for groups, numbered as they are met: each keeps its number in a session."""

_INDENT = "  "


class Inbox(CardList):
    """Signals, and feedback that waits. Marks are on items: a group is marked when all of it is."""

    NEWEST_FIRST = True

    def __init__(self) -> None:
        """Empty at first, and not grouped."""
        super().__init__(id="inbox")
        self.scene: Scene | None = None
        self.quiet = 0
        """Rises that wait for others than this person: the title counts them, no banner does."""
        self.grouped = False
        """Whether items stand in groups."""
        self.items: tuple[int, ...] = ()
        """All items that wait, shown or folded away."""
        self._signals: tuple[int, ...] = ()
        self._groups: dict[int, tuple[Matter, tuple[int, ...]]] = {}
        self._numbers: dict[Matter, int] = {}
        self._group_of: dict[int, int] = {}
        self._unfolded: set[int] = set()

    def title(self) -> str:
        """Its name and how many items wait."""
        rises = f" !! {self.quiet}" if self.quiet else ""
        return tr("Inbox") + f" {len(self.items)}{rises}"

    def fill(self, signals: tuple[int, ...], items: tuple[int, ...], *, grouped: bool) -> None:
        """Hold these from now on; `signals` are on top, as they are."""
        if items is not self.items or grouped is not self.grouped:
            self.items, self.grouped = items, grouped
            self._sort()
        self._signals = signals
        self._lay()

    def fold(self, number: int, *, open: bool | None = None) -> bool:  # noqa: A002
        """Show a group's items or fold them away, as `open` says, else the other way round.

        Returns:
            Whether something has changed: False also where `number` is nothing to fold.
        """
        group = number if number in self._groups else self._group_of.get(number)
        if group is None or open is (group in self._unfolded):
            return False
        self._unfolded ^= {group}
        if group not in self._unfolded:
            super().go(group)  # the cursor does not get lost among what is folded away
        self._lay()
        return True

    def group(self, number: int) -> tuple[Matter, tuple[int, ...]] | None:
        """What a group is about, and its items; None for what is no group."""
        return self._groups.get(number)

    def items_of(self, number: int) -> tuple[int, ...]:
        """The items that a line of the list stands for; none for a signal."""
        if number >= GROUPS:
            return self._groups[number][1] if number in self._groups else ()
        return () if number >= SIGNALS else (number,)

    def go(self, number: int) -> bool:
        """Put the cursor on a line, out of its group where it is folded away."""
        if self._group_of.get(number, number) not in self._unfolded:
            self.fold(number, open=True)
        return super().go(number)

    def draw(self, number: int, width: int) -> tuple[tuple[str, str], ...]:
        assert self.scene is not None
        if number >= GROUPS:
            from tui.widgets.group_card import group_rows  # whoever groups nothing never pays

            matter, items = self._groups[number]
            return group_rows(self.scene, matter, items, width, folded=not self._open(number))
        if number >= SIGNALS:
            signal = self.scene.board.signals[number - SIGNALS]
            return signal_rows(self.scene, signal, width)
        item = self.scene.board.feedback[number]
        if number not in self._group_of:
            return feedback_rows(self.scene, item, width)
        rows = feedback_rows(self.scene, item, width - len(_INDENT))
        return tuple((_INDENT + text, look) for text, look in rows)

    def stamp(self, number: int) -> tuple[object, ...]:
        assert self.scene is not None
        if number >= GROUPS:
            return (self._groups[number], self._open(number), self.scene.minute, self.scene.topics,
                    self.scene.board.tables.get(Signal.TABLE), self.scene.claims)  # fmt: skip
        if number >= SIGNALS:
            key = str(number - SIGNALS)
            return self.scene.stamp(f"S-{key}", self.scene.board.tables[Signal.TABLE][key])
        stamp = self.scene.stamp(f"F-{number}", self.scene.board.feedback.docs[str(number)])
        return (*stamp, self._group_of.get(number))

    def is_marked(self, number: int) -> bool:
        items = self.items_of(number) if self.marked else ()
        return bool(items) and self.marked.issuperset(items)

    def mark(self, number: int) -> None:
        items = self.items_of(number)
        self.marked = self.marked - {*items} if self.is_marked(number) else self.marked | {*items}

    def holds(self, number: int) -> bool:
        if self.scene is None:
            return False
        from domain.inbox import waits

        doc = self.scene.board.feedback.docs.get(str(number))
        return doc is not None and waits(doc, self.scene.now)

    def markable(self) -> tuple[int, ...]:
        return self.items

    def _open(self, number: int) -> bool:
        return number in self._unfolded

    def _sort(self) -> None:
        """Find the groups; the one that the cursor stands in stays, or gets, unfolded."""
        here, before = self.cursor, self._group_of
        self._groups, self._group_of = {}, {}
        if not self.grouped or self.scene is None:
            return
        from domain.inbox import matters

        for matter, items in matters(self.scene.board, self.items).items():
            if len(items) == 1:  # nothing to fold
                continue
            number = self._numbers.setdefault(matter, GROUPS + len(self._numbers))
            self._groups[number] = matter, items
            self._group_of.update(dict.fromkeys(items, number))
        if here is not None and here not in before and here in self._group_of:
            self._unfolded.add(self._group_of[here])

    def _lay(self) -> None:
        rows, met = [*self._signals], set[int]()
        for number in self.items:
            group = self._group_of.get(number)
            if group is None:
                rows.append(number)
            elif group not in met:
                met.add(group)
                rows.append(group)
                if group in self._unfolded:
                    rows += self._groups[group][1]
        self.show(tuple(rows))
