"""How the lexicon writes a phrase: characters, alternatives, gaps and named sets of words.

====================  =========================================================
``起球``              these characters
``(大|重)``           one of these; ``(的)?`` or ``的?`` may be missing
``物流.{0,3}慢``      up to three characters between, all in the same clause
``<very>``            one word of the set `very`; ``<very>?`` none or one,
                      ``<very>*`` up to six, ``<very>+`` one to six
``没货(!源|架)``       not before one of these
``偏长$``             at the end of a clause
``写着.{0,4}，收到``   in one clause and the next
====================  =========================================================

What ``*`` or ``+`` repeats holds no gap and no other of them, and a phrase has three at most.

That is a small part of regular expressions, and on purpose: a phrase that a team writes can
never take long. `domain/topics_parts.py` says by which characters one is found quickly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from sys import intern

from domain.errors import UsageError
from domain.topics_parts import NEXT_CLAUSE, Ahead, Group, Item, steps
from domain.words import N, tr

LONGEST_GAP = 8
"""Characters between two parts of a phrase, at most."""

BREAKS = " ?、"
"""What ends a clause in a folded text (`domain/topics_sense.py`)."""

NEGATIONS = "不没无未"
"""Characters that turn what they stand before."""

_TIMES = {"?": (0, 1), "*": (0, 6), "+": (1, 6)}
"""How often something with this mark may stand in a row."""

_PLAIN = re.compile(rf"[^|()<>.$,，?*+{{}}\[\]^\\{BREAKS}]+(?![?*+])")
"""Characters that mean themselves; of what a mark follows, not the last."""

_REPEATS = 3
"""Of those in one phrase. More, or one within another, might take `re` minutes."""


class PhraseError(UsageError):
    """A phrase cannot be understood. `str()` says what is wrong at which place."""

    message = N("{phrase} is no phrase: {why} (character {place}).")

    def __str__(self) -> str:
        return tr(self.text, **{**self.values, "why": tr(self.values["why"])})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase that was understood."""

    items: tuple[Item, ...]

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
            not there, or could begin with anything, or with nothing.
    """
    reader = _Reader(phrase, sets)
    items = reader.sequence()
    if reader.place < len(phrase):
        raise reader.error(N("a bracket is closed that was not opened"))
    if any(not char for char, _ in steps(items)):
        reader.place = 0
        raise reader.error(N("it has to begin with a character that is always there"))
    return Pattern(items)


class _Reader:
    def __init__(self, phrase: str, sets: Mapping[str, Sequence[str]]) -> None:
        self.phrase = phrase
        self.sets = sets
        self.place = 0
        self.repeats = 0

    def error(self, why: str) -> PhraseError:
        return PhraseError(phrase=self.phrase, why=why, place=self.place + 1)

    def sequence(self) -> tuple[Item, ...]:
        items: list[Item] = []
        while self.place < len(self.phrase) and self.phrase[self.place] not in "|)":
            if plain := _PLAIN.match(self.phrase, self.place):
                items += map(intern, plain[0])  # thousands of them, and few different ones
                self.place = plain.end()
            else:
                items.append(self._repeated(self._item()))
        return tuple(items)

    def _item(self) -> Item:
        char = self.phrase[self.place]
        if char == "(":
            return self._choices()
        if char == "<":
            return self._set()
        if char == ".":
            return self._gap()
        if char == "$":
            self.place += 1
            return Ahead()
        if char in ",，":
            self.place += 1
            return NEXT_CLAUSE
        if char in "?*+{}[]^\\>" or char in BREAKS:
            raise self.error(N("this character cannot stand here"))
        self.place += 1
        return intern(char)

    def _choices(self) -> Group | Ahead:
        opened = self.place
        ahead = self.phrase.startswith("(!", opened)
        self.place += ahead
        choices: list[tuple[Item, ...]] = []
        while not choices or self.phrase[self.place : self.place + 1] == "|":
            self.place += 1
            choices.append(self.sequence())
        if self.phrase[self.place : self.place + 1] != ")" or () in choices:
            self.place = opened
            raise self.error(N("brackets hold words with | between them: (one|other)"))
        self.place += 1
        return Ahead(tuple(choices)) if ahead else Group(tuple(choices))

    def _set(self) -> Group:
        name, closed, _ = self.phrase[self.place + 1 :].partition(">")
        if not closed or name not in self.sets:
            raise self.error(N("there is no such set of words"))
        self.place += len(name) + 2
        return _words(tuple(self.sets[name]))

    def _gap(self) -> int:
        found = re.compile(r"\.\{0,([1-9])\}").match(self.phrase, self.place)
        if found is None or int(found[1]) > LONGEST_GAP:
            raise self.error(N("a gap is written .{0,1} to .{0,8}"))
        self.place = found.end()
        return int(found[1])

    def _repeated(self, item: Item) -> Item:
        mark = self.phrase[self.place : self.place + 1]
        if mark not in _TIMES or isinstance(item, int | Ahead):
            return item
        if mark != "?":
            self.repeats += 1
            if self.repeats > _REPEATS or _repeats(item):
                raise self.error(N("a phrase has at most three * or +, none within another"))
            if _gapped(item):
                raise self.error(N("no gap stands in what * or + repeats"))
        self.place += 1
        choices = item.choices if isinstance(item, Group) else ((item,),)
        return Group(choices, *_TIMES[mark])


@cache
def _words(words: tuple[str, ...]) -> Group:
    return Group(tuple(tuple(map(intern, word)) for word in words))


def _repeats(item: Item) -> bool:
    """Whether `item` holds something that may stand there several times."""
    if not isinstance(item, Group):
        return False
    return item.most > 1 or any(_repeats(each) for choice in item.choices for each in choice)


def _gapped(item: Item) -> bool:
    """Whether `item` holds a gap: repeated, it might be filled in thousands of ways."""
    if isinstance(item, int):
        return True
    return isinstance(item, Group) and any(map(_gapped, (e for c in item.choices for e in c)))


def _regex(items: Sequence[Item], barred: str) -> str:
    """For `re`; no gap holds one of the characters `barred`."""
    parts = []
    for item in items:
        match item:
            case str():
                parts.append(re.escape(item))
            case int():
                parts.append(f"[^{barred}]{{0,{item}}}?")
            case Ahead(barred_words):
                words = "|".join(_regex(choice, barred) for choice in barred_words)
                parts.append(f"(?!{words})" if words else f"(?=[{BREAKS}]|$)")
            case Group(choices, least, most):
                times = "" if least == most == 1 else f"{{{least},{most}}}"
                ways = [_regex(choice, barred) for choice in choices]
                chars = "".join(way for way in ways if len(way) == 1)
                longer = [way for way in ways if len(way) > 1]
                either = "|".join([f"[{chars}]", *longer] if chars else longer)
                parts.append(f"(?:{either}){times}" if longer else f"{either}{times}")
    return "".join(parts)
