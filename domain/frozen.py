"""`dataclass(frozen=True, slots=True)`, made in a quarter of the time.

A start makes forty such classes, and `dataclasses` compiles seven functions for each: half a
millisecond a class. Here only `__init__` is compiled; comparing, hashing, showing and
refusing to change are the same few functions for all. What comes out is a dataclass to
`fields`, `replace` and pydantic. A class and what it inherits from are both made here, or
neither is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")


def _dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """The decorator of `dataclasses`, for a class that is `frozen` and has `slots`."""
    assert frozen
    assert slots
    plain = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)

    def made(kind: type[T]) -> type[T]:
        kind = plain(kind)
        fields = dataclasses.fields(kind)  # type: ignore[arg-type]
        methods = {
            "__init__": _init(kind, fields),
            "__repr__": _show,
            "__setattr__": _refuse,
            "__delattr__": _refuse,
            **_compare([field.name for field in fields]),
        }
        for name, method in methods.items():
            setattr(kind, name, method)
        return kind

    return made


def _init(kind: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """The one function that differs so much from class to class that it has to be compiled."""
    none = dataclasses.MISSING
    names: dict[str, Any] = {"_set": object.__setattr__, "_none": none}
    takes, does = ["self"], []
    for field in sorted(fields, key=lambda field: bool(field.kw_only)):
        name = value = field.name
        if field.kw_only and "*" not in takes:
            takes.append("*")
        if field.default is not none:
            names[f"_{name}"] = field.default
            takes.append(f"{name}=_{name}")
        elif field.default_factory is not none:
            names[f"_{name}"] = field.default_factory
            takes.append(f"{name}=_none")
            value = f"_{name}() if {name} is _none else {name}"
        else:
            takes.append(name)
        does.append(f"_set(self, {name!r}, {value})")
    if hasattr(kind, "__post_init__"):
        does.append("self.__post_init__()")
    exec(f"def __init__({', '.join(takes)}):\n {'; '.join(does) or 'pass'}", names)
    init: Callable[..., None] = names["__init__"]
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    return init


def _compare(names: list[str]) -> dict[str, Callable[..., Any]]:
    """Equal are two of one class with equal values."""
    values: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return {"__eq__": equal, "__hash__": lambda self: hash(values(self))}


def _show(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self))
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: object, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"{type(self).__qualname__}.{name} never changes")


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _dataclass
