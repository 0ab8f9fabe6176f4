"""When promotions fall, and what a template proposes. Only the shipped file is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lunar_python import Lunar

from domain import words
from domain.calendar import Calendar, DateNeededError, UnknownTemplateError
from domain.calendar_file import CalendarFileError, load_calendar
from domain.due import Anchor, Due
from tests.domain.desk import Desk

SHANGHAI = "Asia/Shanghai"
FEASTS = {"spring": (1, 1), "dragon_boat": (5, 5), "qixi": (7, 7), "mid_autumn": (8, 15)}


@pytest.fixture
def calendar() -> Calendar:
    return load_calendar()


@pytest.mark.parametrize("feast", FEASTS)
def test_lunar_table_agrees_with_a_lunar_calendar(calendar: Calendar, feast: str) -> None:
    month, day = FEASTS[feast]
    computed = [Lunar.fromYmd(year, month, day).getSolar().toYmd() for year in range(2024, 2036)]
    assert [str(each) for each in calendar.lunar[feast]] == computed


@pytest.mark.parametrize(
    ("key", "today", "d_day"),
    [
        ("618", "2027-06-18", "2027-06-18"),
        ("618", "2027-06-19", "2028-06-18"),
        ("1111", "2027-01-01", "2027-11-11"),
        ("1212", "2027-01-01", "2027-12-12"),
        ("38", "2027-01-01", "2027-03-08"),
        ("99", "2027-01-01", "2027-09-09"),
        ("qixi", "2027-01-01", "2027-08-08"),
        ("duanwu", "2028-01-01", "2028-05-28"),
        ("zhongqiu", "2025-01-01", "2025-10-06"),
        ("bfcm", "2025-01-01", "2025-11-28"),
        ("bfcm", "2026-01-01", "2026-11-27"),
        ("bfcm", "2027-01-01", "2027-11-26"),
        # 28 days before New Year's Eve, which may be in the year before its feast
        ("nianhuo", "2027-01-01", "2027-01-08"),
        ("nianhuo", "2027-01-09", "2027-12-28"),
        ("nianhuo", "2027-12-29", "2029-01-15"),
    ],
)
def test_next_occurrence_is_computed(calendar: Calendar, key: str, today: str, d_day: str) -> None:
    found = calendar.next_occurrence(calendar.template(key), date.fromisoformat(today))
    assert str(found) == d_day


def test_what_follows_no_rule_asks_for_its_date(calendar: Calendar) -> None:
    for key, today in (("primeday", date(2027, 1, 1)), ("qixi", date(2035, 12, 1))):
        with pytest.raises(DateNeededError):
            calendar.next_occurrence(calendar.template(key), today)
    with pytest.raises(DateNeededError):
        calendar.occurrence(calendar.template("qixi"), 2036)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("双11", "1111"),
        ("双12", "1212"),
        ("38节", "38"),
        (" double 11", "1111"),
        ("年货", "nianhuo"),
        ("Prime", "primeday"),
    ],
)
def test_a_template_is_found_by_either_name_or_its_beginning(
    calendar: Calendar, said: str, key: str
) -> None:
    assert calendar.template(said).key == key


@pytest.mark.parametrize("said", ["双", "Double 1", "", " "])
def test_which_of_several_templates_is_meant_is_not_guessed(calendar: Calendar, said: str) -> None:
    with pytest.raises(UnknownTemplateError):
        calendar.template(said)


def test_unknown_template_is_told_the_known_ones(calendar: Calendar) -> None:
    with pytest.raises(UnknownTemplateError, match=r"819.*618, 1111"):
        calendar.template("819")


def test_618_opens_at_eight_on_the_eve(calendar: Calendar) -> None:
    plan = calendar.plan(calendar.template("618"), date(2027, 6, 18), zone=SHANGHAI)
    assert plan.name == "618 sale 2027"
    assert plan.starts_at == datetime(2027, 6, 17, 12, tzinfo=UTC)
    assert plan.ends_at == datetime(2027, 6, 20, 16, tzinfo=UTC)
    assert [(each.key, each.from_day, each.to_day) for each in plan.phases] == [
        ("warmup", -30, -15),
        ("bridge", -14, -8),
        ("burst", -7, -3),
        ("sale", -2, 0),
        ("fulfilment", 1, 2),
        ("review", 3, 7),
    ]


def test_names_come_in_the_language_spoken(calendar: Calendar) -> None:
    template = calendar.template("nianhuo")
    assert calendar.plan(template, date(2027, 12, 28), zone=SHANGHAI).name.endswith(" 2028")
    assert template.name == words.pick(template.zh, template.en) == "New Year goods"


def test_waves_are_marked_as_usual_dates_and_the_teams_own_work_is_not(
    calendar: Calendar,
) -> None:
    plan = calendar.plan(calendar.template("1111"), date(2027, 11, 11), zone=SHANGHAI)
    by_title = {each.title: each for each in plan.milestones}
    assert by_title["预售开始"].typical
    assert by_title["预售开始"].owner_role is None
    assert not by_title["备货量确认"].typical
    assert by_title["备货量确认"].owner_role == "supply"
    assert len({each.uid for each in plan.milestones}) == len(plan.milestones)


def test_sale_that_opens_days_before_its_label_takes_preparation_along(
    calendar: Calendar,
) -> None:
    plan = calendar.plan(calendar.template("38"), date(2027, 3, 8), zone=SHANGHAI)
    assert plan.starts_at == datetime(2027, 3, 4, 12, tzinfo=UTC)
    check = next(each for each in plan.milestones if each.title == "开卖前检查")
    assert check.due == Due(anchor=Anchor.START, offset_days=-4, time="18:00")
    assert plan.phases[0].from_day == -33


def test_black_friday_has_its_own_zone(calendar: Calendar) -> None:
    plan = calendar.plan(calendar.template("bfcm"), date(2027, 11, 26), zone=SHANGHAI)
    local = plan.starts_at.astimezone(ZoneInfo("America/Los_Angeles"))
    assert (plan.zone, f"{local:%m-%d %H:%M}") == ("America/Los_Angeles", "11-26 00:00")
    assert plan.ends_at - plan.starts_at == timedelta(days=4)


def test_every_template_makes_a_campaign_that_the_rules_accept(
    calendar: Calendar, desk: Desk
) -> None:
    for template in calendar.templates:
        desk.do(calendar.plan(template, date(2027, 6, 18), zone=SHANGHAI))
    assert len(desk.board.campaigns) == len(calendar.templates)


OWN = """
[cadences]
short = [{ key = "all", zh = "全程", from_day = -3, to_day = 0 }]

