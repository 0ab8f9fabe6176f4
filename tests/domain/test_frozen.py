"""The quick dataclass against the one of the standard library."""

from __future__ import annotations

import dataclasses
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any, ClassVar

import pytest
from pydantic import TypeAdapter, ValidationError

from domain import frozen


def _pair(quick: bool) -> tuple[type[Any], type[Any]]:
    """A class and one that inherits from it, made here or by the standard library."""
    made: Any = frozen.dataclass if quick else dataclass

    @made(frozen=True, slots=True, kw_only=True)
    class Base:
        """A base."""

        TABLE: ClassVar[str] = "things"

        id: int
        names: tuple[str, ...] = ()

    @made(frozen=True, slots=True)
    class Thing(Base):
        """A thing."""

        title: str
        marks: dict[str, int] = field(default_factory=dict)
        none: None = None

        def __post_init__(self) -> None:
            if not self.title:
                raise ValueError("no title")

    return Base, Thing


QUICK, SLOW = _pair(True), _pair(False)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (("a",), {"id": 1}),
        (("a", {"x": 1}), {"id": 1, "names": ("b",)}),
        ((), {"title": "a", "none": None, "id": -1}),
    ],
)
def test_it_takes_holds_and_shows_what_the_standard_one_does(
    given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    quick, slow = QUICK[1](*given, **named), SLOW[1](*given, **named)

    assert repr(quick) == repr(slow)
    assert dataclasses.asdict(quick) == dataclasses.asdict(slow)
    assert quick.__match_args__ == slow.__match_args__
    assert [each.name for each in fields(quick)] == [each.name for each in fields(slow)]
    assert quick == replace(quick) != replace(quick, id=7)


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), (("a",), {}), (("a", {}, None, 4), {}), (("a",), {"id": 1, "other": 2})],
)
def test_it_refuses_what_the_standard_one_refuses(
    given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    for made in (QUICK[1], SLOW[1]):
        with pytest.raises(TypeError):
            made(*given, **named)


def test_it_looks_at_itself_once_it_is_made() -> None:
    with pytest.raises(ValueError, match="no title"):
        QUICK[1]("", id=1)


def test_equal_are_two_of_one_class_with_equal_values() -> None:
    base, thing = QUICK

    assert base(id=1) == base(id=1)
    assert hash(base(id=1)) == hash(base(id=1))
    assert base(id=1) != base(id=2)
    assert base(id=1) != thing("a", id=1)
    assert base(id=1) != (1, ())


def test_each_has_a_default_of_its_own() -> None:
    one, other = QUICK[1]("a", id=1), QUICK[1]("a", id=2)

    assert one.marks == {}
    assert one.marks is not other.marks


def test_it_never_changes_and_has_nothing_else() -> None:
    thing = QUICK[1]("a", id=1)

    with pytest.raises(FrozenInstanceError, match=r"Thing\.title never changes"):
        thing.title = "b"
    with pytest.raises(FrozenInstanceError):
        del thing.title
    assert not hasattr(thing, "__dict__")


def test_pydantic_knows_it() -> None:
    adapter = TypeAdapter(QUICK[0])

    assert adapter.validate_python({"id": 1, "names": ("a",)}) == QUICK[0](id=1, names=("a",))
    with pytest.raises(ValidationError):
        adapter.validate_python({"id": "one"})
