"""Checks a settings file, and says in sentences what is wrong with it. Loads pydantic."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import ValidationError

from domain.settings import OPTIONAL_ROLES, ROLES, Mistake, SettingsError, roles_with
from domain.settings_shape import PersonalFile, SystemFile, Table, TeamFile
from domain.text import clean
from domain.words import N

_KINDS: dict[str, type[Table]] = {"team": TeamFile, "personal": PersonalFile, "system": SystemFile}


def check(kind: str, file: str, text: str) -> dict[str, Any]:
    """The values that `text` gives, as JSON knows them.

    Args:
        kind: Whose settings these are: `team`, `personal` or `system`.
        file: What to call the file.
        text: What stands in it.

    Raises:
        SettingsError: One sentence for each mistake.
    """
    values = validated(_KINDS[kind], file, text)
    if mistakes := [*_across_roles(values.get("roles", {}), values.get("wip_roles", {}))]:
        raise SettingsError(file, mistakes)
    return values


def validated(table: type[Table], file: str, text: str) -> dict[str, Any]:
    """The values that `text` gives, every one as `table` allows it.

    Raises:
        SettingsError: One sentence for each mistake.
    """
    try:
        return table.model_validate(tomllib.loads(text)).model_dump(exclude_unset=True)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(file, [_unreadable(text, str(error))]) from error
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)
        mistakes = [_mistake(table, each["loc"], each["type"], each["input"]) for each in found]
        raise SettingsError(file, mistakes) from error


def _unreadable(text: str, error: str) -> Mistake:
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", error)
    line = (place and place[1]) or str(text.count("\n") + 1)
    why = clean(error[: place.start()] if place else error, limit=80, lines=1)
    return Mistake("", N("{file}: line {line} is not TOML ({why})."), {"line": line, "why": why})


def _mistake(table: type[Table], loc: tuple[int | str, ...], kind: str, value: Any) -> Mistake:
    path = [str(part) for part in loc if part != "[key]"]
    inner, allowed = _allowed(table, path)
    key = ".".join(map(_quoted, path))
    if kind == "extra_forbidden":
        message = N("{file}: there is no key {key}. The keys here are: {allowed}.")
        return Mistake(key, message, allowed=", ".join(inner.model_fields))
    if loc[-1] == "[key]":
        return Mistake(key, N("{file}: {key} cannot be a name. Allowed: {allowed}."), {}, allowed)
    shown = clean(json.dumps(value, ensure_ascii=False, default=str), limit=40, lines=1)
    return Mistake(
        key, N("{file}: {key} is {value}. Allowed: {allowed}."), {"value": shown}, allowed
    )


def _quoted(part: str) -> str:
    part = clean(part, limit=40, lines=1)
    return part if re.fullmatch("[A-Za-z0-9_-]+", part) else json.dumps(part, ensure_ascii=False)


def _allowed(table: type[Table], path: list[str]) -> tuple[type[Table], str]:
    """The table that holds the last key of `path`, and what may stand there."""
    field = table.model_fields.get(path[0])
    if field is None:
        return table, ""
    inner, steps = field.annotation, 1
    if get_origin(inner) is dict:
        inner, steps = get_args(inner)[1], 2
    if len(path) > steps and isinstance(inner, type) and issubclass(inner, Table):
        return _allowed(inner, path[steps:])
    return table, field.description or ""


def _across_roles(tables: dict[str, Any], limits: dict[str, int]) -> Iterator[Mistake]:
    """New roles need all their names, marks tell roles apart, and limits are of roles."""
    known = {role.key for role in (*ROLES, *OPTIONAL_ROLES)}
    needed = ("zh", "en", "mark_zh", "mark_en")
    new = {key: values for key, values in tables.items() if key not in known}
    missing = [f"roles.{key}.{name}" for key in new for name in needed if name not in new[key]]
    for key in missing:
        message = N("{file}: {key} is missing. A role of your own needs: {allowed}.")
        yield Mistake(key, message, allowed=", ".join(needed))
    if missing:
        return
    roles = roles_with(tables)
    for name in ("mark_zh", "mark_en"):
        first: dict[str, str] = {}
        for role in roles:
            mark = getattr(role, name)
            if (other := first.setdefault(mark.upper(), role.key)) != role.key:
                message = N("{file}: {key} is {value}, which is the mark of {role} already.")
                key = f"roles.{role.key}.{name}"
                yield Mistake(
                    key, message, {"value": json.dumps(mark, ensure_ascii=False), "role": other}
                )
    keys = [role.key for role in roles]
    for key in limits:
        if key not in keys:
            message = N("{file}: there is no key {key}. The keys here are: {allowed}.")
            yield Mistake(f"wip_roles.{_quoted(key)}", message, allowed=", ".join(keys))
