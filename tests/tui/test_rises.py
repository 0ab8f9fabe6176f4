"""Who hears of a rise of complaints, and how often. Real stores, a stopped clock; no terminal."""

from __future__ import annotations

import re
from datetime import timedelta

from domain.feedback_write import ImportFeedback
from tests.tui.conftest import CONTENT, SUPPLY, Office, said, settle, shown
from tests.tui.rising import DANGER, SLOW, item, surge


async def test_everybody_hears_of_a_surge_and_of_a_matter_of_safety(office: Office) -> None:
    importing, other = office.app(), office.app(SUPPLY)
    async with importing.run_test(size=(160, 30)) as pilot, other.run_test() as colleague:
        await settle(pilot)
        await settle(colleague)

        words = (item(office.now, 1, timedelta(), DANGER, sku="TEE-A"),)
        importing.issue(ImportFeedback(words))
        await settle(pilot)
        await settle(colleague)
        assert said(importing) == said(other)
        assert said(other).startswith("!! S1 S-1 Safety and health TEE-A")

        await settle(colleague)
        assert said(other).count("!!") == 1


async def test_whom_a_rise_does_not_concern_sees_its_count_alone_until_it_is_late(
    office: Office,
) -> None:
    app, other = office.app(SUPPLY), office.app(CONTENT)
    async with app.run_test(size=(160, 30)) as pilot, other.run_test(size=(160, 30)) as colleague:
        await settle(pilot)
        await settle(colleague)
        surge(office, mark=SLOW)
        await settle(pilot)
        await settle(colleague)
        assert "Slow delivery" in shown(app)[1]
        assert "!! Surge S-1" in said(app)
        assert not other.home.banner.display
        assert said(other) == ""
        assert re.search(r"Inbox \d+ !! 1", "\n".join(shown(other)))

        office.later(minutes=30)
        await settle(colleague)
        assert shown(other)[1].startswith(" !!! Surge Slow delivery")


async def test_many_rises_at_once_are_one_notice_and_not_a_pile(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        for first in (0, 4, 8):
            office.do(
                ImportFeedback(
                    tuple(
                        item(office.now, n, timedelta(), DANGER, sku=f"TEE-{n}")
                        for n in range(first, first + 4)
                    )
                )
            )
            await settle(pilot)

        assert said(app) == "!! 12 rises of complaints just now: S-1, S-2, S-3 .."
        office.later(seconds=9)
        office.do(ImportFeedback((item(office.now, 1, timedelta(), DANGER, sku="TEE-X"),)))
        await settle(pilot)
        assert "!! S1 S-13 Safety and health TEE-X" in said(app)
