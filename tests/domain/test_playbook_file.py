"""What a file of playbooks may say, and how its mistakes are named. Only files are involved."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import StoreError
from domain.playbook import Playbooks
from domain.playbook_file import PlaybookFileError, load_playbooks
from domain.settings import TeamSettings, roles_with
from domain.text import cells
from domain.toml_lines import line_of

OWN = """\
[[playbooks]]
key = "party"
zh = "店庆"

[[playbooks.steps]]
key = "cake"
role = "ops"
zh = "订蛋糕"
due = "+2h"

[[playbooks.steps]]
key = "eat"
role = "cs"
zh = "吃"
depends_on = [
    "cake",
]
"""


@pytest.fixture
def team(tmp_path: Path) -> Path:
    return tmp_path


def read(team: Path, text: str, settings: TeamSettings | None = None) -> Playbooks:
    (team / "playbooks.toml").write_text(text, encoding="utf-8")
    return load_playbooks(settings or TeamSettings(), team)


def test_the_shipped_ones_are_there_in_both_languages() -> None:
    shipped = load_playbooks(TeamSettings()).playbooks

    keys = [each.key for each in shipped]
    assert keys == ["quality", "mismatch", "question", "soldout", "launch", "timeline"]
    for each in shipped:
        texts = [text for step in each.steps for text in (step.title, step.acceptance)]
        assert all(text.zh and text.en for text in texts), each.key
        assert len(each.in_order) == len(each.steps)
    assert [each.key for each in shipped if each.needs_campaign] == ["timeline"]


def test_every_role_has_work_in_every_shipped_playbook() -> None:
    for each in load_playbooks(TeamSettings()).playbooks:
        roles = {step.role for step in each.steps} | {"supply"}
        assert {"ops", "promo", "content", "cs"} <= roles, each.key


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_is_shipped_fits_a_line_of_a_small_terminal(language: str) -> None:
    about = {"topic": "spots", "sku": "TEE-A"}
    for each in load_playbooks(TeamSettings()).playbooks:
        for step in each.steps:
            for brief in filter(None, (step, step.if_failed)):
                wording = brief.wording(language, about)
                assert cells(wording.title) <= 61, wording.title
                assert cells(wording.acceptance) <= 61, wording.acceptance


def test_a_team_adds_its_own_and_replaces_what_is_shipped(team: Path) -> None:
    found = read(team, OWN).playbooks
    assert [each.key for each in found][:2] == ["party", "quality"]
    assert found[0].name == "店庆"

    replaced = read(team, OWN.replace("party", "quality")).playbooks
    assert len(replaced) == 6
    assert [step.key for step in replaced[0].steps] == ["cake", "eat"]


def test_steps_may_stand_in_any_order(team: Path) -> None:
    steps = OWN.split("\n\n")
    text = "\n\n".join((steps[0], steps[2], steps[1]))
    assert [step.key for step in read(team, text).playbooks[0].in_order] == ["cake", "eat"]


def test_a_role_of_the_team_s_own_can_have_work(team: Path) -> None:
    names = {"zh": "财务", "en": "Finance", "mark_zh": "财", "mark_en": "F"}
    settings = TeamSettings(roles=roles_with({"finance": names}))
    text = OWN.replace('role = "cs"', 'role = "finance"')
    assert read(team, text, settings).playbooks[0].steps[1].role == "finance"
    with pytest.raises(PlaybookFileError):
        read(team, text)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('role = "cs"', 'role = "magic"', r"line 13, party\.eat\.role: There is no role magic"),
        ('"cake",\n', '"pie",\n', r"line 17, party\.eat\.depends_on: There is no step pie"),
        ('due = "+2h"', 'due = "soonish"', r"line 9, party\.cake\.due: soonish is no date"),
        (
            'due = "+2h"',
            'depends_on = ["eat"]',
            r"line 9, party\.cake\.depends_on: It waits for itself: the steps cake, eat",
        ),
        ('zh = "吃"\n', "", r"line 11, party\.eat\.zh: It is missing"),
        ('zh = "吃"', 'zh = ""', r"line 14, party\.eat\.zh: It is empty"),
        (
            'zh = "吃"',
            'zh = "吃"\nwhen = "now"',
            r"line 15, party\.eat\.when: There is no such key",
        ),
        ('zh = "吃"', 'zh = "吃{what}"', r"line 14, party\.eat\.zh: Nothing is known as what"),
        ('key = "eat"', 'key = "cake"', r"line 12, party\.cake\.key: Another one has this key"),
        ('key = "eat"', 'key = "Eat it"', r"line 12, party\.Eat it\.key: A key is made of"),
        (
            'zh = "吃"',
            'zh = "吃"\nif_failed = { zh = "不吃" }',
            r"line 15, party\.eat\.if_failed: It has to depend on a step that decides",
        ),
        ('zh = "店庆"', 'zh = "店庆"\nacceptor = "boss"', r"line 4, party\.acceptor: .* role boss"),
        ('zh = "店庆"', 'zh = "店庆', r"line 3, -: "),
    ],
)
def test_a_mistake_is_named_by_its_line_and_its_key(
    team: Path, before: str, after: str, said: str
) -> None:
    with pytest.raises(PlaybookFileError, match=said) as caught:
        read(team, OWN.replace(before, after))
    assert str(caught.value).startswith("playbooks.toml, line ")


def test_a_file_that_is_no_utf_8_says_so(team: Path) -> None:
    (team / "playbooks.toml").write_bytes("# 店\n店".encode("gb18030"))
    with pytest.raises(PlaybookFileError, match=r"line 1.*UTF-8"):
        load_playbooks(TeamSettings(), team)
    (team / "playbooks.toml").unlink()
    (team / "playbooks.toml").mkdir()
    with pytest.raises(StoreError, match=r"playbooks\.toml"):
        load_playbooks(TeamSettings(), team)


def test_a_mark_before_the_text_and_an_empty_file_do_no_harm(team: Path) -> None:
    assert read(team, "\ufeff" + OWN).playbooks[0].key == "party"
    assert len(read(team, "").playbooks) == 6


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("playbooks",), 1),
        (("playbooks", 0, "zh"), 3),
        (("playbooks", 0, "steps", 1), 11),
        (("playbooks", 0, "steps", 1, "depends_on"), 17),
        (("playbooks", 0, "steps", 1, "en"), 11),
        (("playbooks", 7), 1),
    ],
)
def test_the_line_of_a_key_is_where_it_is_there(path: tuple[int | str, ...], line: int) -> None:
    assert line_of(OWN, path) == line
