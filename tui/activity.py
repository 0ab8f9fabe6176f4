"""The log in words: what a line of the journal changed, from what to what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from domain.campaign import Campaign
from domain.clock import zone_named
from domain.due import Due
from domain.due_words import offset_words, wall_clock
from domain.feedback import (
    FEEDBACK_STATE_NAMES,
    POLARITY_NAMES,
    FeedbackItem,
    FeedbackState,
    Polarity,
)
from domain.frozen import dataclass
from domain.history import WHOLE, Line, label, told
from domain.money import yuan
from domain.record import parsed
from domain.signal import LEVEL_NAMES, SIGNAL_STATE_NAMES, Signal, SignalState
from domain.surge import Level
from domain.task import OUTCOME_NAMES, STATE_NAMES, Outcome, State, Task
from domain.team import Member
from domain.text import fit
from domain.words import tr
from tui.field_names import FIELD_NAMES

if TYPE_CHECKING:
    from domain.board import Board
    from domain.docs import Doc

_DEFAULTS = {
    kind.TABLE: {
        field.name: field.default for field in fields(kind) if field.default is not MISSING
    }
    for kind in (Task, FeedbackItem, Campaign, Member, Signal)
}
"""By table: what a field holds that a document leaves out."""

_WIDTH = 40
"""Cells of one value."""

_QUIET = frozenset({"state_since", "raised", "last", "surged", "quiet_since", "topics_by"})
"""Fields that follow from others."""

_LINES = frozenset({"checklist", "comments", "milestones", "passes"})
"""Fields that hold line after line, of which a change concerns a few."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line did to one record."""

    number: str
    """`T-42`."""
    title: str
    """What people know the record by, as it was then."""
    changes: tuple[str, ...]
    """`state: To do -> Doing`, one for each field; `created` or `removed`."""

    def __str__(self) -> str:
        return f"{self.number} {self.title}: {'; '.join(self.changes)}"


def entries(board: Board, line: Line, *, width: int = _WIDTH) -> tuple[Entry, ...]:
    """What `line` did, record by record, in the language spoken now.

    Args:
        board: Where names of members and roles are looked up.
        line: A line of the journal.
        width: Cells of one value; what is longer is cut.
    """
    found = []
    for table, key, doc, diff in told(line):
        whole: Doc = doc if doc is not None else (diff or {}).get(WHOLE, [{}])[0]
        title = whole.get("title") or whole.get("name") or whole.get("text") or ""
        topic = _topic(whole["topic"]) if "topic" in whole else ""
        title = title or f"{topic} {whole.get('sku', '')}".strip()
        changes = tuple(_changes(board, table, doc, diff, width))
        if not changes:
            continue  # nothing that people would call a change
        found.append(Entry(label(table, key), fit(title, width), changes))
    return tuple(found)


def default(table: str, field: str) -> Any:
    """What a field holds that a document of this table leaves out; None for nothing."""
    return _DEFAULTS.get(table, {}).get(field)


def author(line: Line) -> int:
    """The number of the member who wrote the line; 0 when nobody did.

    Whoever joins by themselves is the author of it.
    """
    by: int = line.meta.get("by", 0)
    joined = (int(key) for table, key, _ in line.changes if table == Member.TABLE)
    return by or next(joined, 0)


def _changes(board: Board, table: str, doc: Doc | None, diff: Doc | None, width: int) -> list[str]:
    if doc is None:
        return [tr("removed")]
    if diff is None:
        return [tr("created")]
    return [
        tr("put elsewhere in its lane")
        if name == "rank"  # means nothing by itself
        else _change(board, table, name, pair, width)
        for name, pair in diff.items()
        if name not in _QUIET
    ]


def _change(board: Board, table: str, name: str, pair: list[Any], width: int) -> str:
    """From what to what; of a list that grows line by line, only the lines that differ."""
    label, (before, after) = tr(FIELD_NAMES.get(name, name)), pair
    if name in _LINES:
        old, new = before or [], after or []
        before = [line for line in old if line not in new]
        after = [line for line in new if line not in old]
        if not before:
            return tr("{field}: {value}", field=label, value=said(board, name, after, width))
    return tr(
        "{field}: {before} -> {after}",
        field=label,
        before=said(board, name, default(table, name) if before is None else before, width),
        after=said(board, name, default(table, name) if after is None else after, width),
    )


