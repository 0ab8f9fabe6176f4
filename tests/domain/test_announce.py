"""What a new rule and a passed gate say to whom, with real sessions of one workspace."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from domain.announce import announcements
from domain.campaign_rules import AddCampaign
from domain.clock import Clock
from domain.gate import GateCheck
from domain.gate_rules import PassGate, RevokePass
from domain.history import Redo, Undo
from domain.mechanic_rules import AckMechanic, AddMechanic, PublishMechanic, WithdrawMechanic
from domain.notice import digest
from domain.service import Actor, BoardService
from domain.settings import TeamSettings
from domain.store import Store, create
from domain.team import AddMember
from domain.terms import SpendSave, terms_of
from domain.touchpoint import Place
from domain.touchpoint_rules import AddTouchpoint, CheckTouchpoint
from domain.unread import unread
from tests.domain.desk import NOON

OPS, CS, PROMO, CONTENT = 1, 2, 3, 4
SAVE = terms_of(SpendSave(threshold=29900, off=5000), stackable=())
LESS = terms_of(SpendSave(threshold=29900, off=3000), stackable=())


class Team:
    """A session for each of four members, and 满299减50 r1 with an ad."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        create(folder, mode_dir=0o700, mode_file=0o600, gid=None)
        self.by = {
            number: BoardService(
                Store(folder, clock=clock), TeamSettings(), clock, Actor(number or 1)
            )
            for number in (OPS, CS, PROMO, CONTENT)
        }
        ops = self.by[OPS]
        for name, role in (("李华", "ops"), ("小王", "cs"), ("阿强", "promo"), ("周敏", "content")):
            ops.execute(AddMember(name, (role,)))
        opens = NOON + timedelta(days=10)
        ends = opens + timedelta(days=2)
        ops.execute(
            AddCampaign(
                name="618", d_day=opens.date(), starts_at=opens, ends_at=ends, zone="Asia/Shanghai"
            )
        )
        ops.execute(AddMechanic(name="满299减50", terms=SAVE, campaign=1, required_roles=("cs",)))
        ops.execute(AddTouchpoint(name="信息流 03", kind=Place.CREATIVE, campaign=1))
        self.heard()

    def heard(self) -> dict[int, list[str]]:
        """What each hears of what was done since the last time."""
        return {
            number: [
                text
                for line in service.refresh()
                for text in announcements(service.board, line, number)
            ]
            for number, service in self.by.items()
        }


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path / "team", lambda: NOON)


def test_a_revision_is_announced_to_who_reads_it_or_shows_it_and_to_nobody_else(
    team: Team,
) -> None:
    team.by[OPS].execute(PublishMechanic(1, 1))
    said = "李华 published M-1 满299减50 r1 | 1 touchpoint is stale"
    assert team.heard() == {OPS: [], CS: [said], PROMO: [said], CONTENT: []}

    team.by[CS].execute(AckMechanic(1, 1))
    team.by[PROMO].execute(CheckTouchpoint(1, 1, 1))
    assert set(map(tuple, team.heard().values())) == {()}

    team.by[OPS].execute(PublishMechanic(1, 2, LESS, "毛利"))
    assert team.heard()[CS] == ["李华 published M-1 满299减50 r2: 毛利 | 1 touchpoint is stale"]


def test_what_is_taken_back_is_announced_too(team: Team) -> None:
    team.by[OPS].execute(PublishMechanic(1, 1))
    team.heard()
    team.by[OPS].execute(Undo())
    assert team.heard()[CS] == ["李华 took r1 of M-1 满299减50 back"]
    team.by[OPS].execute(PublishMechanic(1, 1))
    team.heard()
    team.by[OPS].execute(WithdrawMechanic(1, "平台规则"))
    assert team.heard()[CS] == ["李华 withdrew M-1 满299减50: 平台规则 | 1 touchpoint is stale"]


def test_a_gate_is_announced_to_everybody(team: Team) -> None:
    team.by[OPS].execute(PassGate(1, (GateCheck.PUBLISHED,), "老板批准"))
    said = "李华 overrode the gate of C-1 618: 老板批准 (missing: Mechanics published)"
    assert team.heard() == {OPS: [], CS: [said], PROMO: [said], CONTENT: [said]}

    team.by[OPS].execute(RevokePass(1))
    assert team.heard()[CONTENT] == ["李华 took back that the gate of C-1 618 was passed"]
    team.by[OPS].execute(Undo())
    assert team.heard()[CONTENT] == [said]
    team.by[OPS].execute(Redo())
    assert team.heard()[CONTENT] == ["李华 took back that the gate of C-1 618 was passed"]
    team.by[OPS].execute(WithdrawMechanic(1))
    team.by[OPS].execute(PassGate(1))
    assert team.heard()[CONTENT] == ["李华 passed the gate of C-1 618"]


def test_of_two_passings_one_is_taken_back_and_the_gate_is_still_passed(team: Team) -> None:
    team.by[OPS].execute(PassGate(1, (GateCheck.PUBLISHED,), "老板批准"))
    team.by[OPS].execute(WithdrawMechanic(1))
    team.by[OPS].execute(PassGate(1))
    team.heard()
    team.by[OPS].execute(Undo())
    said = "李华 took back a passing of the gate of C-1 618: an earlier one still holds"
    assert team.heard()[CONTENT] == [said]


def test_the_digest_counts_what_is_to_read_and_names_gates(team: Team) -> None:
    team.by[OPS].execute(PublishMechanic(1, 1))
    team.by[OPS].execute(PassGate(1, tuple(GateCheck), "老板批准"))
    service = team.by[CS]

    lines = service.refresh()
    rows = digest(service.board, lines, CS, NOON, NOON)

    assert rows[0] == "1 rule waits for you to acknowledge it  M-1"
    assert rows[1].startswith("李华 overrode the gate of C-1 618: 老板批准")
    board = service.board
    assert unread(board, board.members[CS]) == (1,)
    assert unread(board, board.members[PROMO]) == unread(board, None) == ()
    service.execute(AckMechanic(1, 1))
    assert unread(service.board, service.board.members[CS]) == ()
