"""View 3: which campaign, phases x roles, and the way from there to the tasks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from domain.campaign import Goals, Milestone, Phase
from domain.campaign_rules import AddCampaign, EditCampaign
from domain.due import Anchor, Due
from domain.edit import Edit
from domain.settings import ROLES, Role, TeamSettings
from tests.tui.conftest import Office, settle, shown
from tui.screens.campaign_matrix import Grid

PHASES = (
    Phase(key="warmup", zh="蓄水期", en="Warm-up", from_day=-30, to_day=-15),
    Phase(key="sale", zh="开卖期", en="Sale", from_day=-14, to_day=0, to_anchor=Anchor.END),
)
STOCK = Milestone(uid="stock", title="备货量确认", owner_role="supply", gate=True,
                  due=Due(anchor=Anchor.START, offset_days=-15, time="18:00"))  # fmt: skip


def on(day: int) -> Due:
    return Due(anchor=Anchor.START, offset_days=day)


def plan(office: Office, name: str = "618", **values: object) -> None:
    """618 of 2027, seen at noon of D-17."""
    opens = office.now.replace(day=17, hour=12)
    made = AddCampaign(
        name=name,
        d_day=date(2027, 6, 18),
        starts_at=opens,
        ends_at=opens + timedelta(days=3),
        zone="Asia/Shanghai",
        phases=PHASES,
        milestones=(STOCK,),
        goals=Goals(gmv=320_000_000),
        **values,  # type: ignore[arg-type]
    )
    office.do(made)


async def test_3_opens_the_campaign_where_today_is_and_a_phase_leads_to_its_tasks(
    office: Office,
) -> None:
    plan(office)
    office.add("主图", campaign=1, due=on(-16))
    office.add("备货", campaign=1, due=on(-20), owner_role="supply")
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        matrix = shown(app)
        await pilot.press("enter")
        opened = shown(app)
        await pilot.press("l", "l", "l")
        one_role = shown(app)
        await pilot.press("j", "enter")
        await settle(pilot)
        task = "\n".join(shown(app))

    assert matrix[1].startswith("[Plan]")
    assert matrix[1].endswith("16d 08:00:00 to opening")
    assert matrix[4].startswith(">> Warm-up")
    assert "0/1!" in matrix[4]
    assert [line[5:13] for line in opened[5:7]] == ["L  T-2 备", "C  T-1 主"]
    assert "[0/1" in one_role[4]
    assert "T-1" in one_role[5]
    assert "T-2" not in "\n".join(one_role[5:7])
    assert "T-1 P2 主图" in task


async def test_a_colleague_s_change_of_the_campaign_is_seen_at_once(office: Office) -> None:
    plan(office)
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        office.do(EditCampaign(1, (Edit("cancelled", False, True),)))
        await settle(pilot)
        lines = shown(app)

    assert "Cancelled" in lines[2]
    assert "to opening" not in lines[1]


async def test_another_campaign_can_be_looked_at_and_none_says_what_to_do(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await pilot.pause()
        empty = "\n".join(shown(app))
        plan(office)
        plan(office, "双11")
        await settle(pilot)
        await pilot.press("w", "双", "enter")
        await settle(pilot)
        chosen = shown(app)

    assert "n plans one" in empty
    assert "C-2 双11" in chosen[2]


def test_more_roles_than_fit_go_sideways_with_the_chosen_one_and_are_counted(
    office: Office,
) -> None:
    plan(office)
    office.add("主图", campaign=1, due=on(-16))
    more = tuple(Role(f"r{n}", f"岗{n}", f"Role {n}", "岗", f"R{n}") for n in range(7))
    settings = replace(TeamSettings(), roles=(*ROLES, *more))
    board = replace(office.board, settings=settings)

    def rows(role: str | None) -> list[str]:
        entries = Grid(board, board.campaigns[1], office.now, role).entries(())
        return [str(each.text(76)) for each in entries if not isinstance(each.text, str)]

    assert " ".join(rows(None)[0].split()) == "Phase O P C S L R0 R1 R2 R3 3>"
    assert " ".join(rows("r6")[0].split()) == "<3 S L R0 R1 R2 R3 R4 R5 [R6]"
    assert "[" in rows("r6")[1]
    assert {len(line) <= 76 for role in (None, "r6") for line in rows(role)} == {True}
