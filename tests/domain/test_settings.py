"""The team's settings file as people write it, in real folders. No screen, no store."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from domain import words
from domain.settings import ROLES, SettingsError, TeamSettings
from domain.settings_check import check
from domain.settings_file import load_team

TEMPLATE = Path(words.__file__).parent / "data" / "workspace.toml"


@pytest.fixture
def environ(tmp_path):
    return {"HOME": str(tmp_path / "home")}


@pytest.fixture
def team(tmp_path, environ):
    """Write the text as the team's file and read it."""

    def load(text: str) -> TeamSettings:
        (tmp_path / "promoboard.toml").write_text(text, encoding="utf-8")
        return load_team(tmp_path, environ)

    return load


def said(load, *arguments) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load(*arguments)
    return str(caught.value).splitlines()


def test_without_a_file_the_defaults_hold(tmp_path, environ):
    assert load_team(tmp_path, environ) == TeamSettings()
    assert [role.key for role in TeamSettings().roles] == [
        "ops",
        "promo",
        "content",
        "cs",
        "supply",
    ]


def test_the_file_of_init_changes_nothing(team):
    assert team(TEMPLATE.read_text("utf-8")) == TeamSettings()


def test_the_file_of_init_shows_the_defaults(team):
    lines = (line.removeprefix("# ") for line in TEMPLATE.read_text("utf-8").splitlines())
    text = "\n".join(line for line in lines if line.startswith("[") or " = " in line)

    settings = team(text)

    shown, defaults = tomllib.loads(text), TeamSettings()
    for key in ("zone", "wip_per_member", "settle_days", "done_days"):
        assert shown[key] == getattr(defaults, key)
    assert [role.key for role in settings.roles[5:]] == ["qc", "live"]


def test_an_empty_table_adds_quality_control(team):
    qc = team("[roles.qc]").role("qc")

    assert (qc.zh, qc.en, qc.mark_zh, qc.mark_en) == ("质检", "Quality control", "检", "Q")


def test_a_team_renames_a_role_and_keeps_the_rest_of_it(team):
    role = team('[roles.promo]\nzh = "投放"').role("promo")

    assert (role.zh, role.en, role.mark_zh) == ("投放", "Promotion", "推")


def test_a_role_that_is_gone_is_shown_by_its_key():
    assert TeamSettings().name("livestream") == "livestream"


def test_every_mark_fits_its_place():
    from domain.text import cells

    assert {cells(role.mark_zh) for role in (*ROLES, TeamSettings().role("gone"))} == {2}
    assert all(role.mark_en.isascii() for role in ROLES)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('zone = "Asia/Shangai"',
         'zone is "Asia/Shangai". Allowed: an IANA time zone such as Asia/Shanghai.'),
        ('zone = "../../etc/passwd"',
         'zone is "../../etc/passwd". Allowed: an IANA time zone such as Asia/Shanghai.'),
        ("wip_per_member = 0", "wip_per_member is 0. Allowed: a whole number from 1 to 999."),
        ('done_days = "7"', 'done_days is "7". Allowed: a whole number of days from 1 to 3650.'),
        ("settle_days = 2027-06-18",
         'settle_days is "2027-06-18". Allowed: a whole number of days from 1 to 3650.'),
        ('language = "fr"', 'language is "fr". Allowed: zh-CN, en.'),
        ("[wip_lanes]\ndoing = -1",
         "wip_lanes.doing is -1. Allowed: a whole number from 1 to 999."),
        ("[wip_lanes]\ndone = 3",
         "there is no key wip_lanes.done. The keys here are: todo, doing, blocked, review."),
        ("[wip_roles]\nlive = 3",
         "there is no key wip_roles.live. The keys here are: ops, promo, content, cs, supply."),
        ('[roles.qc]\nmark = "Q"',
         "there is no key roles.qc.mark. The keys here are: zh, en, mark_zh, mark_en, colour."),
        ('[roles.ops]\nmark_zh = "运营"',
         'roles.ops.mark_zh is "运营". Allowed: one Chinese character.'),
        ('[roles.ops]\nmark_zh = "o"', 'roles.ops.mark_zh is "o". Allowed: one Chinese character.'),
        ('[roles.ops]\nmark_en = "Ops"',
         'roles.ops.mark_en is "Ops". Allowed: one or two letters from A to Z.'),
        ('[roles.ops]\ncolour = "pink"',
         'roles.ops.colour is "pink". Allowed: blue, magenta, green, yellow, cyan, red, white.'),
        ('[roles.ops]\nmark_zh = "推"',
         'roles.promo.mark_zh is "推", which is the mark of ops already.'),
        ('[roles.live]\nzh = "直播"\nen = "Live"\nmark_zh = "播"',
         "roles.live.mark_en is missing. A role of your own needs: zh, en, mark_zh, mark_en."),
        ('[roles."直播"]',
         'roles."直播" cannot be a name. Allowed: '
         "tables such as [roles.qc], named with small letters, digits and _."),
        ("roles = 5",
         "roles is 5. Allowed: tables such as [roles.qc], named with small letters, digits and _."),
    ],
)  # fmt: skip
def test_a_mistake_names_file_key_and_what_is_allowed(team, tmp_path, text, sentence):
    file = tmp_path / "promoboard.toml"

    assert said(team, text) == [f"{file}: {sentence}"]


