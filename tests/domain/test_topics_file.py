"""The shipped lexicon, and what a team's own file makes of it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from domain.feedback import Severity
from domain.settings import OPTIONAL_ROLES, ROLES
from domain.topics import Tagger
from domain.topics_file import OWN_FILE, LexiconError, load_lexicon, load_names
from domain.topics_lexicon import PHRASES


def own(folder: Path, text: str) -> Path:
    (folder / OWN_FILE).write_text(text, encoding="utf-8")
    return folder


def topics(folder: Path, text: str) -> set[str]:
    return {tag.topic for tag in Tagger(load_lexicon(folder)).tag(text)}


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(LexiconError) as caught:
        load_lexicon(own(folder, text))
    return str(caught.value).replace(f"{folder}/", "").split("\n")


def test_the_shipped_lexicon_can_be_understood() -> None:
    Tagger(load_lexicon())


def test_every_shipped_topic_has_an_owner_in_every_team_and_a_group() -> None:
    lexicon = load_lexicon()

    assert {topic.owner for topic in lexicon.topics.values()} <= {role.key for role in ROLES}
    assert {topic.group for topic in lexicon.topics.values()} == set(lexicon.groups)


def test_no_shipped_phrase_stands_for_two_topics() -> None:
    lexicon = load_lexicon()
    phrases = Counter(
        phrase
        for topic in lexicon.topics.values()
        for name in PHRASES
        for phrase in getattr(topic, name)
    )

    assert [phrase for phrase, times in phrases.items() if times > 1] == []


def test_safety_and_counterfeits_are_the_worst() -> None:
    worst = {key for key, topic in load_lexicon().topics.items() if topic.severity is Severity.S1}

    assert worst == {"safety", "counterfeit"}


def test_names_are_those_of_the_whole_lexicon_without_its_phrases() -> None:
    names, whole = load_names(), load_lexicon()

    assert names.groups == whole.groups
    assert not any(getattr(topic, each) for topic in names.topics.values() for each in PHRASES)
    assert {(topic.key, topic.name, topic.owner) for topic in names.topics.values()} == {
        (topic.key, topic.name, topic.owner) for topic in whole.topics.values()
    }


def test_a_group_that_a_team_renames_keeps_what_the_team_does_not_name(tmp_path: Path) -> None:
    text = '[groups.quality]\nzh = "质量"\nen = "Make"\n'
    group = load_lexicon(own(tmp_path, text)).groups["quality"]

    assert (group.zh, group.asked) == ("质量", "presale")


def test_a_team_without_a_file_has_the_shipped_lexicon(tmp_path: Path) -> None:
    assert load_lexicon(tmp_path) is load_lexicon()


def test_a_team_adds_phrases_and_drops_some(tmp_path: Path) -> None:
    own(tmp_path, '[topics.pilling]\ncomplaint = ["结毛球团"]\ndrop = ["起毛"]')

    pilling = load_lexicon(tmp_path).topics["pilling"]

    assert pilling.complaint[0] == "结毛球团"
    assert "起球" in pilling.complaint
    assert "起毛" not in pilling.complaint


@pytest.mark.parametrize("page", ["feedback.md", "feedback.zh-CN.md"])
def test_what_the_page_about_feedback_shows_is_a_lexicon(tmp_path: Path, page: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / page).read_text("utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    folder = own(tmp_path, example)

    assert topics(folder, "里子薄") == {"lining"}
    assert topics(folder, "拉毛了") == {"pilling"}
    assert topics(folder, "毛线拉毛了") == set()
    assert load_lexicon(folder).topics["pilling"].owner == "content"
    assert "stacking" not in load_lexicon(folder).topics


def test_one_of_several_ways_may_go_on_in_the_next_clause(tmp_path: Path) -> None:
    own(tmp_path, '[topics.pilling]\ncomplaint = ["(刚穿，结团|结疙瘩团)"]')

    assert topics(tmp_path, "刚穿，结团") == topics(tmp_path, "结疙瘩团") == {"pilling"}


def test_a_team_changes_who_answers_for_a_topic(tmp_path: Path) -> None:
    own(tmp_path, '[topics.pilling]\nowner = "qc"\nseverity = "S2"')

    pilling = load_lexicon(tmp_path, (*ROLES, *OPTIONAL_ROLES)).topics["pilling"]

    assert (pilling.owner, pilling.severity) == ("qc", Severity.S2)
    assert pilling.zh == "起球"


def test_a_team_switches_a_topic_off(tmp_path: Path) -> None:
    own(tmp_path, "[topics.pilling]\noff = true")

    assert topics(tmp_path, "起球，掉色") == {"fading"}


def test_a_team_has_topics_groups_and_sets_of_its_own(tmp_path: Path) -> None:
    own(
        tmp_path,
        """
        groups.taste = { zh = "口味", en = "Taste" }
        sets.awful = ["难吃", "齁甜"]
        [topics.taste]
        zh = "难吃"
        en = "Taste"
        group = "taste"
        owner = "content"
        severity = "S3"
        complaint = ["<awful>", "太<awful>", "口感.{0,3}差"]
        """,
    )

    assert topics(tmp_path, "口感有点差") == {"taste"}
    assert topics(tmp_path, "一点也不齁甜") == {"taste"}


def test_a_teams_harmless_phrase_keeps_a_word_from_counting(tmp_path: Path) -> None:
    own(tmp_path, 'harmless = ["起球测试"]')

    assert topics(tmp_path, "做了起球测试") == set()


def test_words_of_another_matter_keep_a_phrase_from_counting(tmp_path: Path) -> None:
    own(tmp_path, '[topics.pilling]\nunless = ["球拍"]\nwithout = ["羽毛球馆"]')

    assert topics(tmp_path, "球拍手胶起球") == set()
    assert topics(tmp_path, "羽毛球馆不错，起球") == set()
    assert topics(tmp_path, "球拍不错，毛巾起球") == {"pilling"}


def test_every_mistake_is_named_with_its_line_and_what_is_allowed(tmp_path: Path) -> None:
    text = """harmless = ["起(球"]
