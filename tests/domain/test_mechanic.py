"""Mechanics on a board in memory: drafted, published, changed with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.check import check
from domain.edit import Edit
from domain.mechanic import Mechanic, MechanicState, live, window
from domain.mechanic_rules import (
    READERS,
    AckMechanic,
    AddMechanic,
    EditMechanic,
    MechanicNameError,
    NotPublisherError,
    OtherRevisionError,
    PublishedError,
    PublishMechanic,
    StackableUndecidedError,
    WithdrawMechanic,
)
from domain.record import decode, encode
from domain.task_moves import ReasonRequiredError
from domain.team import UnknownRoleError
from domain.terms import Discount, Gift, SpendSave, TermsError, terms_of
from tests.domain.desk import CONTENT, NOON, SUPPLY, Desk
from tests.domain.offers import DEARER, SAVE, drafted, mechanic, published, sale

# Drafting


def test_a_draft_waits_for_the_other_four_roles_and_tells_nobody_yet(desk: Desk) -> None:
    draft = drafted(desk)

    assert (draft.number, draft.state, draft.revision) == ("M-1", MechanicState.DRAFT, 0)
    assert draft.required_roles == ("promo", "content", "cs", "supply")
    assert (draft.unacknowledged, draft.terms) == ((), SAVE)


def test_anybody_may_draft_and_change_a_draft(desk: Desk) -> None:
    desk.do(AddMechanic(name="九折", terms=SAVE), by=CONTENT)
    desk.do(EditMechanic(1, (Edit("name", "九折", "满299减30"),)), by=CONTENT)
    desk.do(EditMechanic(1, (Edit("draft", SAVE, DEARER),)), by=SUPPLY)

    assert (mechanic(desk).name, mechanic(desk).terms) == ("满299减30", DEARER)


def test_adding_twice_adds_once(desk: Desk) -> None:
    command = AddMechanic(name="满299减50", terms=SAVE)

    assert desk.do(command)
    assert not desk.do(command)


def test_text_and_skus_are_cleaned_and_counted_once(desk: Desk) -> None:
    terms = terms_of(Gift(gift=" SOCK\u202e-B "), scope=(" A\x1b[31m", "A", ""), text="送\x07袜子 ")

    found = drafted(desk, terms)

    assert found.terms.scope == ("A",)
    assert (found.terms.text, found.terms.gift) == ("送袜子", Gift(gift="SOCK-B"))


def test_a_draft_needs_a_name_known_roles_and_terms_that_can_be_meant(desk: Desk) -> None:
    with pytest.raises(MechanicNameError):
        desk.do(AddMechanic(name=" ", terms=SAVE))
    with pytest.raises(UnknownRoleError):
        desk.do(AddMechanic(name="x", terms=SAVE, required_roles=("boss",)))
    with pytest.raises(TermsError):
        desk.do(AddMechanic(name="x", terms=terms_of(SpendSave(threshold=1, off=2))))
    with pytest.raises(TermsError):
        desk.do(AddMechanic(name="x", terms=terms_of(Discount(rate=9.0))))


def test_a_mechanic_survives_the_way_to_the_file_and_back(desk: Desk) -> None:
    sale(desk)
    full = published(desk, campaign=1)
    desk.do(AckMechanic(1, 1), by=CONTENT)
    full = mechanic(desk)
    doc = encode(full)

    check([full], [doc])

    assert decode(Mechanic, 1, doc) == full
    assert doc["revisions"][0]["terms"] == {
        "spend_save": {"threshold": 29900, "off": 5000},
        "stackable": ["coupon"],
    }


# Publishing


def test_only_operations_publish(desk: Desk) -> None:
    drafted(desk)

    with pytest.raises(NotPublisherError, match="Only Operations can publish"):
        desk.do(PublishMechanic(1, 1), by=CONTENT)


def test_what_it_can_be_combined_with_is_decided_before_it_is_published(desk: Desk) -> None:
    undecided = replace(SAVE, stackable=None)
    drafted(desk, undecided)

    with pytest.raises(StackableUndecidedError, match="customers will ask"):
        desk.do(PublishMechanic(1, 1))
    desk.do(PublishMechanic(1, 1, replace(SAVE, stackable=())))

    assert mechanic(desk).terms.stackable == ()


def test_publishing_asks_every_required_role_to_read(desk: Desk) -> None:
    found = published(desk)

    assert (found.state, found.revision, found.draft) == (MechanicState.PUBLISHED, 1, None)
    assert found.published_at == desk.now
    assert found.unacknowledged == ("promo", "content", "cs", "supply")


def test_publishing_the_same_terms_again_changes_nothing(desk: Desk) -> None:
    published(desk)

    assert not desk.do(PublishMechanic(1, 1))
    assert not desk.do(PublishMechanic(1, 2))


def test_of_two_changes_at_a_time_the_second_is_refused(desk: Desk) -> None:
    sale(desk)
    published(desk, campaign=1)
    desk.do(PublishMechanic(1, 2, DEARER))

    with pytest.raises(OtherRevisionError, match="M-1 is at revision 2"):
        desk.do(PublishMechanic(1, 2, replace(SAVE, text="x")))


def test_a_new_revision_keeps_the_old_one_and_forgets_who_read_it(desk: Desk) -> None:
    sale(desk)
    published(desk, campaign=1)
    desk.do(AckMechanic(1, 1), by=SUPPLY)
    desk.later(hours=1)

    desk.do(PublishMechanic(1, 2, DEARER, "margin"))

    found = mechanic(desk)
    assert [(each.n, each.terms, each.reason) for each in found.revisions] == [
        (1, SAVE, ""),
        (2, DEARER, "margin"),
    ]
    assert (found.acks, len(found.unacknowledged)) == ((), 4)


def test_published_terms_change_by_a_new_revision_only(desk: Desk) -> None:
    published(desk)

    with pytest.raises(PublishedError):
        desk.do(EditMechanic(1, (Edit("draft", None, DEARER),)))
    with pytest.raises(NotPublisherError):
        desk.do(EditMechanic(1, (Edit("required_roles", READERS, ()),)), by=CONTENT)
    desk.do(EditMechanic(1, (Edit("required_roles", READERS, ("cs",)),)))

    assert mechanic(desk).unacknowledged == ("cs",)


# Reasons


@pytest.mark.parametrize(
    ("hours", "needed"),
    [(0, False), (24, True), (24 + 47, True), (24 + 48, False)],
    ids=["before", "at the opening", "in the last hour", "after"],
)
def test_a_change_needs_a_reason_while_the_campaign_is_live(
    desk: Desk, hours: int, needed: bool
) -> None:
    sale(desk)
    published(desk, campaign=1)
    desk.later(hours=hours)

    assert live(desk.board, mechanic(desk), desk.now) == needed
    for command in (PublishMechanic(1, 2, DEARER), WithdrawMechanic(1)):
        if needed:
            with pytest.raises(ReasonRequiredError, match="Say why"):
                desk.do(command)
        desk.do(replace(command, reason="margin"))


def test_the_terms_may_begin_before_the_campaign_and_need_reasons_from_then_on(desk: Desk) -> None:
    sale(desk)
    early = replace(SAVE, valid_from=NOON)
    found = published(desk, terms=early, campaign=1)

    assert window(desk.board, found) == (early.valid_from, NOON + timedelta(days=3))
    assert live(desk.board, found, desk.now)


def test_without_a_campaign_and_a_time_it_holds_from_the_first_publication(desk: Desk) -> None:
    assert not live(desk.board, drafted(desk), desk.now)
    desk.do(PublishMechanic(1, 1))
    assert live(desk.board, mechanic(desk), desk.now)
