"""Where a person's own files are on this server, and how they are written: whole, and private."""

from __future__ import annotations

import itertools
import json
import os
import pwd
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

_temporary = itertools.count()


def config_home(environ: Mapping[str, str]) -> Path:
    """Where this person's settings stand."""
    return _xdg(environ, "XDG_CONFIG_HOME", ".config")


def state_home(environ: Mapping[str, str]) -> Path:
    """Where drafts and the like are kept for this person."""
    return _xdg(environ, "XDG_STATE_HOME", ".local/state")


def data_home(environ: Mapping[str, str]) -> Path:
    """Where the workspace is that belongs to this person alone."""
    return _xdg(environ, "XDG_DATA_HOME", ".local/share")


def _xdg(environ: Mapping[str, str], name: str, below: str) -> Path:
    """XDG base directories: a path that is not absolute counts as not given."""
    base = Path(environ.get(name, ""))
    return (base if base.is_absolute() else _home(environ) / below) / "promoboard"


def _home(environ: Mapping[str, str]) -> Path:
    if home := environ.get("HOME"):
        return Path(home)
    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:  # an account that only a container's uid map knows
        return Path("/nonexistent")


def slug(path: Path) -> str:
    """A file name for `path`: readable, and different for different paths."""
    resolved = path.resolve()
    return f"{resolved.name[:40]}-{zlib.crc32(os.fsencode(resolved)):08x}"


def make_private(folder: Path) -> None:
    """Make `folder` and what is missing above it, closed to everybody else.

    Raises:
        OSError: The home is not writable.
    """
    missing = [folder, *folder.parents]
    for each in reversed(missing[: next(i for i, above in enumerate(missing) if above.exists())]):
        each.mkdir(0o700, exist_ok=True)


def write_private(path: Path, data: bytes) -> None:
    """Put `data` at `path` at once, readable by this person alone; folders are made.

    A process that is killed leaves the old file or the new one.

    Raises:
        OSError: It cannot be written.
    """
    make_private(path.parent)
    # Numbered, so that a signal handler may save while a save is going on.
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{next(_temporary)}")
    try:
        fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(fd, "wb") as file:
            file.write(data)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise


def read_json(path: Path) -> Any:
    """What the JSON file holds; None when it is missing, unreadable or broken."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