[topics.pilling]
owner = "boss"
complaint = [
    "结球",
    "结<kind>球",
]
drop = ["没有这个"]
[topics.packaging]
zh = "包装"
group = "quality"
owner = "cs"
severity = "S3"
"""

    assert mistakes(tmp_path, text) == [
        "topics.toml, line 1: harmless: 起(球 is no phrase: brackets hold words with | between "
        "them: (one|other) (character 2).",
        'topics.toml, line 3: topics.pilling.owner is "boss". '
        "Allowed: ops, promo, content, cs, supply.",
        "topics.toml, line 6: topics.pilling.complaint: 结<kind>球 is no phrase: "
        "there is no such set of words (character 2).",
        "topics.toml, line 8: topics.pilling.drop leaves out 没有这个, "
        "which is none of its phrases.",
        "topics.toml, line 9: topics.packaging.en is missing. "
        "A topic of your own needs: zh, en, group, owner, severity, complaint.",
        "topics.toml, line 9: topics.packaging.complaint is missing. "
        "A topic of your own needs: zh, en, group, owner, severity, complaint.",
    ]


def test_a_key_or_a_value_that_cannot_be_is_named_with_its_line(tmp_path: Path) -> None:
    text = '[topics.pilling]\nseverity = "S9"\ncolour = "red"\nquestion = "起球吗"\n'

    severity, question, colour = mistakes(tmp_path, text)

    assert severity == (
        'topics.toml, line 2: topics.pilling.severity is "S9". Allowed: S1, S2, S3, S4.'
    )
    assert question == (
        'topics.toml, line 4: topics.pilling.question is "起球吗". Allowed: a list of phrases.'
    )
    assert colour.startswith("topics.toml, line 3: there is no key topics.pilling.colour.")


def test_a_file_that_is_no_toml_is_named_with_its_line(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "[topics.pilling]\nowner =\n") == [
        "topics.toml: line 2 is not TOML (Invalid value)."
    ]


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / OWN_FILE).write_bytes('harmless = ["起球测试"]'.encode("gb18030"))

    with pytest.raises(LexiconError, match="is not UTF-8"):
        load_lexicon(tmp_path)


def test_a_program_that_tags_nothing_loads_no_lexicon() -> None:
    code = "import sys, domain.service; print('domain.topics' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
