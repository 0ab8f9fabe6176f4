"""How phrases are written. No lexicon is involved."""

from __future__ import annotations

import re

import pytest

from domain.topics_parts import steps
from domain.topics_phrase import PhraseError, understand

SETS = {"very": ("很", "太"), "slow": ("慢", "龟速")}


@pytest.mark.parametrize(
    ("phrase", "matching", "other"),
    [
        ("起球", ["起球"], ["起毛"]),
        ("味道(大|难闻)", ["味道大", "味道难闻"], ["味道好"]),
        ("有点?贵", ["有点贵", "有贵"], ["有些贵"]),
        ("物流.{0,3}慢", ["物流慢", "物流真的慢"], ["物流真的是很慢", "物流，慢"]),
        ("物流<slow>", ["物流龟速"], ["物流快"]),
        ("拍红，来.{0,2}蓝", ["拍红 来蓝", "拍红? 来的是蓝"], ["拍红来蓝", "拍红 来了 蓝"]),
        ("说送，?没", ["说送没", "说送 没"], ["说送 都没"]),
        ("物流<very>?慢", ["物流慢", "物流太慢"], ["物流太很慢"]),
        ("物流<very>*慢", ["物流慢", "物流太很太慢"], ["物流真慢"]),
        ("物流<very>+慢", ["物流太慢"], ["物流慢"]),
        ("没货(!源|架)", ["没货", "没货了"], ["没货源"]),
        ("偏长$", ["偏长", "偏长 不过"], ["偏长款"]),
    ],
)
def test_a_phrase_means_what_it_says(phrase: str, matching: list[str], other: list[str]) -> None:
    regex = re.compile(understand(phrase, SETS).regex())

    assert all(regex.match(text) for text in matching)
    assert not any(regex.match(text.replace("，", " ")) for text in other)


@pytest.mark.parametrize(
    ("phrase", "chars"),
    [
        ("起球", "起"),
        ("(发|寄)错", "发寄"),
        ("很?贵", "很贵"),
        ("<very>*少", "很太少"),
        ("(电.{0,2}池|屏)坏", "电屏"),
    ],
)
def test_it_is_known_by_which_characters_a_phrase_begins(phrase: str, chars: str) -> None:
    assert {char for char, _ in steps(understand(phrase, SETS).items)} == set(chars)


def test_after_a_character_it_is_known_what_has_to_follow() -> None:
    after = [rest for char, rest in steps(understand("(很|真)?贵了", SETS).items) if char == "很"]

    assert {char for rest in after for char, _ in steps(rest)} == {"贵"}


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("起(球", "brackets hold words with | between them: (one|other) (character 2)."),
        ("起()", "brackets hold words with | between them: (one|other) (character 2)."),
        ("起球)", "a bracket is closed that was not opened (character 3)."),
        ("物流.慢", "a gap is written .{0,1} to .{0,8} (character 3)."),
        ("物流.{0,9}慢", "a gap is written .{0,1} to .{0,8} (character 3)."),
        ("物流<soon>", "there is no such set of words (character 3)."),
        ("[起掉]色", "this character cannot stand here (character 1)."),
        ("起 球", "this character cannot stand here (character 2)."),
        (".{0,3}慢", "it has to begin with a character that is always there (character 1)."),
        (
            "坏((一|二)*)*好",
            "a phrase has at most three * or +, none within another (character 10).",
        ),
        (
            "坏一*二*三*四+好",
            "a phrase has at most three * or +, none within another (character 9).",
        ),
        ("色(.{0,4}|的)*掉", "no gap stands in what * or + repeats (character 12)."),
        ("很?", "it has to begin with a character that is always there (character 1)."),
    ],
)
def test_a_mistake_in_a_phrase_is_named_with_its_place(phrase: str, complaint: str) -> None:
    with pytest.raises(PhraseError) as caught:
        understand(phrase, SETS)

    assert str(caught.value) == f"{phrase} is no phrase: {complaint}"


def test_a_negation_in_a_gap_is_not_the_phrases_own() -> None:
    strict = re.compile(understand("物流.{0,3}慢", SETS).strict())

    assert strict.fullmatch("物流很慢")
    assert not strict.fullmatch("物流不慢")
