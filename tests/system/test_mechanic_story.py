"""满299减50, from the draft to the sale and a change of it: two people, two terminals, one gate.

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

SECONDS = 30.0
"""For whatever should come within one: the machine may do other things, too."""


def office(folder: Path) -> BoardService:
    """Operations and promotion, a campaign that opens in a day, a draft and an ad."""
    init(folder)
    service = BoardService(Store(folder), TeamSettings(), clock.now, Actor(0))
    account = (folder.stat().st_uid,)
    service.execute(AddMember("李华", ("ops",), account))
    service.execute(AddMember("苏晴", ("promo",), account))
    service.actor, opens = Actor(1), clock.now() + timedelta(days=1)
    service.execute(
        AddCampaign(
            name="618",
            d_day=opens.date(),
            starts_at=opens,
            ends_at=opens + timedelta(days=3),
            zone="Asia/Shanghai",
        )
    )
    terms = terms_of(SpendSave(threshold=29900, off=5000), stackable=())
    offer = AddMechanic(name="满299减50", terms=terms, campaign=1, required_roles=("promo",))
    service.execute(offer)
    service.execute(AddTouchpoint(name="信息流03", kind=Place.CREATIVE, campaign=1))
    return service


def test_nobody_goes_live_on_an_ad_that_shows_the_old_price(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    service = office(folder)

    def launch(name: str) -> Launch:
        environ = {"HOME": str(tmp_path / name), "PATH": "/usr/bin:/bin",
                   "TERM": "xterm-256color", "LANG": "C.UTF-8"}  # fmt: skip
        argv = (sys.executable, "-m", "tui", "-w", str(folder), "--as", name)
        return Launch(argv, environ, ROOT)

    def keys(session: Session, *pressed: bytes) -> None:
        for key in pressed:
            session.press(key, quiet=0.02)

    with Session(launch("李华")) as ops, Session(launch("苏晴")) as promo:
        for session in (ops, promo):
            session.shown("To do 0", SECONDS)
            keys(session, b"3")
            session.shown("Gate", SECONDS)
            keys(session, b"]", b"]")
            session.shown("(Draft)", SECONDS)

        keys(ops, b"p")
        ops.shown("Publish r1 now", SECONDS)
        keys(ops, b"\r")
        promo.shown("李华 published M-1 满299减50 r1 | 1 touchpoint is stale", SECONDS)
        promo.shown("to read: M-1", SECONDS)
        promo.shown("P- ", SECONDS)
        promo.listen(2.2)  # what has come a moment ago is not acknowledged unread
        keys(promo, b"a")
        ops.shown("P+", SECONDS)

        keys(ops, b"[", b">")  # the gate
        ops.shown("Pass the gate in spite of this", SECONDS)
        ops.shown("Held by Promotion: P-1", SECONDS)
        keys(ops, b"\x1b")
        keys(promo, b"]", b"s")
        promo.shown("M-1 r1 ", SECONDS)
        ops.shown("[Gate 8/8]", SECONDS)
        keys(ops, b">")
        ops.shown("Nothing is missing for 618", SECONDS)
        keys(ops, b"\r")
        promo.shown("李华 passed the gate of C-1 618", SECONDS)
        promo.shown("Cleared to open", SECONDS)

        opens = service.board.campaigns[1].starts_at
        service.execute(EditCampaign(1, (Edit("starts_at", opens, opens - timedelta(days=2)),)))
        ops.shown("To the end", SECONDS)
        keys(ops, b"]", b"e")
        ops.shown("Customers can have it now", SECONDS)
        keys(ops, b"why", b"\x1b[B", b"\x1b[B", b"\x1b[B", b"\x1b[B", b"\x7f\x7f60", b"\x1bOQ")
        promo.shown("李华 published M-1 满299减50 r2: why", SECONDS)
        promo.shown("M-1 r1, not r2", SECONDS)
        ops.shown("P- ", SECONDS)
        ops.shown("! gate shut again", SECONDS)
        keys(ops, b"[")
        ops.shown("[Gate 6/8]", SECONDS)

    service.refresh()
    mechanic, ad = service.board.mechanics[1], service.board.touchpoints[1]
    service.close()
    assert [(each.n, each.reason) for each in mechanic.revisions] == [(1, ""), (2, "why")]
    assert mechanic.acks == ()
    assert (ad.shown[0].by, ad.shown[0].revision) == (2, 1)
