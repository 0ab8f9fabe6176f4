"""The bounds of a field, in its annotation: `Annotated[str, MinLen(1), MaxLen(200)]`.

pydantic asks each of them what to check, at the write door (`domain/check.py`); to everybody
else they are text in a signature. `annotated_types` has the same six, for 6 ms of every start.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar


class Limit:
    """One bound of a value."""

    __slots__ = ("bound",)

    KEY: ClassVar[str]
    """What pydantic's schemas call it."""

    def __init__(self, bound: float) -> None:
        self.bound = bound

    def __get_pydantic_core_schema__(
        self, source: Any, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        return {**handler(source), self.KEY: self.bound}


class Ge(Limit):
    """Not below the bound."""

    KEY = "ge"


class Gt(Limit):
    """Above the bound."""

    KEY = "gt"


class Le(Limit):
    """Not above the bound."""

    KEY = "le"


class Lt(Limit):
    """Below the bound."""

    KEY = "lt"


class MaxLen(Limit):
    """At most so many characters, or items."""

    KEY = "max_length"


class MinLen(Limit):
    """At least so many characters, or items."""

    KEY = "min_length"
