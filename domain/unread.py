"""Which rules a member has still to read: those that a role of theirs has not acknowledged.

Asked at every change of the board and before anything else is known of a mechanic: so it
looks at documents, and loads nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.docs import Doc
from domain.team import Member

if TYPE_CHECKING:
    from domain.board import Board

TABLE = "mechanics"

TRAINED = "cs"
"""The role of which everybody has to know the rules: customers ask whoever is there."""


def unread(board: Board, member: Member | None) -> tuple[int, ...]:
    """The numbers of the published mechanics whose current revision waits for a member."""
    docs = board.tables.get(TABLE)
    if member is None or docs is None:
        return ()
    return tuple(int(key) for key, doc in docs.items() if waits_for(doc, member))


def waits_for(doc: Doc, member: Member) -> bool:
    """Whether a mechanic waits for a member: for a role of theirs, or for everybody of one."""
    if not doc.get("revisions") or doc.get("withdrawn_at"):
        return False
    asked, acks = doc.get("required_roles", ()), doc.get("acks", ())
    known = {ack["role"] for ack in acks}
    mine = set(member.roles).intersection(asked)
    trained = any(ack["role"] == TRAINED and ack["by"] == member.id for ack in acks)
    return not mine <= known or (TRAINED in mine and not trained)
