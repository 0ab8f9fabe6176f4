"""What has settled: work that nobody will look at on the board again, bound for the archive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from domain.docs import Doc
from domain.feedback import FeedbackItem, unsettled
from domain.record import decode, iso
from domain.settings import TeamSettings
from domain.store import Settled
from domain.task import State

_TASK_STATES = (State.DONE, State.CANCELLED)


def settler(
    now: datetime, settings: TeamSettings
) -> Callable[[str, str, Doc], Settled | None]:
    """The function that tells the store where a document belongs.

    A task settles when it is done or cancelled, feedback when it is resolved, ignored or
    new without a complaint; both only `settle_days` after their last change. None: it stays.
    """
    before = iso(now - timedelta(days=settings.settle_days))

    def settled(table: str, key: str, doc: Doc) -> Settled | None:
        if doc.get("updated_at", before) >= before:
            return None
        if table == "tasks" and doc.get("state") in _TASK_STATES:
            return Settled(month=doc["updated_at"][:7])
        if table == "feedback" and not unsettled(decode(FeedbackItem, int(key), doc)):
            return Settled(month=doc["updated_at"][:7], key=doc["uid"])
        return None

    return settled
