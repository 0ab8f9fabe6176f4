"""The lexicon: which topics a team knows, and the phrases by which customers name them.

`domain/topics_file.py` reads it; `domain/topics_phrase.py` says how phrases are written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from domain.feedback import Polarity, Severity
from domain.frozen import dataclass
from domain.words import pick

PHRASES = tuple(Polarity)
"""The lists of phrases that a topic has, by what they say."""


@dataclass(frozen=True, slots=True)
class Names:
    """What something is called on screen."""

    zh: str
    en: str

    @property
    def name(self) -> str:
        """The name in the language spoken now."""
        return pick(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Group(Names):
    """Topics that belong together."""

    asked: str = ""
    """Key of the topic that somebody raises as well who only asks about one of these."""


@dataclass(frozen=True, slots=True)
class Topic(Names):
    """One thing that customers complain about, or ask."""

    key: str
    """What files, commands and JSON call it; never translated."""
    group: str
    """Key of the group that it belongs to."""
    owner: str
    """Key of the role that answers for it."""
    severity: Severity
    """Of a complaint about it."""
    about: str = ""
    """What counts and what does not, for people who label reviews or extend the lexicon."""
    complaint: tuple[str, ...] = ()
    """Phrases that complain; a negation makes them praise, unless they hold one themselves."""
    question: tuple[str, ...] = ()
    """Phrases that ask."""
    praise: tuple[str, ...] = ()
    """Phrases that praise; a negation makes them a complaint."""
    unless: tuple[str, ...] = ()
    """Words that show, close to a phrase, that it is about something else: 声音 of 太小."""
    without: tuple[str, ...] = ()
    """Words that show the same wherever in the text they stand."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All topics of a team."""

    topics: Mapping[str, Topic]
    """By key."""
    groups: Mapping[str, Group]
    """By key."""
    sets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that phrases name as `<key>`."""
    harmless: tuple[str, ...] = ()
    """Phrases that hold one of a topic and mean something else: 一起打球 holds 起打球."""
