"""One run of the program on one workspace: which folder, which board, who acts, in which words.

The command line and the screen both begin here. Nothing here loads Textual or pydantic.
"""

from __future__ import annotations

import dataclasses
import os
import pwd
import sys
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from domain import identity, words
from domain.clock import Clock
from domain.errors import DomainError, UsageError
from domain.frozen import dataclass
from domain.identity import Account, Known, Shared, Stranger
from domain.service import Actor, BoardService
from domain.settings import PersonalSettings, TeamSettings
from domain.settings_file import load_personal, load_team
from domain.store import Store
from domain.team import AddMember, DepartedError, Member, departed, left_with
from domain.words import N, tr
from domain.workspace import choose, init_private, private_folder, writable

if TYPE_CHECKING:
    from domain.board import Board
    from domain.personal import PersonalState
    from domain.presence import Presence

Who = Known[Member] | Shared[Member] | Stranger

READ_ONLY = N("You may look at this board, not change it.")


class NotInTeamError(DomainError):
    """The account belongs to no member, and there is nobody to ask."""

    message = N(
        "Your account {login} belongs to no member of this team yet: "
        "`promoboard team add NAME --role ROLE` adds you."
    )


class WhichMemberError(DomainError):
    """Several members use the account, and there is nobody to ask."""

    message = N("The account {login} is shared by {names}: say who you are with --as NAME.")


class NoTerminalError(UsageError):
    """The board is drawn on a terminal."""

    message = N("The board needs a terminal; `promoboard --help` names what works without one.")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line said that holds for every command. None: nothing was said."""

    workspace: str | None = None
    language: str | None = None
    theme: str | None = None
    ascii: bool | None = None
    mouse: bool | None = None
    readonly: bool = False
    member: str | None = None
    """Who of those that share the account acts: a name, or a number such as `U-3`."""

    def personal(self, environ: Mapping[str, str]) -> PersonalSettings:
        """What the person prefers, as far as these options leave it open.

        Raises:
            SettingsError: Their file or a variable has mistakes.
        """
        return load_personal(
            environ,
            language=self.language,
            theme=self.theme,
            ascii=self.ascii,
            mouse=self.mouse,
        )


@dataclasses.dataclass
class Session:
    """A person in front of a workspace. Close it at the end."""

    folder: Path
    service: BoardService
    settings: TeamSettings
    personal: PersonalSettings
    account: Account
    who: Who
    readonly: bool
    clock: Clock

    def refusal(self, board: Board) -> str:
        """Why this session changes nothing on `board`; empty when it may."""
        if self.readonly:
            return tr(READ_ONLY)
        member = board.members.get(self.member_id)
        if not self.member_id or (member is not None and member.active):
            return ""
        return str(DepartedError() if member is None else departed(board, member))

    @cached_property
    def state(self) -> PersonalState:
        """Drafts, the last seen change, the last view: of the member who acts."""
        from domain.personal import PersonalState

        return PersonalState(self.folder, self.member_id)

    @cached_property
    def presence(self) -> Presence:
        """Who else is here. Nobody sees this session before `presence.enter`."""
        from domain.presence import Presence

        return Presence(self.folder)

    @property
    def claims(self) -> Mapping[str, str]:
        """What this session is busy with, and until when, as the others are told."""
        return self.presence.claims if "presence" in self.__dict__ else {}

    def adopt(self, member: int, via: str = "") -> None:
        """Act as this member from now on; `via` names the account where several share it."""
        self.who = Known(self.service.board.members.require(member), via)
        self.service.actor = Actor(member, via)
        self.__dict__.pop("state", None)

    @property
    def member_id(self) -> int:
        """The number of the member who acts; 0 while nobody does."""
        return self.who.member.id if isinstance(self.who, Known) else 0

    def acting(self) -> Member:
        """The member who acts, for whoever cannot ask.

        Raises:
            NotInTeamError: The account has no member.
            DepartedError: The one that it had has left.
            WhichMemberError: It has several.
        """
        match self.who:
            case Known(member):
                return member
            case Shared(members):
                names = ", ".join(member.name for member in members)
                raise WhichMemberError(login=self.account.login, names=names)
            case _:
                board = self.service.board
                if (gone := left_with(board, self.account.uid)) is not None:
                    raise departed(board, gone)
                raise NotInTeamError(login=self.account.login)

    @property
    def salt(self) -> str:
        """What the workspace's hashes of orders and buyers are made with: the same for ever."""
        founder = self.service.board.members.get(1)
        return founder.uid if founder else ""

    def close(self) -> None:
        """Leave the others, and let go of the files. What was acknowledged is safe."""
        if "presence" in self.__dict__:
            self.presence.leave()
        self.service.close()


def open_session(
    options: Options,
    *,
    clock: Clock,
    environ: Mapping[str, str] = os.environ,
    private: bool = False,
) -> Session:
    """Open the workspace that the options, the environment or the settings choose.

    Speaks the person's language from here on.

    Args:
        options: What the command line said.
        clock: The present moment.
        environ: The environment.
        private: Make somebody's private workspace, when none is named and there is none yet.

    Raises:
        StoreError: There is no workspace, it may not be looked at, or a file is damaged.
        DomainError: `--as` names nobody who uses this account.
    """
    personal = options.personal(environ)
    words.bind(personal.spoken())
    folder = choose(options.workspace, environ, personal.workspace)
    made = private and folder == private_folder(environ) and init_private(environ)
    readonly = not writable(folder) or options.readonly
    settings = load_team(folder, environ)
    words.bind(personal.spoken(settings))
    store = Store(folder, readonly=readonly, clock=clock)
    service = BoardService(store, settings, clock, None)
    account = identity.account()
    if made:
        found_team(service, account)
    session = Session(
        folder=folder,
        service=service,
        settings=settings,
        personal=personal,
        account=account,
        who=Stranger(),
        readonly=readonly,
        clock=clock,
    )
    try:
        session.who = identity.who(service.board.members.values(), account, options.member)
    except DomainError:
        session.close()
        raise
    if isinstance(session.who, Known):
        session.adopt(session.who.member.id, session.who.via)
    return session


def require_terminal() -> None:
    """Refuse to draw where nobody can look or type.

    Raises:
        NoTerminalError: The standard input or output is no terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminalError


def found_team(service: BoardService, account: Account) -> Member:
    """Make the account's owner the first member, with all roles."""
    roles = tuple(role.key for role in service.board.settings.roles)
    command = AddMember(_full_name(account), roles, (account.uid,))
    service.execute(command)
    founder = service.board.members.by_uid(command.uid)
    assert founder is not None  # the command has just made it
    return founder


def _full_name(account: Account) -> str:
    """The name in the account's entry; the login where there is none."""
    try:
        name = pwd.getpwuid(account.uid).pw_gecos.partition(",")[0].strip()
    except KeyError:  # an account that only a container's uid map knows
        name = ""
    return name or account.login
