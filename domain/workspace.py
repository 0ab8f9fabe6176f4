"""The folder that a team shares: which one, how it is made, and who may write in it."""

from __future__ import annotations

import grp
import os
import pwd
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from domain.errors import StoreError, UsageError
from domain.paths import data_home, make_private
from domain.settings_file import SYSTEM_FILE, TEAM_FILE, load_system
from domain.words import N

VARIABLE = "PROMOBOARD_WORKSPACE"

_TEAM, _READERS, _PRIVATE = (0o2770, 0o660), (0o2775, 0o664), (0o700, 0o600)
"""Modes of folders and of files. Set-gid: what a member makes belongs to the team."""


class UnknownGroupError(UsageError):
    """The server has no such group."""

    message = N("There is no group {group} on this server.")


class NotInGroupError(StoreError):
    """Only members of a group can give it a folder."""

    message = N(
        "You are not in the group {group}. Ask an administrator to add you; "
        "if that was done already, log in again."
    )


class NotEmptyError(StoreError):
    """A folder with other things in it would change its permissions."""

    message = N("{folder} is not empty ({name}): choose a new or an empty folder.")


class NotOwnerError(StoreError):
    """Only the owner can set a folder's permissions."""

    message = N("{folder} belongs to {owner}, who alone can make a workspace of it.")


class NoAccessError(StoreError):
    """Neither in the group nor a reader."""

    message = N("You may not look into {folder}. Ask an administrator for access.")
    in_group = N(
        "You may not look into {folder}. Ask an administrator to add you to the group {group}."
    )


def choose(
    argument: str | None,
    environ: Mapping[str, str],
    personal: str | None = None,
    system_file: Path = SYSTEM_FILE,
) -> Path:
    """The workspace that this session is about; it need not exist.

    Args:
        argument: What `-w` says.
        environ: The environment, with `PROMOBOARD_WORKSPACE`.
        personal: What the person's own settings say.
        system_file: The administrator's file, asked when none of these names one.

    Returns:
        The first that is named, else the person's private one (`private_folder`).

    Raises:
        SettingsError: The administrator's file has mistakes.
    """
    named = argument or environ.get(VARIABLE) or personal or load_system(system_file, environ)
    return Path(named).expanduser().absolute() if named else private_folder(environ)


def private_folder(environ: Mapping[str, str]) -> Path:
    """Where somebody works who has no team on this server."""
    return data_home(environ)


def init(folder: Path, *, group: str | None = None, readers: bool = False) -> None:
    """Make a team's workspace, whatever the umask: 2770 and 660, or 2775 and 664.

    Args:
        folder: A new or an empty folder; one that an earlier try left unfinished is completed.
        group: The team's Unix group; None: the group that the folder has or gets by itself.
        readers: Everybody on the server may look.

    Raises:
        UnknownGroupError: No such group.
        NotInGroupError: The caller cannot give the folder to that group.
        NotEmptyError: It holds something else.
        NotOwnerError: It is there and somebody else's.
        StoreError: It is a workspace already, or it cannot be written.
    """
    gid = None if group is None else _gid(group)
    _require_free(folder)
    _make(folder, *(_READERS if readers else _TEAM), gid)


def init_private(environ: Mapping[str, str]) -> bool:
    """Make the person's private workspace, closed to everybody else, unless it is there.

    Returns:
        Whether it was made now.

    Raises:
        StoreError: The home is not writable.
    """
    from domain.store.errors import BoardExistsError, told

    folder = private_folder(environ)
    with told(folder), suppress(BoardExistsError):
        make_private(folder)
        _make(folder, *_PRIVATE, None)
        return True
    return False


def writable(folder: Path) -> bool:
    """Whether this process may change the board; False also where there is none.

    Raises:
        NoAccessError: It may not even look.
    """
    needed = (folder, folder / "lock", folder / "board.journal")
    if all(os.access(path, os.W_OK, effective_ids=True) for path in needed):
        return True
    try:
        group = _group_name(folder.stat().st_gid)
    except FileNotFoundError:
        return False
    except PermissionError as error:
        raise NoAccessError(folder=str(folder)) from error
    if not os.access(folder, os.R_OK | os.X_OK, effective_ids=True):
        raise NoAccessError(NoAccessError.in_group, folder=str(folder), group=group)
    return False


def _gid(group: str) -> int:
    try:
        gid = grp.getgrnam(group).gr_gid
    except KeyError:
        raise UnknownGroupError(group=group) from None
    if os.geteuid() != 0 and gid not in (os.getegid(), *os.getgroups()):
        raise NotInGroupError(group=group)
    return gid


def _group_name(gid: int) -> str:
    try:
        return grp.getgrgid(gid).gr_name
    except KeyError:
        return str(gid)


def _require_free(folder: Path) -> None:
    from domain.store.errors import told
    from domain.store.folder import FOLDERS

    ours = {TEAM_FILE, "lock", "board.json", "board.journal", *FOLDERS}
    with told(folder):
        if not folder.exists():
            return
        other = next((path.name for path in folder.iterdir() if path.name not in ours), None)
        if other is not None:
            raise NotEmptyError(folder=str(folder), name=other)
        owner = folder.stat().st_uid
    if os.geteuid() not in (0, owner):
        try:
            name = pwd.getpwuid(owner).pw_name
        except KeyError:
            name = str(owner)
        raise NotOwnerError(folder=str(folder), owner=name)


def _make(folder: Path, mode_dir: int, mode_file: int, gid: int | None) -> None:
    from domain.store import create
    from domain.store.errors import told

    create(folder, mode_dir=mode_dir, mode_file=mode_file, gid=gid)
    settings = (Path(__file__).parent / "data" / "workspace.toml").read_bytes()
    with told(folder / TEAM_FILE), suppress(FileExistsError):
        fd = os.open(folder / TEAM_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(fd, "wb") as file:
            os.fchown(fd, -1, folder.stat().st_gid)
            os.fchmod(fd, mode_file)
            file.write(settings)
