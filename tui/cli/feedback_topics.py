"""What customers' words are about: shown, corrected, and what the lexicon can learn from."""

from __future__ import annotations

import csv
import sys
from argparse import Namespace
from collections.abc import Iterator
from itertools import chain

from domain.errors import UsageError
from domain.feedback import POLARITY_NAMES, FeedbackItem, Polarity, TopicMark
from domain.feedback_topics import CorrectTopics, cases
from domain.record import decode
from domain.tagging import Marker, marker
from domain.topics_file import load_lexicon
from domain.untagged import grams
from domain.words import N, tr
from tui.cli import values
from tui.cli.act import act
from tui.cli.objects import feedback_object
from tui.cli.show import say, say_json, say_rows
from tui.session import Session

_FORMULAE = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula where a cell begins with it."""


class WhichItemError(UsageError):
    """Nothing was asked for."""

    message = N("Name an item such as F-42, or say --export or --untagged.")


class UnknownTopicError(UsageError):
    """No topic of the lexicon."""

    message = N("There is no topic {topic}. The topics are: {topics}.")


class UnknownPolarityError(UsageError):
    """Neither of the three."""

    message = N("{polarity} is none of: {allowed}.")


def topics(session: Session, given: Namespace) -> int:
    """Show or correct what an item is about; or export corrections, or what was not understood."""
    load_lexicon(session.folder, session.settings.roles)  # says what is wrong with the team's file
    if given.export:
        return _export(session, given)
    if given.untagged:
        return _untagged(session, given)
    if given.id is None:
        raise WhichItemError
    number, its = (
        values.number(FeedbackItem, given.id),
        marker(session.folder, session.settings.roles),
    )
    if given.set or given.none:
        act(session, CorrectTopics(number, tuple(_mark(its, text) for text in given.set)))
    item = session.service.board.feedback.require(number)
    if given.json:
        say_json(feedback_object(item, session.clock()))
    elif item.topics:
        say_rows(_row(its, mark) for mark in item.topics)
    else:
        say(tr("It is about no topic of the lexicon."))
    return 0


def _mark(its: Marker, text: str) -> TopicMark:
    """The mark that `pilling` or `pilling:praise` stands for; topics go by their names, too."""
    said, _, polarity = text.partition(":")
    known = its.lexicon.topics
    names = {name.casefold(): key for key, each in known.items() for name in (each.zh, each.en)}
    key = said if said in known else names.get(said.casefold())
    if key is None:
        raise UnknownTopicError(topic=said, topics=", ".join(known))
    if polarity and polarity not in [*Polarity]:
        raise UnknownPolarityError(polarity=polarity, allowed=", ".join(Polarity))
    found = Polarity(polarity or Polarity.COMPLAINT)
    severity = known[key].severity if found is Polarity.COMPLAINT else None
    return TopicMark(topic=key, polarity=found, severity=severity)


def _row(its: Marker, mark: TopicMark) -> tuple[str, ...]:
    severity = mark.severity or ""
    return mark.topic, its.name(mark.topic), tr(POLARITY_NAMES[mark.polarity]), severity


def _export(session: Session, given: Namespace) -> int:
    """Print what people corrected, as the bench of the lexicon reads it."""
    found = [*cases(_items(session))]
    if given.json:
        say_json([case._asdict() for case in found])
        return 0
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("text", "topic", "polarity"))
    writer.writerows((_harmless(case.text), case.topic, case.polarity) for case in found)
    return 0


def _untagged(session: Session, given: Namespace) -> int:
    """Print the commonest n-grams of bad words that no topic was found in."""
    archived = session.service.archived(FeedbackItem.TABLE)
    found = grams(chain(session.service.board.feedback.docs.items(), archived))
    if given.json:
        say_json([{"words": each.words, "items": len(each.items)} for each in found])
    elif found:
        say_rows((str(len(each.items)), each.words) for each in found)
    else:
        say(tr("No two complaints without a topic have words in common."))
    return 0


def _items(session: Session) -> Iterator[FeedbackItem]:
    archived = session.service.archived(FeedbackItem.TABLE)
    return chain(
        session.service.board.feedback.values(),
        (decode(FeedbackItem, int(key), doc) for key, doc in archived),
    )


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULAE) else text
