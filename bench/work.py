"""The work that every program under test is given: the same tasks, in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

MARK = "备货0"
"""What every title begins with: a program that shows it shows its work."""

_TOPICS = (
    "主图与详情页核对", "暂停T恤A投流", "客服话术培训", "批次排查质检", "面料到货确认",
    "满减机制公告", "直播间排期确认", "仓库加班排班", "优惠券额度复核", "物流时效承诺更新",
)  # fmt: skip
ROLES = ("ops", "promo", "content", "cs", "supply")


@dataclass(frozen=True)
class Plan:
    """How much of what is in one of promoboard's workspaces."""

    tasks: int = 1000
    feedback: int = 1000
    """Open items, in the inbox."""
    settled: int = 0
    """Feedback items that were dealt with long ago."""
    one_lane: bool = False
    """Whether all tasks are still to do; else they lie in all five lanes."""
    ticking: bool = False
    """Whether a campaign is so near that its countdown shows seconds."""


@dataclass(frozen=True)
class Work:
    """One task, as plain as every program's own store can take it."""

    number: int
    title: str
    role: str
    priority: int
    """0 (most urgent) to 3."""
    lane: int
    """0 to 4: the lanes in turn, so that each holds a fifth."""
    due: datetime
    description: str


def tasks(count: int) -> Iterator[Work]:
    """The first `count` tasks, always the same; at most 99,999, so that all begin with `MARK`."""
    for number in range(1, count + 1):
        topic = _TOPICS[number % len(_TOPICS)]
        yield Work(
            number,
            f"备货{number:06} {topic}",
            ROLES[number % 5],
            number // 5 % 4,
            number % 5,
            datetime(2027, 6, 1 + number % 28, 12, tzinfo=UTC),
            f"{topic}：按活动节奏完成，完成后请运营验收。",
        )


def complaints(count: int) -> Iterator[str]:
    """The texts of `count` feedback items, no two the same."""
    for number in range(1, count + 1):
        yield f"订单{number:06}：洗了一次就起球了，{_TOPICS[number % len(_TOPICS)]}，很失望"