def test_each_mistake_has_its_own_sentence(team):
    assert len(said(team, 'zone = "Mars"\nwip_per_member = 0\ncolor = 1')) == 3


def test_a_broken_file_names_the_line(team, tmp_path):
    [sentence] = said(team, "done_days = 7\nzone = Asia/Shanghai\n")

    assert sentence.startswith(f"{tmp_path / 'promoboard.toml'}: line 2 is not TOML (")


def test_a_file_saved_in_another_encoding_is_named(tmp_path, environ):
    (tmp_path / "promoboard.toml").write_bytes('language = "中文"'.encode("gb18030"))

    [sentence] = said(load_team, tmp_path, environ)

    assert sentence == f"{tmp_path / 'promoboard.toml'} is not UTF-8: save it in that encoding."


def test_a_file_from_a_windows_editor_is_read(tmp_path, environ):
    (tmp_path / "promoboard.toml").write_bytes(b"\xef\xbb\xbfdone_days = 3\r\n")

    assert load_team(tmp_path, environ).done_days == 3


def test_what_a_mistake_repeats_cannot_move_the_cursor(team):
    [sentence] = said(team, 'zone = "\\u001b[2J\\u009b2J\\u202e"')

    assert sentence.isprintable()


def test_a_file_that_passed_is_not_checked_again(tmp_path, environ):
    (tmp_path / "promoboard.toml").write_text("done_days = 3\n[roles.qc]\n")
    first = load_team(tmp_path, environ)
    code = (
        "import sys, json; from pathlib import Path; from domain.settings_file import load_team;"
        "settings = load_team(Path(sys.argv[1]), json.loads(sys.argv[2]));"
        "assert settings.done_days == 3 and len(settings.roles) == 6, settings;"
        "print(sorted({'pydantic', 'tomllib', 'textual'} & sys.modules.keys()))"
    )
    root = Path(words.__file__).parent.parent
    arguments = [sys.executable, "-c", code, str(tmp_path), json.dumps(environ)]

    again = subprocess.run(
        arguments, cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert again.stdout.strip() == "[]"
    assert load_team(tmp_path, environ) == first


def test_a_change_is_checked_though_the_file_passed_before(team):
    team("done_days = 3")

    assert len(said(team, "done_days = 0")) == 1
    assert team("done_days = 4").done_days == 4


def test_a_damaged_memo_is_no_memo(team, tmp_path):
    team("done_days = 3")
    for memo in (tmp_path / "home").rglob("team-*.json"):
        memo.write_text('{"checks": 1, "text"')

    assert team("done_days = 3").done_days == 3


def test_a_home_that_cannot_be_written_only_costs_time(tmp_path):
    (tmp_path / "promoboard.toml").write_text("done_days = 3")
    (tmp_path / "home").write_text("no folder")

    assert load_team(tmp_path, {"HOME": str(tmp_path / "home")}).done_days == 3


def test_limits_come_from_members_unless_the_team_sets_them():
    settings = TeamSettings(wip_lanes={"review": 6}, wip_roles={"cs": 9})

    assert settings.wip_limit("doing", members=4) == 12
    assert settings.wip_limit("review", members=4) == 6
    assert settings.wip_limit("todo", members=4) is None
    assert settings.wip_limit("doing", members=2, role="cs") == 9
    assert settings.wip_limit("doing", members=2, role="ops") == 6
    assert settings.wip_limit("review", members=2, role="ops") is None


def test_the_checked_values_are_what_the_shapes_can_hold():
    given = check("team", "f", 'zone = "UTC"\n[roles.qc]\nzh = "品控"')

    assert given == {"zone": "UTC", "roles": {"qc": {"zh": "品控"}}}
