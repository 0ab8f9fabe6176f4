"""The parts of a phrase that was understood (`domain/topics_phrase.py`), and how they begin.

A text is looked at once for a thousand phrases. Most cannot begin at a place, by the first
characters there, and many of the others need one that the text lacks. The parts alone tell
that: nothing is compiled before a text calls for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

_COMMON = (
    "的不了很好一是质量服子错也穿还有买裤大这上来就到差我色没次个太都小以家下能物快看机可在意样说"
    "要货时么和料感常价面手后着多用给发度会比人得真收起电屏图"
)
"""What reviews are full of, the commonest first: needing it rules out little."""

_RARE = 5
_WEIGHTS = {char: len(_COMMON) - place for place, char in enumerate(_COMMON)}
"""How common a character is, and any other."""


@dataclass(frozen=True)
class Group:
    """Alternatives, and how often one of them stands there. A set of words serves many phrases."""

    choices: tuple[tuple[Item, ...], ...]
    least: int = 1
    most: int = 1

    @cached_property
    def size(self) -> int:
        """How many characters it fixes at least."""
        return min(map(size, self.choices)) * self.least

    @cached_property
    def goes_on(self) -> bool:
        """Whether what follows may stand in the next clause."""
        return any(_goes_on(each) for way in self.choices for each in way)

    @cached_property
    def needs(self) -> frozenset[str]:
        """Characters of which one stands in it; empty where none is known."""
        ways = [needs(choice) for choice in self.choices] if self.least else [frozenset[str]()]
        return frozenset[str]().union(*ways) if all(ways) else frozenset()


@dataclass(frozen=True, slots=True)
class Ahead:
    """What may not come next; nothing: the end of the clause has to."""

    barred: tuple[tuple[Item, ...], ...] = ()


Item = str | int | Group | Ahead
"""A character, the length of a gap, a group, or a look ahead."""

NEXT_CLAUSE = Group(((" ",), ("?",)), 1, 3)
"""Where one clause ends and the next begins."""


def size(items: Sequence[Item]) -> int:
    """How many characters `items` fix at least."""
    return sum(item.size if isinstance(item, Group) else isinstance(item, str) for item in items)


def steps(items: Sequence[Item]) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """Which characters `items` may begin with, each with what has to follow it.

    The character is empty where any may stand, or none.
    """
    if not items:
        yield "", ()
        return
    first, rest = items[0], tuple(items[1:])
    match first:
        case str():
            yield first, rest
        case int():
            yield "", ()
        case Ahead():
            yield from steps(rest)
        case Group(choices, least, most):
            again = (Group(choices, 0, most - 1), *rest) if most > 1 else rest
            for choice in choices:
                yield from steps((*choice, *again))
            if not least:
                yield from steps(rest)


def needs(items: Sequence[Item]) -> frozenset[str]:
    """Characters of which one stands in the first clause that `items` match: the rarest such set.

    Of several as rare the last: what stands in between often comes with what stands before.
    Empty where none is known.
    """
    return min([*_needed(items)][::-1], key=_commonness, default=frozenset())


def _needed(items: Sequence[Item]) -> Iterator[frozenset[str]]:
    for item in items:
        if _goes_on(item):
            return
        if isinstance(item, str):
            yield _alone(item)
        elif isinstance(item, Group) and item.needs:
            yield item.needs


def _goes_on(item: Item) -> bool:
    return item.goes_on if isinstance(item, Group) else item == " "


@cache
def _alone(char: str) -> frozenset[str]:
    return frozenset(char)


def _commonness(chars: frozenset[str]) -> int:
    """How likely a clause has one of them."""
    return sum(_WEIGHTS.get(char, _RARE) for char in chars)
