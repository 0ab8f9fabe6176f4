"""Complaints that no topic was found in, and the words that they share: what the lexicon lacks.

Reads documents as they are: of all items only these matter, and none of them becomes a record.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from domain.docs import Doc
from domain.feedback import Result, Severity
from domain.topics import untagged
from domain.topics_fold import fold

MOST = 40
"""N-grams that are listed."""
_BAD = 2
"""Stars up to which somebody complains."""
_JUDGED = (Severity.S1, Severity.S2, Severity.S3)


class Gram(NamedTuple):
    """Some characters that several such complaints have in common."""

    words: str
    items: tuple[int, ...]
    """The numbers of the complaints, the latest first."""


def missed(doc: Doc) -> bool:
    """Whether it complains, as far as stars and people say, and no topic was found in it."""
    if doc.get("topics") or "is_default" in doc:
        return False
    rating = doc.get("rating")
    stars = rating is not None and rating <= _BAD
    return stars or doc.get("result") == Result.BAD or doc.get("severity") in _JUDGED


def grams(docs: Iterable[tuple[str, Doc]], latest: int | None = None) -> list[Gram]:
    """The commonest n-grams of the complaints among these documents of feedback, by number.

    Args:
        docs: Of items of feedback, by their number as text.
        latest: How many complaints are looked at, the last ones; all when None.
    """
    texts = {
        int(key): fold(f"{doc['text']}\n{doc.get('append_text', '')}".strip())
        for key, doc in docs
        if missed(doc)
    }
    numbers = sorted(texts, reverse=True)[:latest]
    shared = untagged(texts[number] for number in numbers)
    named = (words for words, _ in shared if words[0].isalnum())  # no sign that a filter knows
    return [
        Gram(words, tuple(number for number in numbers if words in texts[number]))
        for words in islice(named, MOST)
    ]
