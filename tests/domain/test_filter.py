"""What `/` finds: words, pinyin, roles, people, signs and due dates."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.due import Due
from domain.filter import Filter, is_mine
from domain.handoff import OfferHandoff
from domain.task import Priority, State
from domain.task_moves import MoveTask
from tests.domain.desk import CONTENT, OPS, SUPPLY, Desk


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Four cards that differ in everything."""
    hour = timedelta(hours=1)
    desk.add("面料到货确认", "supply", sku="TEE-A", due=Due(at=desk.now - hour))
    desk.add(
        "主图与详情页", "content", with_roles=("promo",), priority=Priority.P1, assignee=CONTENT
    )
    desk.add("Pause ads", "promo", sku="SOCK-B", due=Due(at=desk.now + 30 * hour))
    desk.add("话术培训", "cs", depends_on=(1,), description="退换货口径")
    desk.do(OfferHandoff(2, "cs"))
    desk.do(MoveTask(3, State.BLOCKED, reason="等价格"))
    return desk


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [1, 2, 3, 4]),
        ("面料", [1]),
        ("mldh", [1]),
        ("PAUSE", [3]),
        ("t-4", [4]),
        ("退换", [4]),
        ("@推", [2, 3]),
        ("@promo", [2, 3]),
        ("@推广", [2, 3]),
        ("@cs", [2, 4]),
        ("@周敏", [2]),
        ("#tee", [1]),
        ("p1", [2]),
        ("!overdue", [1]),
        ("！逾期", [1]),
        ("!blocked", [3]),
        ("!risk", [4]),
        ("!handoff", [2]),
        ("due:<2d", [1, 3]),
        ("due:>1d", [3]),
        ("due:none", [2, 4]),
        ("due:today", [1]),
        ("-@promo -!overdue", [4]),
        ("@promo !blocked", [3]),
        ("!nonsense", []),
        ("due:soon", []),
    ],
)
def test_the_filter_finds(busy: Desk, text: str, found: list[int]) -> None:
    wanted = Filter.parse(text)

    kept = [n for n, t in busy.board.tasks.items() if wanted.keep(busy.board, t, busy.now, OPS)]

    assert sorted(kept) == found


def test_mine_is_what_is_assigned_offered_or_nobodys_in_my_role(busy: Desk) -> None:
    mine = {
        member: [n for n in sorted(busy.board.tasks) if is_mine(busy.board, busy.task(n), member)]
        for member in (OPS, CONTENT, SUPPLY)
    }

    assert mine == {OPS: [], CONTENT: [2], SUPPLY: [1, 3]}
