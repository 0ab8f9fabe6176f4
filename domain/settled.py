"""What has settled: work that nobody will look at on the board again, bound for the archive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from domain.board import Board
from domain.campaign import Status, status_of
from domain.docs import Doc
from domain.feedback import FeedbackItem, unsettled
from domain.history import DAYS
from domain.record import decode, iso
from domain.settings import TeamSettings
from domain.store import Settled
from domain.task import State

_TASK_STATES = (State.DONE, State.CANCELLED)
_OVER = (Status.CLOSED, Status.CANCELLED)
_COMPARED = timedelta(days=20)
"""Counts are compared with no older ones: `domain/buckets.py` has it as `REACH`."""


def settler(
    now: datetime, settings: TeamSettings, board: Board | None = None
) -> Callable[[str, str, Doc], Settled | None]:
    """The function that tells the store where a document belongs.

    A task settles when it is done or cancelled, feedback when it is resolved, ignored or
    new without a complaint, a signal when it is over; all only `settle_days` after their last
    change. The counts of a day settle when no baseline reaches back to it. None: it stays.
    What belongs to a campaign of `board` that is not over stays as long as that: its plan and
    its gate count what was done in the first weeks, too.
    """
    campaigns = () if board is None else board.campaigns.values()
    ahead = {each.id for each in campaigns if status_of(each, now) not in _OVER}
    before = iso(now - timedelta(days=settings.settle_days))
    compared = iso(now - _COMPARED)[:10]

    def settled(table: str, key: str, doc: Doc) -> Settled | None:
        if table == DAYS:
            return Settled(month=doc["uid"][:7]) if doc["uid"] < compared else None
        if doc.get("updated_at", before) >= before:
            return None
        if doc.get("campaign") in ahead:
            return None
        if table == "tasks" and doc.get("state") in _TASK_STATES:
            return Settled(month=doc["updated_at"][:7])
        if table == "signals" and doc.get("state") in ("closed", "dismissed"):
            return Settled(month=doc["updated_at"][:7])
        if table == "feedback" and not unsettled(decode(FeedbackItem, int(key), doc)):
            return Settled(month=doc["updated_at"][:7], key=doc["uid"])
        return None

    return settled
