"""The inbox as a page of its own, in groups, and who is busy with what.

Real stores and sessions, a stopped clock; no terminal is involved.
"""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from domain.feedback import FeedbackState, TopicMark
from domain.feedback_moves import CLAIM_LASTS, IgnoreFeedback
from domain.feedback_write import AddFeedback
from domain.inbox import inbox
from tests.tui.conftest import CONTENT, OPS, Office, hold, said, settle, shown
from tui.app import PromoboardApp
from tui.widgets.inbox import GROUPS

PILLING, FADING = TopicMark(topic="pilling"), TopicMark(topic="fading")
WIDE, NARROW = (160, 40), (80, 24)


@pytest.fixture
def words(office: Office) -> Office:
    """Four complaints, three of them of pilling; the last one was said last."""
    for text, mark in (("起球了", PILLING), ("[b]掉色[/b]", FADING), ("又起球", PILLING),
                       ("都起球", PILLING)):  # fmt: skip
        office.do(AddFeedback(text=text, sku="TEE-A", rating=1, topics=(mark,)))
        office.later(minutes=1)
    return office


def screen(app: PromoboardApp) -> str:
    return "\n".join(shown(app)[1:])


async def test_the_page_beside_the_inbox_follows_the_cursor_literally(words: Office) -> None:
    app = words.app()
    async with app.run_test(size=WIDE) as pilot:
        await app.background.learn()
        await settle(pilot)
        board = shown(app)
        await pilot.press("2")
        await settle(pilot)
        assert "State          New" in screen(app)
        assert "Doing" not in "\n".join(shown(app))

        hold(app, "j", 2)
        await settle(pilot)

        assert screen(app).count("[b]掉色[/b]") == 2
        assert "Topics         Colour fading: Complaint" in screen(app)
        await pilot.press("1")
        await settle(pilot)
        assert shown(app)[:-1] == board[:-1]


async def test_what_somebody_did_is_told_beside_the_inbox(words: Office) -> None:
    words.do(IgnoreFeedback(3, "同一个人"))
    app = words.app()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        app.home.open_item(3)  # not among those that wait any more
        await settle(pilot)
        looking = [each for each in app.workers if each.node is app.screen]
        if looking:
            await app.workers.wait_for_complete(looking)
        await pilot.pause()

        text = "\n".join(shown(app))
        assert "李华: state: New -> Ignored" in text
        assert "同一个人" in text


async def test_the_page_comes_back_the_next_time_and_goes_with_esc(words: Office) -> None:
    async with words.app().run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("2", "f")
        await settle(pilot)

    app = words.app()
    async with app.run_test(size=WIDE) as pilot:
        await app.background.learn()
        await settle(pilot)
        assert screen(app).count("3x Pilling TEE-A") == 2

        await pilot.press("escape")
        await settle(pilot)

        assert "To do 0" in shown(app)[1]
        assert app.home.column is app.home.lanes[0]


async def test_a_group_unfolds_and_folds_without_losing_the_cursor(words: Office) -> None:
    app = words.app()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("2", "f")
        await settle(pilot)
        inbox = app.home.inbox
        assert inbox.cursor == 4  # the words that were read are not folded away
        assert inbox.ids[1:] == (4, 3, 1, 2)

        await pilot.press("h")
        assert inbox.cursor == GROUPS
        assert inbox.ids == (GROUPS, 2)
        assert app.home.inbox.title() == "Inbox 4"
        words.do(AddFeedback(text="新的起球", sku="TEE-A", topics=(PILLING,)))
        await settle(pilot)
        assert inbox.ids == (GROUPS, 2)
        await pilot.press("enter", "j")
        await settle(pilot)

        assert inbox.cursor == 5


