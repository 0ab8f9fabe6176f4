"""What the demo's customers say: 300 items that the team has, and those that still come in.

The files have no times. The items of the first one are spread over the last nine days,
ever denser towards now, and read by the same intake as any platform's export. `\\e` and `\\a`
in them stand for the control characters that hostile customers send.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from domain.clock import zone_named
from domain.feedback import Channel, FeedbackItem
from domain.feedback_write import AddFeedback
from domain.intake import read_feedback
from domain.intake_values import channel_of, rating_of
from domain.record import iso
from tui.demo.people import DATA

SPAN = timedelta(days=9)
"""How long ago the first of them spoke."""
_NO_ORDER = ("咨询", "直播", "社媒")
"""Channels of people who have not bought anything yet."""
_ESCAPES = {"e": "\x1b", "a": "\x07"}


class Said(NamedTuple):
    """One item, and what the team has done about it."""

    ago: timedelta
    item: FeedbackItem
    state: str
    """Empty, `S1` to `S4`, `resolved`, `ignored:REASON` or `task:KEY`."""


@cache
def _rows(name: str) -> tuple[Mapping[str, str], ...]:
    text = (DATA / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def _unescaped(text: str) -> str:
    return re.sub(
        r"\\(?:u([0-9a-f]{4})|([ea]))",
        lambda match: chr(int(match[1], 16)) if match[1] else _ESCAPES[match[2]],
        text,
    )


def customers(now: datetime, zone: str, salt: str) -> tuple[Said, ...]:
    """Everything that was said until now, the oldest first."""
    rows = _rows("feedback")
    agos = [SPAN * (1 - (place + 1) / len(rows)) ** 2 for place in range(len(rows))]
    export = "\n".join(
        json.dumps(_exported(row, place, now - ago), ensure_ascii=False)
        for place, (row, ago) in enumerate(zip(rows, agos, strict=True))
    )
    reading = read_feedback(io.BytesIO(export.encode()), zone=zone_named(zone), salt=salt, now=now)
    return tuple(
        Said(ago, item, row["state"]) for ago, item, row in zip(agos, reading, rows, strict=True)
    )


def _exported(row: Mapping[str, str], place: int, at: datetime) -> dict[str, str]:
    """The row as a platform's export has it."""
    order = "" if row["渠道"] in _NO_ORDER else f"{40_260_000_000 + place * 7919}"
    text = _unescaped(row["评价内容"])
    return {**row, "评价内容": text, "评价时间": iso(at), "订单号": order}


def arriving(place: int, now: datetime) -> AddFeedback:
    """The next thing that somebody says; after the last one they begin again."""
    rows = _rows("arriving")
    row = rows[place % len(rows)]
    return AddFeedback(
        text=_unescaped(row["评价内容"]),
        sku=row["SKU"],
        platform=row["平台"],
        channel=channel_of(row["渠道"]) or Channel.REVIEW,
        rating=rating_of(row["评分"])[0],
        event_at=now,
    )
