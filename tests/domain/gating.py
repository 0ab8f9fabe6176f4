"""A campaign that opens in ten days on a desk's board, and what its gate says."""

from __future__ import annotations

from datetime import timedelta

from domain.campaign import Milestone
from domain.campaign_rules import AddCampaign
from domain.due import Anchor, Due
from domain.gate import Gate, GateCheck, gate_of
from domain.mechanic_rules import AddMechanic, PublishMechanic
from domain.milestone_rules import AddMilestone
from domain.stock import Basis
from domain.stock_rules import SetStock
from domain.team import AddMember
from domain.terms import SpendSave, terms_of
from tests.domain.desk import NOON, Desk

SAVE = terms_of(SpendSave(threshold=29900, off=5000), stackable=())
CS = 4


def campaign_desk() -> Desk:
    """A campaign that opens in ten days, and somebody for customer service."""
    desk = Desk()
    desk.do(AddMember("小王", ("cs",)))
    opens = NOON + timedelta(days=10)
    desk.do(
        AddCampaign(
            name="618",
            d_day=opens.date(),
            starts_at=opens,
            ends_at=opens + timedelta(days=2),
            zone="Asia/Shanghai",
        )
    )
    return desk


def gate(desk: Desk) -> Gate:
    return gate_of(desk.board, desk.board.campaigns[1], desk.now)


def held(desk: Desk) -> dict[GateCheck, list[tuple[str, str]]]:
    """By line: what is missing, and who holds it."""
    return {
        line.check: [(each.number, each.role) for each in line.held]
        for line in gate(desk).lines
        if not line.open
    }


def offer(desk: Desk) -> None:
    """One more published mechanic."""
    desk.do(AddMechanic(name="满299减50", terms=SAVE, campaign=1))
    desk.do(PublishMechanic(max(desk.board.mechanics), 1))


def milestone(desk: Desk, uid: str, *, gate: bool) -> None:
    due = Due(anchor=Anchor.START, offset_days=-3)
    desk.do(AddMilestone(1, Milestone(uid=uid, title=uid, due=due, gate=gate, owner_role="supply")))


def product(desk: Desk, sku: str, on_hand: int, campaign: int | None = 1) -> None:
    """A product of which 1000 were sold at the peak."""
    values = (("peak", 1000), ("basis", Basis.WINDOW), ("on_hand", on_hand))
    desk.do(SetStock(sku, campaign, values))
