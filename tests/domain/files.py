"""Files as bytes in memory, read into items. No store is involved."""

from __future__ import annotations

import io
from zoneinfo import ZoneInfo

from domain.feedback import FeedbackItem
from domain.intake import Reading, read_feedback
from tests.domain.desk import NOON

SHANGHAI = ZoneInfo("Asia/Shanghai")


def reading(data: str | bytes, **options: object) -> Reading:
    """A file that came through standard input, about to be read."""
    raw = data.encode() if isinstance(data, str) else data
    given = {"zone": SHANGHAI, "salt": "salt", "now": NOON, **options}
    return read_feedback(io.BytesIO(raw), **given)  # type: ignore[arg-type]


def items(data: str | bytes, **options: object) -> list[FeedbackItem]:
    """The items of a file that has no errors."""
    file = reading(data, **options)
    found = list(file)
    assert file.errors == []
    return found


def keys(data: str | bytes, **options: object) -> list[str]:
    """The duplicate keys of a file that has no errors."""
    return [item.uid for item in items(data, **options)]
