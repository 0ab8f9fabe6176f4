"""How customers' words come to be and are edited: typed by a person, or rows of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.command import Change, Command, new_uid, rule
from domain.edit import Edit, merge
from domain.errors import DomainError
from domain.feedback import TEXT_LIMIT, Channel, FeedbackItem, TopicMark, worst
from domain.frozen import dataclass
from domain.record import touched
from domain.text import clean
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board
    from domain.settings import TeamSettings


class TextRequiredError(DomainError):
    """Feedback without words says nothing."""

    message = N("Feedback needs the customer's words.")


class RatingRangeError(DomainError):
    """There are five stars."""

    message = N("A rating is a number of stars from 1 to 5, not {rating}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFeedback(Command):
    """Something a customer said, typed by a person."""

    NAME = "feedback.add"

    text: str
    sku: str = ""
    platform: str = ""
    channel: Channel = Channel.REVIEW
    rating: int | None = None
    order_key: str = ""
    """Of the order's number: `intake.secret` makes it."""
    event_at: datetime | None = None
    topics: tuple[TopicMark, ...] | None = None
    """None: the lexicon says."""
    uid: str = field(default_factory=new_uid)

    def prepared(self, workspace: Path, settings: TeamSettings) -> Command:
        if self.topics is not None:
            return self
        from domain.tagging import marker  # loads the lexicon

        return replace(self, topics=marker(workspace, settings.roles).marks(self.text))


@dataclass(frozen=True, slots=True)
class ImportFeedback(Command):
    """Some items of a file; those that are here, or were and are archived, stay as they are."""

    NAME = "feedback.import"

    items: tuple[FeedbackItem, ...]
    """Without number and author: the rule gives both."""
    unfinished: bool = False
    """Whether the next items of the same file follow at once."""

    def prepared(self, workspace: Path, settings: TeamSettings) -> Command:
        from domain.tagging import marked, marker

        its = marker(workspace, settings.roles)
        return replace(self, items=tuple(marked(its, item) for item in self.items))


@dataclass(frozen=True, slots=True)
class EditFeedback(Command):
    """Change fields: those of `EDITABLE`."""

    NAME = "feedback.edit"

    id: int
    edits: tuple[Edit, ...]
    topics: tuple[TopicMark, ...] | None = None
    """Of the new words, where they change. None: the lexicon says."""

    def prepared(self, workspace: Path, settings: TeamSettings) -> Command:
        words = next((edit.after for edit in self.edits if edit.field == "text"), None)
        if words is None or self.topics is not None:
            return self
        from domain.tagging import marker

        return replace(self, topics=marker(workspace, settings.roles).marks(words))


def _text(text: str) -> str:
    cleaned = clean(text, limit=TEXT_LIMIT)
    if not cleaned:
        raise TextRequiredError
    return cleaned


def _rating(rating: int | None) -> int | None:
    if rating is not None and not 1 <= rating <= 5:
        raise RatingRangeError(rating=rating)
    return rating


def _line(limit: int) -> Callable[[str], str]:
    return lambda text: clean(text, limit=limit, lines=1)


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "title": _line(200),
    "sku": _line(64),
    "group": _line(40),
    "platform": _line(40),
    "rating": _rating,
}
"""What makes the value of a field fit to be stored; a field without one is stored as it is."""

EDITABLE = (*_CHECKS, "channel", "severity")
"""The fields that `EditFeedback` takes; state and links have commands of their own."""


def _checked(name: str, value: Any) -> Any:
    check = _CHECKS.get(name)
    return value if check is None else check(value)


def plan_import(
    board: Board, items: Iterable[FeedbackItem]
) -> tuple[tuple[FeedbackItem, ...], tuple[FeedbackItem, ...]]:
    """Which items of a file are new to the team, and which are duplicates.

    A duplicate is on the board, in the archive, or stands further up among `items`.
    """
    docs, archived = board.feedback.docs, board.archived_keys
    new: dict[str, FeedbackItem] = {}
    duplicates: list[FeedbackItem] = []
    for item in items:
        if item.uid in new or docs.find("uid", item.uid) is not None or item.uid in archived:
            duplicates.append(item)
        else:
            new[item.uid] = item
    return tuple(new.values()), tuple(duplicates)


@rule(AddFeedback)
def add_feedback(board: Board, command: AddFeedback, at: datetime, by: int) -> Change:
    """One new item; done already when the uid is known."""
    if board.feedback.by_uid(command.uid):
        return Change()
    topics = command.topics or ()
    item = FeedbackItem(
        id=board.next_id(FeedbackItem),
        uid=command.uid,
        created_at=at,
        created_by=by,
        updated_at=at,
        updated_by=by,
        text=_text(command.text),
        sku=_checked("sku", command.sku),
        platform=_checked("platform", command.platform),
        channel=command.channel,
        rating=_rating(command.rating),
        order_key=command.order_key,
        event_at=command.event_at,
        topics=topics,
        severity=worst(topics),
    )
    return Change((item,))


@rule(ImportFeedback)
def import_feedback(board: Board, command: ImportFeedback, at: datetime, by: int) -> Change:
    """Whatever is new to the latest board, numbered in the file's order."""
    new, _ = plan_import(board, command.items)
    return Change(
        tuple(
            replace(
                item,
                id=board.next_id(FeedbackItem, ahead),
                created_at=at,
                created_by=by,
                updated_at=at,
                updated_by=by,
            )
            for ahead, item in enumerate(new)
        )
    )


@rule(EditFeedback)
def edit_feedback(board: Board, command: EditFeedback, at: datetime, by: int) -> Change:
    """Change what differs; fields that a colleague changed meanwhile are merged or refused."""
    item = board.feedback.require(command.id)
    edits = tuple(
        Edit(edit.field, edit.before, _checked(edit.field, edit.after)) for edit in command.edits
    )
    values = merge(board, item, edits)
    if "text" in values and command.topics is not None and item.topics_by is None:
        if item.severity == worst(item.topics):
            values.setdefault("severity", worst(command.topics))
        values["topics"] = command.topics
    return Change((touched(item, at, by, **values),)) if values else Change()
