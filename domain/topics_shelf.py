"""All phrases of a lexicon by the characters that they begin with: where the tagger looks.

Nothing is compiled before a text needs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from sys import intern
from typing import final

from ahocorasick_rs import AhoCorasick

from domain.feedback import Polarity
from domain.topics_lexicon import PHRASES, Lexicon
from domain.topics_parts import Group, Item, needs, size, steps
from domain.topics_phrase import NEGATIONS, understand

_NEGATION = re.compile(f"[{NEGATIONS}]")
_DEPTH = 4
"""Of how many characters at their start phrases are told apart, at most."""

_MANY = 6
"""More phrases than these are told apart by a third character, or a fourth."""


class Phrase:
    """A phrase of the lexicon, ready to be looked for."""

    __slots__ = ("_sets", "_strict", "match", "needs", "polarity", "text", "topic")

    def __init__(
        self, text: str, topic: str, polarity: Polarity, sets: Mapping[str, Sequence[str]]
    ) -> None:
        """Let `text` say something about a topic."""
        self.text = text
        """As the lexicon writes it."""
        self.topic = topic
        """Key of the topic; empty: harmless."""
        self.polarity = polarity
        self.needs = frozenset[str]()
        """Characters of which a clause has one, if the phrase is in it."""
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


_Left = tuple[int, Sequence[Item]]
"""A phrase by its rank, with what of it is still to come."""


@final
class Shelf:
    """Phrases that begin alike, the best first: that which fixes most."""

    __slots__ = ("needs", "phrases")

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """Put them side by side."""
        self.phrases = phrases
        self.needs: frozenset[str] | None = None
        """Characters of which a clause has one, if one of the phrases is in it; None: ask."""

    def gather(self) -> frozenset[str]:
        """Find out what it needs."""
        alone = self.phrases[0].needs if len(self.phrases) == 1 else frozenset[str]()
        self.needs = alone or frozenset[str]().union(*(each.needs for each in self.phrases))
        return self.needs


class _Shelves(dict[tuple[int, ...], Shelf]):
    """One shelf for the same phrases, wherever they stand."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.phrases = phrases

    def __missing__(self, ranks: tuple[int, ...]) -> Shelf:
        return self.setdefault(ranks, Shelf([self.phrases[rank] for rank in ranks]))


@final
class Fork(dict[str, "Shelf | Fork"]):
    """Shelves by the next character. Empty until a text first comes there."""

    __slots__ = ("_depth", "_left", "_shelves", "others")

    def __init__(self, left: Sequence[_Left], shelves: _Shelves, depth: int) -> None:
        """Have phrases told apart, once it is needed, by their next character.

        Args:
            left: The phrases.
            shelves: Where they stand.
            depth: Which character comes next: the first, ..
        """
        super().__init__()
        self._left, self._shelves, self._depth = left, shelves, depth
        self.others: Shelf | None = None
        """The shelf for all other characters; None: they are still to be told apart."""

    def fill(self) -> Shelf:
        """Tell them apart.

        Returns:
            The shelf for all other characters.
        """
        chars: dict[str, list[_Left]] = {"": []}
        for rank, items in self._left:
            for char, rest in steps(items):
                chars.setdefault(char, []).append((rank, rest))
        others = chars.pop("")
        self.update((intern(char), self._way([*these, *others])) for char, these in chars.items())
        self.others = self._shelf(others)  # last: a thread that sees it sees all the rest
        return self.others

    def _way(self, left: Sequence[_Left]) -> Shelf | Fork:
        shelf = self._shelf(left)
        few = len(shelf.phrases) <= _MANY or self._depth >= _DEPTH
        return shelf if few and self._depth > 1 else Fork(left, self._shelves, self._depth + 1)

    def _shelf(self, left: Sequence[_Left]) -> Shelf:
        return self._shelves[tuple(sorted({rank for rank, _ in left}))]


class Library:
    """The phrases of a lexicon by what they begin with."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Sort them; nothing is compiled.

        Raises:
            PhraseError: One of them cannot be understood.
        """
        found = [(each, understand(each.text, lexicon.sets).items) for each in _phrases(lexicon)]
        for phrase, items in found:
            phrase.needs = needs(_rest(items)) or needs(items)
            phrase.needs = phrase.needs or frozenset(char for char, _ in steps(items))
        found.sort(key=lambda pair: -size(pair[1]))
        left = [(rank, items) for rank, (_, items) in enumerate(found)]
        first = Fork(left, _Shelves([phrase for phrase, _ in found]), 1)
        first.fill()
        keys = dict(_keys(first))
        self.shelves: list[Shelf | Fork] = [*keys.values()]
        self._keys = AhoCorasick(keys, store_patterns=False)

    def find(self, folded: str) -> list[tuple[int, int, int]]:
        """Where a phrase may begin, at most once for a place, in the order of the text.

        Returns:
            The number of its shelves, where it would begin, and the place after the
            characters by which that was found.
        """
        return self._keys.find_matches_as_indexes(folded, overlapping=True)


def _rest(items: Sequence[Item]) -> Sequence[Item]:
    """Without what a place at which the phrase may begin is known to have."""
    for at, item in enumerate(items):
        if isinstance(item, str) or (isinstance(item, Group) and item.least):
            return items[at + 1 :]
    return items


def _keys(first: Fork) -> Iterator[tuple[str, Shelf | Fork]]:
    """The first two characters; one alone, where there is a shelf for all other second ones.

    No more than two: what is found comes by where it ends, and that is the order of the text.
    """
    for char, second in first.items():
        if isinstance(second, Fork):
            if second.fill().phrases:
                yield char, second
            else:
                yield from ((char + other, shelf) for other, shelf in second.items())


def _phrases(lexicon: Lexicon) -> Iterator[Phrase]:
    for text in lexicon.harmless:
        yield Phrase(text, "", Polarity.PRAISE, lexicon.sets)
    for topic in lexicon.topics.values():
        for polarity in PHRASES:
            for text in getattr(topic, polarity):
                yield Phrase(text, topic.key, polarity, lexicon.sets)
