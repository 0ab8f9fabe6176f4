"""Touchpoints on a board in memory: what they have to show, and whether somebody saw it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.campaign_rules import AddCampaign
from domain.check import check
from domain.edit import Edit
from domain.mechanic_rules import AddMechanic, PublishMechanic, WithdrawMechanic
from domain.record import decode, encode
from domain.team import UnknownRoleError
from domain.terms import Coupon, SpendSave, Terms, terms_of
from domain.touchpoint import (
    PLACE_ROLES,
    Place,
    Touchpoint,
    stale,
    stale_touchpoints,
    touchpoints_of,
)
from domain.touchpoint_rules import (
    AddTouchpoint,
    CheckTouchpoint,
    EditTouchpoint,
    NothingToShowError,
    NotOnTouchpointError,
    TouchpointNameError,
    UnknownRevisionError,
)
from tests.domain.desk import CONTENT, NOON, Desk

SAVE = terms_of(SpendSave(threshold=29900, off=5000), stackable=())
LESS = replace(SAVE, spend_save=SpendSave(threshold=29900, off=3000))


@pytest.fixture
def desk() -> Desk:
    """A campaign that opens tomorrow, and its published 满299减50."""
    desk = Desk()
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
    offer(desk)
    return desk


def offer(desk: Desk, terms: Terms = SAVE) -> int:
    """One more published mechanic of the campaign."""
    desk.do(AddMechanic(name="满299减50", terms=terms, campaign=1))
    number = max(desk.board.mechanics)
    desk.do(PublishMechanic(number, 1))
    return number


def ad(desk: Desk, **values: object) -> Touchpoint:
    """A creative of the campaign."""
    given = {"name": "信息流 03", "kind": Place.CREATIVE, "campaign": 1, **values}
    desk.do(AddTouchpoint(**given))  # type: ignore[arg-type]
    return touchpoint(desk, max(desk.board.touchpoints))


def touchpoint(desk: Desk, number: int = 1) -> Touchpoint:
    return desk.board.touchpoints[number]


def old(desk: Desk, number: int = 1) -> list[str]:
    """The mechanics that the touchpoint may show wrongly."""
    return [each.number for each in stale(desk.board, touchpoint(desk, number))]


def revise(desk: Desk, terms: Terms = LESS) -> None:
    desk.later(hours=1)
    desk.do(PublishMechanic(1, desk.board.mechanics[1].revision + 1, terms))


def test_a_touchpoint_is_stale_until_somebody_saw_the_current_revision_on_it(desk: Desk) -> None:
    ad(desk)
    assert old(desk) == ["M-1"]

    desk.do(CheckTouchpoint(1, 1, 1), by=CONTENT)

    seen = touchpoint(desk).seen(1)
    assert seen is not None
    assert (seen.revision, seen.by, seen.at) == (1, CONTENT, desk.now)
    assert old(desk) == []


def test_a_new_revision_makes_every_touchpoint_stale(desk: Desk) -> None:
    for name in ("a", "b"):
        ad(desk, name=name)
    desk.do(CheckTouchpoint(1, 1, 1))
    desk.do(CheckTouchpoint(2, 1, 1))

    revise(desk)

    assert [each.number for each in stale_touchpoints(desk.board, 1)] == ["P-1", "P-2"]
    desk.do(CheckTouchpoint(1, 1, 2))
    assert [each.number for each in stale_touchpoints(desk.board, 1)] == ["P-2"]


def test_seeing_an_old_revision_is_noted_and_settles_nothing(desk: Desk) -> None:
    ad(desk)
    revise(desk)

    desk.do(CheckTouchpoint(1, 1, 1))

    assert touchpoint(desk).shown[0].revision == 1
    assert old(desk) == ["M-1"]


def test_seeing_the_same_again_changes_nothing(desk: Desk) -> None:
    ad(desk)
    desk.do(CheckTouchpoint(1, 1, 1))
    desk.later(hours=1)

    assert not desk.do(CheckTouchpoint(1, 1, 1), by=CONTENT)


def test_what_was_seen_before_the_revision_was_published_does_not_count(desk: Desk) -> None:
    """A revision that is undone leaves its number to another one."""
    ad(desk)
    desk.do(CheckTouchpoint(1, 1, 1))
    mechanic = desk.board.mechanics[1]
    again = replace(mechanic.revisions[0], published_at=desk.now + timedelta(hours=1))
    doc = encode(replace(mechanic, revisions=(again,)))
    desk.board = desk.board.evolve({("mechanics", "1"): doc})
    desk.later(hours=2)

    assert old(desk) == ["M-1"]
    assert desk.do(CheckTouchpoint(1, 1, 1))
    assert old(desk) == []


def test_what_is_withdrawn_has_to_disappear(desk: Desk) -> None:
    ad(desk)
    desk.do(CheckTouchpoint(1, 1, 1))
    desk.later(hours=1)

    desk.do(WithdrawMechanic(1))
    assert old(desk) == ["M-1"]
    desk.do(CheckTouchpoint(1, 1, 0))
    assert old(desk) == []


def test_a_product_page_has_to_show_what_holds_for_its_product(desk: Desk) -> None:
    offer(desk, replace(SAVE, scope=("TEE-A",)))
    offer(desk, replace(SAVE, scope=("SOCK-B",)))
    ad(desk, kind=Place.PRODUCT_PAGE, sku="tee-a")

    assert old(desk) == ["M-1", "M-2"]


def test_a_product_that_is_taken_out_of_the_offer_must_not_show_it_any_more(desk: Desk) -> None:
    ad(desk, sku="TEE-A")
    desk.do(CheckTouchpoint(1, 1, 1))

    revise(desk, replace(SAVE, scope=("SOCK-B",)))

    assert old(desk) == ["M-1"]
    desk.do(CheckTouchpoint(1, 1, 0))
    assert old(desk) == []


def test_a_touchpoint_may_name_what_it_shows(desk: Desk) -> None:
    offer(desk, terms_of(Coupon(off=1000), stackable=()))
    ad(desk, mechanics=(2, 2), campaign=None)

    assert touchpoint(desk).mechanics == (2,)
    assert old(desk) == ["M-2"]
    assert [each.number for each in touchpoints_of(desk.board, 1)] == ["P-1"]


def test_drafts_are_nowhere_yet(desk: Desk) -> None:
    desk.do(AddMechanic(name="x", terms=SAVE, campaign=1))
    ad(desk)

    assert old(desk) == ["M-1"]
    with pytest.raises(NotOnTouchpointError, match="P-1 does not have to show M-2"):
        desk.do(CheckTouchpoint(1, 2, 0))


def test_a_retired_touchpoint_is_never_stale(desk: Desk) -> None:
    ad(desk)

    desk.do(EditTouchpoint(1, (Edit("retired", False, True),)))

    assert old(desk) == []
    assert touchpoints_of(desk.board, 1) == ()


def test_each_kind_has_a_role_that_usually_answers_for_it(desk: Desk) -> None:
    assert ad(desk).owner_role == "promo"
    assert ad(desk, owner_role="content").owner_role == "content"
    assert set(PLACE_ROLES) == set(Place)


def test_a_touchpoint_needs_a_name_a_role_and_something_to_show(desk: Desk) -> None:
    with pytest.raises(TouchpointNameError):
        ad(desk, name="\u200b")
    with pytest.raises(UnknownRoleError):
        ad(desk, owner_role="boss")
    with pytest.raises(NothingToShowError):
        ad(desk, campaign=None)
    ad(desk)
    with pytest.raises(NothingToShowError):
        desk.do(EditTouchpoint(1, (Edit("campaign", 1, None),)))


def test_nobody_can_have_seen_a_revision_that_there_never_was(desk: Desk) -> None:
    ad(desk)

    for number in (-1, 2):
        with pytest.raises(UnknownRevisionError, match="the current one is 1"):
            desk.do(CheckTouchpoint(1, 1, number))


def test_adding_twice_adds_once(desk: Desk) -> None:
    command = AddTouchpoint(name="x", kind=Place.HOME_BANNER, campaign=1)

    assert desk.do(command)
    assert not desk.do(command)


def test_a_touchpoint_survives_the_way_to_the_file_and_back(desk: Desk) -> None:
    ad(desk, sku="TEE-A")
    desk.do(CheckTouchpoint(1, 1, 1))
    full = touchpoint(desk)
    doc = encode(full)

    check([full], [doc])

    assert decode(Touchpoint, 1, doc) == full
