"""Whom a rise of complaints concerns. The lexicon and the playbooks are those shipped."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from domain.concern import PLAYBOOKS_FILE, answers, concerns
from domain.playbook_file import load_playbooks
from domain.settings import ROLES, TeamSettings
from domain.signal import Signal, SignalState, Snapshot
from domain.surge import Level
from domain.topics_file import load_lexicon
from tests.domain.desk import NOON

SEEN = Snapshot(at=NOON, hours=24, y=9, n=400, baseline_y=1, baseline_n=900, days=14)


def rise(topic: str, **values: object) -> Signal:
    meta = {"id": 1, "uid": "x", "created_at": NOON, "created_by": 0, "updated_at": NOON,
            "updated_by": 0, "sku": "TEE-A", "level": Level.SURGE, "raised": SEEN, "last": SEEN,
            "state_since": NOON, "first_item_at": NOON, "raised_at": NOON}  # fmt: skip
    return Signal(topic=topic, **(meta | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("signal", "mine", "minutes", "heard"),
    [
        (rise("slow"), ("ops",), 0, True),
        (rise("slow"), ("supply",), 0, True),  # answers for it
        (rise("slow"), ("content",), 0, False),
        (rise("slow"), ("cs", "supply"), 0, True),
        (rise("pilling"), ("content",), 0, True),  # has work by the playbook
        (rise("service"), ("promo",), 29, False),
        (rise("service"), ("promo",), 30, True),  # nobody has dealt with it
        (rise("service", dispatched_at=NOON, state=SignalState.ACTING), ("promo",), 40, False),
        (rise("safety", safety=True), ("content",), 0, True),
        (rise("service"), (), 0, True),  # a screen on the wall
        (rise("a topic of last year"), ("promo",), 0, True),
    ],
)
def test_whom_a_rise_concerns(tmp_path, signal, mine, minutes, heard):
    now = NOON + timedelta(minutes=minutes)
    known = partial(answers, tmp_path, ROLES)

    assert concerns(signal, now, mine, load_lexicon(), known) is heard


def test_who_has_work_is_read_as_the_playbooks_themselves_say_it(tmp_path):
    known = answers(tmp_path, ROLES)

    for book in load_playbooks(TeamSettings()).playbooks:
        work = {role for step in book.steps for role in (step.role, *step.with_roles)}
        for topic in book.topics:
            assert known[topic] == {"supply" if role == "qc" else role for role in work}


def test_a_team_says_by_its_own_playbooks_who_has_work_and_mistakes_leave_those_shipped(tmp_path):
    path = tmp_path / PLAYBOOKS_FILE
    path.write_text(
        '[[playbooks]]\nkey = "late"\nzh = "催单"\ntopics = ["slow"]\n'
        '[[playbooks.steps]]\nkey = "a"\nrole = "cs"\nzh = "回访"\n',
        "utf-8-sig",  # as Windows' Notepad writes it
    )
    assert answers(tmp_path, ROLES)["slow"] == {"cs"}
    assert "quality" in answers(tmp_path, ROLES)

    path.write_text("[[playbooks]\n", "utf-8")

    assert "slow" not in answers(tmp_path, ROLES)
    assert "quality" in answers(tmp_path, ROLES)
