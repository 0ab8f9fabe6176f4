"""Who sits in front of the screen: the Unix account, and the member of the team behind it."""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from domain.errors import DomainError
from domain.frozen import dataclass
from domain.words import N


class NotYourMemberError(DomainError):
    """`--as` chooses among the members of one's own account only."""

    message = N("Your account {login} is not {name}'s. It is used by: {names}.")


class Person(Protocol):
    """What is asked of a member here."""

    @property
    def number(self) -> str:
        """What people call the record: `U-3`."""

    @property
    def name(self) -> str: ...
    @property
    def active(self) -> bool: ...
    @property
    def accounts(self) -> tuple[int, ...]: ...


P = TypeVar("P", bound=Person)


@dataclass(frozen=True, slots=True)
class Account:
    """A Unix account."""

    uid: int
    login: str
    """Its name; the uid's digits where the server knows no name."""


@dataclass(frozen=True, slots=True)
class Known(Generic[P]):
    """This member."""

    member: P
    via: str = ""
    """The login, where several members share the account: shown as "小王 (via ops)"."""


@dataclass(frozen=True, slots=True)
class Shared(Generic[P]):
    """One of these members: ask, once a session."""

    members: tuple[P, ...]


@dataclass(frozen=True, slots=True)
class Stranger:
    """No active member has this account."""


def account() -> Account:
    """Whose process this is. `$USER`, which anybody can set, is not asked."""
    uid = os.getuid()
    try:
        return Account(uid, pwd.getpwuid(uid).pw_name)
    except KeyError:
        return Account(uid, str(uid))


def who(
    members: Iterable[P], account: Account, name: str | None = None
) -> Known[P] | Shared[P] | Stranger:
    """Which member acts from this account.

    Args:
        members: All of the team; those who have left are passed over.
        account: Whose process it is.
        name: Who the person says they are (`--as`): a name or a number such as `U-3`.

    Raises:
        NotYourMemberError: The account has members, and `name` is none of them.
    """
    mine = tuple(each for each in members if each.active and account.uid in each.accounts)
    if not mine:
        return Stranger()
    via = account.login if len(mine) > 1 else ""
    if name is not None:
        wanted = name.strip().removeprefix("@").casefold()
        for each in mine:
            if wanted in (each.name.casefold(), each.number.casefold()):
                return Known(each, via)
        names = ", ".join(each.name for each in mine)
        raise NotYourMemberError(login=account.login, name=name, names=names)
    return Known(mine[0]) if len(mine) == 1 else Shared(mine)
