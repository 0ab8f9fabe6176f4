"""The palette has every action of the screen once, by its name in either language."""

from __future__ import annotations

import pytest

from domain.words import bind
from tests.tui.conftest import Office, settle, shown
from tests.tui.test_detail import worked
from tui.palette import Actions, Palette


async def names(app: object, query: str) -> list[str]:
    """What the palette finds on the board."""
    provider = Actions(app.home)  # type: ignore[attr-defined]
    if not query:
        return [str(hit.text) async for hit in provider.discover()]
    return [str(hit.text) async for hit in provider.search(query)]


async def test_every_action_is_listed_once(office: Office) -> None:
    app = office.app()
    async with app.run_test():
        listed = await names(app, "")
        bound = {
            active.binding.id for active in app.home.active_bindings.values() if active.binding.id
        }

    assert len(listed) == len(bound)
    assert {"Forward", "Block", "Undo", "Filter", "Quit"} <= set(listed)


@pytest.mark.parametrize("query", ["交接", "hand off", "jj", "offer it"])
async def test_an_action_is_found_in_both_languages(office: Office, query: str) -> None:
    app = office.app()
    async with app.run_test():
        bind("zh-CN")
        found = await names(app, query)

    assert "交接" in found


async def test_a_chosen_action_runs_where_its_key_would(office: Office) -> None:
    office.add("主图")
    app = office.app()
    async with app.run_test() as pilot:
        await pilot.press("colon")
        assert isinstance(app.screen, Palette)
        await pilot.press(*"Forward")
        await worked(pilot)
        await pilot.press("enter")
        await settle(pilot)

    assert office.task().state == "doing"


async def test_where_nothing_matches_that_is_said(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        await pilot.press("colon", *"zz[")
        await worked(pilot)

        assert "Nothing matches zz[." in "\n".join(shown(app))


async def test_a_form_has_a_palette_of_its_own(office: Office) -> None:
    app = office.app()
    async with app.run_test() as pilot:
        await pilot.press("n", *"主图", "ctrl+p", *"save")
        await worked(pilot)
        await pilot.press("enter")
        await settle(pilot)

    assert office.task().title == "主图"
