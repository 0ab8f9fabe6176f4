"""The parts of a phrase that was understood (`domain/topics_phrase.py`), and how they begin.

A text is looked at once for thousands of phrases. Most cannot begin at a place, by the first
characters there, and many of the others need one that the text lacks. The parts alone tell
that: nothing is compiled before a text calls for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

_COMMON = (
    "的不是了一有很我好这还也个在就人到没上来大间看书本以时店服房都可要说能子点酒错小用比多后感得过下么买和觉为务们太会住中但价对次电机家差去面天"
    "样较自出然实常方给里他那想发量而前质心生只现地意真如度开外装非理果作最所于着道当手内知话些喜其什经入欢性让无动事便色分合起之问客行快高己再格"
    "定网你且情穿别读东才打设系做因物星裤货年餐员单第音总早完评收几同台送像热通盘水更接重相题两体位工适候置满屏全容正成者程品孩种学舒值直回已般应"
    "文特西日又算三该明提望费声显从信月车统老身友爱键结件法关晚少门国吧她带换卡进怎气新此头级态观标长配把安写挺美解字等楼朋象二啊原女流口受与儿加"
)
"""What reviews are full of, the commonest first: needing it rules out little."""

_RARE = 3.0
_WEIGHTS = {char: 1000 / (place + 8) for place, char in enumerate(_COMMON)}
"""Clauses of a thousand that have a character, by Zipf; and any other."""


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


def _commonness(chars: frozenset[str]) -> float:
    """How likely a clause has one of them."""
    return sum(_WEIGHTS.get(char, _RARE) for char in chars)
