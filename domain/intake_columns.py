"""Which column of a file holds what, by the names that platforms give them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from domain.errors import UsageError
from domain.text import clean, normalise
from domain.words import N

_ALIASES = Path(__file__).parent / "data" / "columns.toml"


class IntakeError(UsageError):
    """The file as a whole is not one that feedback can be read from."""


class NoTextColumnError(IntakeError):
    """Without the customers' words there is nothing to import. `values["names"]`: the columns."""

    message = N(
        "No column holds the customers' words. The columns here are: {headers}. "
        "One has to be called one of: {aliases}; or say which one it is: --map text=COLUMN."
    )


class UnknownColumnError(IntakeError):
    """Somebody chose a column that is not there."""

    message = N("There is no column {column}. The columns here are: {headers}.")


class UnknownFieldError(IntakeError):
    """Somebody chose a column for something that feedback does not have."""

    message = N("Feedback has no field {field}. Its fields are: {fields}.")


@cache
def aliases() -> Mapping[str, tuple[str, ...]]:
    """For each field the names of its column, the preferred ones first."""
    with _ALIASES.open("rb") as file:
        return {field: tuple(names) for field, names in tomllib.load(file).items()}


@cache
def _bare_aliases() -> Mapping[str, tuple[str, ...]]:
    return {field: tuple(map(_bare, names)) for field, names in aliases().items()}


def columns(headers: Sequence[str], chosen: Mapping[str, str] | None = None) -> dict[str, int]:
    """For each field that the file has: the place of its column.

    Args:
        headers: The file's own names of its columns.
        chosen: Columns that a person named, by field; they go before any alias. A field may
            be called by any of its aliases, such as `time`.

    Raises:
        NoTextColumnError: No column holds the text.
        UnknownColumnError: One that was chosen is not there.
        UnknownFieldError: One was chosen for a field that does not exist.
    """
    places = _places(headers)
    found = check_chosen(headers, chosen or {})
    for field, names in _bare_aliases().items():
        named = (places[name] for name in names if name in places)
        free = [place for place in named if place not in found.values()]
        if free and field not in found:
            found[field] = free[0]
    if "text" not in found:
        raise NoTextColumnError(
            headers=_shown(headers), names=tuple(headers), aliases=", ".join(aliases()["text"])
        )
    return found


def check_chosen(headers: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """The places of the columns that a person named, by field.

    Raises:
        UnknownColumnError: One is not there.
        UnknownFieldError: One was chosen for a field that does not exist.
    """
    places, found = _places(headers), {}
    for field, column in chosen.items():
        if _bare(column) not in places:
            raise UnknownColumnError(column=column, headers=_shown(headers))
        found[_field(field)] = places[_bare(column)]
    return found


def among(headers: Sequence[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Those of the columns that a person named that are there."""
    places = _places(headers)
    return {field: column for field, column in chosen.items() if _bare(column) in places}


def bare_names(headers: Sequence[str]) -> list[str]:
    """The names of columns without what does not matter: case, spaces, punctuation."""
    return [_bare(header) for header in headers]


def _field(name: str) -> str:
    """The field that is called so: by its own name, else by the first alias that fits."""
    if name in aliases():
        return name
    called = (field for field, names in _bare_aliases().items() if _bare(name) in names)
    field = next(called, None)
    if field is None:
        raise UnknownFieldError(field=name, fields=", ".join(aliases()))
    return field


def _places(headers: Sequence[str]) -> dict[str, int]:
    return {_bare(header): at for at, header in reversed([*enumerate(headers)])}


def _shown(headers: Sequence[str]) -> str:
    return clean(", ".join(headers[:30]), limit=300, lines=1) or "-"


def _bare(header: str) -> str:
    return re.sub(r"[\W_]+", "", normalise(clean(header, limit=100, lines=1)))
