"""Where playbooks are read from: the shipped `data/playbooks.toml`, and a team's own file.

What a file says wrong is named by its line and its key. Loads pydantic.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from domain.concern import PLAYBOOKS_FILE
from domain.errors import DomainError, PromoboardError, StoreError
from domain.playbook import PLACES, Brief, Playbook, Playbooks
from domain.settings import FALLBACKS, TeamSettings
from domain.store.errors import told
from domain.toml_lines import line_of, place_of
from domain.when import parse_when
from domain.words import N

_SHIPPED = Path(__file__).parent / "data" / PLAYBOOKS_FILE


class PlaybookFileError(StoreError):
    """A file of playbooks says something that cannot be."""

    message = N("{file}, line {line}, {key}: {why}")


class FlawError(DomainError):
    """What is wrong at one place of the file."""


_SHAPES = {
    "missing": N("It is missing."),
    "unexpected_keyword_argument": N("There is no such key."),
    "string_too_short": N("It is empty."),
    "too_short": N("It is empty."),
}
"""What pydantic's commonest complaints mean; the rest is said in its own words."""

Place = tuple[int | str, ...]
Flaw = tuple[Place, PromoboardError]


def load_playbooks(settings: TeamSettings, workspace: Path | None = None) -> Playbooks:
    """The team's own playbooks first, then those that are shipped and that it did not replace.

    Args:
        settings: The team's roles.
        workspace: The team's folder; None: the shipped ones alone.

    Raises:
        PlaybookFileError: Names line and key.
        StoreError: The file cannot be read.
    """
    shipped = _shipped()
    path = workspace and workspace / PLAYBOOKS_FILE
    if not path or not path.exists():
        return shipped
    own = _read(path, settings).playbooks
    keys = {playbook.key for playbook in own}
    kept = (playbook for playbook in shipped.playbooks if playbook.key not in keys)
    return Playbooks(playbooks=(*own, *kept))


@cache
def _shipped() -> Playbooks:
    return _read(_SHIPPED, TeamSettings())


def _read(path: Path, settings: TeamSettings) -> Playbooks:
    with told(path):
        data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why = FlawError(N("It is not UTF-8: save the file in that encoding."))
        line = data[: error.start].count(b"\n") + 1
        raise PlaybookFileError(file=path.name, line=line, key="-", why=why) from error
    try:
        tables = tomllib.loads(text)
        playbooks = TypeAdapter(Playbooks).validate_python(tables)
    except tomllib.TOMLDecodeError as error:
        line, said = place_of(text, error)
        raise PlaybookFileError(file=path.name, line=line, key="-", why=said) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        known = _SHAPES.get(first["type"])
        why = FlawError(known or first["msg"])
        raise _located(path, text, tables, (first["loc"], why)) from error
    for flaw in _flaws(playbooks, {role.key for role in settings.roles}):
        raise _located(path, text, tables, flaw)
    return playbooks


def _located(path: Path, text: str, tables: Any, flaw: Flaw) -> PlaybookFileError:
    place, why = flaw
    names, value = list[str](), tables
    for part in place:
        try:
            value = value[part]
        except (LookupError, TypeError):  # what is missing
            value = None
        if isinstance(part, int):
            names.append(str(value.get("key", part + 1)) if isinstance(value, dict) else "?")
        elif part not in ("playbooks", "steps"):
            names.append(part)
    key = ".".join(names) or "-"
    return PlaybookFileError(file=path.name, line=line_of(text, place), key=key, why=why)


def _flaws(playbooks: Playbooks, roles: set[str]) -> Iterator[Flaw]:
    """What is wrong with playbooks that have the right shape."""
    yield from _keys(("playbooks",), [playbook.key for playbook in playbooks.playbooks])
    for number, playbook in enumerate(playbooks.playbooks):
        place: Place = ("playbooks", number)
        if playbook.acceptor not in roles:
            yield (*place, "acceptor"), _no_role(playbook.acceptor, roles)
        yield from _steps((*place, "steps"), playbook, roles)


def _steps(place: Place, playbook: Playbook, roles: set[str]) -> Iterator[Flaw]:
    keys = [step.key for step in playbook.steps]
    yield from _keys(place, keys)
    ordered = {step.key for step in playbook.in_order}
    for number, step in enumerate(playbook.steps):
        here: Place = (*place, number)
        for role in (step.role, *step.with_roles):
            if role not in {*roles, *FALLBACKS}:
                yield (*here, "role" if role == step.role else "with_roles"), _no_role(role, roles)
        for other in step.depends_on:
            if other not in keys:
                text = N("There is no step {step}. The steps here are: {steps}.")
                yield (*here, "depends_on"), FlawError(text, step=other, steps=", ".join(keys))
        if step.key not in ordered:
            text = N("It waits for itself: the steps {steps} form a circle, or wait for one.")
            circle = ", ".join(key for key in keys if key not in ordered)
            yield (*here, "depends_on"), FlawError(text, steps=circle)
        if why := _bad_due(step.due):
            yield (*here, "due"), why
        if step.if_failed is not None and not playbook.decider(step):
            text = N("It has to depend on a step that decides.")
            yield (*here, "if_failed"), FlawError(text)
        yield from _places(here, step)
        for topic, brief in step.if_topic.items():
            yield from _places((*here, "if_topic", topic), brief)
        if step.if_failed is not None:
            yield from _places((*here, "if_failed"), step.if_failed)


def _keys(place: Place, keys: Iterable[str]) -> Iterator[Flaw]:
    """Keys are typed on the command line, and name one thing each."""
    seen = set[str]()
    for number, key in enumerate(keys):
        if not re.fullmatch("[a-z0-9][a-z0-9_-]{0,39}", key):
            text = N("A key is made of a-z, 0-9, - and _, at most 40 of them.")
            yield (*place, number, "key"), FlawError(text)
        if key in seen:
            yield (*place, number, "key"), FlawError(N("Another one has this key already."))
        seen.add(key)


def _places(place: Place, brief: Brief) -> Iterator[Flaw]:
    for names, field in ((brief.title.places, "zh"), (brief.acceptance.places, "acceptance")):
        for name in names:
            if name not in PLACES:
                text = N("Nothing is known as {name}: it can be {names}.")
                known = ", ".join(PLACES)
                yield (*place, field), FlawError(text, name=name or "-", names=known)


def _no_role(role: str, roles: Iterable[str]) -> FlawError:
    text = N("There is no role {role}. The roles here are: {roles}.")
    return FlawError(text, role=role, roles=", ".join(roles))


def _bad_due(due: str) -> PromoboardError | None:
    """Why `due` is no date; None when it is one, or nothing."""
    try:
        if due:
            parse_when(due, datetime(2027, 1, 1, tzinfo=UTC), UTC, True)
    except PromoboardError as error:
        return error
    return None
