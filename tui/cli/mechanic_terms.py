"""The terms that the command line's options say."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import MISSING, fields, replace
from datetime import datetime, tzinfo
from typing import Any

from domain.errors import UsageError
from domain.money import parse_money, parse_rate
from domain.terms import KIND_NAMES, RULES, Kind, Repeat, Rule, Terms, terms_of
from domain.words import N, tr
from tui.cli import values
from tui.cli.mechanic import spoken


class CountError(UsageError):
    """Not a number of pieces or days."""

    message = N("{text} is no number.")


class OtherKindError(UsageError):
    """The rule has no such parameter."""

    message = N("{kind} has no {option}; it has {options}.")


class ParameterMissingError(UsageError):
    """Without it the rule says nothing."""

    message = N("{kind} needs {options}.")


class UnknownKindError(UsageError):
    """There is no such kind of mechanic."""

    message = N("There is no kind {text}. Choose from {kinds}.")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise CountError(text=text)
    return int(text)


_PARAMETERS: dict[str, Callable[[str], Any]] = {
    "threshold": parse_money,
    "off": parse_money,
    "repeat": Repeat,
    "cap": parse_money,
    "rate": parse_rate,
    "gift": str,
    "quantity": _count,
    "limit": _count,
    "deposit": parse_money,
    "counts_as": parse_money,
    "days": _count,
}
"""How the parameters of rules are read."""
_OPTIONAL = ("cap", "limit")
"""Parameters that can be emptied."""


def new_terms(given: Namespace, now: datetime, zone: tzinfo) -> Terms:
    """The terms of a new mechanic.

    Raises:
        UsageError: Something is missing, or cannot be understood.
    """
    kind = Kind(given.kind)
    said = _said(given, kind)
    needed = [field.name for field in fields(RULES[kind]) if field.default is MISSING]
    missing = [name for name in needed if name not in said]
    if missing:
        raise ParameterMissingError(kind=tr(KIND_NAMES[kind]), options=_options(missing))
    return replace(terms_of(RULES[kind](**said)), **_common(given, now, zone))


def changed_terms(terms: Terms, given: Namespace, now: datetime, zone: tzinfo) -> Terms:
    """Terms as they are, but for what is given.

    Raises:
        UsageError: It does not belong to this kind, or cannot be understood.
    """
    rule: Rule = replace(terms.rule, **_said(given, terms.kind))
    values_: dict[str, Any] = {terms.kind.value: rule, **_common(given, now, zone)}
    return replace(terms, **values_)


def _said(given: Namespace, kind: Kind) -> dict[str, Any]:
    """The parameters of the rule that are given."""
    takes = [field.name for field in fields(RULES[kind])]
    said: dict[str, Any] = {}
    for name, read in _PARAMETERS.items():
        text = getattr(given, name)
        if text is None:
            continue
        if name not in takes:
            raise OtherKindError(
                kind=tr(KIND_NAMES[kind]), option=_options([name]), options=_options(takes)
            )
        empty = name in _OPTIONAL and values.emptied(text) is None
        said[name] = None if empty else read(text)
    return said


def _options(names: list[str]) -> str:
    return ", ".join(f"--{name.replace('_', '-')}" for name in names)


def _common(given: Namespace, now: datetime, zone: tzinfo) -> dict[str, Any]:
    """The fields that mechanics of all kinds have, as far as they are given."""
    common: dict[str, Any] = {}
    if given.stackable is not None:
        common["stackable"] = _kinds(given.stackable)
    if given.sku is not None:
        skus = (sku for text in given.sku for sku in values.listed(text))
        common["scope"] = tuple(filter(values.emptied, skus))
    for name in ("valid_from", "valid_to"):
        text = getattr(given, name)
        if text is not None:
            said = values.emptied(text)
            common[name] = None if said is None else values.instant(said, now, zone)
    if given.text is not None:
        common["text"] = values.text_or_input(given.text)
    return common


def _kinds(text: str) -> tuple[Kind, ...]:
    if text.strip().casefold() in ("all", "全部"):
        return tuple(Kind)
    if values.emptied(text) is None:
        return ()
    found = []
    for word in values.listed(text):
        key = spoken(word)
        if key not in [*Kind]:
            raise UnknownKindError(text=word, kinds=", ".join(Kind))
        found.append(Kind(key))
    return tuple(found)
