"""满299减50 on a desk's board, for the tests of mechanics."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.campaign_rules import AddCampaign
from domain.mechanic import Mechanic
from domain.mechanic_rules import AddMechanic, PublishMechanic
from domain.terms import Kind, SpendSave, Terms, terms_of
from tests.domain.desk import NOON, Desk

SAVE = terms_of(SpendSave(threshold=29900, off=5000), stackable=(Kind.COUPON,))
DEARER = replace(SAVE, spend_save=SpendSave(threshold=29900, off=3000))


def mechanic(desk: Desk) -> Mechanic:
    return desk.board.mechanics[1]


def drafted(desk: Desk, terms: Terms = SAVE, **values: object) -> Mechanic:
    """满299减50 on the desk's board."""
    desk.do(AddMechanic(name="满299减50", terms=terms, **values))  # type: ignore[arg-type]
    return mechanic(desk)


def published(desk: Desk, **values: object) -> Mechanic:
    """The same, published by operations."""
    drafted(desk, **values)  # type: ignore[arg-type]
    desk.do(PublishMechanic(1, 1))
    return mechanic(desk)


def sale(desk: Desk) -> None:
    """A campaign that opens in a day and lasts two."""
    opens = NOON + timedelta(days=1)
    desk.do(
        AddCampaign(
            name="618",
            d_day=opens.date(),
            starts_at=opens,
            ends_at=opens + timedelta(days=2),
            zone="Asia/Shanghai",
        )
    )
