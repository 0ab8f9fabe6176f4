"""The bounds of fields, as pydantic understands them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.limits import Ge, Gt, Le, Lt, MaxLen, MinLen


@dataclass
class Bounded:
    name: Annotated[str, MinLen(1), MaxLen(3)] = "a"
    keys: Annotated[tuple[str, ...], MinLen(1), MaxLen(2)] = ("a",)
    days: Annotated[int, Ge(-2), Le(2)] = 0
    rate: Annotated[float, Gt(0), Lt(1)] = 0.5
    rating: Annotated[int, Ge(1)] | None = None


@pytest.mark.parametrize(
    "value",
    [
        {"name": "a"},
        {"name": "手机壳"},
        {"keys": ("a", "b")},
        {"days": -2},
        {"days": 2},
        {"rate": 0.01},
        {"rating": 1},
        {"rating": None},
    ],
)
def test_a_value_at_a_bound_passes(value: dict[str, Any]) -> None:
    assert TypeAdapter(Bounded).validate_python(value) == Bounded(**value)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"name": ""}, "string_too_short"),
        ({"name": "abcd"}, "string_too_long"),
        ({"keys": ()}, "too_short"),
        ({"keys": ("a", "b", "c")}, "too_long"),
        ({"days": -3}, "greater_than_equal"),
        ({"days": 3}, "less_than_equal"),
        ({"rate": 0}, "greater_than"),
        ({"rate": 1}, "less_than"),
        ({"rating": 0}, "greater_than_equal"),
    ],
)
def test_a_value_beyond_a_bound_is_refused(value: dict[str, Any], kind: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Bounded).validate_python(value)

    assert [error["type"] for error in refused.value.errors()] == [kind]
