"""A rise of complaints on the screen: banner, inbox, detail, playbook, and what others hear.

Real stores and sessions, a stopped clock; no terminal is involved.
"""

from __future__ import annotations

import re

import pytest

from domain.signal import SignalState
from domain.words import bind
from tests.tui.conftest import CONTENT, Office, said, settle, shown
from tests.tui.rising import FADING, SMELL, surge


@pytest.fixture
def rising(office: Office) -> Office:
    """One surge, raised now."""
    surge(office)
    return office


async def test_a_surge_stands_below_the_header_and_grows_old(rising: Office) -> None:
    app = rising.app()
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        assert shown(app)[1].startswith(
            " !! Surge Pilling | TEE-A | 24h 11/420 | 12x | unassigned 00:00  [2 Enter"
        )

        rising.later(minutes=4, seconds=12)
        await settle(pilot)
        assert "unassigned 04:10" in shown(app)[1]
        assert not app.home.banner.has_class("-late")

        await pilot.press("3")
        await settle(pilot)
        rising.later(seconds=10)
        await settle(pilot)
        assert shown(app)[1].startswith(" !! Surge Pilling")
        assert "unassigned 04:20  [2 Enter" in shown(app)[1]
        await pilot.press("2")
        assert "[Enter look" in shown(app)[1]
        await pilot.press("1")

        rising.later(minutes=26)
        await settle(pilot)

        assert shown(app)[1].startswith(" !!! Surge")
        assert app.home.banner.has_class("-late")


async def test_without_a_surge_there_is_no_line_for_it(office: Office) -> None:
    office.add("a")
    app = office.app()
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)

        assert not app.home.banner.display
        assert "To do 1" in shown(app)[1]


async def test_the_worst_of_several_is_shown_with_their_count(rising: Office) -> None:
    surge(rising, "TEE-B", 40, SMELL)
    surge(rising, "TEE-C", 12, FADING)
    app = rising.app()
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)

        assert "TEE-B | 24h 40/420" in shown(app)[1]
        assert "+2" in shown(app)[1]


@pytest.mark.parametrize("language", ["en", "zh-CN"])
async def test_the_banner_fits_into_a_narrow_terminal(rising: Office, language: str) -> None:
    surge(rising, "TEE-B", 40, SMELL)
    bind(language)
    app = rising.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        assert re.search(r"00:00  \+1  \[2.*\]$", shown(app)[1])
        assert "TEE-B" in shown(app)[1]


async def test_one_key_turns_it_into_work_for_every_role_once(rising: Office) -> None:
    app, other = rising.app(), rising.app(CONTENT)
    async with (
        app.run_test(size=(160, 40)) as pilot,
        other.run_test(size=(160, 40)) as colleague,
    ):
        await settle(pilot)
        await settle(colleague)
        await colleague.press("2", "p")
        await settle(colleague)
        assert "Surge of quality complaints" in "\n".join(shown(other))

        await pilot.press("2", "p", "enter")
        await settle(pilot)
        assert said(app) == "8 tasks were made: " + " ".join(f"T-{n}" for n in range(1, 9))
        assert not app.home.banner.display
        await colleague.press("enter")
        await settle(colleague)
        told = [said(other), *shown(other)]  # refused, or said before by the dialog
        assert "running already" in "\n".join(told)

        await pilot.press("2", "p", "enter")
        await settle(pilot)
        assert "running already" in "\n".join(shown(app))

    signal = rising.board.signals[1]
    assert (signal.state, len(signal.tasks)) == (SignalState.ACTING, 8)
    assert len(rising.board.tasks) == 8
    assert {task.owner_role for task in rising.board.tasks.values()} >= {"supply", "promo", "cs"}


async def test_signals_stand_above_the_words_with_their_topics(rising: Office) -> None:
    app = rising.app()
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        text = [line[:80] for line in shown(app)]

        assert "!! S-1 Surge Pilling TEE-A" in text[3]
        assert "Waiting 00h 00m | 24h 11/420" in text[4]
        assert "Pilling TEE-A" in text[5]
        assert f"Inbox {len(app.home.inbox.ids) - 1}" in text[2]
        assert "baseline 14d 10/5000" in "\n".join(shown(app))
        assert "[Enter look  p playbook]" in shown(app)[1]

        await pilot.press("j")
        elsewhere = shown(app)[1]
        await pilot.press("2")
        again = shown(app)[1]

        assert "[2 Enter look  2 p playbook]" in elsewhere
        assert "[Enter look  p playbook]" in again
        assert app.home.signal == app.board.signals[1]


async def test_a_signal_opens_with_why_since_when_and_what_they_say(rising: Office) -> None:
    app = rising.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2", "enter")
        await settle(pilot)
        counting = [each for each in app.workers if each.node is app.screen]
        if counting:
            await app.workers.wait_for_complete(counting)
        await settle(pilot)
        text = "\n".join(shown(app))

        assert "Pilling TEE-A 24h 11/420 | baseline 14d" in text
        assert "洗一次就起球 [b]" in text
        assert "[ " in text
        assert "Waiting" in text

        await pilot.press("p")
        await settle(pilot)
        assert "Surge of quality complaints" in "\n".join(shown(app))
        await pilot.press("enter")
        await settle(pilot)

        text = "\n".join(shown(app))
        assert "Acting" in text
        assert "T-8" in text
        assert re.search(r"^\W*Dispatched +[-0-9]+ [:0-9]+ \(\+\d\dh \d\dm\)", text, re.M)


async def test_taken_on_it_leaves_the_banner_until_it_is_late(rising: Office) -> None:
    app = rising.app(CONTENT)
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        await pilot.press("2", "a")
        await settle(pilot)
        assert rising.board.signals[1].acked_by == CONTENT
        assert not app.home.banner.display

        rising.later(minutes=30)
        await settle(pilot)

        assert app.home.banner.has_class("-late")


async def test_a_false_alarm_needs_a_reason(rising: Office) -> None:
    app = rising.app()
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        await pilot.press("2", "x", "enter")
        await settle(pilot)
        assert rising.board.signals[1].live

        await pilot.press(*"test batch", "enter")
        await settle(pilot)

        assert not app.home.banner.display
    signal = rising.board.signals[1]
    assert (signal.state, signal.reason) == (SignalState.DISMISSED, "test batch")


async def test_p_in_a_lane_is_still_the_priority(rising: Office) -> None:
    rising.add("a")
    app = rising.app()
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)

        assert type(app.screen).__name__ == "Choose"


async def test_what_rose_while_one_was_away_is_in_the_digest(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        await settle(pilot)
    surge(office)

    again = office.app()
    async with again.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        if reading := [each for each in again.workers if each.group == "digest"]:
            await again.workers.wait_for_complete(reading)
        await settle(pilot)

        assert "1 rise of complaints began  S-1" in "\n".join(shown(again))


async def test_the_keys_of_what_was_just_written_down_are_named(rising: Office) -> None:
    app = rising.app()
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        assert "Playbook" in shown(app)[-1]  # of the rise under the cursor
        await pilot.press("n", *"buttons", "enter")
        await settle(pilot)

        assert "Make a task" in shown(app)[-1]
