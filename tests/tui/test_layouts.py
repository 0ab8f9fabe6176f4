"""Dialogs on other terminals: smaller ones, and those without box characters. None is real."""

from __future__ import annotations

from domain.settings import PersonalSettings
from tests.tui.conftest import Office, settle, shown


async def test_what_is_typed_survives_a_terminal_that_shrinks_and_grows(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(160, 48)) as pilot:
        await settle(pilot)
        await pilot.press("n", *"front page")
        for width, height in ((100, 30), (80, 24), (160, 48)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            lines = shown(app)
            assert len(lines) == height
            assert any("front page" in line for line in lines)
        await pilot.press("f2")
        await settle(pilot)

    assert office.task().title == "front page"


async def test_a_terminal_without_box_characters_gets_none(office: Office) -> None:
    office.add("front page")
    app = office.app(personal=PersonalSettings(language="en", ascii=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await pilot.pause()
        form = "".join(shown(app))
        await pilot.press("escape", "question_mark")
        await pilot.pause()
        keys = "".join(shown(app))

    assert "New task" in form
    assert "To the next card." in keys
    assert not {char for char in form + keys if "\u2500" <= char <= "\u259f"}
