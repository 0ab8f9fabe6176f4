"""All phrases of a lexicon by the characters that they begin with: where the tagger looks.

Nothing is compiled before a text needs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from sys import intern
from typing import Any

from ahocorasick_rs import AhoCorasick

from domain.feedback import Polarity
from domain.topics_lexicon import PHRASES, Lexicon
from domain.topics_parts import Group, Item, needs, size, steps
from domain.topics_phrase import NEGATIONS, understand

_NEGATION = re.compile(f"[{NEGATIONS}]")
_DEPTH = 3
"""Of how many characters at their start phrases are told apart, at most."""

_MANY = 8
"""From more phrases than these a third character has to tell those that are meant."""


class Phrase:
    """A phrase of the lexicon, ready to be looked for."""

    __slots__ = ("_sets", "_strict", "lacks", "match", "polarity", "text", "topic")

    def __init__(
        self, text: str, topic: str, polarity: Polarity, sets: Mapping[str, Sequence[str]]
    ) -> None:
        """Let `text` say something about a topic."""
        self.text = text
        """As the lexicon writes it."""
        self.topic = topic
        """Key of the topic; empty: harmless."""
        self.polarity = polarity
        self.lacks: Callable[[Set[str]], bool] = frozenset().isdisjoint
        """Whether the characters of a clause are not enough for the phrase to be in it."""
        self.match: Callable[[str, int], re.Match[str] | None] = self._first_match
        """What of a folded text the phrase covers from a place on; None: it is not there."""
        self._sets = sets
        self._strict: re.Pattern[str] | None = None

    def denies(self, matched: str) -> bool:
        """Whether the phrase itself has a negation, not only what stands in its gaps."""
        if _NEGATION.search(matched) is None:
            return False
        self._strict = self._strict or re.compile(understand(self.text, self._sets).strict())
        return self._strict.fullmatch(matched) is not None

    def _first_match(self, text: str, start: int) -> re.Match[str] | None:
        self.match = re.compile(understand(self.text, self._sets).regex()).match
        return self.match(text, start)


Shelf = tuple[Phrase, ...]
"""Phrases that begin alike, the best first: that which fixes most."""

Shelves = Shelf | dict[str, "Shelves"]
"""A shelf, or several by the next character; under "" those for all other characters."""


class Library:
    """The phrases of a lexicon by what they begin with."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Sort them; nothing is compiled.

        Raises:
            PhraseError: One of them cannot be understood.
        """
        keys = dict(_keys(shelves(lexicon)))
        self.shelves: list[Shelves] = [*keys.values()]
        self._keys = AhoCorasick(keys, store_patterns=False)

    def find(self, folded: str) -> list[tuple[int, int, int]]:
        """Where a phrase may begin, at most once for a place, in the order of the text.

        Returns:
            The number of its shelves, where it would begin, and the place after the
            characters by which that was found.
        """
        return self._keys.find_matches_as_indexes(folded, overlapping=True)


def shelves(lexicon: Lexicon) -> dict[str, Any]:
    """The phrases of `lexicon`, by their first character, their second, and maybe their third.

    Raises:
        PhraseError: One of them cannot be understood.
    """
    found = [(each, understand(each.text, lexicon.sets).items) for each in _phrases(lexicon)]
    for phrase, items in found:
        phrase.lacks = (needs(_rest(items)) or needs(items)).isdisjoint
    found.sort(key=lambda pair: -size(pair[1]))
    ranked = ((rank, items) for rank, (_, items) in enumerate(found))
    return _by_next(ranked, _Maker([phrase for phrase, _ in found]), 1)


def _rest(items: Sequence[Item]) -> Sequence[Item]:
    """Without what a place at which the phrase may begin is known to have."""
    for at, item in enumerate(items):
        if isinstance(item, str) or (isinstance(item, Group) and item.least):
            return items[at + 1 :]
    return items


def _keys(shelves: Mapping[str, Any]) -> Iterator[tuple[str, Shelves]]:
    """The first two characters; one alone, where there is a shelf for all other second ones.

    No more than two: what is found comes by where it ends, and that is the order of the text.
    """
    for first, these in shelves.items():
        if first and these[""]:
            yield first, these
        elif first:
            yield from ((first + second, those) for second, those in these.items() if second)


class _Maker(dict[tuple[int, ...], Shelf]):
    """Makes one shelf for the same phrases, wherever they stand."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.phrases = phrases

    def __missing__(self, ranks: tuple[int, ...]) -> Shelf:
        return self.setdefault(ranks, tuple(self.phrases[rank] for rank in ranks))


def _by_next(
    left: Iterable[tuple[int, Sequence[Item]]], shelf: _Maker, depth: int
) -> dict[str, Any]:
    """Shelves by the next character.

    Args:
        left: Phrases by their rank, each with what of it is still to come.
        shelf: Of phrases with these ranks.
        depth: Which character comes next: the first, ..
    """
    chars: dict[str, list[tuple[int, Sequence[Item]]]] = {"": []}
    for rank, items in left:
        for char, rest in steps(items):
            chars.setdefault(char, []).append((rank, rest))
    shelves = {}
    for char, these in chars.items():
        all_of = (*these, *chars[""]) if char else these
        ready = shelf[tuple(sorted({rank for rank, _ in all_of}))]
        divided = char and (depth == 1 or (depth < _DEPTH and len(ready) > _MANY))
        shelves[intern(char)] = _by_next(all_of, shelf, depth + 1) if divided else ready
    return shelves


def _phrases(lexicon: Lexicon) -> Iterator[Phrase]:
    for text in lexicon.harmless:
        yield Phrase(text, "", Polarity.PRAISE, lexicon.sets)
    for topic in lexicon.topics.values():
        for polarity in PHRASES:
            for text in getattr(topic, polarity):
                yield Phrase(text, topic.key, polarity, lexicon.sets)
