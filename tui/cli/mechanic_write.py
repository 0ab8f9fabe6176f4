"""Drafting, publishing, acknowledging and withdrawing mechanics."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from domain.campaign import Campaign
from domain.edit import Edit
from domain.mechanic import Mechanic
from domain.mechanic_rules import (
    READERS,
    AckMechanic,
    AddMechanic,
    EditMechanic,
    PublishMechanic,
    WithdrawMechanic,
)
from domain.terms_words import rule_words
from domain.words import tr
from tui.cli import values
from tui.cli.act import act, made
from tui.cli.mechanic_objects import whole_mechanic_object
from tui.cli.mechanic_terms import changed_terms, new_terms
from tui.cli.show import say, say_json
from tui.session import Session


def add(session: Session, given: Namespace) -> int:
    """Draft a mechanic."""
    whose = _whose(session, given)
    campaign = whose.get("campaign")
    zone = values.zone(session.service.board, campaign)
    terms = new_terms(given, session.clock(), zone)
    command = AddMechanic(
        name=rule_words(terms.rule) if given.name is None else given.name,
        terms=terms,
        campaign=campaign,
        required_roles=whose.get("required_roles", READERS),
    )
    return _told(session, given, made(act(session, command), Mechanic.TABLE), tr("added"))


def edit(session: Session, given: Namespace) -> int:
    """Change the fields that are given."""
    mechanic = find(session, given.id)
    after = _whose(session, given)
    if given.name is not None:
        after["name"] = given.name
    terms = changed_terms(mechanic.terms, given, session.clock(), _zone(session, mechanic))
    if terms != mechanic.terms:
        after["draft"] = terms
    edits = tuple(Edit(name, getattr(mechanic, name), value) for name, value in after.items())
    act(session, EditMechanic(mechanic.id, edits))
    return _told(session, given, mechanic.id, tr("changed"))


def publish(session: Session, given: Namespace) -> int:
    """Make the next revision hold, with the changes that are given."""
    mechanic = find(session, given.id)
    terms = changed_terms(mechanic.terms, given, session.clock(), _zone(session, mechanic))
    act(session, PublishMechanic(mechanic.id, mechanic.revision + 1, terms, given.reason))
    now_so = session.service.board.mechanics[mechanic.id]
    return _told(session, given, mechanic.id, tr("revision {n} holds", n=now_so.revision))


def ack(session: Session, given: Namespace) -> int:
    """Say that one has read the current revision, or the one that is given."""
    mechanic = find(session, given.id)
    n = mechanic.revision if given.rev is None else given.rev
    role = given.role and values.role(session.settings, given.role)
    act(session, AckMechanic(mechanic.id, n, role))
    return _told(session, given, mechanic.id, tr("revision {n} acknowledged", n=n))


def withdraw(session: Session, given: Namespace) -> int:
    """Withdraw a mechanic."""
    mechanic = find(session, given.id)
    act(session, WithdrawMechanic(mechanic.id, given.reason))
    return _told(session, given, mechanic.id, tr("withdrawn"))


def find(session: Session, text: str) -> Mechanic:
    """The mechanic that people mean by `M-1`.

    Raises:
        NumberError: It is no number.
        UnknownRecordError: There is none.
    """
    return session.service.board.mechanics.require(values.number(Mechanic, text))


def _zone(session: Session, mechanic: Mechanic) -> Any:
    return values.zone(session.service.board, mechanic.campaign)


def _whose(session: Session, given: Namespace) -> dict[str, Any]:
    """Its campaign and who has to read it, as far as they are given."""
    fields: dict[str, Any] = {}
    if given.campaign is not None:
        said = values.emptied(given.campaign)
        fields["campaign"] = None if said is None else values.number(Campaign, said)
    if given.require is not None:
        roles = filter(values.emptied, given.require)
        fields["required_roles"] = values.roles(session.settings, roles)
    return fields


def _told(session: Session, given: Namespace, number: int, what: str) -> int:
    board = session.service.board
    mechanic = board.mechanics[number]
    if given.json:
        say_json(whole_mechanic_object(board, mechanic))
    else:
        say(f"{mechanic.number} {mechanic.name}: {what}")
    return 0
