"""Settings on disk: which file counts, in which order, and what was checked before.

A file is parsed and checked by pydantic (`domain/settings_check.py`) when it has changed.
What passed is kept beside its text in the person's state folder, so that the next start
compares two strings and loads neither pydantic nor a TOML parser.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from domain.paths import config_home, read_json, slug, state_home, write_private
from domain.settings import (
    THEMES,
    Mistake,
    PersonalSettings,
    SettingsError,
    TeamSettings,
    roles_with,
)
from domain.words import LANGUAGES, N

TEAM_FILE = "promoboard.toml"
"""The team's settings, in the workspace."""
PERSONAL_FILE = "config.toml"
"""A person's own, in their config folder."""
SYSTEM_FILE = Path("/etc/promoboard.toml")
"""The administrator's: which workspace is this server's."""

_CHECKS = 1
"""Raised when the keys or the checks change: what passed earlier ones is checked again."""

_CHOICES = {"language": ("auto", *LANGUAGES), "theme": THEMES}
_VARIABLES = {
    "PROMOBOARD_LANG": "language",
    "PROMOBOARD_THEME": "theme",
    "PROMOBOARD_ASCII": "ascii",
    "PROMOBOARD_MOUSE": "mouse",
    "PROMOBOARD_BELL": "bell",
    "PROMOBOARD_NOTIFY": "notify",
}
_SWITCH = {"1": True, "true": True, "yes": True, "on": True} | {
    "0": False, "false": False, "no": False, "off": False
}  # fmt: skip


def load_team(workspace: Path, environ: Mapping[str, str] = os.environ) -> TeamSettings:
    """The settings of the team whose workspace this is; the defaults without a file.

    Raises:
        SettingsError: The file has mistakes, or cannot be read.
    """
    values = _checked("team", workspace / TEAM_FILE, environ)
    return TeamSettings(**{**values, "roles": roles_with(values.get("roles", {}))})


def load_personal(
    environ: Mapping[str, str] = os.environ, **options: str | bool | None
) -> PersonalSettings:
    """What this person prefers: their file, then `PROMOBOARD_*`, then the command line.

    Args:
        environ: The environment. `NO_COLOR` asks for the theme `mono`, unless a theme is named.
        options: Fields as given on the command line; None: not given.

    Raises:
        SettingsError: The file or a variable has mistakes.
    """
    values: dict[str, Any] = {"theme": "mono"} if environ.get("NO_COLOR") else {}
    values |= _checked("personal", config_home(environ) / PERSONAL_FILE, environ)
    values |= _from_environment(environ)
    values |= {name: value for name, value in options.items() if value is not None}
    return PersonalSettings(**values)


def load_system(path: Path = SYSTEM_FILE, environ: Mapping[str, str] = os.environ) -> str | None:
    """The workspace that the administrator named for this server.

    Raises:
        SettingsError: The file has mistakes, or cannot be read.
    """
    workspace: str | None = _checked("system", path, environ).get("workspace")
    return workspace


def _checked(kind: str, path: Path, environ: Mapping[str, str]) -> dict[str, Any]:
    """The values in the file, all of them legal; none when there is no file."""
    try:
        text = path.read_bytes().decode().removeprefix("\ufeff")
    except FileNotFoundError:
        return {}
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        message = N("{file} cannot be read: {why}.")
        raise SettingsError(str(path), [Mistake("", message, {"why": why})]) from error
    except UnicodeDecodeError as error:
        message = N("{file} is not UTF-8: save it in that encoding.")
        raise SettingsError(str(path), [Mistake("", message)]) from error
    if all(line.isspace() or line.startswith("#") for line in text.splitlines(keepends=True)):
        return {}
    memo = state_home(environ) / "checked" / f"{kind}-{slug(path)}.json"
    match read_json(memo):
        case {"checks": checks, "text": known, "values": dict(values)}:
            if checks == _CHECKS and known == text:
                return values
    from domain.settings_check import check  # loads pydantic

    values = check(kind, str(path), text)
    with suppress(OSError):
        record = {"checks": _CHECKS, "text": text, "values": values}
        write_private(memo, json.dumps(record).encode())
    return values


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    mistakes = []
    for variable, field in _VARIABLES.items():
        given = environ.get(variable)
        if not given:
            continue
        if field in _CHOICES and given in _CHOICES[field]:
            values[field] = given
        elif field not in _CHOICES and given.lower() in _SWITCH:
            values[field] = _SWITCH[given.lower()]
        else:
            allowed = ", ".join(_CHOICES.get(field, ("1", "0")))
            message = N("{key} in the environment is {given}; allowed is one of: {allowed}.")
            mistakes.append(Mistake(variable, message, {"given": json.dumps(given)}, allowed))
    if mistakes:
        raise SettingsError("", mistakes)
    return values
