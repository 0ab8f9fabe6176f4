"""One customer's words, and how far the team is with them.

States and their legal moves (`domain/feedback_moves.py` has the commands)::

    new -> triaged -> linked -> resolved     new -> linked: a task at once
    new, triaged, linked -> ignored          with a reason, or as a duplicate of another
    linked -> triaged                        the task was the wrong one
    resolved, ignored -> reopened            back to linked, triaged or new

An item's `uid` is its duplicate key (`domain/intake.py` makes it from the content): the
same words from the same file arrive once, as any command that is sent twice creates once.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from domain.errors import DomainError
from domain.frozen import dataclass
from domain.limits import Ge, Le, MaxLen, MinLen
from domain.record import Record, touched
from domain.words import N, tr

TEXT_LIMIT = 4000
"""Characters of one item's text; a longer one is cut."""


class FeedbackState(StrEnum):
    """How far the team is."""

    NEW = "new"
    TRIAGED = "triaged"
    LINKED = "linked"
    RESOLVED = "resolved"
    IGNORED = "ignored"


FEEDBACK_STATE_NAMES = {
    FeedbackState.NEW: N("New"),
    FeedbackState.TRIAGED: N("Triaged"),
    FeedbackState.LINKED: N("Linked"),
    FeedbackState.RESOLVED: N("Resolved"),
    FeedbackState.IGNORED: N("Ignored"),
}

OPEN_FEEDBACK = (FeedbackState.NEW, FeedbackState.TRIAGED, FeedbackState.LINKED)
"""States in which somebody still has to do something."""

_MOVES = {
    FeedbackState.NEW: {FeedbackState.TRIAGED, FeedbackState.LINKED, FeedbackState.IGNORED},
    FeedbackState.TRIAGED: {FeedbackState.LINKED, FeedbackState.RESOLVED, FeedbackState.IGNORED},
    FeedbackState.LINKED: {FeedbackState.TRIAGED, FeedbackState.RESOLVED, FeedbackState.IGNORED},
    FeedbackState.RESOLVED: set(),
    FeedbackState.IGNORED: set(),
}


class Channel(StrEnum):
    """Where a customer spoke."""

    REVIEW = "review"
    FOLLOWUP = "followup"
    ENQUIRY = "enquiry"
    AFTERSALES = "aftersales"
    LIVE = "live"
    SOCIAL = "social"
    OFFLINE = "offline"


CHANNEL_NAMES = {
    Channel.REVIEW: N("Review"),
    Channel.FOLLOWUP: N("Follow-up review"),
    Channel.ENQUIRY: N("Enquiry"),
    Channel.AFTERSALES: N("After-sales"),
    Channel.LIVE: N("Live chat"),
    Channel.SOCIAL: N("Social media"),
    Channel.OFFLINE: N("Offline"),
}


class Result(StrEnum):
    """What platforms without stars have a buyer choose: 好评, 中评, 差评."""

    GOOD = "good"
    NEUTRAL = "neutral"
    BAD = "bad"


RESULT_NAMES = {
    Result.GOOD: N("Good review"),
    Result.NEUTRAL: N("Neutral review"),
    Result.BAD: N("Bad review"),
}


class Severity(StrEnum):
    """How bad it is: as its topics say, until a person judges it."""

    S1 = "S1"
    """Safety, law, injury, counterfeits: one item is enough."""
    S2 = "S2"
    """Money, a wrong price, something missing."""
    S3 = "S3"
    """Quality."""
    S4 = "S4"
    """A suggestion."""


class Polarity(StrEnum):
    """What a customer does with a topic."""

    COMPLAINT = "complaint"
    QUESTION = "question"
    PRAISE = "praise"


