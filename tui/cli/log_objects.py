"""Lines of the log as JSON objects, on the terms of `objects.py`."""

from __future__ import annotations

from typing import Any

from domain.history import Line, label, told
from tui.activity import author, default
from tui.cli.objects import Object, member_json


def line_object(line: Line) -> Object:
    """A line of the log: who, when, which command, from what to what."""
    changes = []
    for table, key, doc, diff in told(line):
        if diff is None:
            fields = {name: [None, value] for name, value in (doc or {}).items()}
        else:
            fields = {name: _pair(table, name, pair) for name, pair in diff.items()}
        changes.append({"id": label(table, key), "created": diff is None, "fields": fields})
    return {
        "seq": line.seq,
        "at": line.meta["at"],
        "by": member_json(author(line)),
        "via": line.meta.get("via", ""),
        "command": line.meta.get("cmd"),
        "of": line.meta.get("of"),
        "changes": changes,
    }


def _pair(table: str, name: str, pair: list[Any]) -> list[Any]:
    """From what to what, where a document leaves a default value out."""
    return [default(table, name) if value is None else value for value in pair]
