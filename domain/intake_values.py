"""What the cells of feedback files mean: times, stars, channels, numbers of orders and buyers."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from domain.clock import at_local
from domain.feedback import Channel, Result
from domain.intake_file import BadRowError
from domain.text import clean, normalise
from domain.words import N


class BadTimeError(BadRowError):
    """Not a date in any form that we know."""

    message = N("{value} is no date or time. One that is: 2027-06-17 20:00.")


class BadRatingError(BadRowError):
    """Neither stars nor words for them."""

    message = N("{value} is no rating from 1 to 5.")


_WRITTEN = (
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[t ,]*(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?)?[分秒]?"
    r" ?(z|utc|gmt|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?()"
_SERIAL = r"[2-7]\d{4}(?:\.\d+)?"
_EPOCH = r"1\d{9}(?:\d{3})?"
_SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of spreadsheets, for every day after February 1900."""


def instant(value: str, zone: tzinfo) -> datetime | None:
    """When a cell says that it was; None when it says nothing.

    Args:
        value: `2020/1/5 10:54`, `2019-11-15T00:15:59+08:00`, `2019年11月15日`, `20191115`, the
            serial number of a spreadsheet's day (`43784.5`), or seconds or milliseconds
            since 1970.
        zone: Where the clock hung, unless the cell says it. A date alone is its first instant.

    Raises:
        BadTimeError: It is none of these.
    """
    bare = normalise(value)
    if bare in _NOTHING:
        return None
    try:
        if match := re.fullmatch(_WRITTEN, bare) or re.fullmatch(_COMPACT, bare):
            year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
            day_, wall = date(year, month, day), time(hour, minute, second)
            return at_local(day_, wall, _offset(match[7]) if match[7] else zone)
        if re.fullmatch(_SERIAL, bare):
            seconds = round(float(bare) * 86400)
            moment = datetime.combine(_SERIAL_ZERO, time()) + timedelta(seconds=seconds)
            return at_local(moment.date(), moment.time(), zone)
        if re.fullmatch(_EPOCH, bare):
            return datetime.fromtimestamp(int(bare[:10]), UTC)
    except (ValueError, OverflowError):
        pass
    raise BadTimeError(value=clean(value, limit=40, lines=1))


def _offset(written: str) -> tzinfo:
    if written[0] not in "+-":
        return UTC
    span = timedelta(hours=int(written[1:3]), minutes=int(written[-2:]))
    return timezone(span if written[0] == "+" else -span)


_RESULTS = {
    word: result
    for result, words in (
        (Result.GOOD, "good positive 好评 好 满意"),
        (Result.NEUTRAL, "neutral 中评 中 一般"),
        (Result.BAD, "bad negative 差评 差 不满意"),
    )
    for word in words.split()
}


def result_of(value: str) -> Result | None:
    """What the buyer chose; None for any word that is none of the three."""
    return _RESULTS.get(normalise(value))


def rating_of(value: str) -> tuple[int | None, Result | None]:
    """Stars, or the word that stands in their place; 0 is no rating, 4.5 is 4.

    Raises:
        BadRatingError: Neither.
    """
    bare = normalise(value)
    if bare in _NOTHING:
        return None, None
    if bare in _RESULTS:
        return None, _RESULTS[bare]
    if set(bare) <= set("★⭐☆"):
        return min(bare.count("★") + bare.count("⭐"), 5) or None, None
    if match := re.fullmatch(r"([0-5])(?:\.\d+)?(?: ?[星分]| ?stars?| ?/ ?5)?", bare):
        return int(match[1]) or None, None
    if match := re.fullmatch(r"([一二三四五])[颗]?星", bare):
        return "一二三四五".index(match[1]) + 1, None
    raise BadRatingError(value=clean(value, limit=40, lines=1))


_CHANNELS = {
    word: channel
    for channel, words in (
        (Channel.REVIEW, "评价 评论 商品评价 首评"),
        (Channel.FOLLOWUP, "追评 追加评价 追加评论"),
        (Channel.ENQUIRY, "咨询 售前 售前咨询 客服"),
        (Channel.AFTERSALES, "售后 投诉 退款 退货"),
        (Channel.LIVE, "直播 直播弹幕 弹幕 直播间"),
        (Channel.SOCIAL, "社媒 社交媒体 小红书 微博"),
        (Channel.OFFLINE, "线下 门店"),
    )
    for word in (channel.value, *words.split())
}


def channel_of(value: str) -> Channel | None:
    """The channel of that name, in Chinese or as JSON has it; None for any other word."""
    return _CHANNELS.get(normalise(value))


_NOTHING = frozenset(("", "-", "--", "/", "nan", "null", "none", "nil", "n/a", "无", "未知"))
"""How tables and programs write that there is nothing."""


def identity(value: str) -> tuple[str, bool]:
    """The number of an order, a buyer or a product, and whether a spreadsheet destroyed it.

    `="00123"` and `'00123` are how exports protect a number, `123.0` is how programs spoil it;
    `1.00008E+11` has lost its digits: it is empty and destroyed.
    """
    bare = clean(value, limit=64, lines=1).removeprefix("=").strip("\"'` ")
    if bare.casefold() in _NOTHING:
        return "", False
    if re.fullmatch(r"\d(?:\.\d+)?[eE]\+\d+", bare):
        return "", True
    return (bare[:-2] if re.fullmatch(r"\d+\.0", bare) else bare), False


def anonymous(buyer: str) -> bool:
    """Whether it is a name that many share: `匿名用户`, or one with stars in it (`t**3`)."""
    return "*" in buyer or "匿名" in buyer or buyer.casefold() == "anonymous"


_UNSAID = (
    r"(?:[此该本]?(?:用户|买家|顾客|客户|评价方)?(?:没有|未)(?:及时)?(?:填写|做出|作出|撰写|发表)"
    r"(?:文字)?(?:评价|评论)(?:内容)?[,。;! ]*)?(?:系统|自动|默认)*(?:好评|评价)?[,。;!. ]*"
)


def is_default(text: str) -> bool:
    """Whether these are the platform's words for a buyer who said nothing: 系统默认好评!"""
    bare = normalise(text).strip("【】[]()")
    said = "默认" in bare or "自动" in bare or "没有" in bare or "未" in bare
    return said and re.fullmatch(_UNSAID, bare) is not None
