"""Files become items: what arrives, in which form, and what is reported. No store is involved."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.feedback import TEXT_LIMIT, Channel, FeedbackItem, Result
from domain.intake import UnreadableFileError, read_feedback, secret
from domain.intake_columns import (
    IntakeError,
    NoTextColumnError,
    UnknownColumnError,
    UnknownFieldError,
    aliases,
)
from domain.intake_file import SpreadsheetError
from domain.record import iso
from tests.domain.desk import NOON
from tests.domain.files import SHANGHAI, items, reading


def test_a_row_of_taobao_becomes_one_item() -> None:
    (item,) = items(
        "tid,oid,nick,result,created,item_title,content,num_iid\n"
        '="3141592653589793",1,小明,bad,2027-06-17 20:00:01,冰丝T恤,'
        "洗一次就起球，打13812341234,TEE-A\n"
    )

    assert item.text == "洗一次就起球，打138****1234"
    assert (item.sku, item.title, item.result) == ("TEE-A", "冰丝T恤", Result.BAD)
    assert item.event_at is not None
    assert iso(item.event_at) == "2027-06-17T12:00:01Z"
    assert item.order_key == secret("3141592653589793", "salt")
    assert item.buyer_key == secret("小明", "salt") != secret("小明", "other")
    assert (item.source, len(item.uid)) == ("-:1", 32)
    assert "小明" not in repr(item)
    assert "3141592653589793" not in repr(item)


@pytest.mark.parametrize(
    ("header", "field", "value", "kept"),
    [
        ("评价内容,评分", "rating", "5", 5),
        ("评论内容,得分", "rating", "4.0", 4),
        ("content,score", "rating", "★★★☆☆", 3),
        ("body,rating", "rating", "五星", 5),
        ("review,rating", "rating", "", None),
        ("review,rating", "rating", "0", None),
        ("rateContent,评价结果", "result", "差评", Result.BAD),
        ("评论,评分", "result", "好评", Result.GOOD),
        ("内容,渠道", "channel", "直播弹幕", Channel.LIVE),
        ("text,channel", "channel", "offline", Channel.OFFLINE),
        ("text,平台", "platform", "抖音", "抖音"),
        ("text,类目", "group", "衣服", "衣服"),
        ("review,cat", "group", "衣服", "衣服"),
        ("评价内容,追评", "append_text", "一周后掉色", "一周后掉色"),
        ("text,商品ID", "sku", "'00123", "00123"),
        ("text,商品ID", "sku", "123.0", "123"),
        ("text,product_handle", "sku", "tee-a", "tee-a"),
        ("Review Text,Product-ID", "sku", "tee-a", "tee-a"),
        ("text,label", "rating", "1", None),
    ],
)
def test_columns_are_known_by_any_of_their_names(header, field, value, kept) -> None:
    (item,) = items(f"{header}\n还不错,{value}\n")

    assert item.text == "还不错"
    assert getattr(item, field) == kept


def test_the_preferred_of_two_columns_for_one_field_counts() -> None:
    (item,) = items("评价,评价内容,title,商品标题\n好评,面料很舒服,t,冰丝T恤\n")

    assert (item.text, item.result, item.title) == ("面料很舒服", Result.GOOD, "冰丝T恤")


def test_a_person_may_name_the_columns() -> None:
    (item,) = items("a,b\n太薄,TEE-A\n", columns={"text": "A", "sku": "b"})

    assert (item.text, item.sku) == ("太薄", "TEE-A")
    with pytest.raises(UnknownColumnError, match="no column c"):
        reading("a,b\n", columns={"text": "c"})
    with pytest.raises(UnknownFieldError, match="no field words"):
        reading("a,b\n", columns={"words": "a"})


def test_a_file_without_words_says_what_it_has_and_what_it_needs() -> None:
    with pytest.raises(NoTextColumnError) as refused:
        reading("编号,点赞数\n1,2\n")

    assert "编号, 点赞数" in str(refused.value)
    assert "评价内容" in str(refused.value)


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("2020/1/5 10:54", "2020-01-05T02:54:00Z"),
        ("2019-11-15 00:15:59", "2019-11-14T16:15:59Z"),
        ("2019年11月15日", "2019-11-14T16:00:00Z"),
        ("2019年11月15日 8时05分", "2019-11-15T00:05:00Z"),
        ("20191115", "2019-11-14T16:00:00Z"),
        ("2019-11-15T00:15:59.123Z", "2019-11-15T00:15:59Z"),
        ("2019-11-15 00:15:59 +0900", "2019-11-14T15:15:59Z"),
        ("43784.5", "2019-11-15T04:00:00Z"),
        ("43784", "2019-11-14T16:00:00Z"),
        ("1573747200", "2019-11-14T16:00:00Z"),
        ("1573747200000", "2019-11-14T16:00:00Z"),
        ("２０１９/11/15", "2019-11-14T16:00:00Z"),
        ("-", None),
        ("", None),
    ],
)
def test_times_are_read_in_the_forms_that_files_have(value, at) -> None:
    (item,) = items(f"text,time\n好,{value}\n")

    assert (item.event_at and iso(item.event_at)) == at


def test_a_bad_row_is_reported_and_the_others_arrive() -> None:
    file = reading(
        "text,time,rating\n"
        "一,2027-06-17,5\n"
        "二,上周五,5\n"
        "三,2027-02-30,5\n"
        ",2027-06-17,5\n"
        "四,2027-06-17,11\n"
        "\n"
        ",,\n"
        "五,2027-06-17,5,多,了\n"
        "六\n"
    )

    assert [item.text for item in file] == ["一", "六"]
    assert file.rows == 7
    assert [(error.row, error.why) for error in file.errors] == [
        (2, "上周五 is no date or time. One that is: 2027-06-17 20:00."),
        (3, "2027-02-30 is no date or time. One that is: 2027-06-17 20:00."),
        (4, "There are no words in this row."),
        (5, "11 is no rating from 1 to 5."),
        (6, "There are 5 cells in this row, and 3 columns."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_any_encoding_and_delimiter_gives_the_same_items(encoding, delimiter) -> None:
    rows = [
        ("评价内容", "平台", "评分"),
        ("起球，\u201c掉色\u201d㐂𠮷", "淘宝", "1"),
        ("好", "京东", "5"),
    ]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)

    file = reading(data)
    found = list(file)

    assert [(item.text, item.platform, item.rating) for item in found] == [
        ("起球，“掉色”㐂𠮷", "淘宝", 1),
        ("好", "京东", 5),
    ]
    assert (file.encoding, file.delimiter) == (encoding, delimiter)
    assert file.flaws == ()
    assert file.done == 1


def test_a_few_bad_bytes_are_counted_and_do_not_change_the_encoding() -> None:
    file = reading(b"review\n" + "面料很舒服，值得买\n".encode() * 9 + b"\xe8\xb4\n")

    assert len(list(file)) == 10
    assert file.encoding == "utf-8"
    assert [*map(str, file.flaws)] == ["1 character could not be read in this encoding."]


def test_json_lines_are_read_whatever_fields_each_has() -> None:
    file = reading(
        '{"rateContent": "太薄\\n透光", "rateDate": "2027-06-17", "auctionSku": null}\n'
        "\n"
        '{"score": 5, "content": "好&hellip;", "nickname": "t**3"}\n'
        "[1]\n"
        "{broken\n"
        '{"likes": 3}\n'
        '{"content": {"deep": [1]}, "score": 2.0}\n'
    )

    found = list(file)

    assert [item.text for item in found] == ["太薄\n透光", "好…", "{'deep': [1]}"]
    assert [item.rating for item in found] == [None, 5, 2]
    assert found[1].buyer_key == ""
    assert file.rows == 6
    assert [error.row for error in file.errors] == [3, 4, 5]
    assert "likes" in file.errors[2].why


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("\ufeff质量好", "质量好"),
        ('"第一行\n第二行"', "第一行\n第二行"),
        ('"他说""好"""', '他说"好"'),
        ("不错&hellip;&#x202e;", "不错…"),
        ("=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1"),
        ("起\0球", "起球"),
        ('5"屏', '5"屏'),
        ("[/oops]", "[/oops]"),
        ("\x1b]0;title\x07\u202e好", "好"),
        ("好" * 9000, "好" * TEXT_LIMIT),
        ('"' + "好" * 200_000 + '"', "好" * TEXT_LIMIT),
        ("a@b.cn" * 700, None),
    ],
)
def test_seeds_of_trouble_become_plain_words(cell, text) -> None:
    (item,) = items(f"id,review\n1,{cell}\n")

    assert len(item.text) <= TEXT_LIMIT
    assert text is None or item.text == text


