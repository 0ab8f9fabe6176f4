"""What people type when they mean a date: `明天18:00`, `下周一`, `D-5`, `+4h`, `fri 6pm`.

A text is an ISO instant, or a span from now, or a day and a time in either order, each of
which may be left out. A day without a time means 24:00; a time without a day, a weekday and
a date without its year mean the next one that is still to come.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from unicodedata import normalize

from domain.clock import local_day
from domain.due import Anchor, Due, moment
from domain.errors import UsageError
from domain.text import clean
from domain.when_days import days_meant, later
from domain.words import N

YEARS = range(2000, 2200)
"""Years that a date can be in: beyond them it is a slip of the finger."""


class WhenError(UsageError):
    """No date that anybody would recognise."""

    message = N("{text} is no date. Write one such as tomorrow 18:00, 2027-06-10 or D-5.")


_MISSING = N("The date is missing. Write one such as tomorrow 18:00, 2027-06-10 or D-5.")


class CampaignNeededError(WhenError):
    """D-5 of what?"""

    message = N("{text} counts from a campaign: choose one, or write a date such as 2027-06-10.")


def parse_when(text: str, now: datetime, zone: tzinfo, has_campaign: bool) -> Due:
    """What `text` means.

    Args:
        text: What was typed, in full-width or half-width characters.
        now: The present moment.
        zone: Where its days and times are: the campaign's zone, else the workspace's.
        has_campaign: Whether offsets such as `D-5` have something to count from.

    Raises:
        WhenError: It is no date; the sentence gives examples.
        OffsetError: It is too far from the campaign.
    """
    try:
        due = _parse(_normal(text), now, zone)
    except ValueError:  # 31 June, 25:00, the year 9999
        due = None
    shown = clean(text, limit=40, lines=1)
    if not shown:
        raise WhenError(_MISSING)
    if due is None:
        raise WhenError(text=shown)
    if due.anchor is not None and not has_campaign:
        raise CampaignNeededError(text=shown)
    return due


def _parse(text: str, now: datetime, zone: tzinfo) -> Due | None:
    if _ISO.fullmatch(text):
        return _iso(text, zone)
    if span := _SPAN.fullmatch(text):
        return _in(span, now)
    wall, rest = None, text
    if clock := _TIME.search(text):
        wall = _wall(clock)
        rest = f"{text[: clock.start()]} {text[clock.end() :]}".strip()
    if offset := _OFFSET.fullmatch(rest):
        anchor = Anchor.START if offset["anchor"] == "d" else Anchor.END
        days = int(offset["sign"] + offset["n"]) if offset["n"] else 0
        return Due(anchor=anchor, offset_days=days, time=wall)
    today = local_day(now, zone)
    meant = days_meant(rest, today) if rest else [today, later(today, 1)] if wall else []
    instants = [moment(day, wall, zone) for day in meant if day.year in YEARS]
    return Due(at=next((at for at in instants if at > now), instants[0])) if instants else None


_REWRITES = (
    (re.compile(r"[\u2010-\u2015\u2212]"), "-"),
    (re.compile(r"[,、;]|\b(?:at|on|by)\b"), " "),
    (re.compile(r"([今明后])(?=[早晚])"), r"\1天"),
    (re.compile(r"半个?(?:小时|钟头)"), "30分钟"),
    (re.compile(r"中午(?! ?[\d一二两三])|\bnoon\b"), "12:00"),
    (re.compile(r"午夜|半夜|\bmidnight\b"), "24:00"),
    (re.compile(r"\btonight\b"), "today"),
    (re.compile(r"\s+"), " "),
)

_NUMERAL = re.compile(r"(?<![周期拜])[零一二两三四五六七八九十]+(?=个?[点时天月日号分小星周])")
"""A number in characters; not the day of a week, which looks the same."""


def _normal(text: str) -> str:
    """Half-width, lower case, digits for numerals, one word for each thing."""
    text = normalize("NFKC", text[:100]).casefold()
    for pattern, plain in _REWRITES:
        text = pattern.sub(plain, text)
    return _NUMERAL.sub(_digits, text).strip()


def _digits(match: re.Match[str]) -> str:
    tens, ten, ones = match[0].replace("两", "二").partition("十")
    if not ten:
        return "".join(str("零一二三四五六七八九".index(each)) for each in tens)
    digits = "〇一二三四五六七八九"
    return str(digits.index(tens or "一") * 10 + digits.index(ones or "〇"))


_ISO = re.compile(r"\d{4}-\d\d-\d\dt\d\d:\d\d(:\d\d)?(z|[+-]\d\d:\d\d)?")


def _iso(text: str, zone: tzinfo) -> Due | None:
    at = datetime.fromisoformat(text.upper())
    if at.year not in YEARS:
        return None
    return Due(at=(at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC))


_SPAN = re.compile(
    r"(?P<mark>\+ ?|in )?(?P<n>\d{1,5}) ?(?:个 ?)?"
    r"(?:(?P<minutes>m|mins?|minutes?|分钟?)|(?P<hours>h|hrs?|hours?|小时|时|钟头))"
    r"(?(mark)|(?: ?[之以]?后| later| from now))"
)
"""Minutes and hours from now. `18时` without a sign is a time of day."""


def _in(match: re.Match[str], now: datetime) -> Due:
    n = int(match["n"])
    at = now + (timedelta(minutes=n) if match["minutes"] else timedelta(hours=n))
    return Due(at=at.replace(second=0, microsecond=0))


_TIME = re.compile(
    r"(?P<half>上午|早上|清晨|凌晨|早|中午|下午|傍晚|晚上|晚)? ?(?<![\d:])(?P<hour>\d{1,2})"
    r"(?:"
    r":(?P<minute>\d\d)(?::00)?"
    r"|[点时](?:(?P<minutes>\d{1,2})分?|(?P<part>半|[一1三3]刻)|[整钟])?"
    r"|(?= ?[ap]\.?m)"
    r")(?: ?(?P<ampm>[ap])\.?m\b\.?)?(?![\d:])"
)
_PARTS = {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45}
_MORNING = ("a", "上午", "早上", "清晨", "凌晨", "早")
_EVENING = ("傍晚", "晚上", "晚")


def _wall(match: re.Match[str]) -> str:
    """`HH:MM`; 12 in the evening is 24:00, 12 in the morning 00:00."""
    hour, half = int(match["hour"]), match["ampm"] or match["half"]
    minute = int(match["minute"] or match["minutes"] or _PARTS.get(match["part"], 0))
    if hour == 12 and half in _MORNING:
        hour = 0
    elif (hour == 12 and half in _EVENING) or (
        half and hour < 12 and half not in _MORNING and not (half == "中午" and hour > 9)
    ):
        hour += 12
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise ValueError(match[0])
    return f"{hour:02}:{minute:02}"


_OFFSET = re.compile(r"(?P<anchor>d|e|end|结束)(?:-?day|日)?(?: ?(?P<sign>[+-]) ?(?P<n>\d{1,3}))?")
