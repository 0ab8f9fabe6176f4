"""Handing a task over: offering it to another role, and answering an offer."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from domain.board import Board
from domain.command import Command
from domain.handoff import AcceptHandoff, DeclineHandoff, OfferHandoff, WithdrawHandoff
from domain.task import Task, offered_to
from domain.words import N, tr
from tui.screens import pick
from tui.screens.ask import Ask
from tui.screens.draft import Drafts
from tui.screens.field import Field, Kind, key, number, text
from tui.screens.form import SAVE_KEYS, Form
from tui.screens.menu import Menu
from tui.screens.option import Option


class Offer(Form):
    """Dismisses with an `OfferHandoff` for the app to issue, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(SAVE_KEYS, "save", N("Offer it"), id="form.save", priority=True),
    ]

    def __init__(self, board: Board, task: Task, *, state: Drafts) -> None:
        """Offer `task` to a role, or to one member of it, with a word on the way."""
        self._offered = task
        others = pick.roles(board, without=(task.owner_role,))
        fields = (
            Field(
                name="to_role",
                label=tr("To"),
                kind=Kind.CHOICE,
                options=lambda: others,
                name_of=board.settings.name,
            ),
            Field(
                name="to_member",
                label=tr("To whom"),
                kind=Kind.CHOICE,
                read=number,
                write=key,
                options=lambda: [
                    Option("", tr("Anybody of the role")),
                    *pick.members(board, str(self.rows["to_role"].raw), none=False),
                ],
                optional=True,
            ),
            Field(
                name="note",
                label=tr("Note"),
                read=text(500),
                placeholder=tr("What they need to know"),
            ),
        )
        waiting = (part.role for part in task.parts if part.role != task.owner_role)
        super().__init__(
            tr("Hand off {number} {title}", number=task.number, title=task.title),
            f"handoff-{task.number}",
            fields,
            {"to_role": next(waiting, others[0].key), "to_member": None, "note": ""},
            state=state,
        )

    def command(self, values: dict[str, Any]) -> Command:
        return OfferHandoff(self._offered.id, **values)


class Answer(Menu[Command]):
    """Dismisses with `AcceptHandoff`, `DeclineHandoff` or the giver's `WithdrawHandoff`."""

    def __init__(self, board: Board, task: Task, member: int) -> None:
        """Ask `member` what becomes of the offer of `task`, which has one."""
        assert task.handoff is not None
        self._offered, offer = task, task.handoff
        giver, role = board.members.get(offer.by), board.settings.name(offer.to_role)
        said = tr("{who} offers it to {role}.", who=giver.name if giver else "?", role=role)
        ways = []
        if offered_to(board, task, member):
            ways += [
                Option("accept", tr("Take it over")),
                Option("decline", tr("Decline, with a reason")),
            ]
        if not ways or offer.by == member:  # with several roles, one may offer to one's own
            ways.append(Option("withdraw", tr("Take the offer back")))
        super().__init__(f"{task.number} {task.title}", f"{said}\n{offer.note}".strip(), ways)

    def chosen(self, key: str) -> None:
        if key == "accept":
            self.dismiss(AcceptHandoff(self._offered.id))
        elif key == "withdraw":
            self.dismiss(WithdrawHandoff(self._offered.id))
        else:
            why = tr("The one who offered it reads this.")
            self.app.push_screen(Ask(tr("Why not?"), why=why, required=True), self._decline)

    def _decline(self, reason: str | None) -> None:
        if reason is not None:
            self.dismiss(DeclineHandoff(self._offered.id, reason))
