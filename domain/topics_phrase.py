"""How the lexicon writes a phrase: characters, alternatives, gaps and named sets of words.

====================  =========================================================
``起球``              these characters
``(大|重)``           one of these; ``(的)?`` or ``的?`` may be missing
``物流.{0,3}慢``      up to three characters between, all in the same clause
``<very>``            one word of the set `very`; ``<very>?`` none or one,
                      ``<very>*`` up to six, ``<very>+`` one to six
``没货(!源|架)``       not before one of these
``偏长$``             at the end of a clause
====================  =========================================================

That is a small part of regular expressions, and on purpose: a phrase that a team writes can
never take long. Two fixed characters at its start find it quickly, one does as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.errors import UsageError
from domain.words import N, tr

LONGEST_GAP = 8
"""Characters between two parts of a phrase, at most."""

BREAKS = " ?、"
"""What ends a clause in a folded text (`domain/topics_sense.py`)."""

NEGATIONS = "不没无未"
"""Characters that turn what they stand before."""

_TIMES = {"?": (0, 1), "*": (0, 6), "+": (1, 6)}
"""How often something with this mark may stand in a row."""

_REPEATS = 3
"""Of those in one phrase. More, or one within another, might take `re` minutes."""


class PhraseError(UsageError):
    """A phrase cannot be understood. `str()` says what is wrong at which place."""

    message = N("{phrase} is no phrase: {why} (character {place}).")

    def __str__(self) -> str:
        return tr(self.text, **{**self.values, "why": tr(self.values["why"])})


@dataclass(frozen=True, slots=True)
class _Group:
    """Alternatives, and how often one of them stands there."""

    choices: tuple[tuple[_Item, ...], ...]
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What may not come next; nothing: the end of the clause has to."""

    barred: tuple[tuple[_Item, ...], ...] = ()


_Item = str | int | _Group | _Ahead
"""A character, the length of a gap, a group, or a look ahead."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase that was understood."""

    items: tuple[_Item, ...]
    heads: frozenset[str]
    """The first two characters in all spellings; one where anything may come second."""
    size: int
    """How many characters it fixes at least: the longer phrase is the better one."""

    def regex(self) -> str:
        """For `re`, without capturing groups."""
        return _regex(self.items, BREAKS)

    def strict(self) -> str:
        """The same where no gap holds a negation: 物流.{0,3}慢, but not 物流不慢."""
        return _regex(self.items, BREAKS + NEGATIONS)


def understand(phrase: str, sets: Mapping[str, Sequence[str]]) -> Pattern:
    """What `phrase` means, given the words of the named sets.

    Raises:
        PhraseError: It is not written as the head of this file says, names a set that is
            not there, or could begin with anything.
    """
    reader = _Reader(phrase, sets)
    items = reader.sequence()
    if reader.place < len(phrase):
        raise reader.error(N("a bracket is closed that was not opened"))
    heads = frozenset(head for head, _ in _heads(items, 2))
    if "" in heads:
        reader.place = 0
        raise reader.error(N("it has to begin with a character that is always there"))
    return Pattern(items, heads, _size(items))


