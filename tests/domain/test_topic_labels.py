"""How the tagger is measured by a labelled file: labels and polarities as people write them."""

from __future__ import annotations

import pytest

from bench.labels import LabelError, Scores, proxies, scores
from domain.topics_file import load_lexicon


def found(*rows: tuple[str, str, str]) -> Scores:
    table = [{"text": text, "topic": topic, "polarity": how} for text, topic, how in rows]
    return scores(table, load_lexicon())


@pytest.mark.parametrize("label", ["fading", "掉色", "Colour fading", "品质/掉色", "褪色"])
def test_a_topic_is_given_by_its_key_or_a_name(label: str) -> None:
    (score,) = found(("洗了一次就掉色", label, "")).labels

    assert (score.right, score.wrong, score.missed) == (1, 0, 0)


@pytest.mark.parametrize("polarity", ["complaint", "Negative", "负面", "差评", ""])
def test_a_polarity_is_given_in_the_words_of_the_file(polarity: str) -> None:
    assert found(("洗了一次就掉色", "掉色", polarity)).overall.right == 1


def test_topics_of_one_text_stand_in_rows_of_their_own_or_in_one() -> None:
    rows = found(("掉色，起球", "掉色", "负面"), ("掉色，起球", "起球", "负面"))

    assert rows == found(("掉色，起球", "掉色;起球", "负面"))
    assert rows.overall.right == 2


def test_a_text_about_nothing_counts_what_is_tagged_in_it_as_wrong() -> None:
    both = found(("掉色", "掉色", ""), ("这件掉色", "", ""))

    assert (both.overall.right, both.overall.wrong) == (1, 1)


def test_a_polarity_that_is_none_is_named_with_its_row() -> None:
    with pytest.raises(LabelError, match="row 3 has the polarity 'angry'"):
        found(("掉色", "掉色", "负面"), ("掉色", "掉色", "angry"))


def test_good_and_bad_reviews_show_what_the_rules_leave_of_a_word() -> None:
    table = [{"text": "掉色", "label": "0"}, {"text": "不掉色", "label": "1"}]
    word, *_ = (each for each in proxies(table, load_lexicon()) if each.what == "掉色")

    assert (word.plain, word.ruled) == ((1, 1), (1, 0))