async def test_what_is_done_to_a_group_is_done_to_all_of_it_and_undone_as_one(
    words: Office,
) -> None:
    app = words.app()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("2", "f", "h", "x", *"known", "enter")
        await settle(pilot)
        assert inbox(words.board, words.now) == (2,)

        hold(app, "u", 1)
        await settle(pilot)
        assert inbox(words.board, words.now) == (4, 3, 2, 1)

        await pilot.press("g", "h", "space", "t", "f2")
        await settle(pilot)

    assert words.task().feedback == (4, 3, 1)
    assert words.board.feedback[1].state is FeedbackState.LINKED


async def test_all_of_a_group_are_duplicates_of_the_one_that_is_chosen(words: Office) -> None:
    async with words.app().run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("2", "f", "h", "d", *"F-1", "enter")
        await settle(pilot)

    items = words.board.feedback
    assert [items[number].duplicate_of for number in (1, 2, 3, 4)] == [None, None, 1, 1]


async def test_open_words_are_claimed_for_others_while_they_are_open(words: Office) -> None:
    app, other = words.app(OPS), words.app(CONTENT)
    async with app.run_test(size=WIDE) as pilot, other.run_test(size=NARROW) as colleague:
        await settle(pilot)
        await settle(colleague)
        await pilot.press("2", "enter")
        words.later(seconds=1)
        await settle(colleague)
        await colleague.press("2")
        await settle(colleague)
        assert "F-4 李华 is on it" in "\n".join(shown(other))

        await colleague.press("x", *"dealt with", "enter")  # told, not stopped
        await settle(colleague)
        assert "李华 is on it just now" in said(other)
        assert words.board.feedback[4].state is FeedbackState.IGNORED

        await pilot.press("escape", "enter", "escape")
        words.later(seconds=1)
        await settle(colleague)
        assert "is on it" not in "\n".join(shown(other)[1:-3])


async def test_what_is_taken_on_stays_so_for_a_while_and_writes_nothing(words: Office) -> None:
    app, other = words.app(OPS), words.app(CONTENT)
    async with app.run_test(size=WIDE) as pilot, other.run_test(size=WIDE) as colleague:
        await settle(pilot)
        await settle(colleague)
        seq = words.board.seq

        await pilot.press("2", "a", "enter", "escape")
        words.later(seconds=1)
        await settle(colleague)
        assert "F-4 李华 is on it" in "\n".join(shown(other))

        words.now += CLAIM_LASTS
        await settle(colleague)
        assert "is on it" not in "\n".join(shown(other))

        await pilot.press("a")
        await settle(pilot)
        assert "is on it" in "\n".join(shown(app))
        await pilot.press("a")
        await settle(pilot)
        assert "is on it" not in "\n".join(shown(app))
    assert words.board.seq == seq


async def test_in_a_narrow_terminal_the_inbox_is_the_list_alone(words: Office) -> None:
    app = words.app()
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        assert "[Inbox 4]" in shown(app)[1]
        assert app.home.beside is None

        await pilot.resize_terminal(*WIDE)
        await settle(pilot)

        assert "State          New" in screen(app)


async def test_complaints_without_a_topic_are_found_by_the_words_they_share(words: Office) -> None:
    app = words.app(readonly=True)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("2", "w")
        await counted(pilot)
        assert "No two complaints without a topic" in said(app)

        for text in ("领子戳脖子[b]", "戳脖子，退了", "不错"):
            words.do(AddFeedback(text=text, rating=1 if "戳" in text else 5))
        await settle(pilot)
        await pilot.press("w")
        await counted(pilot)
        listed = screen(app)
        await pilot.press("enter")
        await settle(pilot)
        left = app.home.inbox.ids

    assert "戳脖子    2 items  F-6 戳脖子，退了" in listed
    assert left == (6, 5)


async def counted(pilot: Pilot[int]) -> None:
    """Until what is counted in a thread is on the screen."""
    while counting := [each for each in pilot.app.workers if each.group == "untagged"]:
        await pilot.app.workers.wait_for_complete(counting)
    await pilot.pause()
