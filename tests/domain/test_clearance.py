"""Passing the go-live gate, overriding it, and what becomes of that, on a board in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.campaign import Status, status_of
from domain.campaign_rules import EditCampaign
from domain.check import check
from domain.clearance import Clearance, Standing, clearance_words, standing_of
from domain.edit import Edit
from domain.gate import GateCheck
from domain.gate_rules import (
    GateChangedError,
    GateShutError,
    NotGatekeeperError,
    NothingToOpenError,
    PassGate,
    RevokePass,
)
from domain.mechanic_rules import AckMechanic, AddMechanic, PublishMechanic
from domain.record import encode
from domain.stock_rules import SetStock
from domain.task_moves import ReasonRequiredError
from domain.terms import SpendSave
from domain.touchpoint import Place
from domain.touchpoint_rules import AddTouchpoint, CheckTouchpoint
from tests.domain.desk import CONTENT, SUPPLY, Desk
from tests.domain.test_gate import CS, LESS, campaign_desk, offer

RULES = (GateCheck.ACKNOWLEDGED, GateCheck.TRAINED)


@pytest.fixture
def desk() -> Desk:
    return campaign_desk()


def standing(desk: Desk) -> Standing:
    return standing_of(desk.board, desk.board.campaigns[1], desk.now)


def status(desk: Desk) -> Status:
    return status_of(desk.board.campaigns[1], desk.now)


def read(desk: Desk) -> None:
    """Everybody reads what there is to read."""
    for mechanic in desk.board.mechanics.values():
        for member in (CONTENT, SUPPLY, CS):
            desk.do(AckMechanic(mechanic.id, mechanic.revision), by=member)


def test_a_passed_campaign_is_cleared_and_goes_live_by_itself(desk: Desk) -> None:
    assert (status(desk), standing(desk).clearance) == (Status.PLANNED, Clearance.WAITING)

    assert desk.do(PassGate(1))

    assert (status(desk), standing(desk).clearance) == (Status.CLEARED, Clearance.PASSED)
    check([desk.board.campaigns[1]], [encode(desk.board.campaigns[1])])
    desk.later(days=10)
    assert (status(desk), standing(desk).clearance) == (Status.LIVE, Clearance.PASSED)


def test_what_opens_without_a_passing_says_so_until_it_is_passed_after_all(desk: Desk) -> None:
    desk.later(days=10)
    assert (status(desk), standing(desk).clearance) == (Status.LIVE, Clearance.UNPASSED)
    assert clearance_words(desk.board, standing(desk)) == "Opened without the gate"

    desk.do(PassGate(1))
    assert standing(desk).clearance is Clearance.PASSED


def test_a_shut_gate_is_not_passed_and_says_who_holds_what(desk: Desk) -> None:
    offer(desk)
    desk.do(AddTouchpoint(name="信息流 03", kind=Place.CREATIVE, campaign=1))

    with pytest.raises(GateShutError) as caught:
        desk.do(PassGate(1))

    assert str(caught.value) == (
        "The gate of C-1 is shut. Held by Promotion: M-1, P-1; Content: M-1; "
        "Customer service: M-1; Supply chain: M-1."
    )


def test_passing_is_operations_right_as_is_taking_it_back(desk: Desk) -> None:
    for command in (PassGate(1), RevokePass(1)):
        with pytest.raises(NotGatekeeperError, match="Only Operations"):
            desk.do(command, by=CONTENT)


def test_passing_twice_passes_once(desk: Desk) -> None:
    desk.do(PassGate(1))
    assert not desk.do(PassGate(1))


def test_an_override_needs_a_reason_and_says_what_was_missing(desk: Desk) -> None:
    offer(desk)
    with pytest.raises(ReasonRequiredError):
        desk.do(PassGate(1, RULES, " "))

    assert desk.do(PassGate(1, RULES, "老板批准"))
    assert not desk.do(PassGate(1, RULES, "老板批准"))

    found = standing(desk)
    assert found.clearance is Clearance.OVERRIDDEN
    assert found.passing is found.override is desk.board.campaigns[1].passes[0]
    assert (found.passing.lines, found.passing.reason) == (("acknowledged", "trained"), "老板批准")
    assert clearance_words(desk.board, found) == "Gate overridden by 李华: 老板批准"


def test_nobody_overrides_what_they_did_not_see(desk: Desk) -> None:
    offer(desk)
    desk.do(AddTouchpoint(name="信息流 03", kind=Place.CREATIVE, campaign=1))

    with pytest.raises(GateChangedError, match="Touchpoints up to date"):
        desk.do(PassGate(1, RULES, "老板批准"))


def test_an_override_stays_in_sight_after_the_gate_is_passed_properly(desk: Desk) -> None:
    offer(desk)
    desk.do(PassGate(1, RULES, "老板批准"))
    read(desk)
    desk.do(PassGate(1))
    desk.later(days=11)

    found = standing(desk)
    assert found.clearance is Clearance.PASSED
    assert found.override is not None
    assert found.override.reason == "老板批准"


def test_a_new_revision_outdates_a_passing_and_the_passing_stays(desk: Desk) -> None:
    offer(desk)
    desk.do(AddTouchpoint(name="信息流 03", kind=Place.CREATIVE, campaign=1))
    read(desk)
    desk.do(CheckTouchpoint(1, 1, 1))
    desk.do(PassGate(1))
    desk.later(hours=1)
    with pytest.raises(ReasonRequiredError):
        desk.do(PublishMechanic(1, 2, LESS))
    desk.do(PublishMechanic(1, 2, LESS, "margin"))

    found = standing(desk)
    assert found.clearance is Clearance.OUTDATED
    assert found.passing is not None
    assert found.again == (*RULES, GateCheck.SHOWN)
    with pytest.raises(GateShutError):
        desk.do(PassGate(1))

    read(desk)
    desk.do(CheckTouchpoint(1, 1, 2))
    assert standing(desk).clearance is Clearance.PASSED


def test_an_override_does_not_cover_a_revision_that_comes_after_it(desk: Desk) -> None:
    offer(desk)
    desk.do(PassGate(1, RULES, "老板批准"))
    desk.later(hours=1)
    terms = replace(LESS, spend_save=SpendSave(threshold=29900, off=2000))
    desk.do(PublishMechanic(1, 2, terms, "margin"))

    assert standing(desk).again == RULES
    assert desk.do(PassGate(1, RULES, "again"))
    assert standing(desk).clearance is Clearance.OVERRIDDEN


def test_stock_counts_against_a_passing_until_the_sale_is_on(desk: Desk) -> None:
    desk.do(PassGate(1))
    desk.do(SetStock("TEE-A", 1, (("on_hand", 1),)))
    assert standing(desk).again == (GateCheck.STOCK, GateCheck.SOURCES)

    desk.later(days=10)
    assert standing(desk).clearance is Clearance.PASSED


def test_a_passing_that_is_taken_back_is_kept_and_counts_no_more(desk: Desk) -> None:
    desk.do(AddMechanic(name="x", terms=LESS, campaign=1))
    desk.do(PassGate(1, (GateCheck.PUBLISHED,), "老板批准"))
    desk.later(hours=1)
    assert desk.do(RevokePass(1))
    assert not desk.do(RevokePass(1))

    (passing,) = desk.board.campaigns[1].passes
    assert (passing.revoked_by, passing.revoked_at) == (1, desk.now)
    assert (status(desk), standing(desk).override) == (Status.PLANNED, None)


def test_there_is_nothing_to_open_once_it_is_over_or_called_off(desk: Desk) -> None:
    desk.do(EditCampaign(1, (Edit("cancelled", False, True),)))
    with pytest.raises(NothingToOpenError):
        desk.do(PassGate(1))
    desk.do(EditCampaign(1, (Edit("cancelled", True, False),)))
    desk.now += timedelta(days=12)
    with pytest.raises(NothingToOpenError):
        desk.do(PassGate(1))
