"""Where a session begins, and what the top line says where there is little room for it."""

from __future__ import annotations

from datetime import timedelta

from textual.pilot import Pilot

from domain.due import Due
from domain.handoff import OfferHandoff
from domain.task import State
from domain.task_moves import MoveTask
from domain.text import cells
from tests.tui.conftest import CONTENT, NOON, OPS, Office, settle
from tui.app import PromoboardApp
from tui.screens.digest import Digest
from tui.widgets.line import Line


async def begun(pilot: Pilot[int]) -> None:
    """Until it was looked up what happened meanwhile."""
    await settle(pilot)
    if reading := [worker for worker in pilot.app.workers if worker.group == "digest"]:
        await pilot.app.workers.wait_for_complete(reading)
    await settle(pilot)


def at(app: PromoboardApp) -> tuple[str | None, int | None]:
    return app.home.column.id, app.home.column.cursor


async def test_a_session_begins_at_the_first_thing_that_waits(office: Office) -> None:
    office.add("theirs", "mine to do", "mine in work", "mine overdue", assignee=OPS)
    office.add("offered", owner_role="promo", assignee=CONTENT)
    office.do(MoveTask(3, State.DOING))
    places = []
    for member in (CONTENT, OPS):
        async with office.app(member).run_test() as pilot:
            await begun(pilot)
            assert isinstance(pilot.app, PromoboardApp)
            places.append(at(pilot.app))
    assert places == [("lane-todo", 5), ("lane-doing", 3)]

    office.add("late", owner_role="promo", assignee=OPS, due=Due(at=NOON - timedelta(hours=1)))
    office.do(MoveTask(6, State.DOING))
    async with office.app().run_test() as pilot:
        await begun(pilot)
        assert isinstance(pilot.app, PromoboardApp)
        assert at(pilot.app) == ("lane-doing", 6)

    office.do(OfferHandoff(5, "ops"), CONTENT)
    app = office.app()
    async with app.run_test() as pilot:
        await begun(pilot)
        assert isinstance(app.screen, Digest)
        await pilot.press("x")
        await settle(pilot)
        assert at(app) == ("lane-todo", 5)


async def test_who_has_moved_already_stays_there(office: Office) -> None:
    office.add("a", "b", "c", owner_role="ops")
    office.do(MoveTask(3, State.DOING))
    app = office.app()
    async with app.run_test() as pilot:
        await pilot.press("j")
        await begun(pilot)
        app.home.begin()

        assert at(app) == ("lane-todo", 2)


async def test_the_top_line_says_a_phase_or_a_countdown_whole_or_not_at_all(office: Office) -> None:
    words = {
        "place": " 618 大促",
        "phase": " | Warm-up, day 8/16",
        "to": " | To opening ",
        "count": "10d 03:04:05",
        "next": " | Next: Stock confirmed S ",
        "left": "03:04:05",
        "alert": " | 2 for you",
        "gate": " | Gate 6/8",
        "people": " | Online: C Zhou Min",
        "few": " | Online: 1",
    }
    app = office.app()
    async with app.run_test() as pilot:
        await begun(pilot)
        header = app.home.header
        lines = []
        for width in range(140, 19, -1):
            header.show(words, width)
            said = {part.id: part.text for part in header.query(Line)}
            lines.append("".join(said.values()))
            assert said["count"] in ("", words["count"])
            assert said["left"] in ("", words["left"])
            assert bool(said["count"]) == bool(said["to"])
            assert said["alert"] == words["alert"]
            assert cells(lines[-1]) <= width

    assert all(("Warm-up, day 8/16" in line) == ("Warm" in line) for line in lines)
    assert all(("Gate 6/8" in line) == ("Ga" in line) for line in lines)
    assert "Warm" in lines[0]
    assert "Gate" in lines[0]
    whole = " 618 大促 | To opening 10d 03:04:05 | Next: Stock confirmed S 03:04:05 | 2 for you"
    assert lines[140 - cells(whole + " | Online: 1")] == whole + " | Online: 1"
    assert lines[140 - cells(whole)] == (
        " 618 大促 | To opening 10d 03:04:05 | Next: Sto.. 03:04:05 | 2 for you | Online: 1"
    )
