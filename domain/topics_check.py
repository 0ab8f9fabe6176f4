"""Checks a team's own lexicon, and says in sentences what is wrong in which line of it.

Loads pydantic.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import Field

from domain.settings import Mistake, Role, SettingsError
from domain.settings_check import validated
from domain.settings_shape import Table
from domain.toml_lines import line_of
from domain.topics_file import LexiconError
from domain.topics_lexicon import PHRASES, Lexicon
from domain.topics_phrase import PhraseError, understand
from domain.words import N

_NEEDED = ("zh", "en", "group", "owner", "severity", "complaint")
"""What a topic of a team's own has to say; one that is only asked has questions instead."""

_NOT_GIVEN: Any = None
_KEY = "^[a-z][a-z0-9_]{0,23}$"
_KEYED = N("tables named with small letters, digits and _, such as [topics.packaging]")
_Name = Annotated[str, Field(min_length=1, max_length=40, description=N("1 to 40 characters"))]
_Key = Annotated[str, Field(pattern=_KEY)]
_Word = Annotated[str, Field(min_length=1, max_length=20)]
_Words = Annotated[list[_Word], Field(description=N("a list of words of 1 to 20 characters"))]
_Phrase = Annotated[str, Field(min_length=1, max_length=300)]
_Phrases = Annotated[list[_Phrase], Field(description=N("a list of phrases"))]


class _Names(Table):
    zh: _Name
    en: _Name


class _Group(_Names):
    asked: Annotated[str, Field(description=N("the key of a topic"))] = ""


class _Topic(Table):
    zh: _Name = _NOT_GIVEN
    en: _Name = _NOT_GIVEN
    about: Annotated[str, Field(max_length=200, description=N("up to 200 characters"))] = ""
    group: Annotated[str, Field(description=N("the key of a group"))] = _NOT_GIVEN
    owner: Annotated[str, Field(description=N("the key of a role"))] = _NOT_GIVEN
    severity: Annotated[Literal["S1", "S2", "S3", "S4"], Field(description="S1, S2, S3, S4")] = (
        _NOT_GIVEN
    )
    complaint: _Phrases = _NOT_GIVEN
    question: _Phrases = _NOT_GIVEN
    praise: _Phrases = _NOT_GIVEN
    unless: _Words = _NOT_GIVEN
    without: _Words = _NOT_GIVEN
    drop: Annotated[list[str], Field(description=N("a list of phrases to leave out"))] = _NOT_GIVEN
    off: Annotated[bool, Field(description=N("true or false"))] = _NOT_GIVEN


class _File(Table):
    harmless: _Phrases = _NOT_GIVEN
    groups: Annotated[dict[_Key, _Group], Field(description=_KEYED)] = _NOT_GIVEN
    sets: Annotated[dict[_Key, _Words], Field(description=N("lists of words by name"))] = _NOT_GIVEN
    topics: Annotated[dict[_Key, _Topic], Field(description=_KEYED)] = _NOT_GIVEN


def check(file: str, text: str, shipped: Lexicon, roles: Sequence[Role]) -> dict[str, Any]:
    """The tables that `text` holds, all of them good to be put over the shipped lexicon.

    Args:
        file: What to call the file.
        text: What stands in it.
        shipped: The lexicon that it changes.
        roles: Those that the team has.

    Raises:
        LexiconError: One sentence for each mistake.
    """
    try:
        tables = validated(_File, file, text)
    except SettingsError as error:
        raise LexiconError(file, [_with_line(text, each) for each in error.mistakes]) from error
    if mistakes := [_with_line(text, each) for each in _wrong(tables, shipped, roles)]:
        raise LexiconError(file, mistakes)
    return tables


def _wrong(tables: Mapping[str, Any], shipped: Lexicon, roles: Sequence[Role]) -> Iterator[Mistake]:
    topics = tables.get("topics", {})
    sets = {**shipped.sets, **tables.get("sets", {})}
    groups = {**shipped.groups, **tables.get("groups", {})}
    known = {"owner": [role.key for role in roles], "group": list(groups)}
    yield from _badly_written("harmless", tables.get("harmless", ()), sets)
    for key, table in topics.items():
        place = f"topics.{key}"
        if key not in shipped.topics:
            for name in _NEEDED:
                asks = name == "complaint" and "question" in table
                if name not in table and not asks:
                    message = N("{file}: {key} is missing. A topic of your own needs: {allowed}.")
                    yield Mistake(f"{place}.{name}", message, allowed=", ".join(_NEEDED))
        for name, keys in known.items():
            if table.get(name, keys[0]) not in keys:
                message = N("{file}: {key} is {value}. Allowed: {allowed}.")
                value = {"value": json.dumps(table[name], ensure_ascii=False)}
                yield Mistake(f"{place}.{name}", message, value, ", ".join(keys))
        for name in PHRASES:
            yield from _badly_written(f"{place}.{name}", table.get(name, ()), sets)
        base = shipped.topics.get(key)
        phrases = {phrase for name in PHRASES for phrase in getattr(base, name, ())}
        for phrase in table.get("drop", ()):
            if phrase not in phrases:
                message = N("{file}: {key} leaves out {value}, which is none of its phrases.")
                yield Mistake(f"{place}.drop", message, {"value": phrase})


def _badly_written(
    key: str, phrases: Sequence[str], sets: Mapping[str, Sequence[str]]
) -> Iterator[Mistake]:
    for phrase in phrases:
        try:
            understand(phrase, sets)
        except PhraseError as error:
            message = N("{file}: {key}: {why}")
            yield Mistake(key, message, {"why": str(error), "value": phrase})


def _with_line(text: str, mistake: Mistake) -> Mistake:
    """The mistake with its line: that of the phrase in a list of many lines."""
    if not mistake.key:
        return mistake
    path = [int(part) if part.isdigit() else part for part in mistake.key.split(".")]
    line = last = line_of(text, path)
    if value := str(mistake.values.get("value", "")).strip('"'):
        lines = text.splitlines()
        line = next((at for at in range(last, 0, -1) if value in lines[at - 1]), last)
    return replace(mistake, values={**mistake.values, "line": line})
