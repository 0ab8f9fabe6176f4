"""A change in words: as a line of a list, and in full, from what to what."""

from __future__ import annotations

from datetime import datetime, tzinfo

from domain.board import Board
from domain.docs import Doc
from domain.due_words import wall_clock
from domain.history import Line, label, told
from domain.text import pad
from domain.words import tr
from tui.activity import author, default, entries, said
from tui.deeds import WIDTH, deed
from tui.field_names import FIELD_NAMES
from tui.ledger import RECORDS, Row

_NAME = 9
_WHOLE = 4000
"""Cells of a value in full: longer than any that people write."""


def day_of(line: Line, zone: tzinfo) -> str:
    """The local day of a change."""
    return str(wall_clock(datetime.fromisoformat(line.meta["at"]), zone)[0])


def who_did(board: Board, line: Line) -> str:
    """Who it was, and through which account where several share one; empty for nobody."""
    member = board.members.get(author(line))
    name = member.name if member else ""
    if via := line.meta.get("via"):
        return tr("{name} (via {account})", name=name, account=via)
    return name


def row_text(board: Board, row: Row, zone: tzinfo, width: int, *, undone: bool) -> str:
    """Time, person, deed, and what it changed, in `width` cells."""
    line = row.line
    _, wall = wall_clock(datetime.fromisoformat(line.meta["at"]), zone)
    member, did = board.members.get(author(line)), deed(line.meta.get("cmd", ""))
    head = f"{wall} {pad(member.name if member else '-', _NAME)} {pad(did, WIDTH)} "
    done = entries(board, line)
    what = str(done[0]) if done else ""
    more = f"(+{row.records - 1}) " if row.records > 1 else ""
    gone = tr("taken back")
    back = f"[{gone}] " if undone else ""
    return pad(f"{head}{back}{more}{what}", width)


def full_text(board: Board, row: Row, zone: tzinfo, *, undone: bool) -> str:
    """All there is to say about a change."""
    line = row.line
    day, wall = wall_clock(datetime.fromisoformat(line.meta["at"]), zone)
    did = deed(line.meta.get("cmd", ""))
    lines = [f"{day} {wall}  {who_did(board, line) or '-'}", f"#{line.seq}  {did}"]
    if of := line.meta.get("of"):
        lines.append(tr("inverts change #{n}", n=of))
    if undone:
        lines.append(tr("taken back"))
    made = {label(table, key): (table, doc) for table, key, doc, diff in told(line) if not diff}
    for entry in entries(board, line, width=_WHOLE):
        lines += ["", f"{entry.number} {entry.title}", *(f"  {each}" for each in entry.changes)]
        lines += [f"    {each}" for each in _fields(board, *made.get(entry.number, ("", None)))]
    if row.records > RECORDS:
        lines += ["", tr("and {n} more records", n=row.records - RECORDS)]
    return "\n".join(lines)


def _fields(board: Board, table: str, doc: Doc | None) -> list[str]:
    """What a record began with, a line each."""
    return [
        tr("{field}: {value}", field=tr(FIELD_NAMES[name]), value=said(board, name, value, _WHOLE))
        for name, value in (doc or {}).items()
        if name in FIELD_NAMES and name not in ("title", "name")
        if value not in (None, "", [], default(table, name))
    ]
