"""Two quiet weeks and a day on which many complain, in a workspace on disk."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.feedback import FeedbackItem, Severity, TopicMark
from domain.feedback_write import ImportFeedback
from tests.tui.conftest import Office

PILLING = TopicMark(topic="pilling", severity=Severity.S3)
SMELL = TopicMark(topic="smell", severity=Severity.S3)
FADING = TopicMark(topic="fading", severity=Severity.S3)
SLOW = TopicMark(topic="slow", severity=Severity.S3)
DANGER = TopicMark(topic="safety", severity=Severity.S1)


def item(now: datetime, number: int, ago: timedelta, *marks: TopicMark, sku: str) -> FeedbackItem:
    """What a customer said so long ago."""
    return FeedbackItem(
        id=0,
        uid=f"{sku}-{number}-{ago}",
        created_at=now,
        created_by=0,
        updated_at=now,
        updated_by=0,
        text="洗一次就起球 [b]" if marks else "不错",
        rating=None if marks else 5,
        sku=sku,
        event_at=(now - ago).replace(second=0),
        topics=marks,
        topics_by=1,
    )


def surge(office: Office, sku: str = "TEE-A", rate: int = 11, mark: TopicMark = PILLING) -> None:
    """Two quiet weeks, and a day on which `rate` of 420 complain."""
    now = office.now
    usual = [
        item(now, n, timedelta(days=2, minutes=4 * n), *((mark,) if n % 500 == 7 else ()),
             sku=sku)
        for n in range(5000)
    ]  # fmt: skip
    last = [
        item(now, n, timedelta(minutes=3 * n), *((mark,) if n < rate else ()), sku=sku)
        for n in range(420)
    ]
    office.do(ImportFeedback(tuple(usual), unfinished=True))
    office.do(ImportFeedback(tuple(last)))
