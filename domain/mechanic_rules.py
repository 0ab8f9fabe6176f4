"""How a mechanic is drafted, published, acknowledged, changed and withdrawn.

Publishing is the right of operations. Commands name the revision that they mean, so that
nobody acknowledges terms they have not seen, and of two changes at a time one is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from domain.command import Change, Command, new_uid, rule
from domain.edit import Edit, merge
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.mechanic import PUBLISHER, Ack, Mechanic, MechanicState, Revision, live
from domain.record import touched
from domain.settings import ROLES
from domain.task_moves import ReasonRequiredError
from domain.team import require_roles
from domain.terms import Gift, Terms, sound, terms_of
from domain.text import clean
from domain.unread import TRAINED
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board

READERS = tuple(role.key for role in ROLES if role.key != PUBLISHER)
"""The roles that have to acknowledge a mechanic unless somebody says otherwise."""


class MechanicNameError(DomainError):
    """A mechanic without a name helps nobody."""

    message = N("A mechanic needs a name.")


class NotPublisherError(DomainError):
    """One role answers for what customers are promised."""

    message = N("Only {role} can publish, change or withdraw {number}.")


class StackableUndecidedError(DomainError):
    """Customers will ask, and service has to know."""

    message = N("Say first what {number} can be combined with: customers will ask.")


class OtherRevisionError(DomainError):
    """Somebody published a moment ago."""

    message = N("{number} is at revision {n}: look at that one first.")


class PublishedError(DomainError):
    """What customers may have read changes by a new revision only."""

    message = N("{number} is published: publish the change as a new revision.")


class NotPublishedError(DomainError):
    """There is nothing to acknowledge."""

    message = N("{number} is not published.")


class NotReaderError(DomainError):
    """The member has no role that is asked."""

    message = N("{number} does not wait for you: {roles} have to acknowledge it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMechanic(Command):
    """A new draft."""

    NAME = "mechanic.add"

    name: str
    terms: Terms
    campaign: int | None = None
    required_roles: tuple[str, ...] = READERS
    uid: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True)
class EditMechanic(Command):
    """Change `name`, `campaign` or `required_roles`; of a draft also its terms, `draft`."""

    NAME = "mechanic.edit"

    id: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class PublishMechanic(Command):
    """Make revision `n` hold from now on, with other terms where they are given."""

    NAME = "mechanic.publish"

    id: int
    n: int
    """One more than the current revision."""
    terms: Terms | None = None
    reason: str = ""
    """Needed while customers can have the offer."""


@dataclass(frozen=True, slots=True)
class AckMechanic(Command):
    """I have read revision `n`: for one of my roles, or all that are asked."""

    NAME = "mechanic.ack"

    id: int
    n: int
    role: str | None = None


@dataclass(frozen=True, slots=True)
class WithdrawMechanic(Command):
    """The offer holds no longer. Publishing it again takes it up."""

    NAME = "mechanic.withdraw"

    id: int
    reason: str = ""
    """Needed while customers can have the offer."""


def _name(board: Board, text: str) -> str:
    name = clean(text, limit=80, lines=1)
    if not name:
        raise MechanicNameError
    return name


def _campaign(board: Board, number: int | None) -> int | None:
    return None if number is None else board.campaigns.require(number).id


def _roles(board: Board, roles: tuple[str, ...]) -> tuple[str, ...]:
    require_roles(board, roles)
    return tuple(dict.fromkeys(roles))


def _terms(board: Board, terms: Terms) -> Terms:
    scope = (clean(sku, limit=64, lines=1) for sku in terms.scope)
    values: dict[str, Any] = {
        "stackable": None if terms.stackable is None else tuple(sorted(set(terms.stackable))),
        "scope": tuple(dict.fromkeys(filter(None, scope))),
        "valid_from": terms.valid_from,
        "valid_to": terms.valid_to,
        "text": clean(terms.text, limit=2000),
    }
    kept = terms.rule
    if isinstance(kept, Gift):
        kept = replace(kept, gift=clean(kept.gift, limit=64, lines=1))
    return sound(terms_of(kept, **values))


_CHECKS: dict[str, Callable[[Any, Any], Any]] = {
    "name": _name,
    "campaign": _campaign,
    "required_roles": _roles,
    "draft": _terms,
}
"""What makes the value of a field fit to be stored: the fields that `EditMechanic` takes."""


@rule(AddMechanic)
def add_mechanic(board: Board, command: AddMechanic, at: datetime, by: int) -> Change:
    """A new draft; done already when its uid is known."""
    if board.mechanics.by_uid(command.uid):
        return Change()
    mechanic = Mechanic(
        id=board.next_id(Mechanic),
        uid=command.uid,
        created_at=at,
        created_by=by,
        updated_at=at,
        updated_by=by,
        name=_name(board, command.name),
        campaign=_campaign(board, command.campaign),
        required_roles=_roles(board, command.required_roles),
        draft=_terms(board, command.terms),
    )
    return Change((mechanic,))


@rule(EditMechanic)
def edit_mechanic(board: Board, command: EditMechanic, at: datetime, by: int) -> Change:
    """Change what differs; of what is published operations alone, and never the terms."""
    mechanic = board.mechanics.require(command.id)
    edits = tuple(Edit(e.field, e.before, _CHECKS[e.field](board, e.after)) for e in command.edits)
    values = merge(board, mechanic, edits)
    if not values:
        return Change()
    if mechanic.revisions:
        _require_publisher(board, mechanic, by)
        if "draft" in values:
            raise PublishedError(number=mechanic.number)
    return Change((touched(mechanic, at, by, **values),))


@rule(PublishMechanic)
def publish_mechanic(board: Board, command: PublishMechanic, at: datetime, by: int) -> Change:
    """One more revision, which nobody has acknowledged; done already when these terms hold."""
    mechanic = board.mechanics.require(command.id)
    _require_publisher(board, mechanic, by)
    terms = mechanic.terms if command.terms is None else _terms(board, command.terms)
    if mechanic.state is MechanicState.PUBLISHED and terms == mechanic.terms:
        return Change()
    if command.n != mechanic.revision + 1:
        raise OtherRevisionError(number=mechanic.number, n=mechanic.revision)
    if terms.stackable is None:
        raise StackableUndecidedError(number=mechanic.number)
    revision = Revision(
        n=command.n,
        terms=terms,
        reason=_reason(board, mechanic, command.reason, at),
        published_by=by,
        published_at=at,
    )
    new = touched(
        mechanic,
        at,
        by,
        draft=None,
        revisions=(*mechanic.revisions, revision),
        acks=(),
        withdrawn_at=None,
        withdrawn_reason="",
    )
    return Change((new,))


@rule(AckMechanic)
def ack_mechanic(board: Board, command: AckMechanic, at: datetime, by: int) -> Change:
    """Note who has read the current revision: the first of a role, and all who have to know."""
    mechanic = board.mechanics.require(command.id)
    if mechanic.state is not MechanicState.PUBLISHED:
        raise NotPublishedError(number=mechanic.number)
    if command.n != mechanic.revision:
        raise OtherRevisionError(number=mechanic.number, n=mechanic.revision)
    member = board.members.get(by)
    mine = member.roles if member is not None else ()
    asked = [
        role for role in mechanic.required_roles if role in mine and command.role in (None, role)
    ]
    if not asked:
        names = ", ".join(map(board.settings.name, mechanic.required_roles))
        raise NotReaderError(number=mechanic.number, roles=names or "-")
    new = tuple(
        Ack(role=role, by=by, at=at)
        for role in asked
        if role in mechanic.unacknowledged or (role == TRAINED and not mechanic.knows(role, by))
    )
    return Change((touched(mechanic, at, by, acks=(*mechanic.acks, *new)),)) if new else Change()


@rule(WithdrawMechanic)
def withdraw_mechanic(board: Board, command: WithdrawMechanic, at: datetime, by: int) -> Change:
    """Withdrawn, with the reason; nothing changes when it is."""
    mechanic = board.mechanics.require(command.id)
    _require_publisher(board, mechanic, by)
    if mechanic.state is MechanicState.WITHDRAWN:
        return Change()
    reason = _reason(board, mechanic, command.reason, at)
    return Change((touched(mechanic, at, by, withdrawn_at=at, withdrawn_reason=reason),))


def _require_publisher(board: Board, mechanic: Mechanic, by: int) -> None:
    member = board.members.get(by)
    if member is None or PUBLISHER not in member.roles:
        raise NotPublisherError(number=mechanic.number, role=board.settings.name(PUBLISHER))


def _reason(board: Board, mechanic: Mechanic, text: str, at: datetime) -> str:
    reason = clean(text, limit=500, lines=1)
    if not reason and live(board, mechanic, at):
        raise ReasonRequiredError(number=mechanic.number)
    return reason
