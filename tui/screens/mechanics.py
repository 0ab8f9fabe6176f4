"""机制: the offers of a campaign, who has read them, and where customers still read another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from domain.board import Board
from domain.mechanic import PUBLISHER, Mechanic, MechanicState, live, mechanics_of
from domain.mechanic_rules import (
    AckMechanic,
    NotPublisherError,
    OtherRevisionError,
    PublishMechanic,
    WithdrawMechanic,
)
from domain.stock import Stock, stock_of
from domain.text import fit
from domain.words import N, tr
from tui.screens.floor_watch import FloorWatch
from tui.screens.mechanic_text import faq_text, mechanic_look, mechanic_page, mechanic_row
from tui.screens.record_section import READ, RecordSection, grouped
from tui.widgets.row_list import Entry

GROUP = Binding.Group(N("Mechanics"))


class Mechanics(RecordSection):
    """Published ones and drafts first, then those of no campaign, then what is withdrawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "acknowledge", N("Acknowledge"), id="mechanic.ack", group=GROUP,
                tooltip=N("Say that you have read the revision that is shown.")),
        Binding("n,insert", "new", N("Add"), id="mechanic.new", group=GROUP,
                tooltip=N("Draft a mechanic.")),
        Binding("e,f4", "edit", N("Edit"), id="mechanic.edit", group=GROUP,
                tooltip=N("Change the draft; of what is published, a new revision.")),
        Binding("p", "publish", N("Publish"), id="mechanic.publish", group=GROUP,
                tooltip=N("Make it hold: every required role has to acknowledge it.")),
        Binding("y", "copy", N("Copy the FAQ"), id="mechanic.copy", group=GROUP,
                tooltip=N("Copy the questions and answers as text, for the service chat.")),
        Binding("x,delete", "withdraw", N("Withdraw"), id="mechanic.withdraw", group=GROUP,
                tooltip=N("It holds no longer; touchpoints have to drop it.")),
    ]  # fmt: skip

    def __init__(self) -> None:
        """Nothing has been read yet."""
        super().__init__()
        self._floors = FloorWatch(self._found)
        self._came: dict[int, tuple[int, datetime | None]] = {}
        """By mechanic: the revision that stands there, and when it came while one looked."""

    def label(self) -> str:
        waiting = sum(bool(each.unacknowledged) for each in self._all())
        return tr("Mechanics") + (f" !{waiting}" if waiting else "")

    def rows(self, board: Board) -> Iterable[Entry]:
        found = self._all()
        self._note_new(found)
        if self._floors.ask(found, self._stock(board)):
            self.run_worker(self._floors.look(), group="floors", exclusive=True)
        self.empty = (tr("No mechanics yet."), tr("n drafts the first."))
        kept = [each for each in found if each.state is not MechanicState.WITHDRAWN]
        gone = [each for each in found if each.state is MechanicState.WITHDRAWN]
        here = self.campaign.id if self.campaign else None
        return grouped(
            (
                ("", self._listed(board, (each for each in kept if each.campaign == here))),
                (
                    tr("Without a campaign"),
                    self._listed(board, (each for each in kept if each.campaign != here)),
                ),
                (tr("Withdrawn"), self._listed(board, gone)),
            )
        )

    def _all(self) -> list[Mechanic]:
        campaign, board = self.campaign, self.board
        own = mechanics_of(board, campaign.id) if campaign else ()
        return [*own, *(each for each in board.mechanics.values() if each.campaign is None)]

    def _stock(self, board: Board) -> Iterable[Stock]:
        return stock_of(board, self.campaign.id) if self.campaign else board.stock.values()

    def _listed(self, board: Board, found: Iterable[Mechanic]) -> Iterator[Entry]:
        now, zone = self.app.now(), self.zone
        for each in found:
            below = self._floors.of(each.id)
            yield Entry(
                each.number,
                partial(mechanic_row, board, each, now, len(below)),
                mechanic_look(board, each, len(below)),
                detail=partial(mechanic_page, board, each, below, now, zone),
            )

    def _note_new(self, found: Iterable[Mechanic]) -> None:
        for each in found:
            before = self._came.get(each.id)
            if before is None or before[0] != each.revision:
                came = None if before is None else self.app.now()
                self._came[each.id] = each.revision, came

    def _found(self) -> None:
        if self.is_attached:
            self.view.show(self.board)

    @property
    def mechanic(self) -> Mechanic | None:
        """The mechanic under the cursor."""
        return self.board.mechanics.get(self.number)

    # What the keys do

    def action_acknowledge(self) -> None:
        """For all roles of mine that are asked: of the revision that stands on the screen."""
        each = self.mechanic
        if each is None or not self.may_change():
            return
        _, came = self._came[each.id]
        if came is not None and self.app.now() - came < READ:
            self.app.tell(OtherRevisionError(number=each.number, n=each.revision))
            return
        command = AckMechanic(each.id, each.revision)
        change = self.would(command)
        if change:
            self.issue(command)
        elif change is not None:
            self.note(tr("{number} r{n} is acknowledged for your role already.",
                         number=each.number, n=each.revision))  # fmt: skip

    def action_new(self) -> None:
        if self.may_change():
            self._form(None)

    def action_edit(self) -> None:
        """The draft; or the next revision, which operations alone can publish."""
        each = self.mechanic
        if each is not None and self.may_change() and self._may_publish(each, each.revision > 0):
            self._form(each)

    def _form(self, mechanic: Mechanic | None) -> None:
        from tui.screens.mechanic_form import MechanicForm

        app = self.app
        self.app.push_screen(
            MechanicForm(
                app.board,
                app.now,
                mechanic=mechanic,
                campaign=self.campaign.id if self.campaign else None,
                state=app.session.state,
                submit=app.submit,
            ),
            lambda command: self.go_to(self.board.mechanics.by_uid(getattr(command, "uid", ""))),
        )

    def _may_publish(self, mechanic: Mechanic, needed: bool = True) -> bool:
        me = self.board.members.get(self.app.me)
        if needed and (me is None or PUBLISHER not in me.roles):
            role = self.board.settings.name(PUBLISHER)
            self.app.tell(NotPublisherError(number=mechanic.number, role=role))
            return False
        return True

    def action_publish(self) -> None:
        """A draft, or again what was withdrawn, as it is; of what holds, a new revision."""
        each = self.mechanic
        if each is None or not self.may_change() or not self._may_publish(each):
            return
        if each.state is MechanicState.PUBLISHED:
            self._form(each)
            return
        command = PublishMechanic(each.id, each.revision + 1)
        if self.would(command) is not None:
            from tui.screens.publish import Publish

            below = self._floors.of(each.id)
            self.ask(Publish(self.board, each, below, command), self.issue)

    def action_withdraw(self) -> None:
        """With a reason, where customers can have it."""
        each = self.mechanic
        if each is None or not self.may_change() or not self._may_publish(each):
            return
        if each.state is MechanicState.WITHDRAWN:
            self.note(tr("{number} is withdrawn already.", number=each.number))
            return
        from tui.screens.ask import Ask

        command = WithdrawMechanic(each.id)
        title = tr("Withdraw {number}: why?", number=each.number)
        self.ask(
            Ask(title, why=each.name, required=live(self.board, each, self.app.now())),
            lambda reason: self.issue(replace(command, reason=reason)),
        )

    def action_copy(self) -> None:
        """What service answers, for the chat."""
        each = self.mechanic
        if each is not None:
            text = faq_text(self.board, each)
            self.app.copy_to_clipboard(text)
            what = fit(text.partition("\n")[0], 50)
            self.app.notify(tr("Copied: {what}", what=what), markup=False)