class _Reader:
    def __init__(self, phrase: str, sets: Mapping[str, Sequence[str]]) -> None:
        self.phrase = phrase
        self.sets = sets
        self.place = 0
        self.repeats = 0

    def error(self, why: str) -> PhraseError:
        return PhraseError(phrase=self.phrase, why=why, place=self.place + 1)

    def sequence(self) -> tuple[_Item, ...]:
        items: list[_Item] = []
        while self.place < len(self.phrase) and self.phrase[self.place] not in "|)":
            items.append(self._repeated(self._item()))
        return tuple(items)

    def _item(self) -> _Item:
        char = self.phrase[self.place]
        if char == "(":
            return self._choices()
        if char == "<":
            return self._set()
        if char == ".":
            return self._gap()
        if char == "$":
            self.place += 1
            return _Ahead()
        if char in "?*+{}[]^\\>" or char in BREAKS:
            raise self.error(N("this character cannot stand here"))
        self.place += 1
        return char

    def _choices(self) -> _Group | _Ahead:
        opened = self.place
        ahead = self.phrase.startswith("(!", opened)
        self.place += ahead
        choices: list[tuple[_Item, ...]] = []
        while not choices or self.phrase[self.place : self.place + 1] == "|":
            self.place += 1
            choices.append(self.sequence())
        if self.phrase[self.place : self.place + 1] != ")" or () in choices:
            self.place = opened
            raise self.error(N("brackets hold words with | between them: (one|other)"))
        self.place += 1
        return _Ahead(tuple(choices)) if ahead else _Group(tuple(choices))

    def _set(self) -> _Group:
        name, closed, _ = self.phrase[self.place + 1 :].partition(">")
        if not closed or name not in self.sets:
            raise self.error(N("there is no such set of words"))
        self.place += len(name) + 2
        return _Group(tuple(tuple(word) for word in self.sets[name]))

    def _gap(self) -> int:
        found = re.compile(r"\.\{0,([1-9])\}").match(self.phrase, self.place)
        if found is None or int(found[1]) > LONGEST_GAP:
            raise self.error(N("a gap is written .{0,1} to .{0,8}"))
        self.place = found.end()
        return int(found[1])

    def _repeated(self, item: _Item) -> _Item:
        mark = self.phrase[self.place : self.place + 1]
        if mark not in _TIMES or isinstance(item, int | _Ahead):
            return item
        if mark != "?":
            self.repeats += 1
            if self.repeats > _REPEATS or _repeats(item):
                raise self.error(N("a phrase has at most three * or +, none within another"))
        self.place += 1
        choices = item.choices if isinstance(item, _Group) else ((item,),)
        return _Group(choices, *_TIMES[mark])


def _repeats(item: _Item) -> bool:
    """Whether `item` holds something that may stand there several times."""
    if not isinstance(item, _Group):
        return False
    return item.most > 1 or any(_repeats(each) for choice in item.choices for each in choice)


def _regex(items: Sequence[_Item], barred: str) -> str:
    """For `re`; no gap holds one of the characters `barred`."""
    parts = []
    for item in items:
        match item:
            case str():
                parts.append(re.escape(item))
            case int():
                parts.append(f"[^{barred}]{{0,{item}}}?")
            case _Ahead(barred_words):
                words = "|".join(_regex(choice, barred) for choice in barred_words)
                parts.append(f"(?!{words})" if words else f"(?=[{BREAKS}]|$)")
            case _Group(choices, least, most):
                times = "" if least == most == 1 else f"{{{least},{most}}}"
                ways = [_regex(choice, barred) for choice in choices]
                if all(len(way) == 1 for way in ways):
                    parts.append(f"[{''.join(ways)}]{times}")
                else:
                    parts.append(f"(?:{'|'.join(ways)}){times}")
    return "".join(parts)


def _heads(items: Sequence[_Item], length: int) -> Iterator[tuple[str, bool]]:
    """The first `length` characters, and whether what comes after `items` may go on with them."""
    if not items or not length:
        yield "", True
        return
    first, rest = items[0], items[1:]
    match first:
        case str():
            for head, goes_on in _heads(rest, length - 1):
                yield first + head, goes_on
        case int():
            yield "", False
        case _Ahead():
            yield from _heads(rest, length)
        case _Group(choices, least, most):
            if most > 1:
                rest = (_Group(choices, 0, most - 1), *rest)
            for choice in choices:
                yield from _heads((*choice, *rest), length)
            if not least:
                yield from _heads(items[1:], length)


def _size(items: Sequence[_Item]) -> int:
    return sum(
        min(map(_size, item.choices)) * item.least
        if isinstance(item, _Group)
        else isinstance(item, str)
        for item in items
    )
