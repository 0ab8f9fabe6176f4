"""Which member an account is. Members are plain values; no store, no accounts of this machine."""

import os
from dataclasses import dataclass

import pytest

from domain.identity import Account, Known, NotYourMemberError, Shared, Stranger, account, who

OPS = Account(1001, "ops")


@dataclass(frozen=True)
class Somebody:
    number: str
    name: str
    accounts: tuple[int, ...]
    active: bool = True


WANG = Somebody("U-1", "小王", (1001,))
LI = Somebody("U-2", "李华", (1001, 1002))
LEFT = Somebody("U-3", "周敏", (1001, 1003), active=False)


def test_the_account_is_the_uid_and_no_variable(monkeypatch):
    monkeypatch.setenv("USER", "somebody-else")
    monkeypatch.setenv("LOGNAME", "somebody-else")

    assert account().uid == os.getuid()
    assert account().login != "somebody-else"


def test_the_only_member_of_an_account_is_known():
    assert who([WANG, LI], Account(1002, "lihua")) == Known(LI)


def test_an_account_of_two_is_shared():
    assert who([WANG, LI], OPS) == Shared((WANG, LI))


@pytest.mark.parametrize("name", ["小王", " @小王", "U-1", "u-1"])
def test_on_a_shared_account_one_says_who_one_is(name):
    assert who([WANG, LI], OPS, name) == Known(WANG, via="ops")


def test_nobody_can_say_to_be_a_member_of_another_account():
    with pytest.raises(NotYourMemberError, match="Your account lihua is not 小王's"):
        who([WANG, LI], Account(1002, "lihua"), "小王")


def test_to_say_the_obvious_is_fine():
    assert who([WANG, LI], Account(1002, "lihua"), "李华") == Known(LI)


def test_those_who_left_are_nobody():
    assert who([LEFT], Account(1003, "zhoumin")) == Stranger()
    assert who([WANG, LEFT], OPS) == Known(WANG)


def test_an_account_without_a_member_is_a_strangers():
    assert who([WANG, LI], Account(1009, "new"), "小王") == Stranger()
