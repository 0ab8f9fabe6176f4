"""Two people, one record: an edit says what a field was and what it shall be.

Different fields both win. The same field conflicts only where its value is no longer the
one the editor saw, and then the second editor is shown both values and the other's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.errors import DomainError
from domain.frozen import dataclass
from domain.record import Record
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board


@dataclass(frozen=True, slots=True)
class Edit:
    """One field: what the editor saw, and what they want."""

    field: str
    before: Any
    after: Any


class FieldConflictError(DomainError):
    """A colleague changed the same field a moment ago.

    Attributes:
        edit: What the second editor wanted.
        theirs: The value that stands there now.
        who: The name of the colleague.
    """

    message = N("{who} changed the same field of {number} a moment ago. What you typed is kept.")

    def __init__(self, record: Record, edit: Edit, theirs: Any, who: str) -> None:
        """Refuse `edit` of `record`, where `who` has written `theirs`."""
        super().__init__(number=record.number, who=who)
        self.edit, self.theirs, self.who = edit, theirs, who


def merge(
    board: Board, record: Record, edits: tuple[Edit, ...], part: Any = None
) -> dict[str, Any]:
    """The values that `edits` change on `record`, or on that `part` of it, as it is now.

    Raises:
        FieldConflictError: A field is neither as the editor saw it nor as they want it.
    """
    values: dict[str, Any] = {}
    for edit in edits:
        now = getattr(record if part is None else part, edit.field)
        if now == edit.after:
            continue
        if now != edit.before:
            author = board.members.get(record.updated_by)
            raise FieldConflictError(record, edit, now, author.name if author else "?")
        values[edit.field] = edit.after
    return values
