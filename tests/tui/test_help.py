"""Help shows the keys as they are: by group, after rebinding, in either language."""

from __future__ import annotations

from domain.settings import PersonalSettings
from tests.tui.conftest import Office, said, settle, shown
from tui.screens.help import Help, groups_of
from tui.screens.key_names import is_alias, key_name
from tui.screens.task_form import TaskForm


async def test_the_keys_of_the_board_stand_in_its_groups(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(160, 48)):
        groups = {group.title: dict(group.lines) for group in groups_of(app.home)}

    assert groups["Move around"]["j Down"] == "To the next card."
    assert groups["Tasks"]["> L Shift+Right"] == "Move the card to the next lane."
    assert groups["Find"]["/ F3"].startswith("Show only what you type")
    assert not any("full" in keys for lines in groups.values() for keys in lines)


async def test_a_key_that_was_rebound_is_shown_as_it_is_now(office: Office) -> None:
    keymap = {"task.block": "ctrl+b,f9"}
    app = office.app(personal=PersonalSettings(language="en", keymap=keymap))
    async with app.run_test():
        lines = [line for group in groups_of(app.home) for line in group.lines]

    assert ("Ctrl+B F9", "Say what stops it, and which role.") in lines


async def test_help_opens_over_a_form_and_closes_with_its_own_key(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        form = TaskForm(app.board, app.now, app.me, state=app.session.state, submit=app.submit)
        app.push_screen(form)
        await pilot.pause()
        await pilot.press("f1")
        lines = shown(app)
        await pilot.press("f1")

        assert any("F2 Ctrl+S Ctrl+Enter Save" in line for line in lines)
        assert app.screen is form


async def test_whoever_may_only_look_is_named_the_keys_that_look(office: Office) -> None:
    office.add("主图")
    app = office.app(readonly=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        of_board = {keys for group in groups_of(app.home) for keys, _ in group.lines}
        await pilot.press("enter")
        await pilot.pause()
        of_task = {keys for group in groups_of(app.screen) for keys, _ in group.lines}
        detail = "\n".join(shown(app))
        await pilot.press("c")
        await pilot.pause()

    assert {"Enter", "y", "/ F3"} <= of_board
    assert not {"> L Shift+Right", "n Ins", "u", "t"} & of_board
    assert "e F4" not in of_task
    assert "Hand off" not in detail
    assert "Esc Close" in detail
    assert said(app) == app.refused()  # a key that changes says why it does nothing


async def test_all_of_help_can_be_scrolled_to_in_a_small_terminal(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Help(groups_of(app.home)))
        await pilot.pause()
        top = shown(app)
        await pilot.press("end")
        await pilot.pause()
        bottom = shown(app)

    assert any("Move around" in line for line in top)
    assert any("Let go of marks" in line for line in bottom)


async def test_keys_of_an_input_method_are_known_by_their_character(office: Office) -> None:
    app = office.app()
    async with app.run_test():
        names = {
            key_name(active.binding): is_alias(active.binding)
            for active in app.home.active_bindings.values()
        }

    assert names["？"]
    assert names["＞"]
    assert not names["?"]
    assert not names["Ctrl+P"]
