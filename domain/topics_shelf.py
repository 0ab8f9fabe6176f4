"""All phrases of a lexicon by the characters that they begin with: where the tagger looks.

Nothing is compiled before a text needs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from domain.feedback import Polarity
from domain.topics_lexicon import PHRASES, Lexicon
from domain.topics_phrase import NEGATIONS, Pattern, understand

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
        self._found: Callable[[str, int], re.Match[str] | None] | None = None
        self._strict: re.Pattern[str] | None = None

    def end(self, text: str, start: int) -> int:
        """Where the phrase ends that begins at `start`; 0: another text is there."""
        if self._found is None:
            self._found = re.compile(self.pattern.regex()).match
        match = self._found(text, start)
        return match.end() if match else 0

    def denies(self, matched: str) -> bool:
        """Whether the phrase itself has a negation, not only what stands in its gaps."""
        if _NEGATION.search(matched) is None:
            return False
        self._strict = self._strict or re.compile(self.pattern.strict())
        return self._strict.fullmatch(matched) is not None


Shelf = tuple[Phrase, ...]
"""Phrases that begin with the same two characters, the best first: that which fixes most."""


def shelves(lexicon: Lexicon) -> dict[str, dict[str, Shelf]]:
    """The phrases of `lexicon`, by their first character and then by their second.

    Under "" are those that any character may follow; the other shelves hold them as well.

    Raises:
        PhraseError: One of them cannot be understood.
    """
    found: dict[str, dict[str, list[Phrase]]] = {}
    for phrase in _phrases(lexicon):
        for head in phrase.pattern.heads:
            found.setdefault(head[0], {}).setdefault(head[1:], []).append(phrase)
    return {
        first: {
            second: _ordered([*phrases, *(seconds.get("", ()) if second else ())])
            for second, phrases in seconds.items()
        }
        for first, seconds in found.items()
    }


def _ordered(phrases: Iterable[Phrase]) -> Shelf:
    return tuple(sorted(phrases, key=lambda phrase: -phrase.pattern.size))


def _phrases(lexicon: Lexicon) -> Iterator[Phrase]:
    for text in lexicon.harmless:
        yield Phrase("", Polarity.PRAISE, understand(text, lexicon.sets))
    for topic in lexicon.topics.values():
        for polarity in PHRASES:
            for text in getattr(topic, polarity):
                yield Phrase(topic.key, polarity, understand(text, lexicon.sets))
