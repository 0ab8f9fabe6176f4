"""What happened before: to one card, and to everything while somebody was away. Reads the log.

The log may be long: none of this is for the event loop.
"""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from domain import history
from domain.board import Board
from domain.clock import zone_named
from domain.history import label, of_record
from domain.service import BoardService
from domain.store import Line


def meanwhile(
    service: BoardService, board: Board, me: int, seen: int, now: datetime
) -> tuple[str, ...]:
    """What member `me` missed after change number `seen`, in a few sentences."""
    if not 0 < seen < board.seq:
        return ()
    from domain.notice import digest

    lines: list[Line] = []
    for line in service.history():
        if line.seq <= seen:
            return digest(board, lines, me, _at(line), now)
        lines.append(line)
    return ()


def history_of(
    service: BoardService, board: Board, table: str, number: int, *, most: int | None = None
) -> list[str]:
    """What was done to a record, a line each, newest first; no further back than `most` lines."""
    from tui.activity import entries

    zone, found = zone_named(board.settings.zone), []
    for line, _ in islice(of_record(service.history(), table, number), most):
        author = board.members.get(line.meta.get("by", 0))
        its = label(table, str(number))
        mine = (entry for entry in entries(board, line) if entry.number == its)
        changes = "; ".join(change for entry in mine for change in entry.changes)
        at = f"{_at(line).astimezone(zone):%Y-%m-%d %H:%M}"
        found.append(f"{at} {author.name if author else '?'}: {changes}")
    return found


def _at(line: history.Line) -> datetime:
    return datetime.fromisoformat(line.meta["at"])
