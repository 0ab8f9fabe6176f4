"""What the screen says, cell by cell, in sizes, languages and themes. Colours are not looked at.

`pytest --snapshot-update` takes new pictures.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from domain import words
from domain.campaign_rules import AddCampaign
from domain.due import Due
from domain.feedback_write import AddFeedback
from domain.handoff import OfferHandoff
from domain.settings import PersonalSettings
from domain.task import Priority, State
from domain.task_moves import MoveTask
from domain.text import cells
from tests.tui.conftest import CONTENT, OPS, SUPPLY, Office, settle, shown


@pytest.fixture
def busy(office: Office) -> Office:
    """A little of everything that a card can say."""
    now = office.now
    office.do(
        AddCampaign(
            name="618大促 2027",
            zone="Asia/Shanghai",
            d_day=(now + timedelta(days=17)).date(),
            starts_at=now + timedelta(days=16, hours=8),
            ends_at=now + timedelta(days=20),
        )
    )
    office.add(
        "主图与详情页", with_roles=("promo", "supply"), priority=Priority.P1, assignee=CONTENT
    )
    office.add("暂停T恤A投流", owner_role="promo", due=Due(at=now + timedelta(hours=6)))
    office.add("面料到货确认", owner_role="supply", due=Due(at=now - timedelta(days=2)))
    office.add("话术培训 [b]not bold[/b] 很长很长的标题放不下", owner_role="cs", depends_on=(3,))
    office.add("机制公告", owner_role="ops")
    office.do(MoveTask(1, State.DOING))
    office.do(MoveTask(3, State.BLOCKED, "印染厂限电", waiting_on="ops"), SUPPLY)
    office.do(OfferHandoff(2, "content"), OPS)
    office.do(MoveTask(5, State.DOING))
    office.do(MoveTask(5, State.REVIEW))
    office.do(AddFeedback(text="洗了一次就起球了，很失望", sku="TEE-A", platform="京东", rating=2))
    office.do(AddFeedback(text="满299没减，客服不回", platform="天猫"))
    return office


async def picture(
    office: Office, width: int, height: int, *, language: str = "en", theme: str = "dark"
) -> str:
    """The lines of the board's screen."""
    words.bind(language)
    app = office.app(personal=PersonalSettings(theme=theme, language=language))
    async with app.run_test(size=(width, height)) as pilot:
        await settle(pilot)
        lines = shown(app)
    assert all(cells(line) <= width for line in lines)
    return "\n".join(lines)


async def test_wide(busy: Office, snapshot: SnapshotAssertion) -> None:
    assert await picture(busy, 160, 16) == snapshot


async def test_wide_in_chinese(busy: Office, snapshot: SnapshotAssertion) -> None:
    assert await picture(busy, 160, 16, language="zh-CN") == snapshot


async def test_medium(busy: Office, snapshot: SnapshotAssertion) -> None:
    assert await picture(busy, 100, 16) == snapshot


async def test_narrow(busy: Office, snapshot: SnapshotAssertion) -> None:
    assert await picture(busy, 80, 24) == snapshot


async def test_narrow_in_chinese(busy: Office, snapshot: SnapshotAssertion) -> None:
    assert await picture(busy, 80, 24, language="zh-CN") == snapshot


async def test_empty(office: Office, snapshot: SnapshotAssertion) -> None:
    assert await picture(office, 160, 12) == snapshot


async def test_no_colour_takes_nothing_from_what_is_said(busy: Office) -> None:
    colourful = await picture(busy, 160, 16)

    assert await picture(busy, 160, 16, theme="mono") == colourful


async def test_nothing_on_the_board_is_of_ambiguous_width(busy: Office) -> None:
    from unicodedata import east_asian_width

    for language in words.LANGUAGES:
        drawn = await picture(busy, 160, 16, language=language)
        assert not [char for char in drawn if east_asian_width(char) == "A"]
