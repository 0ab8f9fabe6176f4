"""The inbox's keys, delivered as a terminal delivers them. No terminal is involved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.feedback import FeedbackState
from domain.feedback_write import AddFeedback
from domain.inbox import inbox
from tests.tui.conftest import CONTENT, Office, hold, settle, shown


@pytest.fixture
def words(office: Office) -> Office:
    """Three complaints; the last one was said last."""
    for number, text in enumerate(("洗了一次就起球", "优惠不生效", "[b]color[/b] fades")):
        office.do(AddFeedback(text=text, sku="TEE-A", rating=1 + number % 2))
        office.later(minutes=1)
    return office


async def test_words_become_a_task_that_they_link_to(words: Office) -> None:
    async with words.app(CONTENT).run_test(size=(160, 40)) as pilot:
        await settle(pilot)

        hold(pilot.app, "2", 1)
        hold(pilot.app, "j", 2)
        await pilot.press("t", "f2")
        await settle(pilot)

    task, item = words.task(), words.board.feedback[1]
    assert (task.title, task.sku, task.feedback) == ("洗了一次就起球", "TEE-A", (1,))
    assert (item.state, item.task) == (FeedbackState.LINKED, 1)
    assert inbox(words.board, words.now) == (3, 2)


async def test_marked_words_are_ignored_together_with_a_reason(words: Office) -> None:
    async with words.app().run_test(size=(160, 40)) as pilot:
        await settle(pilot)

        hold(pilot.app, "2", 1)
        hold(pilot.app, " ", 2)
        await settle(pilot)
        await pilot.press("x", *"spam", "enter")
        await settle(pilot)
        assert inbox(words.board, words.now) == (1,)

        hold(pilot.app, "u", 1)
        await settle(pilot)

    assert inbox(words.board, words.now) == (3, 2, 1)


async def test_marks_outlive_a_form_that_is_left(words: Office) -> None:
    app = words.app(CONTENT)
    async with app.run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        hold(app, "2", 1)
        hold(app, "space", 2)

        await pilot.press("t", "escape")
        await pilot.pause()

        assert len(app.home.inbox.marked) == 2


async def test_words_are_a_duplicate_of_others(words: Office) -> None:
    async with words.app().run_test(size=(160, 40)) as pilot:
        await settle(pilot)

        hold(pilot.app, "2", 1)
        await pilot.press("d", *"F-1", "enter")
        await settle(pilot)

    assert words.board.feedback[3].duplicate_of == 1


async def test_snoozed_words_come_back_at_their_time(words: Office) -> None:
    app = words.app()
    async with app.run_test(size=(160, 40)) as pilot:
        await settle(pilot)

        hold(app, "2", 1)
        await pilot.press("z", "enter")
        await settle(pilot)
        assert words.board.feedback[3].snoozed_until == words.now + timedelta(hours=1)
        assert app.home.inbox.ids == (2, 1)

        words.later(hours=1)
        await settle(pilot)

        assert app.home.inbox.ids == (3, 2, 1)


async def test_what_a_customer_says_is_written_down_in_one_line(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(160, 40)) as pilot:
        await settle(pilot)

        await pilot.press("2", "n", *"buttons fall off", "enter")
        await settle(pilot)

        assert app.home.inbox.cursor == 1
    assert office.board.feedback[1].text == "buttons fall off"


async def test_markup_in_customers_words_is_shown_literally(words: Office) -> None:
    async with words.app().run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        assert any("[b]color[/b] fades" in line for line in shown(pilot.app))

        await pilot.press("2", "enter")
        await settle(pilot)

        assert any("[b]color[/b] fades" in line for line in shown(pilot.app)[5:])


async def test_new_words_stand_on_top_of_an_inbox_that_nobody_reads(words: Office) -> None:
    app = words.app()
    async with app.run_test(size=(160, 12)) as pilot:
        await settle(pilot)
        hold(app, "2", 1)
        hold(app, "j", 2)
        hold(app, "1", 1)
        await settle(pilot)
        words.do(AddFeedback(text="太薄"))
        words.do(AddFeedback(text="褪色"))
        words.do(AddFeedback(text="掉色"))
        await settle(pilot)
        assert "掉色" in "\n".join(shown(app))

        hold(app, "2", 1)
        await settle(pilot)

        assert app.home.inbox.cursor == 1
        assert "洗了一次就起球" in "\n".join(shown(app))


async def test_the_cursor_stays_on_the_words_that_somebody_reads(words: Office) -> None:
    app = words.app()
    async with app.run_test(size=(160, 12)) as pilot:
        await settle(pilot)
        words.do(AddFeedback(text="太薄"))
        await settle(pilot)
        assert app.home.inbox.cursor == 4

        hold(app, "2", 1)
        await settle(pilot)
        words.do(AddFeedback(text="褪色"))
        await settle(pilot)

        assert (app.home.inbox.cursor, app.home.inbox.ids[0]) == (4, 5)


async def test_task_keys_do_nothing_in_the_inbox_and_its_keys_nothing_in_a_lane(
    words: Office,
) -> None:
    words.add("a")
    app = words.app(CONTENT)
    async with app.run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        hold(app, "z", 1)
        hold(app, "t", 1)
        hold(app, "2", 1)
        hold(app, ">", 1)
        hold(app, "b", 1)
        await settle(pilot)

        assert app.screen is app.home
    assert words.board.seq == 7
