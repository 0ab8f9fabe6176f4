"""All phrases of a lexicon by the character that they begin with: where the tagger looks them up.

Nothing is compiled before a text needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from domain.feedback import Polarity
from domain.topics_lexicon import PHRASES, Lexicon
from domain.topics_phrase import NEGATIONS, Pattern, understand

_OFTEN = 200
"""How often a shelf is asked before it gets a pattern of its own."""

_NEGATION = re.compile(f"[{NEGATIONS}]")


class Phrase:
    """A phrase of the lexicon, ready to be looked for."""

    __slots__ = ("_found", "_strict", "pattern", "polarity", "topic")

    def __init__(self, topic: str, polarity: Polarity, pattern: Pattern) -> None:
        """Let `pattern` say something about a topic."""
        self.topic = topic
        """Key of the topic; empty: harmless."""
        self.polarity = polarity
        self.pattern = pattern
        self._found: re.Pattern[str] | None = None
        self._strict: re.Pattern[str] | None = None

    def at(self, text: str, start: int) -> re.Match[str] | None:
        """The phrase where it begins at `start`."""
        heads = self.pattern.heads
        if text[start : start + 2] not in heads and text[start] not in heads:
            return None
        self._found = self._found or re.compile(self.pattern.regex())
        return self._found.match(text, start)

    def denies(self, matched: str) -> bool:
        """Whether the phrase itself has a negation, not only what stands in its gaps."""
        if _NEGATION.search(matched) is None:
            return False
        self._strict = self._strict or re.compile(self.pattern.strict())
        return self._strict.fullmatch(matched) is not None


class Shelf:
    """The phrases that begin with one character.

    One pattern for all of them is fast, and takes as long to compile as tagging twenty
    reviews: a shelf gets its own when it was asked often enough.
    """

    __slots__ = ("_all", "_asked", "first", "phrases")

    def __init__(self, first: str) -> None:
        """An empty shelf for the character `first`."""
        self.first = first
        self.phrases: list[Phrase] = []
        """The best first: that with most characters of its own."""
        self._asked = 0
        self._all: re.Pattern[str] | None = None

    def seconds(self) -> frozenset[str]:
        """The characters that may follow the first one; "" among them: any may."""
        heads = (head for phrase in self.phrases for head in phrase.pattern.heads)
        return frozenset(head[1:] for head in heads if head[0] == self.first)

    def find(self, text: str, start: int) -> tuple[Phrase, int] | None:
        """The best phrase that begins at `start`, and where it ends."""
        if self._all is None:
            self._asked += 1
            if self._asked < _OFTEN:
                return self._first(self.phrases, text, start)
            regexes = (phrase.pattern.regex(self.first) for phrase in self.phrases)
            self._all = re.compile("|".join(f"({regex})" for regex in regexes))
        match = self._all.match(text, start)
        return match and (self.phrases[(match.lastindex or 1) - 1], match.end())

    def next(self, text: str, start: int, phrase: Phrase) -> tuple[Phrase, int] | None:
        """The best one after `phrase` that is about another topic."""
        rest = self.phrases[self.phrases.index(phrase) + 1 :]
        return self._first((each for each in rest if each.topic != phrase.topic), text, start)

    @staticmethod
    def _first(phrases: Iterable[Phrase], text: str, start: int) -> tuple[Phrase, int] | None:
        for phrase in phrases:
            if match := phrase.at(text, start):
                return phrase, match.end()
        return None


def shelves(lexicon: Lexicon) -> dict[str, Shelf]:
    """The phrases of `lexicon`, by their first character.

    Raises:
        PhraseError: One of them cannot be understood.
    """
    found: dict[str, Shelf] = {}
    for phrase in _phrases(lexicon):
        for first in {head[0] for head in phrase.pattern.heads}:
            found.setdefault(first, Shelf(first)).phrases.append(phrase)
    for shelf in found.values():
        shelf.phrases.sort(key=lambda phrase: -phrase.pattern.size)
    return found


def _phrases(lexicon: Lexicon) -> Iterator[Phrase]:
    for text in lexicon.harmless:
        yield Phrase("", Polarity.PRAISE, understand(text, lexicon.sets))
    for topic in lexicon.topics.values():
        for polarity in PHRASES:
            for text in getattr(topic, polarity):
                yield Phrase(topic.key, polarity, understand(text, lexicon.sets))
