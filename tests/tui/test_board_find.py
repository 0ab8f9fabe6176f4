"""What is shown, and where the keys go: filter, roles, numbers, pages, sizes, the mouse.

No terminal is involved.
"""

from __future__ import annotations

from textual import events

from domain.feedback import FeedbackState
from domain.feedback_write import AddFeedback
from domain.lanes import lanes
from domain.task import State
from domain.task_moves import MoveTask
from tests.tui.conftest import CONTENT, OPS, Office, hold, settle, shown
from tui.screens.task_detail import TaskDetail
from tui.screens.task_form import TaskForm


async def test_a_filter_narrows_while_it_is_typed_and_esc_shows_all(office: Office) -> None:
    office.add("面料到货", "主图", "pause ads")
    app = office.app()
    async with app.run_test() as pilot:
        await settle(pilot)

        await pilot.press("slash", *"ml")
        await settle(pilot)
        assert app.home.column.ids == (1,)

        await pilot.press("escape")
        await settle(pilot)

        assert app.home.column.ids == (1, 2, 3)
        assert app.focused is None


async def test_marks_outlive_a_filter_and_keys_act_on_those_in_sight(office: Office) -> None:
    office.add("主图", "主图海报", "海报")
    app = office.app()
    async with app.run_test(size=(160, 24)) as pilot:
        await settle(pilot)
        hold(app, " ", 2)
        await pilot.press("slash", *"海报", "enter")
        head = "\n".join(shown(app)[:3])
        hold(app, ">", 1)
        await settle(pilot)
        moved = lanes(office.board, office.now)[State.DOING]

        await pilot.press("slash", "escape", "G")
        hold(app, ">", 1)
        await settle(pilot)

    assert "*2 (1 hidden)" in head
    assert moved == (2,)
    assert lanes(office.board, office.now)[State.TODO] == (3,)


async def test_esc_shows_what_a_filter_hides_before_it_takes_marks_away(office: Office) -> None:
    office.add("aa", "bb")
    app = office.app()
    async with app.run_test(size=(160, 24)) as pilot:
        await settle(pilot)
        hold(app, " ", 1)
        await pilot.press("slash", *"bb", "enter", "escape")
        await settle(pilot)
        shown_again, marked = app.home.column.ids, {*app.home.column.marked}
        await pilot.press("escape")
        left = {*app.home.column.marked}

    assert shown_again == (1, 2)
    assert (marked, left) == ({1}, set())


async def test_letters_typed_into_the_filter_are_no_keys(office: Office) -> None:
    office.add("a")
    async with office.app().run_test() as pilot:
        await settle(pilot)

        await pilot.press("／", *"Lxuq", "enter")
        await settle(pilot)

        assert pilot.app.is_running
    assert office.task().state is State.TODO


async def test_mine_and_one_role_are_shown_and_remembered(office: Office) -> None:
    office.add("for content")
    office.add("for operations", owner_role="ops")
    office.add("for promotion", owner_role="promo")
    first = office.app(OPS)
    async with first.run_test() as pilot:
        await settle(pilot)
        hold(first, "m", 1)
        await settle(pilot)
        assert first.home.column.ids == (2,)
        hold(first, "m", 1)
        hold(first, "r", 2)
        await settle(pilot)
        assert first.home.column.ids == (3,)

    again = office.app(OPS)
    async with again.run_test() as pilot:
        await settle(pilot)
        assert again.home.column.ids == (3,)

        await pilot.press("escape")
        await settle(pilot)

        assert again.home.column.ids == (1, 2, 3)


async def test_the_header_says_whose_cards_alone_are_shown(office: Office) -> None:
    office.add("a")
    app = office.app(OPS)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Only" not in shown(app)[0]

        hold(app, "m", 1)
        hold(app, "r", 2)
        await settle(pilot)
        assert "Only mine, Promotion" in shown(app)[0]

        await pilot.press("escape")
        await settle(pilot)
        assert "Only" not in shown(app)[0]


async def test_a_number_is_found_in_whatever_lane_it_is(office: Office) -> None:
    office.add("a", "b")
    office.do(MoveTask(2, State.DOING))
    app = office.app()
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)

        await pilot.press("#", *"T-2", "enter")
        await settle(pilot)
        assert (app.home.column.id, app.home.column.cursor) == ("lane-doing", 2)

        await pilot.press("＃", *"ｔ－１", "enter")
        await settle(pilot)
        assert (app.home.column.id, app.home.column.cursor) == ("lane-todo", 1)


async def test_a_number_that_a_filter_hides_is_opened(office: Office) -> None:
    office.add("for content")
    office.do(AddFeedback(text="起球"))
    app = office.app(OPS)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)

        await pilot.press("slash", *"x", "enter", "#", "1", "enter")
        await settle(pilot)
        assert isinstance(app.screen, TaskDetail)
        await pilot.press("c", *"ok", "enter")
        await settle(pilot)
        await pilot.press("escape", "#", *"F-1", "enter", "x")
        await settle(pilot)
        await pilot.press(*"spam", "enter")
        await settle(pilot)

    assert office.board.feedback[1].state is FeedbackState.IGNORED
    assert office.task().open
    assert [comment.text for comment in office.task().comments] == ["ok"]


