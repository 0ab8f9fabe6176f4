"""Listing and changing places, and saying what somebody saw there."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from domain.campaign import Campaign
from domain.command import Bulk, Command
from domain.edit import Edit
from domain.errors import DomainError
from domain.mechanic import Mechanic
from domain.touchpoint import Place, Touchpoint, mechanics_on, right_revision
from domain.touchpoint_rules import AddTouchpoint, CheckTouchpoint, EditTouchpoint
from domain.words import N, tr
from tui.cli import values
from tui.cli.act import act, made
from tui.cli.mechanic_objects import touchpoint_object
from tui.cli.show import say, say_json
from tui.session import Session


class NothingShownError(DomainError):
    """There is nothing to look for."""

    message = N("{number} has nothing to show yet: no mechanic for it is published.")


def add(session: Session, given: Namespace) -> int:
    """List one more place."""
    command = AddTouchpoint(name=given.name, **_given(session, given))
    return _told(session, given, made(act(session, command), Touchpoint.TABLE), tr("added"))


def edit(session: Session, given: Namespace) -> int:
    """Change the fields that are given."""
    touchpoint = _find(session, given.id)
    after = _given(session, given)
    for name in ("name", "retired"):
        if getattr(given, name) is not None:
            after[name] = getattr(given, name)
    edits = tuple(Edit(name, getattr(touchpoint, name), value) for name, value in after.items())
    act(session, EditTouchpoint(touchpoint.id, edits))
    return _told(session, given, touchpoint.id, tr("changed"))


def check(session: Session, given: Namespace) -> int:
    """Note what somebody saw: of all that it has to show, or of the mechanics that are given."""
    board = session.service.board
    touchpoint = _find(session, given.id)
    if given.mechanic is None:
        looked_for = mechanics_on(board, touchpoint)
    else:
        numbers = values.numbers(Mechanic, given.mechanic)
        looked_for = tuple(board.mechanics.require(number) for number in numbers)
    if not looked_for:
        raise NothingShownError(number=touchpoint.number)
    commands = tuple(
        CheckTouchpoint(
            touchpoint.id,
            each.id,
            right_revision(touchpoint, each) if given.rev is None else given.rev,
        )
        for each in looked_for
    )
    command: Command = commands[0] if len(commands) == 1 else Bulk(commands)
    act(session, command)
    return _told(session, given, touchpoint.id, tr("checked"))


def _find(session: Session, text: str) -> Touchpoint:
    return session.service.board.touchpoints.require(values.number(Touchpoint, text))


def _given(session: Session, given: Namespace) -> dict[str, Any]:
    """The fields that are given, by name."""
    fields: dict[str, Any] = {}
    if given.kind is not None:
        fields["kind"] = Place(given.kind)
    if given.role is not None:
        fields["owner_role"] = values.role(session.settings, given.role)
    if given.campaign is not None:
        said = values.emptied(given.campaign)
        fields["campaign"] = None if said is None else values.number(Campaign, said)
    if given.sku is not None:
        fields["sku"] = values.emptied(given.sku) or ""
    if given.mechanic is not None:
        fields["mechanics"] = values.numbers(Mechanic, filter(values.emptied, given.mechanic))
    return fields


def _told(session: Session, given: Namespace, number: int, what: str) -> int:
    board = session.service.board
    touchpoint = board.touchpoints[number]
    if given.json:
        say_json(touchpoint_object(board, touchpoint))
    else:
        say(f"{touchpoint.number} {touchpoint.name}: {what}")
    return 0
