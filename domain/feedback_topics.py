"""Topics that a person corrected: they win over the lexicon, and teach it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from domain.command import Change, Command, rule
from domain.errors import DomainError
from domain.feedback import FeedbackItem, TopicMark, worst
from domain.frozen import dataclass
from domain.record import touched
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board


class DefaultTopicError(DomainError):
    """The platform's words are about nothing."""

    message = N("{number} is a default review: it has no topics.")


@dataclass(frozen=True, slots=True)
class CorrectTopics(Command):
    """Say what an item is about: all of its topics, which may be none."""

    NAME = "feedback.topics"

    id: int
    topics: tuple[TopicMark, ...]


class Case(NamedTuple):
    """What a person says that a text says about one topic."""

    text: str
    topic: str
    """Its key; empty where the text is about none."""
    polarity: str


@rule(CorrectTopics)
def correct_topics(board: Board, command: CorrectTopics, at: datetime, by: int) -> Change:
    """The person's topics; the severity follows, unless somebody judged it."""
    item = board.feedback.require(command.id)
    if item.is_default:
        raise DefaultTopicError(number=item.number)
    marks = tuple({mark.topic: mark for mark in command.topics}.values())
    if item.topics == marks and item.topics_by is not None:
        return Change()
    judged = item.severity not in (None, worst(item.topics))
    severity = item.severity if judged else worst(marks)
    return Change((touched(item, at, by, topics=marks, topics_by=by, severity=severity),))


def cases(items: Iterable[FeedbackItem]) -> Iterator[Case]:
    """What people corrected, as test cases for the lexicon: one for each topic of a text."""
    for item in items:
        if item.topics_by is not None:
            for mark in item.topics:
                yield Case(words_of(item), mark.topic, mark.polarity)
            if not item.topics:
                yield Case(words_of(item), "", "")


def words_of(item: FeedbackItem) -> str:
    """All that the customer said."""
    return f"{item.text}\n{item.append_text}".strip()
