"""What may stand in a settings file, for pydantic. Loaded when a file has changed.

Each field's description is what a person is told is allowed there.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from domain.settings import COLOURS, THEMES
from domain.text import cells, clean
from domain.words import LANGUAGES, N


def _passes(test: Callable[[str], bool]) -> AfterValidator:
    def checked(text: str) -> str:
        if not test(text):
            raise ValueError(text)
        return text

    return AfterValidator(checked)


def _is_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _is_clean(text: str) -> bool:
    return text != "" and clean(text, limit=20, lines=1) == text


def _flat(table: Any) -> Any:
    """`task.forward = "right"`: TOML takes the dot for a table unless the key is quoted."""
    if not isinstance(table, dict):
        return table
    flat: dict[str, Any] = {}
    for key, value in table.items():
        inner = _flat(value)
        if isinstance(inner, dict):
            flat |= {f"{key}.{rest}": keys for rest, keys in inner.items()}
        else:
            flat[key] = value
    return flat


_MANY = N("a whole number from 1 to 999")
_Many = Annotated[int, Field(ge=1, le=999, description=_MANY)]
_Days = Annotated[int, Field(ge=1, le=3650, description=N("a whole number of days from 1 to 3650"))]
_Switch = Annotated[bool, Field(description=N("true or false"))]
_Name = Annotated[str, _passes(_is_clean), Field(description=N("1 to 20 characters"))]
_Folder = Annotated[
    str,
    _passes(lambda path: Path(path).is_absolute() or path.startswith("~/")),
    Field(description=N("an absolute path, or one that begins with ~/")),
]
_NOT_GIVEN: Any = None
"""Every field's default: only what the file says is handed on."""


class Table(BaseModel):
    """A table of the file: no other keys, and no value is converted."""

    model_config = ConfigDict(extra="forbid", strict=True)


class _Role(Table):
    zh: _Name = _NOT_GIVEN
    en: _Name = _NOT_GIVEN
    mark_zh: Annotated[
        str,
        _passes(lambda mark: len(mark) == 1 and cells(mark) == 2 and _is_clean(mark)),
        Field(description=N("one Chinese character")),
    ] = _NOT_GIVEN
    mark_en: Annotated[
        str, Field(pattern="^[A-Za-z]{1,2}$", description=N("one or two letters from A to Z"))
    ] = _NOT_GIVEN
    colour: Annotated[str, _passes(COLOURS.__contains__), Field(description=", ".join(COLOURS))] = (
        _NOT_GIVEN
    )


class _Lanes(Table):
    todo: _Many = _NOT_GIVEN
    doing: _Many = _NOT_GIVEN
    blocked: _Many = _NOT_GIVEN
    review: _Many = _NOT_GIVEN


class TeamFile(Table):
    zone: Annotated[
        str,
        _passes(_is_zone),
        Field(description=N("an IANA time zone such as Asia/Shanghai")),
    ] = _NOT_GIVEN
    language: Annotated[
        str, _passes(LANGUAGES.__contains__), Field(description=", ".join(LANGUAGES))
    ] = _NOT_GIVEN
    wip_per_member: _Many = _NOT_GIVEN
    settle_days: _Days = _NOT_GIVEN
    done_days: _Days = _NOT_GIVEN
    wip_lanes: Annotated[_Lanes, Field(description=N("a table of limits by lane"))] = _NOT_GIVEN
    wip_roles: Annotated[dict[str, _Many], Field(description=_MANY)] = _NOT_GIVEN
    roles: Annotated[
        dict[Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,15}$")], _Role],
        Field(description=N("tables such as [roles.qc], named with small letters, digits and _")),
    ] = _NOT_GIVEN


class PersonalFile(Table):
    language: Annotated[
        str,
        _passes(("auto", *LANGUAGES).__contains__),
        Field(description=", ".join(("auto", *LANGUAGES))),
    ] = _NOT_GIVEN
    theme: Annotated[str, _passes(THEMES.__contains__), Field(description=", ".join(THEMES))] = (
        _NOT_GIVEN
    )
    ascii: _Switch = _NOT_GIVEN
    mouse: _Switch = _NOT_GIVEN
    bell: _Switch = _NOT_GIVEN
    notify: _Switch = _NOT_GIVEN
    keymap: Annotated[
        dict[str, str],
        BeforeValidator(_flat),
        Field(description=N('keys by the name of an action, as in task.forward = "right"')),
    ] = _NOT_GIVEN
    workspace: _Folder = _NOT_GIVEN


class SystemFile(Table):
    workspace: _Folder = _NOT_GIVEN
