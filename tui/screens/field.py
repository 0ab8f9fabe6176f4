"""A form's fields as data: what they are called, how they are edited, what they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from domain.errors import UsageError
from domain.frozen import dataclass
from domain.text import clean
from domain.words import N
from tui.screens.option import Option

Raw = str | tuple[str, ...]
"""What stands in a field and in its draft: text, the key of a choice (`""`: none), or keys."""


class TooLongError(UsageError):
    """More than the field holds. Nothing is cut off behind anybody's back."""

    message = N("At most {limit} characters fit here; there are {n}.")


class Kind(StrEnum):
    """How a field is edited."""

    LINE = "line"
    TEXT = "text"
    """Several lines."""
    CHOICE = "choice"
    MANY = "many"
    """Several of some options."""


def text(limit: int, *, lines: int | None = 1) -> Callable[[Raw], str]:
    """How to read cleaned text of at most `limit` characters; `lines` as in `clean`."""

    def read(raw: Raw) -> str:
        assert isinstance(raw, str)
        found = clean(raw, limit=len(raw) + 1, lines=lines)
        if len(found) > limit:
            raise TooLongError(limit=limit, n=len(found))
        return found

    return read


def number(raw: Raw) -> int | None:
    """The record that the key of a choice names; None for none."""
    return int(str(raw)) if raw else None


def key(value: object) -> str:
    """The key of a choice that stands for `value`; none for None."""
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form."""

    name: str
    """What drafts and the command's edits call it."""
    label: str
    """What the person sees, translated."""
    kind: Kind = Kind.LINE
    read: Callable[[Any], Any] = str
    """The value that is meant. Raises a PromoboardError, which is shown at the field."""
    write: Callable[[Any], Raw] = str
    """How a value stands in the field: the way back."""
    explain: Callable[[Any], str] | None = None
    """What is understood, shown at the field while one types. Raises like `read`."""
    options: Callable[[], Sequence[Option]] = tuple
    """For a choice: what there is to choose from, asked each time."""
    name_of: Callable[[str], str] | None = None
    """What the option with this key is called, without listing them all."""
    optional: bool = False
    """Whether a choice may be none."""
    steps: bool = True
    """Whether the arrows step through the options; no for long lists."""
    placeholder: str = ""

    @property
    def many(self) -> bool:
        """Whether several can be chosen."""
        return self.kind is Kind.MANY

    def words(self, raw: Raw) -> str:
        """`raw` as a person reads it."""
        if self.kind in (Kind.LINE, Kind.TEXT):
            return str(raw)
        keys = raw if isinstance(raw, tuple) else (raw,)
        if self.name_of is not None:
            return ", ".join(self.name_of(key) for key in keys if key)
        labels = {option.key: option.label for option in self.options()}
        return ", ".join(labels.get(key, key) for key in keys if key or key in labels)
