"""Which day people mean: `后天`, `下周一`, `6月10日`, `fri`, `in 2 days`, `10 june`.

One table: a pattern, and the function that reads what it matched. A text that has been made
plain (`domain/when.py`) goes in; the days that it can mean come out, the likeliest first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta


def days_meant(text: str, today: date) -> list[date]:
    """The days that `text` can mean, the likeliest first; none when it is no day."""
    if text in _WORDS:
        return [later(today, _WORDS[text])]
    for pattern, read in _DAYS:
        if match := pattern.fullmatch(text):
            return list(read(match, today))
    return []


_WORDS = {
    "昨天": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "tmr": 1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
}


def later(day: date, days: int) -> date:
    """The date so many days on."""
    return day + timedelta(days=days)


def _weekday(match: re.Match[str], today: date) -> Iterable[date]:
    """`下` and `next` are the week after this one, which begins on Monday."""
    name, ahead = match["day"], match["ahead"]
    column = next(i for i, names in enumerate(_WEEKDAYS) if name in names)
    monday = later(today, -today.weekday())
    if ahead:
        weeks = ahead.count("下") + (ahead == "next ")
        return [later(monday, 7 * weeks + column)]
    first = later(today, (column - today.weekday()) % 7)
    return first, later(first, 7)


_WEEKDAYS = (
    ("一", "1", "mon", "monday"),
    ("二", "2", "tue", "tues", "tuesday"),
    ("三", "3", "wed", "wednesday"),
    ("四", "4", "thu", "thur", "thurs", "thursday"),
    ("五", "5", "fri", "friday"),
    ("六", "6", "sat", "saturday"),
    ("日", "天", "末", "7", "sun", "sunday"),
)


def _span(match: re.Match[str], today: date) -> Iterable[date]:
    return [later(today, int(match["n"]) * (7 if match["weeks"] else 1))]


def _full(match: re.Match[str], today: date) -> Iterable[date]:
    return [date(int(match["year"]), int(match["month"]), int(match["day"]))]


def _yearless(match: re.Match[str], today: date) -> Iterable[date]:
    """From this year's on; eight years hold a 29 February in any case."""
    name = match["month"]
    month = int(name) if name.isdecimal() else _MONTHS.index(name) + 1
    return _existing((year, month, int(match["day"])) for year in range(today.year, today.year + 9))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _day_of_month(match: re.Match[str], today: date) -> Iterable[date]:
    months = (today.month - 1 + ahead for ahead in range(4))
    return _existing((today.year + m // 12, m % 12 + 1, int(match["day"])) for m in months)


def _existing(days: Iterable[tuple[int, int, int]]) -> Iterable[date]:
    """The dates that a calendar has."""
    for year, month, day in days:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


_WEEKS = r"(?P<weeks>w|weeks?|周|星期)"
_ON = r"(?: ?[之以]?后| later| from now)?"
_NAMES = "|".join(name for names in _WEEKDAYS for name in names if len(name) > 1)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Iterable[date]]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(?P<ahead>下*|[本这])个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末1-7])", _weekday),
        (rf"(?P<ahead>next |this )?(?P<day>{_NAMES})", _weekday),
        (rf"(?:\+ ?|in )?(?P<n>\d{{1,3}}) ?个?(?:d|days?|天|{_WEEKS}){_ON}", _span),
        (r"(?P<year>\d{4})[-/.年] ?(?P<month>\d{1,2})[-/.月] ?(?P<day>\d{1,2})[日号]?", _full),
        (r"(?P<month>\d{1,2})[-/.月] ?(?P<day>\d{1,2})[日号]?", _yearless),
        (rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?", _yearless),
        (rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}", _yearless),
        (r"(?P<day>\d{1,2})[日号]", _day_of_month),
    )
)
