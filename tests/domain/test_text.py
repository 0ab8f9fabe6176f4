"""What `clean` lets through, and that widths agree with Rich. No screen, no files."""

from __future__ import annotations

import sys
from unicodedata import category, normalize

import pypinyin
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from domain.text import cells, clean, csv_safe, fit, initials, mask, normalise, pad

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=80)
"""Every code point there is, lone surrogates and unassigned ones too."""

PIECES = (
    "\x1b[31m|\x1b]0;title\x07|\x1b]8;;http://x\x1b\\|\x9b2J|\x1b|\x1b[|\x9d|\r|\n|\t|\x00|\x85|\u2028"
    "|\u202e|\u2066|\u200b|\ufeff|\ufe0f|\u20e3|\U0001f3fd|\u200d|\U000e0041|\ud800|\ufffd|\u3000"
    "|\u0301|é|각|ﾊﾞ|好评|衣|👍|🇨🇳|a|1| "
)
HOSTILE = st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("dirty", "kept"),
    [
        ("质量\x1b[31m很差\x1b[0m", "质量很差"),
        ("\x1b]0;root@server\x07快递慢", "快递慢"),
        ("\x1b]8;;http://evil\x1b\\点我\x1b]8;;\x1b\\", "点我"),
        ("\x9b2J清屏", "清屏"),
        ("\x1b]0;没有结尾的标题", "0;没有结尾的标题"),
        ("\x1b(B字符集\x1bc", "字符集"),
        ("a\x1b\x1b[31m[31mb", "a[31mb"),
        ("退\u202e款\u2066慢\u2069", "退款慢"),
        ("起\u200b球\ufeff了\u00ad", "起球了"),
        ("✔️ ❤️ 1️⃣ 👍🏽", "✔ ❤ 1 👍"),
        ("👩\u200d💻", "👩💻"),
        ("🇨🇳 国货", "CN 国货"),
        ("好\U000e0041\U000e0042", "好"),
        ("半\ud83d个", "半个"),
        ("坏\ufffd\ufffd\ufffd字", "坏\ufffd字"),
        ("\u3164\u115f名", "名"),
        ("新\U0001fae8\U0001fae9表情", "新表情"),
        ("a\tb\xa0c", "a b\xa0c"),
        ("e\u0301te\u0301", "été"),
        ("ก็็็็็็", "ก็็"),
        ("[/oops] [b]", "[/oops] [b]"),
    ],
)
def test_what_moves_hides_or_misaligns_is_taken_out(dirty, kept):
    assert clean(dirty, limit=100) == kept


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (None, "标题\n  缩进\n\n末尾"),
        (1, "标题 缩进 末尾"),
        (2, "标题\n缩进 末尾"),
    ],
)
def test_lines_are_kept_or_folded_as_asked(lines, kept):
    assert clean("  标题 \r\n  缩进\v\f\u2028\x85末尾\r", limit=100, lines=lines) == kept


def test_a_cut_leaves_no_letter_without_its_marks():
    assert clean("กี่กี่", limit=4) == "กี่"
    assert clean("一二三", limit=2) == "一二"
    assert clean("ab cd", limit=3) == "ab"


@given(ANYTHING | HOSTILE, st.integers(1, 40), st.sampled_from([None, 1, 2]))
@example("a\x1b\x9b[31m", 40, None)
def test_cleaned_text_is_short_printable_and_clean_already(text, limit, lines):
    cleaned = clean(text, limit=limit, lines=lines)

    assert len(cleaned) <= limit
    assert not {category(char) for char in cleaned} & {"Cf", "Cs", "Cn", "Zl", "Zp"}
    assert all(char == "\n" or category(char) != "Cc" for char in cleaned)
    assert cleaned.count("\n") < (lines or 100)
    assert clean(cleaned, limit=limit, lines=lines) == cleaned
    cleaned.encode("utf-8")


def test_every_character_that_may_stay_is_as_wide_as_rich_says():
    wrong = {
        hex(code): (cells(kept), cell_len(kept))
        for code in range(sys.maxunicode + 1)
        if category(chr(code)) not in ("Cn", "Co", "Cs")
        and (kept := clean(chr(code), limit=9))
        and cells(kept) != cell_len(kept)
    }

    assert wrong == {}


@given(ANYTHING | HOSTILE)
def test_a_cleaned_line_is_as_wide_as_rich_says(text):
    line = clean(text, limit=200, lines=1)

    assert cells(line) == cell_len(line)


@given(HOSTILE | st.text("ab衣服ﾊ한🔥 é", max_size=40), st.integers(0, 30))
def test_fitted_text_never_leaves_its_cells(text, width):
    line = clean(text, limit=200, lines=1)

    assert cells(fit(line, width)) <= width
    assert cells(pad(line, width)) == width
    assert fit(line, cells(line)) == line


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (8, "面料到货"),
        (7, "面料.."),
        (6, "面料.."),
        (5, "面.."),
        (3, ".."),
        (2, "面"),
        (1, ""),
        (0, ""),
    ],
)
def test_no_wide_character_is_halved(width, shown):
    assert fit("面料到货", width) == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ｔ恤　起球", "t恤 起球"),
        ("不错&hellip;&amp;好", "不错...&好"),
        (r"第一行\n第二行", "第一行\n\n第二行"),
        ("ﾃﾞﾆﾑ", "デニム"),
        ("  GOOD  ", "good"),
    ],
)
def test_the_same_words_in_another_dress_are_equal(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("打13812341234", "打138****1234"),
        ("138-1234-5678 或 +86 138 1234 5678", "138****5678 或 +86 138****5678"),
        ("身份证11010119900307123X", "身份证110****123X"),
        ("电话010-12345678", "电话010****5678"),
        ("写信a.b_c@qq.com谢谢", "写信a***@qq.com谢谢"),
        ("订单 2027061812345678901", "订单 2027061812345678901"),
        ("满299减50", "满299减50"),
    ],
)
def test_whoever_is_named_in_the_text_is_masked(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize("start", [*"=+-@\t\r\n", "＝"])
def test_no_exported_cell_is_a_formula(start):
    assert csv_safe(f"{start}1+1") == f"'{start}1+1"
    assert csv_safe("1=1") == "1=1"
    assert csv_safe("") == ""
    assert csv_safe("'@") == "''@"  # taking one away reads it again


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("面料到货", "mldh"),
        ("主图与详情页 A1", "ztyxqya1"),
        ("618大促：褪色、氨纶", "618dctsal"),
        ("ABC，〇", "abc"),
        ("", ""),
    ],
)
def test_chinese_titles_are_found_by_their_initials(title, typed):
    assert initials(title) == typed


def test_the_table_of_initials_is_what_pypinyin_says():
    han = [chr(code) for code in range(0x4E00, 0x9FA6)]
    readings = (pypinyin.lazy_pinyin(char)[0] for char in han)

    said = {char: normalize("NFD", reading)[0] for char, reading in zip(han, readings, strict=True)}
    wrong = {
        char: letter
        for char, letter in said.items()
        if letter.isascii() and initials(char) != letter
    }

    assert wrong == {}