POLARITY_NAMES = {
    Polarity.COMPLAINT: N("Complaint"),
    Polarity.QUESTION: N("Question"),
    Polarity.PRAISE: N("Praise"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMark:
    """What a customer says about one topic of the lexicon."""

    topic: Annotated[str, MinLen(1), MaxLen(64)]
    """Its key."""
    polarity: Polarity = Polarity.COMPLAINT
    severity: Severity | None = None
    """Of a complaint about it, as the lexicon had it then."""


def worst(marks: tuple[TopicMark, ...]) -> Severity | None:
    """The severity of the worst complaint; None when there is none."""
    return min((mark.severity for mark in marks if mark.severity), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody is dealing with it; fades by itself."""

    member: int
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackItem(Record):
    """What one customer said once. `created_at` is when the team received it."""

    TABLE: ClassVar[str] = "feedback"
    PREFIX: ClassVar[str] = "F"

    text: Annotated[str, MinLen(1), MaxLen(TEXT_LIMIT)]
    append_text: Annotated[str, MaxLen(TEXT_LIMIT)] = ""
    """What the customer added later, in the same row."""
    title: Annotated[str, MaxLen(200)] = ""
    """Of the product, or of the review, as the platform has it."""
    platform: Annotated[str, MaxLen(40)] = ""
    channel: Channel = Channel.REVIEW
    sku: Annotated[str, MaxLen(64)] = ""
    group: Annotated[str, MaxLen(40)] = ""
    """The group of products, where the platform names one."""
    order_key: Annotated[str, MaxLen(32)] = ""
    """A salted hash of the order's number: the number itself is never stored."""
    buyer_key: Annotated[str, MaxLen(32)] = ""
    """A salted hash of who the buyer is."""
    rating: Annotated[int, Ge(1), Le(5)] | None = None
    """Stars."""
    result: Result | None = None
    event_at: datetime | None = None
    """When the customer said it, where that is known; a date alone is its first instant."""
    is_default: bool = False
    """The platform's words, not the customer's (系统默认好评): counts nowhere."""
    source: Annotated[str, MaxLen(200)] = ""
    """File and row that it came from, `reviews.csv:17`; empty when somebody typed it."""

    topics: tuple[TopicMark, ...] = ()
    """What it is about, one mark for each topic. None for default reviews."""
    topics_by: int | None = None
    """The member who corrected the topics; None: they are the lexicon's."""
    state: FeedbackState = FeedbackState.NEW
    severity: Severity | None = None
    task: int | None = None
    """The task that answers it."""
    duplicate_of: int | None = None
    ignored_reason: Annotated[str, MaxLen(500)] = ""
    snoozed_until: datetime | None = None
    claim: Claim | None = None

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in OPEN_FEEDBACK

    @property
    def complaints(self) -> tuple[str, ...]:
        """Keys of the topics that it complains of."""
        marks = self.topics
        return tuple(mark.topic for mark in marks if mark.polarity is Polarity.COMPLAINT)

    def snoozed(self, now: datetime) -> bool:
        """Whether it is out of sight for now."""
        return self.snoozed_until is not None and now < self.snoozed_until

    def claimant(self, now: datetime) -> int | None:
        """The member who is dealing with it at the moment; None when nobody is."""
        return self.claim.member if self.claim is not None and now < self.claim.until else None


class IllegalFeedbackMoveError(DomainError):
    """There is no way from the one state to the other."""

    message = N("{number} is in {state}: it cannot go to {to} from there.")

    def __init__(self, item: FeedbackItem, to: FeedbackState) -> None:
        """Refuse to take `item` to `to`."""
        super().__init__(number=item.number, state=item.state, to=to)

    def __str__(self) -> str:
        names = {key: tr(FEEDBACK_STATE_NAMES[self.values[key]]) for key in ("state", "to")}
        return tr(self.text, **{**self.values, **names})


class AlreadyLinkedError(DomainError):
    """One task answers one customer's words."""

    message = N("{number} has a task already: T-{task}.")


def moved(
    item: FeedbackItem, to: FeedbackState, at: datetime, by: int, **values: Any
) -> FeedbackItem:
    """The item in state `to`, with `values`; out of sight or claimed it is no longer.

    Raises:
        IllegalFeedbackMoveError: There is no such move.
    """
    if to not in _MOVES[item.state]:
        raise IllegalFeedbackMoveError(item, to)
    return touched(item, at, by, state=to, snoozed_until=None, claim=None, **values)


def linked(item: FeedbackItem, task: int, at: datetime, by: int) -> FeedbackItem:
    """The item with a task that answers it.

    Raises:
        AlreadyLinkedError: Another task does.
        IllegalFeedbackMoveError: It is resolved or ignored.
    """
    if item.state is FeedbackState.LINKED:
        if item.task == task:
            return item
        raise AlreadyLinkedError(number=item.number, task=item.task)
    return moved(item, FeedbackState.LINKED, at, by, task=task)


def unsettled(item: FeedbackItem) -> bool:
    """Whether somebody has to look at it yet: open, and not new praise that asks for nothing.

    New words without stars may be a complaint, and wait; so do complaints under five stars.
    """
    if item.state is FeedbackState.NEW:
        praise = (item.rating or 0) >= 4 or item.result is Result.GOOD
        return not ((praise and not item.complaints) or item.is_default)
    return item.open
