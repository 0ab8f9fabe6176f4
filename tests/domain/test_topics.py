"""What customers say about which topic. Sentences of our own; no file of a team is involved."""

from __future__ import annotations

import csv
import time
from collections import defaultdict
from functools import cache
from pathlib import Path
from random import Random

import pytest

from domain.feedback import Polarity
from domain.topics import Tag, Tagger, untagged
from domain.topics_file import load_lexicon

SENTENCES = Path(__file__).with_name("test_topics_sentences.csv")


@cache
def tagger() -> Tagger:
    return Tagger(load_lexicon())


def said(text: str) -> set[tuple[str, str]]:
    return {(tag.topic, str(tag.polarity)) for tag in tagger().tag(text)}


def table() -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["text"]] |= {(row["topic"], row["polarity"])} if row["topic"] else set()
    return found


@pytest.mark.parametrize(("text", "expected"), table().items(), ids=list(table()))
def test_a_sentence_says_what_we_say_it_says(text: str, expected: set[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_every_topic_has_sentences() -> None:
    told = {topic for expected in table().values() for topic, _ in expected}

    assert told == set(load_lexicon().topics)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("掉色", Polarity.COMPLAINT),
        ("有点掉色", Polarity.COMPLAINT),
        ("不会掉色", Polarity.PRAISE),
        ("洗了没有掉色", Polarity.PRAISE),
        ("没什么掉色的现象", Polarity.PRAISE),
        ("一点都不掉色", Polarity.PRAISE),
        ("掉色不严重", Polarity.PRAISE),
        ("不用担心掉色", Polarity.PRAISE),
        ("会不会掉色", Polarity.QUESTION),
        ("掉色吗？", Polarity.QUESTION),
        ("会掉色？", Polarity.QUESTION),
        ("掉不掉色", Polarity.QUESTION),
        ("怕掉色", Polarity.QUESTION),
        ("不知道掉色不", Polarity.QUESTION),
        ("希望不要掉色", Polarity.QUESTION),
        ("要是不掉色就好了", Polarity.COMPLAINT),
        ("要是不掉色，就更完美了", Polarity.COMPLAINT),
        ("怎么掉色这么厉害？", Polarity.COMPLAINT),
        ("谁说不掉色", Polarity.COMPLAINT),
        ("质量不错就是掉色", Polarity.COMPLAINT),
        ("没想到掉色", Polarity.COMPLAINT),
        ("没洗几次就掉色", Polarity.COMPLAINT),
        ("不仅掉色", Polarity.COMPLAINT),
        ("不便宜，还掉色", Polarity.COMPLAINT),
        ("可怕的掉色", Polarity.COMPLAINT),
        ("特别掉色", Polarity.COMPLAINT),
        ("不像别家的掉色", Polarity.PRAISE),
        ("这不就是掉色吗", Polarity.COMPLAINT),
        ("要不是掉色我就留下了", Polarity.COMPLAINT),
        ("有点掉色？", Polarity.COMPLAINT),
        ("会有点掉色？", Polarity.QUESTION),
        ("大家不要买了掉色", Polarity.COMPLAINT),
        ("又掉色？？", Polarity.COMPLAINT),
        ("又掉色？！", Polarity.COMPLAINT),
        ("会掉色？？", Polarity.QUESTION),
        ("洗一次差不多全掉色了", Polarity.COMPLAINT),
        ("更不可能掉色", Polarity.PRAISE),
        ("木有掉色", Polarity.PRAISE),
        ("不停地掉色", Polarity.COMPLAINT),
    ],
)
def test_the_words_around_a_phrase_decide_what_it_means(text: str, polarity: Polarity) -> None:
    tags = [tag for tag in tagger().tag(text) if tag.topic == "fading"]

    assert [tag.polarity for tag in tags] == [polarity]


def test_a_phrase_with_its_own_negation_is_not_turned_by_another() -> None:
    assert ("offer", "complaint") in said("没想到优惠券不生效")
    assert ("slow", "complaint") in said("不知道为什么还没收到货")
    assert ("malfunction", "question") in said("旧手机的卡能不能用")


def test_what_is_said_of_another_thing_says_nothing_of_this_one() -> None:
    assert said("之前买的那双掉色，这双穿着舒服") == set()
    assert said("别的牌子都起球，这家做得用心") == set()
    assert said("本来以为会有异味，结果很清爽") == set()
    assert said("这双和之前买的一样掉色") == {("fading", "complaint")}


