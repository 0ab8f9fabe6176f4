"""The board's keys that move cards, delivered as a terminal delivers them: at once, back to back.

Two real sessions on one workspace, a stopped clock; no terminal is involved.
"""

from __future__ import annotations

from domain.edit import Edit
from domain.lanes import lanes
from domain.task import State
from domain.task_moves import MoveTask
from domain.task_write import EditTask
from tests.tui.conftest import CONTENT, Office, hold, said, settle, shown
from tui.screens.editors import LineEditor


async def test_a_held_key_moves_one_card_per_repeat(office: Office) -> None:
    office.add("a", "b", "c", "d", "e")
    async with office.app().run_test() as pilot:
        await settle(pilot)

        hold(pilot.app, ">", 4)
        await settle(pilot)

    assert lanes(office.board, office.now)[State.DOING] == (1, 2, 3, 4)


async def test_a_held_key_moves_cards_back(office: Office) -> None:
    office.add("a", "b", "c")
    for number in (1, 2, 3):
        office.do(MoveTask(number, State.DOING))
    async with office.app().run_test() as pilot:
        await settle(pilot)

        hold(pilot.app, "l", 1)
        hold(pilot.app, "<", 2)
        await settle(pilot)

    assert lanes(office.board, office.now)[State.DOING] == (3,)


async def test_the_cursor_stays_on_its_card_while_colleagues_move_others(office: Office) -> None:
    office.add("a", "b", "c", "d")
    app = office.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        hold(app, "j", 2)
        await settle(pilot)

        office.do(MoveTask(1, State.DOING), CONTENT)
        office.do(MoveTask(4, State.DOING), CONTENT)
        await settle(pilot)

        assert app.home.column.cursor == 3
        assert app.home.column.ids == (2, 3)


async def test_the_cursor_goes_to_the_neighbour_when_its_card_leaves(office: Office) -> None:
    office.add("a", "b", "c")
    app = office.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        hold(app, "G", 1)
        await settle(pilot)

        office.do(MoveTask(3, State.DOING), CONTENT)
        await settle(pilot)

        assert app.home.column.cursor == 2


async def test_cards_change_places(office: Office) -> None:
    office.add("a", "b", "c")
    async with office.app().run_test(notifications=True) as pilot:
        await settle(pilot)

        hold(pilot.app, "J", 2)
        await settle(pilot)
        assert lanes(office.board, office.now)[State.TODO] == (2, 3, 1)

        hold(pilot.app, "K", 1)
        await settle(pilot)

        assert lanes(office.board, office.now)[State.TODO] == (2, 1, 3)

        hold(pilot.app, "u", 1)
        await settle(pilot)
        assert said(pilot.app) == "T-1 a: put elsewhere in its lane"


async def test_what_is_done_keeps_its_order_and_two_in_one_place_part(office: Office) -> None:
    office.add("a", "b", "c", "d")
    for number in (3, 4):
        for state in (State.DOING, State.REVIEW, State.DONE):
            office.do(MoveTask(number, state))
    for number in (1, 2):  # as two sessions do that see nothing of each other
        office.do(EditTask(number, (Edit("rank", None, "m"),)))
    office.add("e")
    office.do(EditTask(5, (Edit("rank", None, "z"),)))
    async with office.app().run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("G", "K")
        await settle(pilot)
        assert lanes(office.board, office.now)[State.TODO] == (1, 5, 2)

        await pilot.press(*"llll", "J")
        await settle(pilot)

        assert "order in which it was done" in said(pilot.app)


async def test_a_refused_move_reverts_and_says_why(office: Office) -> None:
    office.add("a", with_roles=("supply",))
    office.do(MoveTask(1, State.DOING))
    office.do(MoveTask(1, State.REVIEW), CONTENT)
    app = office.app()
    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        await settle(pilot)

        hold(app, "l", 3)
        hold(app, ">", 1)
        await settle(pilot)

        assert app.home.column.cursor == 1
        assert "the part of Supply chain is not done" in said(app)
    assert office.task().state is State.REVIEW


async def test_a_move_that_needs_a_reason_asks_for_it_first(office: Office) -> None:
    office.add("a")
    office.add("b", depends_on=(1,))
    async with office.app().run_test() as pilot:
        await settle(pilot)

        hold(pilot.app, "j", 1)
        hold(pilot.app, ">", 1)
        await settle(pilot)
        assert office.task(2).state is State.TODO
        hold(pilot.app, ">", 5)  # held: none of it is the reason
        hold(pilot.app, "》", 1)  # another one, as of an input method
        await pilot.pause()

        await pilot.press(*"soon>")
        assert pilot.app.screen.query_one(LineEditor).value == "》soon>"
        await pilot.press("enter")
        await settle(pilot)

    assert office.task(2).state is State.DOING


async def test_marked_cards_move_as_one_and_come_back_as_one(office: Office) -> None:
    office.add("a", "b", "c")
    async with office.app().run_test() as pilot:
        await settle(pilot)

        hold(pilot.app, " ", 2)
        await settle(pilot)
        assert "To do 3" in (head := shown(pilot.app)[2])
        assert "*2" in head
        hold(pilot.app, ">", 1)
        await settle(pilot)
        assert lanes(office.board, office.now)[State.DOING] == (1, 2)

        hold(pilot.app, "u", 1)
        await settle(pilot)
        assert lanes(office.board, office.now)[State.TODO] == (1, 2, 3)

        hold(pilot.app, "U", 1)
        await settle(pilot)

    assert lanes(office.board, office.now)[State.DOING] == (1, 2)


async def test_undo_and_redo_lead_to_the_card_that_they_moved(office: Office) -> None:
    office.add("a", "b", "c")
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        hold(app, ">", 1)
        await settle(pilot)
        assert app.home.column.cursor == 2

        hold(app, "u", 1)
        await settle(pilot)
        assert app.home.column.cursor == 1

        hold(app, "U", 1)
        await settle(pilot)
        assert (app.home.column, app.home.column.cursor) == (app.home.lanes[1], 1)
        assert app.home.column.display


async def test_undo_says_what_it_took_back(office: Office) -> None:
    office.add("a", "b")
    app = office.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        hold(app, " ", 2)
        hold(app, ">", 1)
        hold(app, "2", 1)  # the inbox: where the cards go cannot be seen from here
        hold(app, "u", 1)
        await settle(pilot)

        assert said(app) == "T-1 a: state: Doing -> To do (+1)"

        hold(app, "U", 1)
        await settle(pilot)
        assert said(app) == "T-1 a: state: To do -> Doing (+1)", "one toast, not a pile"


async def test_undo_is_refused_when_a_colleague_built_on_it(office: Office) -> None:
    office.add("a")
    app = office.app()
    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        await settle(pilot)
        hold(app, ">", 1)
        await settle(pilot)
        office.do(MoveTask(1, State.REVIEW), CONTENT)

        hold(app, "u", 1)
        await settle(pilot)

        assert "周敏 has changed it since" in said(app)
    assert office.task().state is State.REVIEW


async def test_a_new_card_is_under_the_cursor_and_moves_before_it_has_a_number(
    office: Office,
) -> None:
    office.add("a", "b")
    app = office.app(CONTENT)
    async with app.run_test() as pilot:
        await settle(pilot)

        await pilot.press("n", *"made just now", "f2")
        await settle(pilot)
        assert app.home.column.cursor == 3

        hold(app, ">", 1)
        await settle(pilot)

    assert office.task(3).state is State.DOING
