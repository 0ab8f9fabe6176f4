"""Who is in the demo's team, in the language spoken now, and how its data files are read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from domain.frozen import dataclass
from domain.words import pick

DATA = Path(__file__).parent / "data"

ME = "me"
"""Whoever runs the demo: member 1, in operations."""


@dataclass(frozen=True, slots=True)
class Person:
    """A colleague."""

    key: str
    """What the data files call them."""
    number: int
    name: str
    role: str


@cache
def table(name: str) -> Mapping[str, Any]:
    """What the data file of that name says."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def said(pair: Mapping[str, str]) -> str:
    """Of a text in two languages, the one in the language spoken now."""
    return pick(pair["zh"], pair["en"])


def people(mine: str) -> dict[str, Person]:
    """The team by key, in the order of their numbers; `me` is called `mine`.

    A colleague whose name is the caller's own is told apart by a 2.
    """
    team = {ME: Person(ME, 1, mine, "ops")}
    for number, (key, entry) in enumerate(table("team")["members"].items(), 2):
        name = said(entry)
        if name.casefold() == mine.casefold():
            name += "2"
        team[key] = Person(key, number, name, entry["role"])
    return team
