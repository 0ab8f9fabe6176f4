"""What everybody concerned is told at once: a rule that changed, a gate that was passed.

A task lands on one person (`domain/notice.py`); these are the team's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from domain.campaign import Campaign
from domain.docs import Doc
from domain.history import Line
from domain.team import Member
from domain.unread import TABLE
from domain.words import ntr, tr

if TYPE_CHECKING:
    from domain.board import Board
    from domain.mechanic import Mechanic


def announcements(board: Board, line: Line, me: int) -> Iterator[str]:
    """What a line of the journal announces to member `me`; nothing of what they did themselves.

    Args:
        board: The board with the line in it.
        line: A line of the journal.
        me: The member's number.
    """
    member = board.members.get(me)
    if member is None:
        return
    for number, fields, who in _changed(board, line, me, TABLE):
        if (mechanic := board.mechanics.get(number)) is not None:
            yield from _rule(board, mechanic, fields, member, who)
    yield from gates(board, line, me)


def gates(board: Board, line: Line, me: int) -> Iterator[str]:
    """Of these, which gates were passed, overridden, or shut again."""
    for number, fields, who in _changed(board, line, me, Campaign.TABLE):
        if "passes" in fields and (campaign := board.campaigns.get(number)) is not None:
            yield from _gate(campaign, fields, who)


def _changed(board: Board, line: Line, me: int, table: str) -> Iterator[tuple[int, Doc, str]]:
    """The records of a table that somebody else changed: number, fields, and who it was."""
    by = line.meta.get("by", 0)
    author = board.members.get(by)
    for (its_table, key, doc), diff in zip(line.changes, line.diff, strict=True):
        if its_table == table and doc is not None and by != me:
            fields = {name: [None, each] for name, each in doc.items()} if diff is None else diff
            yield int(key), fields, "?" if author is None else author.name


def _rule(board: Board, mechanic: Mechanic, fields: Doc, member: Member, who: str) -> Iterator[str]:
    """A revision more or less, or none any more; for whoever reads it or shows it."""
    from domain.touchpoint import stale_touchpoints  # the digest of a quiet night needs none

    old = stale_touchpoints(board, mechanic.id)
    roles = {*mechanic.required_roles, *(each.owner_role for each in old)}
    if roles.isdisjoint(member.roles):
        return
    pair: list[list[Doc] | None] = fields.get("revisions") or [None, None]
    before, after = pair[0] or [], pair[1] or []
    values = {"who": who, "number": mechanic.number, "title": mechanic.name}
    if len(after) > len(before):
        revision = after[-1]
        said = tr("{who} published {number} {title} r{n}", n=revision["n"], **values)
        if reason := revision.get("reason"):
            said = tr("{what}: {reason}", what=said, reason=reason)
        yield _with_stale(said, len(old))
    elif len(after) < len(before):
        said = tr("{who} took r{n} of {number} {title} back", n=before[-1]["n"], **values)
        yield _with_stale(said, len(old))
    elif (fields.get("withdrawn_at") or (None, None))[1]:
        said = tr("{who} withdrew {number} {title}", **values)
        if mechanic.withdrawn_reason:
            said = tr("{what}: {reason}", what=said, reason=mechanic.withdrawn_reason)
        yield _with_stale(said, len(old))


def _with_stale(said: str, n: int) -> str:
    if not n:
        return said
    return f"{said} | " + ntr("{n} touchpoint is stale", "{n} touchpoints are stale", n)


def _gate(campaign: Campaign, fields: Doc, who: str) -> Iterator[str]:
    from domain.clearance import lines_words

    before, after = fields["passes"][0] or [], fields["passes"][1] or []
    stood, stands = _standing(before), _standing(after)
    values = {"who": who, "number": campaign.number, "title": campaign.name}
    # One more, or one that was taken back stands again: taking it back was undone.
    if stands is not None and (stood is None or len(after) > len(before)):
        if not stands.get("lines"):
            yield tr("{who} passed the gate of {number} {title}", **values)
        else:
            yield tr(
                "{who} overrode the gate of {number} {title}: {reason} (missing: {lines})",
                reason=stands.get("reason", ""),
                lines=lines_words(stands["lines"]),
                **values,
            )
    elif before != after and stands is not None:
        yield tr(
            "{who} took back a passing of the gate of {number} {title}: an earlier one still holds",
            **values,
        )
    elif before != after:
        yield tr("{who} took back that the gate of {number} {title} was passed", **values)


def _standing(passes: list[Doc]) -> Doc | None:
    """As `Campaign.passing` says it of records."""
    return next((each for each in reversed(passes) if not each.get("revoked_at")), None)
