"""What others do while one looks on: colleagues, the clock, the file, a newer program.

A second real session writes; the clock is stopped. No terminal is involved.
"""

from __future__ import annotations

import json
import zlib
from datetime import timedelta
from pathlib import Path

from domain.campaign_rules import AddCampaign
from domain.edit import Edit
from domain.gate import GateCheck
from domain.gate_rules import PassGate
from domain.handoff import OfferHandoff
from domain.mechanic_rules import AckMechanic, AddMechanic, PublishMechanic
from domain.presence import Presence
from domain.settings import PersonalSettings
from domain.task import State
from domain.task_moves import MoveTask
from domain.team import EditMember
from domain.terms import SpendSave, terms_of
from tests.tui.conftest import CONTENT, NOON, OPS, Office, hold, said, settle, shown
from tui.fresh import SECONDS, Fresh


async def test_a_colleagues_change_is_marked_for_two_seconds(office: Office) -> None:
    office.add("a", "b")
    seconds = 0.0
    app = office.app()
    app.fresh = Fresh(lambda: seconds)
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)

        office.do(MoveTask(1, State.DOING), CONTENT)
        await settle(pilot)
        assert "< 周敏" in "\n".join(shown(app))

        seconds = SECONDS
        await settle(pilot)

        assert "< 周敏" not in "\n".join(shown(app))


async def test_who_is_here_and_who_has_a_form_open_is_shown(office: Office) -> None:
    office.add("a")
    app = office.app()
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)

        colleague = Presence(office.folder)
        colleague.enter(CONTENT, "周敏", ("content",), "2027-06-01T04:00:00Z")
        colleague.editing("T-1")
        office.later(seconds=1)
        await settle(pilot)
        assert "Online: C 周敏" in shown(app)[0]
        assert "周敏 edits" in "\n".join(shown(app))

        colleague.leave()
        office.later(seconds=1)
        await settle(pilot)

        assert "周敏" not in "\n".join(shown(app))


async def test_somebody_who_may_only_look_is_told_why_nothing_happens(office: Office) -> None:
    office.add("a")
    app = office.app(0, readonly=True)
    async with app.run_test(size=(160, 30), notifications=True) as pilot:
        await settle(pilot)
        assert "read-only" in shown(app)[0]

        hold(app, ">", 3)
        await settle(pilot)
        assert said(app).count("not change it") == 1  # a held key does not cover the board

        office.do(MoveTask(1, State.DOING))
        await settle(pilot)

        assert app.home.lanes[1].ids == (1,)


async def test_a_stranger_is_asked_and_joins_the_team(office: Office) -> None:
    office.do(EditMember(CONTENT, (Edit("active", True, False),)))
    for number in (OPS, 3):
        office.do(EditMember(number, (Edit("accounts", (), (7000 + number,)),)))
    app = office.app(0)
    async with app.run_test(size=(160, 40)) as pilot:
        await settle(pilot)

        await pilot.press("enter", *"Kim", "tab", "enter", "space", "enter", "f2")
        await settle(pilot)

    member = office.board.members[4]
    assert (member.name, member.accounts) == ("Kim", (1000,))
    assert app.me == 4


async def test_a_newer_program_stops_the_writing_and_keeps_the_board(office: Office) -> None:
    office.add("a")
    app = office.app()
    async with app.run_test(size=(160, 30), notifications=True) as pilot:
        await settle(pilot)

        append(office.folder, {"v": 99, "s": 5, "m": {}, "c": [], "d": []})
        await settle(pilot)
        hold(app, ">", 1)
        await settle(pilot)

        assert "please restart" in shown(app)[0]
        assert "please restart" in said(app)
        assert app.home.lanes[0].ids == (1,)


async def test_damage_in_the_file_is_said_once_and_the_board_stays(office: Office) -> None:
    office.add("a")
    app = office.app()
    async with app.run_test(size=(160, 30), notifications=True) as pilot:
        await settle(pilot)

        append(office.folder, {"v": 1, "s": 5, "m": {}, "c": [], "d": []}, damage=1)
        append(office.folder, {"v": 1, "s": 6, "m": {}, "c": [], "d": []})
        await settle(pilot)
        await settle(pilot)

        assert said(app).count("is damaged") == 1
        assert app.home.lanes[0].ids == (1,)