def said(board: Board, name: str, value: Any, width: int) -> str:
    """The value of a field, as a person would say it; `-` for none."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if value is None or value in ("", [], ()):
        return "-"
    say = _WORDS.get(name)
    text = str(value) if say is None else say(board, value)
    return fit(" ".join(text.split()), width)


def _member(board: Board, number: int | None) -> str:
    member = board.members.get(number or 0)
    return member.name if member else "-"


def _state(board: Board, value: str) -> str:
    if value in [*State]:
        return tr(STATE_NAMES[State(value)])
    if value in [*SignalState]:
        return tr(SIGNAL_STATE_NAMES[SignalState(value)])
    return tr(FEEDBACK_STATE_NAMES[FeedbackState(value)])


def _instant(board: Board, value: str) -> str:
    day, wall = wall_clock(datetime.fromisoformat(value), zone_named(board.settings.zone))
    return f"{day} {wall}"


def _due(board: Board, value: Doc) -> str:
    due = Due(**parsed(Due, value))
    if due.at is not None:
        return _instant(board, value["at"])
    return f"{offset_words(due)} {due.time or ''}".strip()


def _parts(board: Board, value: list[Doc]) -> str:
    marks = {"done": "+", "blocked": "x"}
    return " ".join(
        board.settings.name(part["role"]) + marks.get(part.get("state", ""), "-") for part in value
    )


def _roles(board: Board, value: list[str]) -> str:
    return ", ".join(map(board.settings.name, value))


def _numbered(prefix: str) -> Callable[[Board, Any], str]:
    def say(board: Board, value: Any) -> str:
        numbers = value if isinstance(value, list) else [value]
        return ", ".join(f"{prefix}-{number}" for number in numbers)

    return say


def _promise(value: Doc) -> str:
    from domain.terms import Terms  # where nobody looks at mechanics, nobody waits for them
    from domain.terms_words import rule_words

    return rule_words(Terms(**parsed(Terms, value)).rule)


def _milestone(milestone: Doc) -> str:
    """`[ ] Stock target confirmed 1/2`: whether it is done, and how many of its exit checks."""
    checks = milestone.get("checks", ())
    ticked = sum("done_at" in check for check in checks)
    counted = f" {ticked}/{len(checks)}" if checks else ""
    mark = "x" if milestone.get("done_at") else " "
    said = f"[{mark}] {milestone['title']}{counted}"
    if not milestone.get("cancelled"):
        return said
    called_off = tr("cancelled")
    return f"{said} ({called_off})"


def _passing(board: Board, passing: Doc) -> str:
    """Who let the sale open, and why in spite of the gate; or who took that back."""
    if passing.get("revoked_at"):
        return tr("taken back by {who}", who=_member(board, passing.get("revoked_by")))
    return f"{_member(board, passing['by'])} {passing.get('reason', '')}".strip()


def _topic(key: str) -> str:
    """What people call a topic; one of a team's own goes by its key here."""
    from domain.topics_file import load_names  # few lines are about one

    known = load_names().topics.get(key)
    return known.name if known else key


def _mark(mark: Doc) -> str:
    polarity = Polarity(mark.get("polarity", Polarity.COMPLAINT))
    return f"{_topic(mark['topic'])} {tr(POLARITY_NAMES[polarity])}"


def _count(board: Board, value: list[Any]) -> str:
    return str(len(value))


_WORDS: dict[str, Callable[[Board, Any], str]] = {
    "state": _state,
    "owner_role": lambda board, value: board.settings.name(value),
    "acceptor_role": lambda board, value: board.settings.name(value),
    "parts": _parts,
    "roles": _roles,
    "assignee": _member,
    "in_transit": lambda board, value: "; ".join(f"{a['qty']}@{a['eta']}" for a in value),
    "price": lambda board, value: yuan(value),
    "floor": lambda board, value: yuan(value),
    "sources": lambda board, value: "; ".join(
        f"{a['name']}:{a['qty']}:{a['hours']}" for a in value
    ),
    "due": _due,
    "campaign": _numbered("C"),
    "depends_on": _numbered("T"),
    "feedback": _numbered("F"),
    "task": _numbered("T"),
    "duplicate_of": _numbered("F"),
    "outcome": lambda board, value: tr(OUTCOME_NAMES[Outcome(value)]),
    "checklist": lambda board, value: " ".join(
        f"[{'x' if check.get('done') else ' '}] {check['text']}" for check in value
    ),
    "comments": lambda board, value: value[-1]["text"],
    "links": lambda board, value: ", ".join(value),
    "block": lambda board, value: value["reason"],
    "handoff": lambda board, value: board.settings.name(value["to_role"]),
    "claim": lambda board, value: _member(board, value["member"]),
    "topics": lambda board, value: ", ".join(map(_mark, value)),
    "level": lambda board, value: tr(LEVEL_NAMES[Level(value)]),
    "tasks": _numbered("T"),
    "acked_by": _member,
    "acked_at": _instant,
    "dispatched_at": _instant,
    "first_action_at": _instant,
    "closed_at": _instant,
    "starts_at": _instant,
    "ends_at": _instant,
    "snoozed_until": _instant,
    "phases": _count,
    "milestones": lambda board, value: ", ".join(map(_milestone, value)),
    "platforms": lambda board, value: ", ".join(value),
    "accounts": lambda board, value: ", ".join(map(str, value)),
    "draft": lambda board, value: _promise(value),
    "revisions": lambda board, value: f"r{value[-1]['n']} {_promise(value[-1]['terms'])}",
    "acks": lambda board, value: ", ".join(
        f"{board.settings.name(ack['role'])} {_member(board, ack['by'])}" for ack in value
    ),
    "passes": lambda board, value: _passing(board, value[-1]),
    "required_roles": _roles,
    "withdrawn_at": _instant,
    "mechanics": _numbered("M"),
    "shown": lambda board, value: ", ".join(
        f"M-{each['mechanic']} r{each['revision']}" for each in value
    ),
}
"""How the values of a field are said, where `str` does not do."""
