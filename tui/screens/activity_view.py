"""Who did what, when, from which command: the log, newest first, live, read as one looks at it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from domain.board import Board
from domain.clock import zone_named
from domain.errors import StoreError
from domain.history import label, told
from domain.words import N, ntr, tr
from tui import keys
from tui.actions.find import FilterInput
from tui.activity import author
from tui.ledger import KEPT, PAGE, Reader, Row, Sought, inverted, kept, newer, taken_back
from tui.screens.activity_text import day_of, full_text, row_text, who_did
from tui.screens.view import Section, View
from tui.widgets.row_list import Entry

_FINDS = {
    "find.filter": N("Show only what you type: words, @name, @role, T-42."),
    "find.mine": N("Show only what you did."),
    "find.role": N("Show what one role's people did; all in the end."),
}
_HERE = Binding.Group(N("Activity"))


class Changes(Section):
    """The rows; what they are is the view's matter."""

    view: ActivityView

    def label(self) -> str:
        return self.view.name_of_list()

    def rows(self, board: Board) -> Iterable[Entry]:
        return self.view.entries()

    def repaint(self) -> None:
        super().repaint()
        self.view.look_further()  # whatever moved the list


class ActivityView(View):
    """View 7."""

    NAME: ClassVar[str] = "activity"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(replace(each, show=True, tooltip=_FINDS[each.id])
          for each in keys.BOARD if each.id in _FINDS),
        Binding("p", "person", N("Person"), id="activity.person", group=_HERE,
                tooltip=N("Only what this person did; once more shows all.")),
        Binding("t", "card", N("Card"), id="activity.card", group=_HERE,
                tooltip=N("Only what was done to this card; once more shows all.")),
        Binding("x,delete", "take_back", N("Take back"), id="activity.take_back", group=_HERE,
                tooltip=N("Take back this change of yours, not the last one.")),
    ]  # fmt: skip

    def __init__(self) -> None:
        """Nothing is read before it is shown."""
        super().__init__([Changes()])
        self.sought = Sought()
        self._rows: list[Row] = []
        self._reader: Reader | None = None
        self._reading = self._following = False
        self._seq = 0
        self._inverse: dict[int, int] = {}
        self._known: dict[int, tuple[bool, Entry]] = {}

    def on_mount(self) -> None:
        self._seq = self.app.board.seq
        super().on_mount()

    # What is shown

    def entries(self) -> Iterable[Entry]:
        """Each change as a row below its day, and how far they go."""
        zone, day = zone_named(self.app.board.settings.zone), ""
        gone = taken_back(self._inverse)
        for row in self._rows:
            if (its := day_of(row.line, zone)) != day:
                day = its
                yield Entry(f"day {day}", day, heading=True)
            yield self._entry(row, row.line.seq in gone)
        yield Entry("end", self._end(), heading=True)

    def _entry(self, row: Row, undone: bool) -> Entry:
        seq, zone = row.line.seq, zone_named(self.app.board.settings.zone)
        known = self._known.get(seq)
        if known is not None and known[0] is undone:
            return known[1]
        board = self.app.board
        entry = Entry(
            str(seq),
            lambda width: row_text(board, row, zone, width, undone=undone),
            look="meta" if undone else "title",
            detail=lambda: full_text(board, row, zone, undone=undone),
        )
        self._known[seq] = undone, entry
        return entry

    def _end(self) -> str:
        reader = self._reader
        if len(self._rows) >= KEPT:
            return tr("Only the newest {n} are shown: filter, or use `promoboard log`.", n=KEPT)
        if reader is None or not reader.ended:
            return tr("Reading ..") if reader is None else tr("Back to {day}", day=reader.at[:10])
        if self._rows:
            return tr("There is nothing before that.")
        return tr("Nothing matches.") if self.sought else tr("Nothing was changed.")

    def name_of_list(self) -> str:
        """What the list is called, and what alone it shows."""
        sought, board = self.sought, self.app.board
        only = []
        if sought.who is not None:
            member = board.members.get(sought.who)
            only.append(tr("mine") if sought.who == self.app.me else member.name if member else "-")
        if sought.role:
            only.append(board.settings.name(sought.role))
        only += [each for each in (sought.card, sought.text.strip()) if each]
        alone = tr("Only {whose}", whose=", ".join(only)) if only else ""
        return ": ".join(filter(None, (tr("Activity"), alone)))

    def aside(self) -> str:
        """How many changes are shown."""
        count = ntr("{n} change", "{n} changes", len(self._rows))
        return count if self._reader is not None and self._reader.ended else f"{count} +"

    def show(self, board: Board) -> None:
        """Follow a newer board: what a colleague did stands on top."""
        super().show(board)
        if board.seq > self._seq and not self._following:
            self._following = True
            self.run_worker(self._follow(), group="follow")

    # Reading

    def look_further(self) -> None:
        """Read on when the end of what is known comes into sight."""
        if self._reading or len(self._rows) >= KEPT or not (self.is_attached and self.section.low):
            return
        if self._reader is None or not self._reader.ended:
            self._reading = True
            self.run_worker(self._read(), group="read")

    async def _read(self) -> None:
        """A page more, chunk by chunk, until it is full or what is sought has changed."""
        reader = self._reader
        if reader is None:
            service = self.app.session.service
            reader = self._reader = Reader(service, self.app.board, self.sought, self._seq)
        found = 0
        try:
            while found < PAGE and not reader.ended:
                rows = await asyncio.to_thread(reader.chunk, PAGE - found)
                if reader is not self._reader:
                    return
                found += len(rows)
                self._add(rows)
                self._inverse |= reader.inverse
                self.show(self.app.board)
        except StoreError as error:
            reader.ended = True
            self.app.tell(error)
        finally:
            if reader is self._reader:
                self._reading = False

    def _add(self, rows: list[Row]) -> None:
        """Below what is shown; the first that come are under the cursor."""
        first = not self._rows
        self._rows += rows
        if first and rows:
            self.section.fill(self.entries())
            self.section.edge(-1)

    async def _follow(self) -> None:
        """What was done since, from the same log."""
        try:
            lines = await asyncio.to_thread(newer, self.app.session.service, self._seq)
        except StoreError as error:
            self.app.tell(error)
            return
        finally:
            self._following = False
        if lines:
            self._seq = lines[0].seq
            keep = self.sought.keeper(self.app.board)
            for line in lines:
                inverted(line, self._inverse)
            self._rows[:0] = [kept(line, self.sought.card) for line in lines if keep(line)]
            self.show(self.app.board)

    def _seek(self, **what: object) -> None:
        """Show what is wanted now; begin at the newest."""
        self.sought = replace(self.sought, **what)  # type: ignore[arg-type]
        self._rows, self._reader, self._reading = [], None, False
        self._known.clear()
        self.show(self.app.board)
        self.look_further()

    # What the keys do

    @property
    def _row(self) -> Row | None:
        key = self.section.key
        return next((row for row in self._rows if str(row.line.seq) == key), None)

    def _numbers(self, row: Row) -> list[str]:
        """What it changed, the card that is sought first."""
        numbers = [label(table, key) for table, key, _, _ in told(row.line)]
        return sorted(numbers, key=lambda number: number != self.sought.card)

    def action_open(self) -> None:
        """Go to the card that was changed."""
        row = self._row
        if row is not None and (numbers := self._numbers(row)):
            self.home.jump(numbers[0])

    def action_mine(self) -> None:
        """Only what I did, or all again."""
        me = self.app.me
        self._seek(who=None if self.sought.who == me or not me else me)

    def action_person(self) -> None:
        row = self._row
        if self.sought.who is not None:
            self._seek(who=None)
        elif row is not None and who_did(self.app.board, row.line):
            self._seek(who=author(row.line))

    def action_card(self) -> None:
        row = self._row
        if self.sought.card:
            self._seek(card="")
        elif row is not None and (numbers := self._numbers(row)):
            self._seek(card=numbers[0])

    def action_role(self) -> None:
        """From all to each role, to all."""
        order = [None, *(role.key for role in self.app.board.settings.roles)]
        at = order.index(self.sought.role) if self.sought.role in order else 0
        self._seek(role=order[(at + 1) % len(order)])

    def action_take_back(self) -> None:
        """Take back the change under the cursor, where it is mine and nobody built on it."""
        row = self._row
        if row is not None and self.home.may_change():
            from domain.take_back import TakeBack

            self.app.issue(TakeBack(row.line.seq), done=self.home.tell_undone)

    def action_filter(self) -> None:
        """Begin to type what to look for."""
        line = self.query(Sieve).first() if self.query(Sieve) else None
        if line is None:
            hint = tr("words  @name  @role  T-42")
            line = Sieve(self.sought.text, id="find", placeholder=hint, compact=True)
            self.mount(line, after="#tabs")
        line.display = True
        self.set_focus(line)

    @on(Input.Changed, "#find")
    def _narrow(self, event: Input.Changed) -> None:
        if event.value != self.sought.text:
            self._seek(text=event.value)

    def action_escape(self) -> None:
        """Let go of what is sought, then leave."""
        if not self.sought:
            super().action_escape()
            return
        for line in self.query(Sieve):
            with line.prevent(Input.Changed):
                line.value = ""
            line.display = False
        self._seek(text="", who=None, role=None, card="")


class Sieve(FilterInput):
    """The line in which one types which changes to look for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "keep", N("To the list"), id="filter.keep"),
    ]

    def action_keep(self) -> None:
        super().action_keep()
        assert isinstance(self.screen, ActivityView)
        self.screen.set_focus(self.screen.section)
