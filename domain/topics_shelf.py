"""All phrases of a lexicon by the characters that they begin with: where the tagger looks.

Nothing is compiled before a text needs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import Any

from domain.feedback import Polarity
from domain.topics_lexicon import PHRASES, Lexicon
from domain.topics_parts import Item, need, size, steps
from domain.topics_phrase import NEGATIONS, understand

_NEGATION = re.compile(f"[{NEGATIONS}]")
_DEPTH = 3
"""Of how many characters at their start phrases are told apart, at most."""

_MANY = 8
"""From more phrases than these a third character has to tell those that are meant."""


class Phrase:
    """A phrase of the lexicon, ready to be looked for."""

    __slots__ = ("_sets", "_strict", "match", "need", "polarity", "text", "topic")

    def __init__(
        self, text: str, topic: str, polarity: Polarity, sets: Mapping[str, Sequence[str]]
    ) -> None:
        """Let `text` say something about a topic."""
        self.text = text
        """As the lexicon writes it."""
        self.topic = topic
        """Key of the topic; empty: harmless."""
        self.polarity = polarity
        self.need = ""
        """A character that a text has to have; empty: none is known."""
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

Shelves = dict[str, dict[str, Shelf | dict[str, Shelf]]]
"""Shelves by the first character of a phrase, by its second and, where that leaves many, by its
third. Under "" is the shelf for all other characters."""


def shelves(lexicon: Lexicon) -> Shelves:
    """The phrases of `lexicon`, by their first character, their second, and maybe their third.

    Raises:
        PhraseError: One of them cannot be understood.
    """
    found = [(each, understand(each.text, lexicon.sets).items) for each in _phrases(lexicon)]
    for phrase, items in found:
        phrase.need = intern(need(items))
    found.sort(key=lambda pair: -size(pair[1]))
    ranked = ((rank, items) for rank, (_, items) in enumerate(found))
    return _by_next(ranked, _Maker([phrase for phrase, _ in found]), 1)


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