def test_commas_that_nobody_quoted_stay_in_the_last_column() -> None:
    assert items("cat,review\n衣服,好,很好\n")[0].text == "好,很好"


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    file = reading('id,review\n1,"很好\n' + "2,一般\n" * 300 + '3,"不错"\n')

    assert len(list(file)) == 301
    assert [(error.row, error.why) for error in file.errors] == [
        (1, "A quotation mark is opened here and never closed.")
    ]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", "评价内容\n".encode()])
def test_a_file_without_rows_is_no_error(data) -> None:
    assert items(data) == []


def test_a_workbook_is_named_for_what_it_is() -> None:
    with pytest.raises(SpreadsheetError):
        reading(b"PK\x03\x04...")


def test_a_file_that_is_not_there_is_a_trouble_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="No such file"):
        read_feedback(tmp_path / "no.csv", zone=SHANGHAI, salt="", now=NOON)


@pytest.mark.parametrize(
    "text",
    [
        "此用户没有填写评价。",
        "系统默认好评",
        "评价方未及时做出评价,系统默认好评!",
        "评价方未及时做出评价，系统默认好评！",
        "该用户未填写评价内容",
    ],
)
def test_the_platforms_own_words_are_marked(text) -> None:
    assert items(f"id;review\n1;{text}\n2;没有色差，好评\n3;好评\n")[0].is_default
    assert not any(item.is_default for item in items("review\n没有色差，好评\n好评\n"))


def test_a_channel_that_nobody_knows_is_a_review_and_said_so() -> None:
    file = reading("text,渠道\n好,旗舰店\n好,售后\n")

    assert [item.channel for item in file] == [Channel.REVIEW, Channel.AFTERSALES]
    assert str(file.flaws[0]).startswith("1 row has a channel")


def test_every_column_fills_a_field_that_items_have() -> None:
    assert set(aliases()) <= set(FeedbackItem.__dataclass_fields__)


@given(
    st.binary(max_size=300) | st.text('"a,;\t\n\r{}评价内容好\0\ufeff', max_size=80).map(str.encode)
)
@example(b'text\n"\r')
@example(b"\xff\xfet\x00e\x00x\x00t\x00\n")
def test_no_file_breaks_the_reader_and_every_row_is_accounted_for(data) -> None:
    for head in (b"", b"review,rating,time,sku\n"):
        try:
            file = reading(head + data)
            found = list(file)
        except IntakeError:
            continue
        assert file.rows == len(found) + len(file.errors)
        assert all(0 < len(item.text) <= TEXT_LIMIT for item in found)
        assert 0 <= file.done <= 1