[[templates]]
key = "618"
zh = "年中"
en = "Mid-year"
falls = { month = 6, day = 16 }
opens = { day = 0, time = "10:00" }
ends = { day = 0, time = "24:00" }
cadence = "short"
"""


def test_teams_own_file_replaces_a_template_and_keeps_the_others(tmp_path: Path) -> None:
    file = tmp_path / "calendar.toml"
    file.write_text(OWN, encoding="utf-8")
    own = load_calendar(file)
    plan = own.plan(own.template("618"), date(2027, 6, 16), zone=SHANGHAI)
    assert (plan.name, len(plan.phases)) == ("Mid-year 2027", 1)
    assert own.template("1111") == load_calendar().template("1111")
    assert load_calendar().template("618").zh == "618大促"


def test_a_template_may_have_phases_of_its_own_and_do_without_the_usual_work(
    tmp_path: Path,
) -> None:
    file = tmp_path / "calendar.toml"
    phases = 'phases = [{ key = "a", zh = "甲", from_day = -3, to_day = 0 }]\nwork = false\n'
    file.write_text(OWN.replace('cadence = "short"\n', phases), encoding="utf-8")
    own = load_calendar(file)
    plan = own.plan(own.template("618"), date(2027, 6, 16), zone=SHANGHAI)
    assert ([each.key for each in plan.phases], plan.milestones) == (["a"], ())


def test_the_second_cadence_is_that_of_the_trade() -> None:
    calendar = load_calendar()
    plan = calendar.plan(calendar.template("行业通用"), date(2027, 9, 1), zone=SHANGHAI)
    assert [each.key for each in plan.phases] == ["warmup", "preheat", "burst", "encore", "review"]


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (OWN.replace("month = 6", "month = 13"), r"line 9, 618\.falls"),
        (OWN.replace("cadence =", "cadense ="), r"line 12, 618\.cadense"),
        (OWN.replace('cadence = "short"', 'cadence = "long"'), r"line 5, 618: .*long"),
        (OWN.replace('"10:00"', '"10am"'), "618: "),
        (OWN.replace("month = 6, day = 16", 'lunar = "laba"'), "618: .*laba"),
        (OWN + 'zone = "Mars"\n', "618: .*Mars"),
        ("templates = [", "cannot be used: line 1"),
    ],
)
def test_wrong_file_is_refused_at_the_place(tmp_path: Path, wrong: str, place: str) -> None:
    file = tmp_path / "calendar.toml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(CalendarFileError, match=place):
        load_calendar(file)


def test_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CalendarFileError, match=r"none\.toml"):
        load_calendar(tmp_path / "none.toml")
