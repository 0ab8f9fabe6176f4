"""The form of a touchpoint, new or edited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from domain.board import Board
from domain.clock import Clock
from domain.command import Command, new_uid
from domain.errors import PromoboardError
from domain.mechanic import MECHANIC_STATE_NAMES
from domain.touchpoint import PLACE_NAMES, PLACE_ROLES, Place, Touchpoint
from domain.touchpoint_rules import (
    AddTouchpoint,
    EditTouchpoint,
    NothingToShowError,
    TouchpointNameError,
)
from domain.words import tr
from tui.screens import pick
from tui.screens.draft import Drafts
from tui.screens.field import Field, Kind, key, number, text
from tui.screens.form import Form, Submit
from tui.screens.option import Option

_NAMES = ("name", "kind", "owner_role", "campaign", "sku", "mechanics")


class TouchpointForm(Form):
    """Dismisses with the saved `AddTouchpoint` or `EditTouchpoint`."""

    BLAMES: ClassVar[Mapping[type[PromoboardError], str]] = {
        TouchpointNameError: "name",
        NothingToShowError: "campaign",
    }

    def __init__(
        self,
        board: Board,
        now: Clock,
        *,
        touchpoint: Touchpoint | None = None,
        campaign: int | None = None,
        state: Drafts,
        submit: Submit,
    ) -> None:
        """List a touchpoint of `campaign`, or edit `touchpoint`."""
        self._touchpoint, self._uid = touchpoint, new_uid()
        self._proposed = PLACE_ROLES[Place.CREATIVE]
        new = {"name": "", "kind": Place.CREATIVE, "owner_role": self._proposed,
               "campaign": campaign, "sku": "", "mechanics": ()}  # fmt: skip
        super().__init__(
            tr("New touchpoint")
            if touchpoint is None
            else f"{touchpoint.number} {touchpoint.name}",
            "touchpoint-new" if touchpoint is None else f"touchpoint-{touchpoint.number}",
            _fields(board, now),
            new if touchpoint is None else _values(touchpoint),
            state=state,
            submit=submit,
            who="" if touchpoint is None else _author(board, touchpoint),
        )

    def _propose(self) -> None:
        """With another kind goes the role that usually answers for it."""
        if self._touchpoint is None:
            role = PLACE_ROLES[Place(str(self.rows["kind"].raw))]
            if role != self._proposed and self.rows["owner_role"].raw == self._proposed:
                self.rows["owner_role"].meet(role, "")
                self.rows["owner_role"].raw = role
            self._proposed = role

    on_choice_editor_changed = _propose

    def show(self, board: Board) -> None:
        """Follow a newer board."""
        before = self._touchpoint
        if before is None or self.saving:
            return
        new = self._touchpoint = board.touchpoints[before.id]
        if new is not before:
            self.follow(_values(before), _values(new), _author(board, new))

    def command(self, values: dict[str, Any]) -> Command | None:
        if self._touchpoint is None:
            return AddTouchpoint(**values, uid=self._uid)
        edits = self.rows.edits(values)
        return EditTouchpoint(self._touchpoint.id, edits) if edits else None


def _values(touchpoint: Touchpoint) -> dict[str, Any]:
    return {name: getattr(touchpoint, name) for name in _NAMES}


def _author(board: Board, touchpoint: Touchpoint) -> str:
    member = board.members.get(touchpoint.updated_by)
    return member.name if member else "?"


def _fields(board: Board, now: Clock) -> tuple[Field, ...]:
    kinds = [Option(each, tr(PLACE_NAMES[each])) for each in Place]
    mechanics = [
        Option(str(each.id), f"{each.number} {each.name}", tr(MECHANIC_STATE_NAMES[each.state]))
        for each in board.mechanics.values()
        if each.id > 0
    ]
    return (
        Field(name="name", label=tr("Name"), read=text(80)),
        Field(name="kind", label=tr("Kind"), kind=Kind.CHOICE, read=Place, options=lambda: kinds),
        Field(name="owner_role", label=tr("Owner role"), kind=Kind.CHOICE,
              options=lambda: pick.roles(board), name_of=board.settings.name),
        Field(name="campaign", label=tr("Campaign"), kind=Kind.CHOICE, read=number, write=key,
              options=lambda: pick.campaigns(board, now()),
              name_of=lambda each: pick.campaign_name(board, each), optional=True),
        Field(name="sku", label=tr("SKU"), read=text(64), placeholder=tr("the whole shop")),
        Field(name="mechanics", label=tr("Shows"), kind=Kind.MANY,
              read=lambda raw: tuple(map(int, raw)), write=lambda ids: tuple(map(str, ids)),
              options=lambda: mechanics),
    )  # fmt: skip
