"""Who has read a mechanic, and what is withdrawn; on a board in memory."""

from __future__ import annotations

import pytest

from domain.mechanic import MechanicState
from domain.mechanic_rules import (
    AckMechanic,
    NotPublishedError,
    NotPublisherError,
    NotReaderError,
    OtherRevisionError,
    PublishMechanic,
    WithdrawMechanic,
)
from domain.team import AddMember
from tests.domain.desk import CONTENT, OPS, SUPPLY, Desk
from tests.domain.offers import DEARER, drafted, mechanic, published, sale

# Acknowledging


def test_one_key_acknowledges_for_all_of_ones_roles_that_are_asked(desk: Desk) -> None:
    published(desk)

    desk.do(AckMechanic(1, 1), by=SUPPLY)

    acks = mechanic(desk).acks
    assert [(ack.role, ack.by, ack.at) for ack in acks] == [
        ("promo", SUPPLY, desk.now),
        ("supply", SUPPLY, desk.now),
    ]
    assert mechanic(desk).unacknowledged == ("content", "cs")
    assert not desk.do(AckMechanic(1, 1), by=SUPPLY)


def test_the_first_of_a_role_to_read_it_stands(desk: Desk) -> None:
    desk.do(AddMember("小王", ("content",)))
    published(desk)
    desk.do(AckMechanic(1, 1), by=CONTENT)

    assert not desk.do(AckMechanic(1, 1), by=4)
    assert mechanic(desk).acks[0].by == CONTENT


def test_one_role_can_be_acknowledged_alone(desk: Desk) -> None:
    published(desk)

    desk.do(AckMechanic(1, 1, "promo"), by=SUPPLY)

    assert [ack.role for ack in mechanic(desk).acks] == ["promo"]


def test_nobody_acknowledges_for_others(desk: Desk) -> None:
    published(desk)

    with pytest.raises(NotReaderError, match="Promotion, Content, Customer service, Supply chain"):
        desk.do(AckMechanic(1, 1), by=OPS)
    with pytest.raises(NotReaderError):
        desk.do(AckMechanic(1, 1, "cs"), by=CONTENT)


def test_nobody_acknowledges_what_they_cannot_have_seen(desk: Desk) -> None:
    sale(desk)
    drafted(desk, campaign=1)
    with pytest.raises(NotPublishedError):
        desk.do(AckMechanic(1, 0), by=CONTENT)
    desk.do(PublishMechanic(1, 1))
    desk.do(PublishMechanic(1, 2, DEARER))

    with pytest.raises(OtherRevisionError):
        desk.do(AckMechanic(1, 1), by=CONTENT)


# Withdrawing


def test_what_is_withdrawn_waits_for_nobody_and_can_be_published_again(desk: Desk) -> None:
    published(desk)
    with pytest.raises(NotPublisherError):
        desk.do(WithdrawMechanic(1, "x"), by=CONTENT)

    desk.do(WithdrawMechanic(1, "platform rules"))
    assert not desk.do(WithdrawMechanic(1, "platform rules"))
    found = mechanic(desk)
    assert (found.state, found.withdrawn_reason) == (MechanicState.WITHDRAWN, "platform rules")
    assert found.unacknowledged == ()
    with pytest.raises(NotPublishedError):
        desk.do(AckMechanic(1, 1), by=CONTENT)

    desk.do(PublishMechanic(1, 2))
    assert (mechanic(desk).state, mechanic(desk).revision) == (MechanicState.PUBLISHED, 2)
    assert len(mechanic(desk).unacknowledged) == 4