async def test_a_cancelled_task_is_opened_by_its_number_and_brought_back(office: Office) -> None:
    office.add("gone", "here")
    office.do(MoveTask(1, State.CANCELLED, "mistake"))
    app = office.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("2", "#", "1", "enter")
        await settle(pilot)
        assert any("< Bring back" in line for line in shown(app))

        await pilot.press("<")
        await settle(pilot)
        assert not any("Bring back" in line for line in shown(app))
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, TaskForm)

        await pilot.press("escape", "escape")
        await settle(pilot)
        assert app.home.lanes[0].ids == (1, 2)
    assert office.task().state is State.TODO


async def test_an_empty_board_says_what_to_do(office: Office) -> None:
    async with office.app().run_test(size=(160, 30)) as pilot:
        await settle(pilot)

        screen = "\n".join(shown(pilot.app))

    assert "No tasks yet." in screen
    assert "n makes the first." in screen


async def test_a_narrow_terminal_shows_one_lane_a_page(office: Office) -> None:
    office.add("a", "b")
    office.do(MoveTask(2, State.DOING))
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert [lane.display for lane in app.home.columns] == [True] + [False] * 5

        hold(app, "]", 1)
        await settle(pilot)

        assert app.home.column.cursor == 2
        assert "[Doing 1/9]" in shown(app)[1]
        assert "T-2 P2 b" in "\n".join(shown(app))


async def test_a_resize_keeps_the_cursor_on_its_card_and_in_sight(office: Office) -> None:
    office.add(*(f"card {number}" for number in range(1, 31)))
    app = office.app()
    async with app.run_test(size=(160, 48)) as pilot:
        await settle(pilot)
        hold(app, "j", 17)
        await settle(pilot)

        for width, height in ((80, 24), (100, 12), (160, 48)):
            await pilot.resize_terminal(width, height)
            await settle(pilot)
            assert app.home.column.cursor == 18
            assert any(line.lstrip(">").startswith("T-18 ") for line in shown(app))


async def test_the_list_turns_a_page_at_its_edge_and_keeps_one_card(office: Office) -> None:
    office.add(*(f"card {number}" for number in range(1, 31)))
    app = office.app()
    async with app.run_test(size=(160, 24)) as pilot:  # ten cards and a half
        await settle(pilot)

        hold(app, "j", 10)
        await settle(pilot)
        lines = [line.split("  ")[0].strip() for line in shown(app)]
        assert lines[2:5:2] == ["T-10 P2 card 10", ">T-11 P2 card 11"]

        hold(app, "k", 2)
        await settle(pilot)
        assert app.home.column.cursor == 9
        assert any(line.startswith(">T-9 ") for line in shown(app))


async def test_a_click_chooses_and_a_drag_moves(office: Office) -> None:
    office.add("a", "b")
    app = office.app(CONTENT)
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)

        await pilot.click("#lane-todo", offset=(5, 3))
        assert app.home.column.cursor == 2

        await pilot.mouse_down("#lane-todo", offset=(5, 3))
        await pilot.hover("#lane-doing", offset=(5, 5))
        await pilot.mouse_up("#lane-doing", offset=(5, 5))
        await settle(pilot)

    assert office.task(2).state is State.DOING


async def test_a_shaky_click_moves_nothing_and_esc_calls_a_drag_off(office: Office) -> None:
    office.add("a")
    app = office.app(CONTENT)
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        await pilot.mouse_down("#lane-todo", offset=(24, 1))
        await pilot.hover("#lane-doing", offset=(0, 1))
        await pilot.mouse_up("#lane-doing", offset=(0, 1))
        await pilot.mouse_down("#lane-todo", offset=(5, 1))
        await pilot.hover("#lane-doing", offset=(5, 5))
        await pilot.press("escape")
        await pilot.mouse_up("#lane-doing", offset=(5, 5))
        await settle(pilot)

    assert office.task().state is State.TODO


async def test_a_second_click_opens_and_the_wheel_rolls(office: Office) -> None:
    office.add(*(f"card {number}" for number in range(1, 31)))
    app = office.app()
    async with app.run_test(size=(160, 24)) as pilot:
        await settle(pilot)
        app.screen._forward_event(events.MouseScrollDown(None, 3, 5, 0, 0, 0, False, False, False))
        await settle(pilot)
        assert app.home.column.cursor == 4

        await pilot.click("#lane-todo", offset=(5, 1), times=2)
        await settle(pilot)

        assert "T-4" in "\n".join(shown(app))
        assert app.screen is not app.home
