"""What customers' words are about, by the lexicon of the workspace: marks for new items.

Loaded when the first words come in; the lexicon is read again when its file has changed. One
with mistakes takes no words away from a team: then the shipped one tags them, and whoever
looks after the file is told by `promoboard doctor` and `promoboard feedback topics`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from domain.feedback import FeedbackItem, Polarity, TopicMark, worst
from domain.feedback_topics import words_of
from domain.settings import Role
from domain.topics_file import OWN_FILE, LexiconError, load_lexicon, load_names
from domain.topics_lexicon import Lexicon

if TYPE_CHECKING:
    from domain.topics import Tagger

_Stamp = tuple[int, int, int] | None
"""(inode, mtime in ns, size in bytes) of the team's file; None: there is none."""


class Marker:
    """Marks texts with the topics of one lexicon."""

    def __init__(self, lexicon: Lexicon, whole: Callable[[], Lexicon]) -> None:
        """Make its phrases ready when the first text comes.

        Args:
            lexicon: What its topics are called, and who answers for them.
            whole: The same with the phrases of all topics.
        """
        self.lexicon = lexicon
        self._whole = whole

    @cached_property
    def tagger(self) -> Tagger:
        """What finds the phrases."""
        from domain.topics import Tagger  # a screen asks for names only

        return Tagger(self._whole())

    def name(self, topic: str) -> str:
        """What people call a topic; its key, where the lexicon has it no more."""
        known = self.lexicon.topics.get(topic)
        return known.name if known else topic

    def marks(self, text: str) -> tuple[TopicMark, ...]:
        """What `text` says about which topics, in its order."""
        found = []
        for tag in self.tagger.tag(text):
            complains = tag.polarity is Polarity.COMPLAINT
            severity = self.lexicon.topics[tag.topic].severity if complains else None
            found.append(TopicMark(topic=tag.topic, polarity=tag.polarity, severity=severity))
        return tuple(found)


_known: dict[tuple[Path, tuple[Role, ...]], tuple[_Stamp, Marker]] = {}


def marker(workspace: Path, roles: Sequence[Role]) -> Marker:
    """What marks texts in this workspace now.

    Args:
        workspace: The team's folder.
        roles: The team's, for the topics' owners.
    """
    place, stamp = (workspace, tuple(roles)), _stamp(workspace / OWN_FILE)
    known = _known.get(place)
    if known is None or known[0] != stamp:
        lexicon = shipped = load_names()
        with suppress(LexiconError):
            lexicon = load_names(workspace, roles)
        same = (each for _, each in _known.values() if each.lexicon is lexicon)
        whole = load_lexicon if lexicon is shipped else lambda: lexicon
        known = _known[place] = (stamp, next(same, None) or Marker(lexicon, whole))
    return known[1]


def marked(marker: Marker, item: FeedbackItem) -> FeedbackItem:
    """A new item with its topics, and their severity; default reviews and whatever a person
    has marked stay as they are."""
    if item.is_default or item.topics_by is not None:
        return item
    topics = marker.marks(words_of(item))
    return replace(item, topics=topics, severity=item.severity or worst(topics))


def _stamp(path: Path) -> _Stamp:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size