async def test_themes_and_no_colour_start(office: Office) -> None:
    office.add("a")
    for theme in ("dark", "light", "ansi", "mono"):
        app = office.app(personal=PersonalSettings(theme=theme, language="en"))
        async with app.run_test() as pilot:
            await settle(pilot)
            assert any(">T-1 P2 a" in line for line in shown(app))


def append(folder: Path, line: dict[str, object], *, damage: int = 0) -> None:
    """Write a line to the journal as another program would, or with a wrong checksum."""
    body = json.dumps(line).encode()
    with (folder / "board.journal").open("ab") as journal:
        journal.write(b"%08x %b\n" % (zlib.crc32(body) ^ damage, body))


async def test_what_happened_meanwhile_is_told_on_return(office: Office) -> None:
    office.add("a", owner_role="ops")
    async with office.app(CONTENT).run_test() as pilot:
        await settle(pilot)
    office.do(OfferHandoff(1, "content"), OPS)

    app = office.app(CONTENT)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        if reading := [worker for worker in app.workers if worker.group == "digest"]:
            await app.workers.wait_for_complete(reading)
        await pilot.pause()
        assert "1 task was offered to you" in "\n".join(shown(app))

        await pilot.press("x")
        await settle(pilot)

        assert app.screen is app.home


async def test_a_rebound_key_works_and_is_named(office: Office) -> None:
    office.add("a")
    personal = PersonalSettings(language="en", keymap={"task.forward": "f5"})
    app = office.app(personal=personal)
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        assert "F5 Forward" in shown(app)[-1]

        hold(app, ">", 1)
        await settle(pilot)
        assert office.task().state is State.TODO
        await pilot.press("f5")
        await settle(pilot)

    assert office.task().state is State.DOING


async def test_an_input_methods_punctuation_is_as_good_as_any(office: Office) -> None:
    office.add("a")
    app = office.app()
    async with app.run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        hold(app, "》", 1)
        await settle(pilot)
        assert office.task().state is State.DOING

        hold(app, "？", 1)
        await settle(pilot)

        assert "Move around" in "\n".join(shown(app))


async def test_a_new_rule_is_told_and_stands_in_the_header_until_it_is_acknowledged(
    office: Office,
) -> None:
    terms = terms_of(SpendSave(threshold=29900, off=5000), stackable=())
    office.do(AddMechanic(name="满299减50", terms=terms), OPS)
    app = office.app(CONTENT)
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        assert "to read" not in shown(app)[0]

        office.do(PublishMechanic(1, 1), OPS)
        await settle(pilot)
        assert "李华 published M-1 满299减50 r1" in said(app)
        assert "| to read: M-1" in shown(app)[0]

        office.do(AckMechanic(1, 1), CONTENT)
        await settle(pilot)
        assert "to read" not in shown(app)[0]


async def test_a_sale_that_opens_without_the_gate_says_so_in_the_header_as_does_an_override(
    office: Office,
) -> None:
    opens = NOON + timedelta(hours=1)
    ends = opens + timedelta(days=1)
    office.do(
        AddCampaign(name="618", d_day=opens.date(), starts_at=opens, ends_at=ends, zone="UTC"), OPS
    )
    app = office.app(CONTENT)
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        assert "!" not in shown(app)[0]

        office.later(hours=2)
        await settle(pilot)
        assert "| ! no gate passed" in shown(app)[0]

        office.do(AddMechanic(name="x", terms=terms_of(SpendSave(threshold=2, off=1)), campaign=1))
        office.do(PassGate(1, (GateCheck.PUBLISHED,), "老板批准"), OPS)
        await settle(pilot)
        assert "老板批准 (missing: Mechanics published)" in said(app)
        assert "| ! gate overridden" in shown(app)[0]

        office.later(days=1)
        await settle(pilot)
        assert "!" not in shown(app)[0]
