"""How touchpoints are listed, changed, and looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from domain.command import Change, Command, new_uid, rule
from domain.edit import Edit, merge
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.record import touched
from domain.team import require_roles
from domain.text import clean
from domain.touchpoint import PLACE_ROLES, Place, Shown, Touchpoint, changed_at, mechanics_on
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board


class TouchpointNameError(DomainError):
    """A touchpoint without a name cannot be found."""

    message = N("A touchpoint needs a name.")


class NothingToShowError(DomainError):
    """What could be out of date on it?"""

    message = N("A touchpoint belongs to a campaign, or says which mechanics it shows.")


class NotOnTouchpointError(DomainError):
    """The touchpoint has nothing to do with the mechanic, or it is not published."""

    message = N("{number} does not have to show {mechanic}.")


class UnknownRevisionError(DomainError):
    """There was never such a revision."""

    message = N("{mechanic} has no revision {n}: the current one is {current}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTouchpoint(Command):
    """One more place where customers read of offers."""

    NAME = "touchpoint.add"

    name: str
    kind: Place
    owner_role: str | None = None
    """None: the role that usually answers for the kind."""
    campaign: int | None = None
    sku: str = ""
    mechanics: tuple[int, ...] = ()
    uid: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True)
class EditTouchpoint(Command):
    """Change fields of a touchpoint; `retired` takes it out of use or back."""

    NAME = "touchpoint.edit"

    id: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class CheckTouchpoint(Command):
    """I have looked: it shows this revision of the mechanic, an old one, or nothing of it (0)."""

    NAME = "touchpoint.check"

    id: int
    mechanic: int
    revision: int


def _name(board: Board, text: str) -> str:
    name = clean(text, limit=80, lines=1)
    if not name:
        raise TouchpointNameError
    return name


def _role(board: Board, role: str) -> str:
    require_roles(board, (role,))
    return role


def _campaign(board: Board, number: int | None) -> int | None:
    return None if number is None else board.campaigns.require(number).id


def _mechanics(board: Board, numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(board.mechanics.require(number).id for number in numbers))


_CHECKS: dict[str, Callable[[Any, Any], Any]] = {
    "name": _name,
    "owner_role": _role,
    "campaign": _campaign,
    "sku": lambda board, text: clean(text, limit=64, lines=1),
    "mechanics": _mechanics,
}
"""What makes the value of a field fit to be stored; a field without one is stored as it is."""

EDITABLE = (*_CHECKS, "kind", "retired")
"""The fields that `EditTouchpoint` takes."""


def _checked(board: Board, name: str, value: Any) -> Any:
    check = _CHECKS.get(name)
    return value if check is None else check(board, value)


def _sound(touchpoint: Touchpoint) -> Touchpoint:
    if touchpoint.campaign is None and not touchpoint.mechanics:
        raise NothingToShowError
    return touchpoint


@rule(AddTouchpoint)
def add_touchpoint(board: Board, command: AddTouchpoint, at: datetime, by: int) -> Change:
    """A new touchpoint, which nobody has looked at; done already when its uid is known."""
    if board.touchpoints.by_uid(command.uid):
        return Change()
    values = {name: getattr(command, name) for name in _CHECKS}
    values["owner_role"] = command.owner_role or PLACE_ROLES[command.kind]
    touchpoint = Touchpoint(
        id=board.next_id(Touchpoint),
        uid=command.uid,
        created_at=at,
        created_by=by,
        updated_at=at,
        updated_by=by,
        kind=command.kind,
        **{name: _checked(board, name, value) for name, value in values.items()},
    )
    return Change((_sound(touchpoint),))


@rule(EditTouchpoint)
def edit_touchpoint(board: Board, command: EditTouchpoint, at: datetime, by: int) -> Change:
    """Change what differs."""
    touchpoint = board.touchpoints.require(command.id)
    edits = tuple(Edit(e.field, e.before, _checked(board, e.field, e.after)) for e in command.edits)
    values = merge(board, touchpoint, edits)
    return Change((_sound(touched(touchpoint, at, by, **values)),)) if values else Change()


@rule(CheckTouchpoint)
def check_touchpoint(board: Board, command: CheckTouchpoint, at: datetime, by: int) -> Change:
    """Note what it shows; nothing when somebody saw the same since it was published."""
    touchpoint = board.touchpoints.require(command.id)
    mechanic = board.mechanics.require(command.mechanic)
    if not any(each.id == mechanic.id for each in mechanics_on(board, touchpoint)):
        raise NotOnTouchpointError(number=touchpoint.number, mechanic=mechanic.number)
    if not 0 <= command.revision <= mechanic.revision:
        raise UnknownRevisionError(
            mechanic=mechanic.number, n=command.revision, current=mechanic.revision
        )
    seen, since = touchpoint.seen(mechanic.id), changed_at(mechanic)
    if seen is not None and seen.revision == command.revision and (not since or seen.at >= since):
        return Change()
    rest = (each for each in touchpoint.shown if each.mechanic != mechanic.id)
    shown = (*rest, Shown(mechanic=mechanic.id, revision=command.revision, by=by, at=at))
    return Change((touched(touchpoint, at, by, shown=shown),))
