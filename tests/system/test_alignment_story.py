"""满299减50, from the draft to the sale and a change of it: two people, two terminals.

What the article tells: operations set the offer, and the ad went on showing the old price.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from bench.pty import Launch, Session
from domain import clock
from domain.campaign_rules import AddCampaign, EditCampaign
from domain.edit import Edit
from domain.mechanic_rules import AddMechanic
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.store import Store
from domain.team import AddMember
from domain.terms import SpendSave, terms_of
from domain.touchpoint import Place
from domain.touchpoint_rules import AddTouchpoint
from domain.workspace import init
from tests.system.filing import ROOT
from tui.__main__ import main

SECONDS = 30.0
"""For whatever should come within one: the machine may do other things, too."""
SAVE = terms_of(SpendSave(threshold=29900, off=5000), stackable=())


def press(session: Session, *keys: str) -> None:
    """One key after another, each after what the last one did."""
    for key in keys:
        session.press(key.encode(), quiet=0.1)


def run(folder: Path, name: str, *words: str) -> None:
    """Do it on the command line, as one does from a script or another window."""
    assert main(("-w", str(folder), "--as", name, *words)) == 0


def office(folder: Path) -> BoardService:
    """李华 of operations, 小王 of promotion, and a sale that opens in an hour with one ad."""
    init(folder)
    service = BoardService(Store(folder), TeamSettings(), clock.now, Actor(0))
    account = (folder.stat().st_uid,)
    service.execute(AddMember("李华", ("ops", "content"), account))
    service.execute(AddMember("小王", ("promo",), account))
    service.actor = Actor(1)
    opens = clock.now() + timedelta(hours=1)
    service.execute(
        AddCampaign(
            name="618",
            d_day=opens.date(),
            starts_at=opens,
            ends_at=opens + timedelta(days=1),
            zone="Asia/Shanghai",
        )
    )
    service.execute(
        AddMechanic(name="满299减50", terms=SAVE, campaign=1, required_roles=("promo", "content"))
    )
    service.execute(AddTouchpoint(name="信息流03", kind=Place.CREATIVE, campaign=1))
    return service


def test_nobody_goes_live_on_a_rule_that_somebody_has_not_seen(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    service = office(folder)

    def launch(name: str) -> Launch:
        environ = {"HOME": str(tmp_path / name), "PATH": "/usr/bin:/bin",
                   "TERM": "xterm-256color", "LANG": "C.UTF-8"}  # fmt: skip
        argv = (sys.executable, "-m", "tui", "-w", str(folder), "--as", name)
        return Launch(argv, environ, ROOT)

    with Session(launch("李华")) as ops, Session(launch("小王")) as promo:
        for session in (ops, promo):
            session.shown("To do 0", SECONDS)
        press(ops, "3", "]")
        ops.shown("[Gate 7/8]", SECONDS)

        run(folder, "李华", "mechanic", "publish", "M-1")
        promo.shown("李华 published M-1 满299减50 r1 | 1 touchpoint is stale", SECONDS)
        promo.shown("to read: M-1", SECONDS)

        run(folder, "小王", "mechanic", "ack", "M-1")
        ops.shown("Mechanics acknowledged     1/2", SECONDS)
        press(ops, ">")
        ops.shown("Held by Content: M-1; Promotion: P-1", SECONDS)
        press(ops, "\x1b")

        run(folder, "李华", "mechanic", "ack", "M-1")
        run(folder, "小王", "touchpoint", "check", "P-1")
        ops.shown("[Gate 8/8]", SECONDS)
        press(ops, ">", "\r")
        promo.shown("李华 passed the gate of C-1 618", SECONDS)

        opens = service.board.campaigns[1].starts_at
        earlier = Edit("starts_at", opens, opens - timedelta(hours=2))
        service.execute(EditCampaign(1, (earlier,)))
        ops.shown("To the end", SECONDS)
        run(folder, "李华", "mechanic", "publish", "M-1", "--off", "30元", "--reason", "毛利")
        promo.shown("李华 published M-1 满299减50 r2: 毛利", SECONDS)
        promo.shown("to read: M-1", SECONDS)
        ops.shown("Gate passed, shut again", SECONDS)
        ops.shown("Mechanics acknowledged     0/2", SECONDS)
        ops.shown("Touchpoints up to date     0/1", SECONDS)
    service.close()
