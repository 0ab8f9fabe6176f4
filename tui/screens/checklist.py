"""A checklist as lines of text: `[x] done`, `[ ] open`, or just the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.command import new_uid
from domain.task import Check

_MARK = re.compile(r"\s*(?:[-*]\s*)?[\[［【]\s*([xX×✓√]?)\s*[\]］】]\s*")


def read_checks(raw: str, known: Sequence[Check]) -> tuple[Check, ...]:
    """The lines of a checklist; a line with a text that was there before stays the same line."""
    left = list(known)
    found = []
    for line in raw.splitlines():
        mark = _MARK.match(line)
        words, done = line[mark.end() :].strip() if mark else line.strip(), bool(mark and mark[1])
        if words:
            same = next((check for check in left if check.text == words), None)
            if same is not None:
                left.remove(same)
            check = same or Check(uid=new_uid(), text=words)
            found.append(replace(check, done=done))
    return tuple(found)


def write_checks(checks: Sequence[Check]) -> str:
    """The checklist as lines of text."""
    return "\n".join(f"[{'x' if check.done else ' '}] {check.text}" for check in checks)
