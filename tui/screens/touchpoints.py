"""触点: where customers read of offers, which revision each was seen to show, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from domain.board import Board
from domain.edit import Edit
from domain.mechanic import Mechanic
from domain.mechanic_rules import OtherRevisionError
from domain.terms_words import rule_words
from domain.touchpoint import (
    Touchpoint,
    changed_at,
    mechanics_on,
    right_revision,
    stale,
    touchpoints_of,
    up_to_date,
)
from domain.touchpoint_rules import CheckTouchpoint, EditTouchpoint
from domain.words import N, tr
from tui.screens.option import Option
from tui.screens.record_section import READ, RecordSection, grouped
from tui.screens.touchpoint_text import touchpoint_page, touchpoint_row
from tui.widgets.row_list import Entry

GROUP = Binding.Group(N("Touchpoints"))


class Touchpoints(RecordSection):
    """Those in use, in their order, then those that customers see no longer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "seen", N("Seen: is right"), id="touchpoint.seen", group=GROUP,
                tooltip=N("Say that you saw it show what holds now.")),
        Binding("r", "other", N("Seen: other"), id="touchpoint.other", group=GROUP,
                tooltip=N("Say which other revision you saw it show.")),
        Binding("n,insert", "new", N("Add"), id="touchpoint.new", group=GROUP,
                tooltip=N("One more place where customers read of offers.")),
        Binding("e,f4", "edit", N("Edit"), id="touchpoint.edit", group=GROUP,
                tooltip=N("What it is called, who keeps it, what it has to show.")),
        Binding("x,delete", "retire", N("Retire"), id="touchpoint.retire", group=GROUP,
                tooltip=N("Customers see it no longer, or see it again.")),
    ]  # fmt: skip

    def __init__(self) -> None:
        """Nothing has been seen to change yet."""
        super().__init__()
        self._changed: dict[int, tuple[datetime | None, datetime | None]] = {}
        """By mechanic: when it changed, and when that came while one looked."""

    def label(self) -> str:
        old = sum(bool(stale(self.board, each)) for each in self._all())
        return tr("Touchpoints") + (f" !{old}" if old else "")

    def rows(self, board: Board) -> Iterable[Entry]:
        found = self._all()
        self._note_new(board)
        self.empty = (tr("No touchpoints yet."), tr("n lists the first: an ad, a page, a script."))
        used = (each for each in found if not each.retired)
        gone = (each for each in found if each.retired)
        return grouped(
            (("", self._listed(board, used)), (tr("Retired"), self._listed(board, gone)))
        )

    def _all(self) -> list[Touchpoint]:
        campaign, board = self.campaign, self.board
        own = touchpoints_of(board, campaign.id) if campaign else ()
        known = {each.id for each in own}
        here = (None,) if campaign is None else (None, campaign.id)
        rest = (
            each
            for each in board.touchpoints.values()
            if each.id not in known and each.campaign in here
        )
        return [*own, *rest]

    def _listed(self, board: Board, found: Iterable[Touchpoint]) -> Iterator[Entry]:
        now, zone = self.app.now(), self.zone
        for each in found:
            look = "meta" if each.retired else "late" if stale(board, each) else "title"
            yield Entry(
                each.number,
                partial(touchpoint_row, board, each, now),
                look,
                detail=partial(touchpoint_page, board, each, now, zone),
            )

    def _note_new(self, board: Board) -> None:
        for each in board.mechanics.values():
            before, changed = self._changed.get(each.id), changed_at(each)
            if before is None or before[0] != changed:
                self._changed[each.id] = changed, None if before is None else self.app.now()

    @property
    def touchpoint(self) -> Touchpoint | None:
        """The touchpoint under the cursor."""
        return self.board.touchpoints.get(self.number)

    # What the keys do

    def action_seen(self) -> None:
        """It shows what holds now, of all that it has to show."""
        each = self.touchpoint
        if each is None or not self.may_change():
            return
        on = mechanics_on(self.board, each)
        old = [mechanic for mechanic in on if not up_to_date(each, mechanic)]
        if self._just_changed(old):
            return
        if not on:
            self.note(tr("Nothing is published that {number} has to show.", number=each.number))
        elif not old:
            self.note(tr("{number} was seen to be right already.", number=each.number))
        self.issue(*(CheckTouchpoint(each.id, one.id, right_revision(each, one)) for one in old))

    def action_other(self) -> None:
        """It shows something else: choose what."""
        each = self.touchpoint
        if each is None or not self.may_change():
            return
        options = [
            Option(f"{mechanic.id}-{n}", label, hint)
            for mechanic in mechanics_on(self.board, each)
            for n, label, hint in _revisions(each, mechanic)
        ]
        if not options:
            self.note(tr("Nothing is published that {number} has to show.", number=each.number))
            return
        from tui.screens.choose import Choose

        def seen(key: str | tuple[str, ...]) -> None:
            mechanic, _, n = str(key).partition("-")
            self.issue(CheckTouchpoint(each.id, int(mechanic), int(n)))

        title = tr("What does {number} {name} show?", number=each.number, name=each.name)
        self.ask(Choose(title, options, filter=len(options) > 9), seen)

    def action_new(self) -> None:
        if self.may_change():
            self._form(None)

    def action_edit(self) -> None:
        each = self.touchpoint
        if each is not None and self.may_change():
            self._form(each)

    def action_retire(self) -> None:
        """Out of use, or back."""
        each = self.touchpoint
        if each is not None and self.may_change():
            edit = Edit("retired", each.retired, not each.retired)
            self.issue(EditTouchpoint(each.id, (edit,)))

    def _just_changed(self, mechanics: Iterable[Mechanic]) -> bool:
        """Whether one of them changed a moment ago: nobody has seen that anywhere yet."""
        for mechanic in mechanics:
            _, came = self._changed[mechanic.id]
            if came is not None and self.app.now() - came < READ:
                self.app.tell(OtherRevisionError(number=mechanic.number, n=mechanic.revision))
                return True
        return False

    def _form(self, touchpoint: Touchpoint | None) -> None:
        from tui.screens.touchpoint_form import TouchpointForm

        app = self.app
        app.push_screen(
            TouchpointForm(
                app.board,
                app.now,
                touchpoint=touchpoint,
                campaign=self.campaign.id if self.campaign else None,
                state=app.session.state,
                submit=app.submit,
            ),
            lambda command: self.go_to(self.board.touchpoints.by_uid(getattr(command, "uid", ""))),
        )


def _revisions(touchpoint: Touchpoint, mechanic: Mechanic) -> Iterator[tuple[int, str, str]]:
    """What it can be seen to show of a mechanic, the newest first: number, label, what it says."""
    right = right_revision(touchpoint, mechanic)
    for each in reversed(mechanic.revisions):
        hint = tr("holds now") if each.n == right else ""
        yield each.n, f"{mechanic.number} r{each.n} {rule_words(each.terms.rule)}", hint
    hint = tr("as it should be") if not right else ""
    yield 0, tr("{number}: nothing of it", number=mechanic.number), hint