def test_a_negation_of_the_time_is_none_of_what_happened() -> None:
    assert said("没穿几天就破了个洞") == {("seams", "complaint")}
    assert said("没买两天就降价了") == {("price", "complaint")}


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("褲子褪色嚴重，縫線也開了", "裤子褪色严重，缝线也开了"),
        ("電池續航太差，還會發燙", "电池续航太差，还会发烫"),
        ("蘋果爛了三個，包裝太簡陋", "苹果烂了三个，包装太简陋"),
        ("說好的贈品沒給，客服態度惡劣", "说好的赠品没给，客服态度恶劣"),
        ("紙張很簿，背面透光", "纸张很薄，背面透光"),
    ],
)
def test_traditional_characters_mean_the_same(traditional: str, simplified: str) -> None:
    assert said(simplified)
    assert said(traditional) == said(simplified)


def test_a_negation_counts_for_all_that_is_listed() -> None:
    assert said("没有色差、异味和线头") == {
        ("colour", "praise"),
        ("odour", "praise"),
        ("seams", "praise"),
    }


def test_a_negation_ends_with_its_clause() -> None:
    assert said("没有色差，起球") == {("colour", "praise"), ("pilling", "complaint")}
    assert said("没有色差但是起球") == {("colour", "praise"), ("pilling", "complaint")}


def test_a_complaint_outweighs_praise_and_praise_a_question() -> None:
    assert said("说不掉色，洗了一次，掉色") == {("fading", "complaint")}
    assert said("担心掉色，洗了一次，不掉色") == {("fading", "praise")}


def test_a_tag_tells_where_its_phrase_stands_in_the_text_as_it_was_given() -> None:
    text = "&hellip;ＯＫ，顏色不對！\\n不会起毛球"

    colour, pilling = tagger().tag(text)

    assert text[colour.start : colour.end] == "顏色不對"
    assert text[pilling.start : pilling.end] == "起毛球"
    assert pilling == Tag("pilling", Polarity.PRAISE, pilling.start, pilling.end, negated=True)


def test_nothing_is_said_by_nothing() -> None:
    assert tagger().tag("") == ()
    assert tagger().tag("？！，。") == ()
    assert tagger().tag("Great product, 5 stars.") == ()


@pytest.mark.parametrize(
    "unit",
    [
        "物流",
        "掉色",
        "没有",
        "不",
        "不是",
        "很",
        "一",
        "的",
        "吗",
        "以为之前买的",
        "&amp;",
        "\\n",
        "颜色，",
        "手机？",
    ],
)
def test_a_text_of_one_word_takes_time_as_it_is_long(unit: str) -> None:
    def seconds(times: int) -> float:
        text = unit * times
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            tagger().tag(text)
            best = min(best, time.process_time() - began)
        return best

    seconds(10)  # compiles what it needs
    assert seconds(8000) < 40 * seconds(800) + 0.05


def test_words_that_any_text_is_full_of_are_not_listed_as_untagged() -> None:
    found = dict(untagged(["一个铁钩，还有这个", "一个铁钩，这个也是"]))

    assert found["一个铁钩"] == 2
    assert not {"一个", "这个"} & found.keys()


def test_a_doubt_in_a_review_is_no_question_before_buying() -> None:
    assert ("presale", "question") in said("会不会起球啊")
    assert said("不知道会不会起球") == {("pilling", "question")}


def test_a_doubt_about_goods_in_hand_complains() -> None:
    assert said("刚收到，是不是用过的") == {("used", "complaint")}
    assert ("used", "question") in said("请问是不是用过的")


def test_in_a_long_story_only_a_question_that_ends_it_asks() -> None:
    story = "在店里看了很久，店员介绍说新出的这一款和去年的那一款不一样，" * 2

    assert ("presale", "question") in said(f"{story}这款防水吗？")
    assert said(f"防水吗？{story}") == set()


def test_digits_that_a_platform_hides_are_digits() -> None:
    assert said("刚买没*天就降了*元") == {("price", "complaint")}


def test_characters_of_all_kinds_are_tagged_without_complaint() -> None:
    random = Random(3)
    chars = [
        *"不没有会吗？掉色起球物流慢退货好，。 \n\t\\&;<>(){}[]*+?.^$|",
        "\U0001f600",
        "é",
        "\ud83d",
        "鿿",
    ]
    for _ in range(300):
        text = "".join(random.choices(chars, k=random.randrange(60)))

        for tag in tagger().tag(text):
            assert 0 <= tag.start < tag.end <= len(text)


def test_the_commonest_words_of_untagged_complaints_are_counted_by_text() -> None:
    texts = ["掉毛严重，掉毛", "一直掉毛", "粘毛！", "很粘毛", "别的"]

    assert untagged(texts)[:2] == [("掉毛", 2), ("粘毛", 2)]


def test_a_part_of_a_longer_word_is_not_listed_beside_it() -> None:
    texts = ["商家发了虚拟物流", "又是虚拟物流", "物流"]

    assert untagged(texts) == [("物流", 3), ("虚拟物流", 2)]
