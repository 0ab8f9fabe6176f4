"""What customers talk about: tags their words with topics, by a lexicon and without a model.

Of a text, folded by `domain/topics_fold.py`, each place where a phrase of the lexicon may
begin is looked at once. The best phrase there counts, and what it means where it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from domain.feedback import Polarity
from domain.topics_fold import fold
from domain.topics_lexicon import Lexicon
from domain.topics_phrase import BREAKS
from domain.topics_sense import before_in_clause, clause_end, weigh
from domain.topics_shelf import Fork, Library

__all__ = ["Lexicon", "Tag", "Tagger", "untagged"]


_LITTLE = frozenset(
    "的了是在有我你他她它们这那个就也都又还很太不没要会能可以和跟把被给让从向对为到上下里"
    "说去来看什么怎吗呢吧啊呀哦一二两三点些次天时候自己人家东西再才只已经后前最更真好大小多少"
)
"""What any text is full of: n-grams of them alone tell nothing."""


class Tag(NamedTuple):
    """What a text says about one topic."""

    topic: str
    """Its key."""
    polarity: Polarity
    start: int
    """Where the telling phrase begins in the text."""
    end: int
    """Where it ends: the place after its last character."""
    negated: bool = False
    """Whether a negation made it what it is."""


_RANK = {Polarity.COMPLAINT: 0, Polarity.PRAISE: 1, Polarity.QUESTION: 2}
_JOINS = re.compile("[和及跟与或、]|或者|以及|还是|也|又|啊|呀")
_DOUBTS = re.compile("不知|不晓得|不清楚|不确定|担心|怕|才知|再说|希望|万一|不是")
"""Who wonders asks nobody."""
_IN_HAND = re.compile(
    "收到|到货|拿到|到手|签收|打开|拆开|买回|买来|怀疑|装上|安装好|发给我|给我发|垃圾|差评|退货了|上当"
    "|(?:用了|用完|用过|洗完|洗过|穿了|吃了|吃完)(?![^ ?]{0,6}[会能不])"
)
"""Said by who has got the goods; 洗完会缩水吗 may be asked before."""
_LONG = 60
"""Characters of a text that tells a story."""
_POLITE = re.compile("请问|想问|咨询")
"""Who asks like this wants an answer, whatever else is said."""
_IS_IT = re.compile("是不是|是否|怀疑|真的是|能是")
_AROUND = 9, 5
"""Characters before and after a phrase in which `unless` looks."""


class Tagger:
    """Tags texts by a lexicon. What it compiles, it compiles when a text first needs it."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Make the phrases of `lexicon` ready to be looked for.

        Raises:
            PhraseError: One of them cannot be understood.
        """
        self._library = Library(lexicon)
        topics = lexicon.topics.values()
        self._unless = {topic.key: _any(topic.unless) for topic in topics if topic.unless}
        groups = lexicon.groups.items()
        asked = {key: group.asked for key, group in groups if group.asked in lexicon.topics}
        self._asked = {topic.key: asked.get(topic.group, "") for topic in topics}
        self._before = {*asked.values()}
        self._without = {topic.key: _any(topic.without) for topic in topics if topic.without}

    def tag(self, text: str) -> tuple[Tag, ...]:
        """What `text` talks about, in its order; at most one tag for each topic.

        Of several, a complaint counts before praise, and that before a question: a worry
        that turned out to be none.

        Args:
            text: As `domain.text.clean` leaves it.
        """
        folded = fold(text)
        shelves, padded = self._library.shelves, f"{folded}  "
        clauses = padded
        for mark in BREAKS:
            clauses = clauses.replace(mark, " ")
        tags: dict[str, Tag] = {}
        end, negated, asks = 0, False, False
        closes, chars = 0, set[str]()
        for number, start, after in self._library.find(folded):
            if start < end:
                continue
            shelf = shelves[number]
            while type(shelf) is Fork:
                others = shelf.others or shelf.fill()
                shelf = shelf.get(padded[after], others)
                after += 1
            if start >= closes:  # no phrase reaches beyond its clause
                closes = clauses.index(" ", start)
                chars = set(folded[start:closes])
            if chars.isdisjoint(shelf.gather() if shelf.needs is None else shelf.needs):
                continue
            for phrase in shelf.phrases:
                if phrase.needs.isdisjoint(chars):
                    continue
                match = phrase.match(folded, start)
                if match and not self._elsewhere(phrase.topic, folded, start, match.end()):
                    break
            else:
                continue
            joined = negated and (start == end or _JOINS.fullmatch(folded, end, start))
            end, negated = match.end(), False
            if not phrase.topic:
                continue
            denies = phrase.denies(folded[start:end])
            polarity, negated = weigh(phrase.polarity, folded, start, end, denies)
            if polarity is None:
                continue
            if joined and phrase.polarity is Polarity.COMPLAINT:
                polarity, negated = Polarity.PRAISE, True
            asks = asks or polarity is Polarity.QUESTION
            known = tags.get(phrase.topic)
            if known is None or _RANK[polarity] < _RANK[known.polarity]:
                tags[phrase.topic] = Tag(phrase.topic, polarity, start, end, negated)
        if asks:
            self._settle(tags, folded)
        return tuple(tags.values())

    def _settle(self, tags: dict[str, Tag], folded: str) -> None:
        """What asking means by what else is said.

        Who has the goods asks nothing before buying, and whether they are what they should
        not be (`是不是假的`) complains.
        """
        bought = self._bought(tags, folded)
        for tag in [tag for tag in tags.values() if tag.polarity is Polarity.QUESTION]:
            if tag.topic in self._before:
                story = len(folded) > _LONG and folded[tag.end + 4 :].strip(" ?")
                if bought or story:  # in which a question is asked of nobody, but at its end
                    del tags[tag.topic]
            elif bought and _is_it(folded, tag):
                tags[tag.topic] = tag._replace(polarity=Polarity.COMPLAINT)
        if bought or _DOUBTS.search(folded):
            return
        if all(tag.polarity is Polarity.QUESTION for tag in tags.values()):
            for tag in [*tags.values()]:
                if asked := self._asked[tag.topic]:
                    tags.setdefault(asked, tag._replace(topic=asked))

    def _bought(self, tags: Mapping[str, Tag], folded: str) -> bool:
        if _POLITE.search(folded):
            return False
        faults = (tag.topic for tag in tags.values() if tag.polarity is Polarity.COMPLAINT)
        return _IN_HAND.search(folded) is not None or any(self._asked[topic] for topic in faults)

    def _elsewhere(self, topic: str, folded: str, start: int, end: int) -> bool:
        without = self._without.get(topic)
        if without is not None and without.search(folded):
            return True
        unless = self._unless.get(topic)
        if unless is None:
            return False
        before, after = _AROUND
        if not unless.search(folded, max(0, start - before), end + after):
            return False  # not even beyond the clause: most of the time, and cheaply known
        opens = start - len(before_in_clause(folded, start, before))
        closes = clause_end(folded, end, after)
        return unless.search(folded, opens, closes) is not None


def _is_it(folded: str, tag: Tag) -> bool:
    return _IS_IT.search(folded, max(0, tag.start - 4), tag.end) is not None


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def untagged(texts: Iterable[str], longest: int = 4, least: int = 2) -> list[tuple[str, int]]:
    """The commonest character n-grams of texts that no topic was found in.

    Args:
        texts: Complaints without a topic; a text counts once for each n-gram.
        longest: Characters of an n-gram, at most; two at least.
        least: Texts that have to share it.

    Returns:
        N-grams with the number of their texts, the most frequent first. One that is part of
        a longer one in as many texts is left out, and one of little words alone.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        clauses = re.split(f"[{BREAKS}]+", fold(text))
        counts.update(
            {
                gram
                for clause in clauses
                for size in range(2, longest + 1)
                for at in range(len(clause) - size + 1)
                if not _LITTLE.issuperset(gram := clause[at : at + size])
            }
        )
    shared = {gram: count for gram, count in counts.items() if count >= least}
    covered = {
        part
        for gram, count in shared.items()
        for part in (gram[1:], gram[:-1])
        if shared.get(part) == count
    }
    kept = [(gram, count) for gram, count in shared.items() if gram not in covered]
    return sorted(kept, key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))
