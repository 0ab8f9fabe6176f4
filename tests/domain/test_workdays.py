"""Rest days and make-up days. The tables are those of the library; no clock is involved."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain.workdays import DayKind, day_in, span, special_words, unknown_words

SHANGHAI, ANGELES = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize(
    ("day", "kind", "words"),
    [
        (date(2026, 2, 13), DayKind.WORK, ""),
        (date(2026, 2, 14), DayKind.MAKE_UP, "make-up working day"),  # a Saturday
        (date(2026, 2, 17), DayKind.HOLIDAY, "Spring Festival"),  # a Tuesday
        (date(2026, 3, 7), DayKind.WEEKEND, "weekend"),
        (date(2026, 6, 19), DayKind.HOLIDAY, "Dragon Boat Festival"),
    ],
)
def test_days_are_what_was_announced_and_not_what_their_weekday_says(
    day: date, kind: DayKind, words: str
) -> None:
    found = day_in(day, SHANGHAI)
    assert (found.kind, found.words, found.known) == (kind, words, True)
    assert found.rest == (kind in (DayKind.WEEKEND, DayKind.HOLIDAY))


def test_a_year_that_nobody_has_announced_is_said_to_be_so_and_not_guessed() -> None:
    assert day_in(date(2199, 10, 1), SHANGHAI)[1:] == (DayKind.WORK, "", "", False)
    found = span(date(2199, 9, 30), date(2199, 10, 6), SHANGHAI)
    assert (found.working, found.days, found.special, found.unknown) == (5, 7, (), (2199,))
    assert unknown_words(found.unknown).startswith("2199: holidays and make-up days are not")
    assert unknown_words(()) == ""


def test_elsewhere_only_weekends_are_known_and_nothing_is_waited_for() -> None:
    assert day_in(date(2026, 2, 14), ANGELES)[1:] == (DayKind.WEEKEND, "", "", True)
    assert day_in(date(2026, 2, 17), ANGELES).kind is DayKind.WORK


def test_holidays_in_a_row_are_named_once() -> None:
    found = span(date(2026, 2, 9), date(2026, 2, 24), SHANGHAI)
    assert found.working == 7
    assert special_words(found.special) == (
        "02-14 make-up working day, 02-15..02-23 Spring Festival"
    )


def test_nobody_pays_for_the_tables_who_does_not_ask() -> None:
    code = "import sys, domain.workdays, domain.due_words; print('chinese_calendar' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"
