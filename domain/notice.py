"""What lands on somebody: live, as a toast, and on return, as "since you were away"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.announce import gates
from domain.campaign import Milestone, milestone_at, timeline
from domain.docs import Doc
from domain.feedback import FeedbackItem
from domain.frozen import dataclass
from domain.history import Line
from domain.signal import Signal
from domain.task import Task
from domain.team import Member
from domain.unread import unread
from domain.words import N, ntr, tr

if TYPE_CHECKING:
    from domain.board import Board


class Kind(StrEnum):
    """Why something concerns a member."""

    OFFERED = "offered"
    ASSIGNED = "assigned"
    MENTIONED = "mentioned"
    SENT_BACK = "sent_back"
    DECLINED = "declined"


_SENTENCES = {
    Kind.OFFERED: N("{who} offers you {number} {title}"),
    Kind.ASSIGNED: N("{who} assigned {number} {title} to you"),
    Kind.MENTIONED: N("{who} mentioned you on {number} {title}"),
    Kind.SENT_BACK: N("{who} sent {number} {title} back: {reason}"),
    Kind.DECLINED: N("{who} declined {number} {title}: {reason}"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that landed on a member."""

    kind: Kind
    task: int
    who: str
    """The name of whoever did it."""
    title: str
    reason: str = ""

    def __str__(self) -> str:
        return tr(
            _SENTENCES[self.kind],
            who=self.who,
            number=f"T-{self.task}",
            title=self.title,
            reason=self.reason,
        )


def notices(board: Board, line: Line, me: int) -> tuple[Notice, ...]:
    """What a line of the journal means for member `me`; nothing when they wrote it themselves.

    Args:
        board: The board with the line in it.
        line: A line of the journal.
        me: The member's number.
    """
    member = board.members.get(me)
    if member is None or line.meta.get("by") == me:
        return ()
    author = board.members.get(line.meta.get("by", 0))
    found: list[Notice] = []
    for (table, key, doc), diff in zip(line.changes, line.diff, strict=True):
        if table != Task.TABLE or doc is None:
            continue
        fields = {name: [None, value] for name, value in doc.items()} if diff is None else diff
        kind = _concern(member, doc, fields)
        if kind is not None:
            who = author.name if author else "?"
            reason = doc.get("sent_back", "")
            found.append(Notice(kind, int(key), who, doc.get("title", ""), reason))
    return tuple(found)


def _concern(member: Member, doc: Doc, fields: Doc) -> Kind | None:
    """The weightiest reason why a change of a task concerns the member."""
    offer_before, offer = fields.get("handoff") or (None, None)
    if offer and offer["to_role"] in member.roles and offer.get("to_member") in (None, member.id):
        return Kind.OFFERED
    if (fields.get("assignee") or (None, None))[1] == member.id:
        return Kind.ASSIGNED
    before, after = fields.get("comments") or (None, None)
    old = {comment["uid"] for comment in before or ()}
    for comment in after or ():
        if comment["uid"] not in old and member.id in comment.get("mentions", ()):
            return Kind.MENTIONED
    if (fields.get("sent_back") or (None, None))[1]:
        if offer_before and not offer:
            return Kind.DECLINED if offer_before["by"] == member.id else None
        mine = doc.get("assignee") == member.id
        unassigned = doc.get("assignee") is None and doc.get("owner_role") in member.roles
        return Kind.SENT_BACK if mine or unassigned else None
    return None


def digest(
    board: Board, lines: Iterable[Line], me: int, since: datetime, now: datetime
) -> tuple[str, ...]:
    """What a member missed, a few sentences; empty when nothing happened.

    Args:
        board: The board as it is now.
        lines: The lines of the journal since they were last here, in any order.
        me: The member's number.
        since: When they were last here.
        now: The present moment.
    """
    mine: list[Notice] = []
    words, raised, told = 0, set[int](), list[str]()
    for line in lines:
        mine.extend(notices(board, line, me))
        told.extend(gates(board, line, me))
        raised.update(_raised(line))
        tables = (table for table, _, _ in line.changes)
        words += sum(
            table == FeedbackItem.TABLE and diff is None
            for table, diff in zip(tables, line.diff, strict=True)
        )
    rows = []
    if mine:
        counted = Counter(notice.kind for notice in mine)
        numbers = sorted({notice.task for notice in mine})
        rows.append(
            " | ".join(_counted(kind, n) for kind, n in counted.items())
            + "  "
            + " ".join(f"T-{number}" for number in numbers[:_NAMED])
        )
    if rules := unread(board, board.members.get(me)):
        named = " ".join(f"M-{number}" for number in rules[:_NAMED])
        text = ntr(
            "{n} rule waits for you to acknowledge it",
            "{n} rules wait for you to acknowledge them",
            len(rules),
        )
        rows.append(f"{text}  {named}")
    rows += told
    if raised:
        named = " ".join(f"S-{number}" for number in sorted(raised)[:_NAMED])
        text = ntr("{n} rise of complaints began", "{n} rises of complaints began", len(raised))
        rows.append(f"{text}  {named}")
    if words:
        rows.append(
            ntr("{n} customer said something new", "{n} customers said something new", words)
        )
    if passed := [each.name for each in _passed(board, since, now)]:
        rows.append(tr("Milestones passed: {names}", names=", ".join(passed[:_NAMED])))
    return tuple(rows)


def _raised(line: Line) -> Iterator[int]:
    """The signals that were raised with a line, for the first time or again."""
    for (table, key, doc), diff in zip(line.changes, line.diff, strict=True):
        if table == Signal.TABLE and doc is not None and (diff is None or "reopened" in diff):
            yield int(key)


_NAMED = 6
"""How many are named; the rest is in the number."""


def _counted(kind: Kind, n: int) -> str:
    match kind:
        case Kind.OFFERED:
            return ntr("{n} task was offered to you", "{n} tasks were offered to you", n)
        case Kind.ASSIGNED:
            return ntr("{n} task was assigned to you", "{n} tasks were assigned to you", n)
        case Kind.MENTIONED:
            return ntr("You were mentioned once", "You were mentioned {n} times", n)
        case Kind.SENT_BACK:
            return ntr("{n} task was sent back", "{n} tasks were sent back", n)
        case Kind.DECLINED:
            return ntr("{n} handoff was declined", "{n} handoffs were declined", n)


def _passed(board: Board, since: datetime, now: datetime) -> list[Milestone]:
    """The milestones whose time came after `since`, up to `now`."""
    return [
        milestone
        for campaign in board.campaigns.values()
        if not campaign.cancelled
        for milestone in timeline(campaign)
        if since < milestone_at(campaign, milestone) <= now
    ]
