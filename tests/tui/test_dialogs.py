"""What small dialogs answer: choosing, asking, handing off, saying who one is, the digest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from domain.edit import Edit
from domain.handoff import AcceptHandoff, DeclineHandoff, OfferHandoff, WithdrawHandoff
from domain.identity import Account
from domain.task import Priority
from domain.team import AddMember, EditMember
from domain.words import bind
from tests.tui.conftest import CONTENT, OPS, SUPPLY, Office, hold, shown
from tests.tui.forms import task_form
from tui.screens.ask import Ask
from tui.screens.choose import Choose
from tui.screens.digest import Digest
from tui.screens.editors import LineEditor
from tui.screens.handoff import Answer, Offer
from tui.screens.option import Option
from tui.screens.pick import pick_member, pick_priority, pick_role, pick_task
from tui.screens.who import WhoAreYou

FRUIT = [Option("a", "苹果 [b]", "red"), Option("p", "桃子"), Option("b", "Banana")]


async def answer(pilot: Pilot[int], dialog: Screen[Any], keys: Sequence[str]) -> list[Any]:
    """What `dialog` is dismissed with when these keys are pressed: nothing, or one answer."""
    answers: list[Any] = []
    pilot.app.push_screen(dialog, answers.append)
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause()
    return answers


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        (("enter",), "a"),
        (("down", "enter"), "p"),
        (("桃", "enter"), "p"),
        (("t", "z", "enter"), "p"),
        (("R", "E", "D", "enter"), "a"),
        (("b", "a", "n", "enter"), "b"),
        (("escape",), None),
    ],
    ids=["first", "arrows", "words", "pinyin", "hint", "English", "Esc"],
)
async def test_an_option_is_found_in_many_ways(
    office: Office, keys: Sequence[str], key: str | None
) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        assert await answer(pilot, Choose("Fruit", FRUIT), keys) == [key]


async def test_nothing_is_chosen_where_nothing_is_found(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        answers = await answer(pilot, Choose("Fruit", FRUIT), ("梨", "enter"))

        assert answers == []
        assert any("Nothing is called that" in line for line in shown(app))


@pytest.mark.parametrize("space", ["space", "ideographic_space"])
async def test_space_marks_many_in_the_order_of_the_list(office: Office, space: str) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        dialog = Choose("Fruit", FRUIT, many=True)
        answers = await answer(pilot, dialog, ("down", "down"))
        marks = {"space": " ", "ideographic_space": "　"}
        app.post_message(events.Key(space, marks[space]))
        await pilot.press("up", "up")
        app.post_message(events.Key(space, marks[space]))
        await pilot.pause()
        lines = shown(app)
        await pilot.press("enter")

    assert any("[x] 苹果 [b]" in line for line in lines)
    assert answers == [("a", "b")]


async def test_all_marks_can_be_taken_away(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        dialog = Choose("Fruit", FRUIT, many=True, chosen=("a",))
        assert await answer(pilot, dialog, ("space", "enter")) == [()]


async def test_held_arrows_are_all_heard(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        options = [Option(str(n), str(n)) for n in range(40)]
        answers = await answer(pilot, Choose("Number", options), ())
        hold(app, "down", 17)
        await pilot.press("enter")

    assert answers == ["17"]


async def test_pickers_offer_what_the_board_has(office: Office) -> None:
    office.add("主图", "详情页")
    app = office.app()
    async with app.run_test() as pilot:
        board = app.board
        assert await answer(pilot, pick_role(board), (*"Customer", "enter")) == ["cs"]
        assert await answer(pilot, pick_member(board), ("enter",)) == [""]
        member = pick_member(board, "content", none=False)
        assert await answer(pilot, member, ("enter",)) == [str(CONTENT)]
        assert await answer(pilot, pick_task(board), (*"T-1", "enter")) == ["1"]
        assert await answer(pilot, pick_task(board, {2}), (*"zt", "enter")) == ["1"]
        priority = pick_priority(Priority.P1)
        assert await answer(pilot, priority, ("down", "enter")) == [Priority.P2]


async def test_a_reason_that_is_required_is_asked_for_until_it_comes(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        dialog = Ask("Why?", why="T-1 [/b] needs a reason.", required=True)
        answers = await answer(pilot, dialog, ("enter",))
        lines = shown(app)
        await pilot.press(*" 因为 ", "enter")

    assert any("T-1 [/b] needs a reason." in line for line in lines)
    assert any("! Nothing was typed." in line for line in lines)
    assert answers == ["因为"]


async def test_an_answer_that_was_left_is_there_again(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        state = app.session.state
        first = await answer(
            pilot, Ask("Comment", state=state, key="comment-T-1"), (*"尺码", "escape")
        )
        again = await answer(pilot, Ask("Comment", state=state, key="comment-T-1"), ("enter",))

        assert (first, again) == ([None], ["尺码"])
        assert state.drafts() == ("comment-T-1",)  # whoever asked drops it when it is said


async def test_a_paste_of_several_lines_is_joined_and_harmless(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        answers = await answer(pilot, Ask("Comment"), ())
        app.post_message(events.Paste("一\x1b[31m二\r\n三‮"))
        await pilot.press("enter")

    assert answers == ["一二 三"]


async def test_leaving_a_line_editor_does_not_select_it(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        await answer(pilot, Ask("Comment", typed="尺码"), ("!",))

        assert app.screen.query_one(LineEditor).value == "尺码!"


async def test_an_offer_names_role_member_and_note(office: Office) -> None:
    office.add("主图", with_roles=("promo",))
    app = office.app()
    async with app.run_test() as pilot:
        dialog = Offer(app.board, app.board.tasks[1], state=app.session.state)
        assert dialog.rows["to_role"].raw == "promo"
        keys = ("down", "enter", "down", "enter", "down", *"图好了", "enter")
        assert await answer(pilot, dialog, keys) == [OfferHandoff(1, "promo", "图好了", SUPPLY)]


@pytest.mark.parametrize(
    ("member", "keys", "command"),
    [
        (SUPPLY, ("enter",), AcceptHandoff(1)),
        (SUPPLY, ("down", "enter", *"没空", "enter"), DeclineHandoff(1, "没空")),
        (SUPPLY, ("escape",), None),
        (OPS, ("enter",), WithdrawHandoff(1)),
    ],
)
async def test_an_offer_is_answered_or_taken_back(
    office: Office, member: int, keys: Sequence[str], command: object
) -> None:
    office.add("主图")
    office.do(OfferHandoff(1, "promo", "图 [b]好了"))
    app = office.app(member)
    async with app.run_test() as pilot:
        dialog = Answer(app.board, app.board.tasks[1], member)
        app.push_screen(dialog)
        await pilot.pause()
        lines = shown(app)
        dialog.dismiss(None)
        await pilot.pause()

        assert any("李华 offers it to Promotion." in line for line in lines)
        assert any("图 [b]好了" in line for line in lines)
        again = Answer(app.board, app.board.tasks[1], member)
        assert await answer(pilot, again, keys) == [command]


async def test_who_offers_to_a_role_of_their_own_can_take_it_back(office: Office) -> None:
    office.add("主图")
    office.do(OfferHandoff(1, "promo"), by=SUPPLY)
    app = office.app(SUPPLY)
    async with app.run_test() as pilot:
        dialog = Answer(app.board, app.board.tasks[1], SUPPLY)

        assert await answer(pilot, dialog, ("end", "enter")) == [WithdrawHandoff(1)]


async def test_a_stranger_is_one_of_the_team_without_account_or_new(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        state, stranger = app.session.state, Account(77, "ops77")
        known = WhoAreYou(app.board, stranger, state=state)
        assert await answer(pilot, known, ("down", "enter")) == [
            EditMember(CONTENT, (Edit("accounts", (), (77,)),))
        ]
        new = WhoAreYou(app.board, stranger, state=state)
        keys = ("end", "enter", *"小王", "enter", "enter", *"content", "enter", "f2")
        (command,) = await answer(pilot, new, keys)

    assert isinstance(command, AddMember)
    assert (command.name, command.roles, command.accounts) == ("小王", ("content",), (77,))


async def test_a_newcomer_needs_a_name_and_a_role(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        dialog = WhoAreYou(app.board, Account(77, "ops77"), state=app.session.state)
        answers = await answer(pilot, dialog, ("end", "enter", "f2"))

        assert answers == []
        assert any("! A member needs a name." in line for line in shown(app))


async def test_who_shares_an_account_says_who_they_are(office: Office) -> None:
    office.do(EditMember(OPS, (Edit("accounts", (), (77,)),)))
    office.do(EditMember(SUPPLY, (Edit("accounts", (), (77,)),)))
    app = office.app()
    async with app.run_test() as pilot:
        dialog = WhoAreYou(app.board, Account(77, "ops77"), state=app.session.state)
        assert await answer(pilot, dialog, ("down", "enter")) == [SUPPLY]


@pytest.mark.parametrize(("keys", "member"), [(("j", "enter"), SUPPLY), (("j", "k", "enter"), OPS)])
async def test_letters_move_in_a_menu_as_on_the_board(
    office: Office, keys: Sequence[str], member: int
) -> None:
    office.do(EditMember(OPS, (Edit("accounts", (), (77,)),)))
    office.do(EditMember(SUPPLY, (Edit("accounts", (), (77,)),)))
    app = office.app()
    async with app.run_test() as pilot:
        dialog = WhoAreYou(app.board, Account(77, "ops77"), state=app.session.state)
        assert await answer(pilot, dialog, keys) == [member]


async def test_letters_move_in_a_list_without_a_filter(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        dialog = Choose("Fruit", FRUIT, filter=False)
        assert await answer(pilot, dialog, ("j", "j", "k", "enter")) == ["p"]


@pytest.mark.parametrize("key", ["escape", "enter", "x", "space"])
async def test_any_key_ends_the_digest(office: Office, key: str) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        dialog = Digest(["小王 offers you T-2 [b]"])
        app.push_screen(dialog)
        await pilot.pause()
        lines = shown(app)
        await pilot.press(key)

        assert any("小王 offers you T-2 [b]" in line for line in lines)
        assert app.screen is app.home


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
async def test_a_dialog_fits_the_terminal_in_both_languages(
    office: Office, size: tuple[int, int], language: str
) -> None:
    office.add("主图与详情页：" + "很长的标题" * 20, description="行\n" * 60)
    bind(language)
    app = office.app()
    async with app.run_test(size=size) as pilot:
        app.push_screen(task_form(app, 1))
        await pilot.pause()
        lines = shown(app)

        keys = [at for at, line in enumerate(lines) if "F2" in line and "Esc" in line]
        assert len(keys) == 1
        assert "╰" in lines[keys[0] + 1]
