"""How the tagger's topics compare to labels: those that people gave, or good and bad reviews."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.feedback import Polarity, Severity
from domain.topics import Tag, Tagger
from domain.topics_lexicon import Lexicon, Topic

WORDS = ("起球", "掉色", "褪色", "色差", "异味", "起毛", "线头", "假货")
"""Words whose plain hits are shown beside what the rules leave of them."""

_APART = "service"
"""The group whose words are too ambiguous to be counted with the others."""

_POLARITIES = {
    Polarity.COMPLAINT: (
        "",
        "negative",
        "neg",
        "bad",
        "-1",
        "0",
        "负面",
        "负",
        "差评",
        "投诉",
        "抱怨",
        "吐槽",
    ),
    Polarity.PRAISE: ("positive", "pos", "good", "1", "正面", "正", "好评", "表扬", "夸奖"),
    Polarity.QUESTION: ("ask", "inquiry", "疑问", "询问", "咨询", "提问", "问题"),
}
"""What files call a polarity. None given: a complaint."""

_MEANT = {name: meant for meant, names in _POLARITIES.items() for name in (meant, *names)}
_SEVERAL = re.compile("[;；|、+]")
"""Stands between the labels of one row."""

Table = Sequence[Mapping[str, str]]
"""Rows of a file. Each has its text as `text`."""


class LabelError(Exception):
    """A file's labels cannot be read. `str()` says which, where, and what could stand there."""


@dataclass(frozen=True)
class Score:
    """What was found of one label."""

    label: str
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """None when nothing was tagged."""
        return share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """None when nothing was labelled."""
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """None when there was nothing to find, and nothing was."""
        return share(2 * self.right, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True)
class Scores:
    """All labels of a file, one by one and together."""

    labels: tuple[Score, ...]
    overall: Score
    apart: tuple[Score, ...]
    """Labels of the service group, which `overall` leaves out."""
    unknown: tuple[str, ...]
    """Labels that name no topic: nothing was counted for them."""
    beside: Mapping[str, int]
    """How often topics were tagged that no label of the file means."""


@dataclass(frozen=True)
class Proxy:
    """Reviews hit, as (bad, good), without and with the rules for negation and doubt."""

    what: str
    plain: tuple[int, int]
    ruled: tuple[int, int]

    @property
    def kept(self) -> float | None:
        """Of the plain hits in bad reviews, the share that the rules leave."""
        return share(self.ruled[0], self.plain[0])


def scores(table: Table, lexicon: Lexicon) -> Scores:
    """How well the labels of `table` (text, topic, polarity) are found.

    A tag is right when a row has its text, a label that means its topic, and its polarity;
    a row without a polarity is a complaint. Praise counts where the file labels some, and
    questions do.

    Raises:
        LabelError: A polarity is none.
    """
    tagger = Tagger(lexicon)
    given = [
        (row["text"], label, _polarity(row, line))
        for line, row in enumerate(table, 2)
        for label in _labels(row)
    ]
    meant = {label: named(label, lexicon, tagger) for _, label, _ in given}
    labels = sorted(label for label, keys in meant.items() if keys)
    asked = {key for label in labels for key in meant[label]}
    wanted: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for text, label, polarity in given:
        wanted[text].add((label, polarity))
    labelled = {Polarity.COMPLAINT, *(polarity for _, label, polarity in given if label)}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    beside: Counter[str] = Counter()
    for text, want in wanted.items():
        tags = [tag for tag in tagger.tag(text) if tag.polarity in labelled]
        beside.update(tag.topic for tag in tags if tag.topic not in asked)
        for label in labels:
            polarities = {polarity for name, polarity in want if name == label}
            counts[label].update(_compared(polarities, tags, meant[label]))
    found = [_score(label, [counts[label]]) for label in labels]
    apart = [score.label for score in found if _is_apart(meant[score.label], lexicon)]
    return Scores(
        labels=tuple(score for score in found if score.label not in apart),
        overall=_score("overall", [counts[label] for label in labels if label not in apart]),
        apart=tuple(score for score in found if score.label in apart),
        unknown=tuple(sorted(label for label, keys in meant.items() if label and not keys)),
        beside=dict(beside.most_common()),
    )


def named(label: str, lexicon: Lexicon, tagger: Tagger) -> frozenset[str]:
    """Keys of the topics that `label` means; none when that cannot be told.

    It is a topic's key or name, else a group's, else part of topics' names (价格), else a
    word that the tagger finds topics in (褪色). Of 品质/起球 the last part counts.
    """
    word = re.split("[/>:：]", label)[-1].strip().casefold()
    topics = lexicon.topics.values()
    groups = [
        key for key, group in lexicon.groups.items() if word in (key, group.zh, group.en.casefold())
    ]
    for keys in (
        [topic.key for topic in topics if word in (topic.key, topic.zh, topic.en.casefold())],
        [topic.key for topic in topics if topic.group in groups],
        [
            topic.key
            for topic in topics
            if len(word) > 1 and (word in topic.zh or word in topic.en.casefold())
        ],
        [tag.topic for tag in tagger.tag(word)],
    ):
        if keys and word:
            return frozenset(keys)
    return frozenset()


def proxies(table: Table, lexicon: Lexicon) -> Iterator[Proxy]:
    """Hits of single words, then of the whole lexicon, by the `label` (0 bad, 1 good)."""
    words = {
        word: Topic(
            key=word, zh=word, en=word, group="", owner="", severity=Severity.S3, complaint=(word,)
        )
        for word in WORDS
    }
    for one in (Lexicon(words, {}), lexicon):
        tagger = Tagger(one)
        plain: Counter[tuple[str, str]] = Counter()
        ruled: Counter[tuple[str, str]] = Counter()
        for row in table:
            for tag in tagger.tag(row["text"]):
                complains = tag.polarity is Polarity.COMPLAINT
                plain[tag.topic, row["label"]] += complains or tag.negated or _asks(tag)
                ruled[tag.topic, row["label"]] += complains
        for key, topic in one.topics.items():
            yield Proxy(
                topic.zh, (plain[key, "0"], plain[key, "1"]), (ruled[key, "0"], ruled[key, "1"])
            )


def share(part: int, whole: int) -> float | None:
    """`part` of `whole`; None of nothing."""
    return part / whole if whole else None


def _compared(want: set[str], tags: Iterable[Tag], keys: frozenset[str]) -> dict[str, int]:
    got = {str(tag.polarity) for tag in tags if tag.topic in keys}
    return {"right": len(want & got), "wrong": len(got - want), "missed": len(want - got)}


def _score(label: str, parts: Iterable[Counter[str]]) -> Score:
    whole = sum(parts, Counter[str]())
    return Score(label, whole["right"], whole["wrong"], whole["missed"])


def _is_apart(keys: Iterable[str], lexicon: Lexicon) -> bool:
    return all(lexicon.topics[key].group == _APART for key in keys)


def _asks(tag: Tag) -> bool:
    return tag.polarity is Polarity.QUESTION


def _labels(row: Mapping[str, str]) -> list[str]:
    return [label.strip() for label in _SEVERAL.split(row.get("topic", ""))]


def _polarity(row: Mapping[str, str], line: int) -> Polarity:
    word = row.get("polarity", "").strip()
    if (meant := _MEANT.get(word.casefold())) is None:
        known = ", ".join(Polarity)
        raise LabelError(f"row {line} has the polarity {word!r}. It may be: {known}, or empty.")
    return meant
