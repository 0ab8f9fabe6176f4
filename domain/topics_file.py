"""Where the lexicon is read from: the shipped one, and over it a team's own.

What topics are called stands in `data/topics.toml`, how customers name them in the twenty
times longer `data/phrases.toml`: a screen that shows names never reads it. A team's file is
checked by pydantic (`domain/topics_check.py`); the shipped ones are checked by the tests.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from domain.feedback import Severity
from domain.settings import ROLES, Mistake, Role, SettingsError
from domain.topics_lexicon import PHRASES, Group, Lexicon, Topic
from domain.words import N, tr

OWN_FILE = "topics.toml"
"""A team's own topics and phrases, in its workspace."""

_DATA = Path(__file__).parent / "data"
_WORDS = (*PHRASES, "unless", "without")
"""What a topic has lists of."""


class LexiconError(SettingsError):
    """A team's lexicon has mistakes. `str()` is one sentence for each, with its line."""

    def __str__(self) -> str:
        return "\n".join(map(self._sentence, self.mistakes))

    def _sentence(self, mistake: Mistake) -> str:
        values = {"file": self.file, "key": mistake.key, **mistake.values}
        if "line" in values and "{line}" not in mistake.message:
            values["file"] = tr("{file}, line {line}", file=self.file, line=values["line"])
        return tr(mistake.message, allowed=tr(mistake.allowed), **values)


def load_lexicon(workspace: Path | None = None, roles: Sequence[Role] = ROLES) -> Lexicon:
    """The shipped lexicon with what the team's own file adds to it and changes.

    Args:
        workspace: The team's; None: the shipped lexicon alone.
        roles: The team's, one of which answers for each topic.

    Raises:
        LexiconError: The team's file has mistakes, or cannot be read.
    """
    return _read(workspace, roles) or _shipped()


def load_names(workspace: Path | None = None, roles: Sequence[Role] = ROLES) -> Lexicon:
    """The same for who tags nothing: the topics shipped are without their phrases.

    Args and errors as for `load_lexicon`.
    """
    return _read(workspace, roles) or _names()


def _read(workspace: Path | None, roles: Sequence[Role]) -> Lexicon | None:
    """The shipped lexicon as the team changed it; None: it did not."""
    if workspace is None:
        return None
    path = workspace / OWN_FILE
    try:
        text = path.read_bytes().decode().removeprefix("\ufeff")
    except FileNotFoundError:
        return None
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        message = N("{file} cannot be read: {why}.")
        raise LexiconError(str(path), [Mistake("", message, {"why": why})]) from error
    except UnicodeDecodeError as error:
        message = N("{file} is not UTF-8: save it in that encoding.")
        raise LexiconError(str(path), [Mistake("", message)]) from error
    from domain.topics_check import check  # loads pydantic

    shipped = _shipped()
    return _changed(shipped, check(str(path), text, shipped, roles))


@cache
def _names() -> Lexicon:
    return _changed(Lexicon({}, {}), tomllib.loads((_DATA / "topics.toml").read_text("utf-8")))


@cache
def _shipped() -> Lexicon:
    return _changed(_names(), tomllib.loads((_DATA / "phrases.toml").read_text("utf-8")))


def _changed(base: Lexicon, tables: Mapping[str, Any]) -> Lexicon:
    topics = dict(base.topics)
    for key, table in tables.get("topics", {}).items():
        if table.get("off"):
            topics.pop(key, None)
        else:
            topics[key] = _topic(key, topics.get(key), table)
    sets = dict(base.sets)
    for name, words in tables.get("sets", {}).items():
        sets[name] = (*words, *sets.get(name, ()))
    groups = {
        key: replace(base.groups[key], **names) if key in base.groups else Group(**names)
        for key, names in tables.get("groups", {}).items()
    }
    harmless = (*tables.get("harmless", ()), *base.harmless)
    return Lexicon(topics, {**base.groups, **groups}, sets, harmless)


def _topic(key: str, base: Topic | None, table: Mapping[str, Any]) -> Topic:
    """A topic as `table` describes it; its own phrases come first, and so win a tie."""
    dropped = table.get("drop", ())
    values = {name: value for name, value in table.items() if name not in ("drop", "off")}
    for name in _WORDS:
        kept = (word for word in getattr(base, name, ()) if word not in dropped)
        values[name] = (*table.get(name, ()), *kept)
    if "severity" in values:
        values["severity"] = Severity(values["severity"])
    return replace(base, **values) if base else Topic(key=key, **values)
