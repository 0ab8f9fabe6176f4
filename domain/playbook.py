"""预案: who does what, in which order and how fast, when something happens that happens again.

A playbook is data: `domain/playbook_file.py` reads it, `domain/playbook_plan.py` makes it fit an
occasion, `domain/playbook_rules.py` runs it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, datetime
from typing import Annotated

from domain.errors import DomainError
from domain.falls import Strict
from domain.frozen import dataclass
from domain.limits import MinLen
from domain.task import Priority
from domain.when import parse_when
from domain.words import N, pick

PLACES = ("topic", "sku")
"""What a text can name as `{topic}`; between `[` and `]` it goes where there is nothing to name."""

_NAME = re.compile(r"\{(\w*)\}")
_MAYBE = re.compile(r"\[([^][]*\{\w+\}[^][]*)\]")
_ANY_DAY = datetime(2027, 1, 1, tzinfo=UTC)


class UnknownPlaybookError(DomainError):
    """No playbook has that key."""

    message = N("There is no playbook {key}. There are: {keys}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Strict):
    """A text in both languages; one that has no English is said in Chinese."""

    zh: str = ""
    en: str = ""

    def spoken(self, language: str) -> str:
        """It in `language`, as it stands."""
        return self.zh if language == "zh-CN" else self.en or self.zh

    def said(self, language: str, values: Mapping[str, str]) -> str:
        """It in `language`, with what is known put into its places."""
        text = self.spoken(language)
        kept = _MAYBE.sub(lambda match: match[1] if _known(match[1], values) else "", text)
        return _NAME.sub(lambda match: values.get(match[1], ""), kept).strip()

    @property
    def places(self) -> tuple[str, ...]:
        """The names that stand in it."""
        return tuple(_NAME.findall(self.zh + self.en))


NO_TEXT = Text()
"""Where nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About(Text):
    """What customers complain of, in words that fit into a title."""

    key: str = ""
    """Its key in the lexicon; empty for words of somebody's own."""


ANYTHING = About()
"""Where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a task says: its title, and when it counts as done."""

    title: str
    acceptance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief(Strict):
    """A wording before it is known what it is about."""

    zh: Annotated[str, MinLen(1)]
    en: str = ""
    acceptance: Text = NO_TEXT

    @property
    def title(self) -> Text:
        """What there is to do."""
        return Text(zh=self.zh, en=self.en)

    def wording(self, language: str, values: Mapping[str, str]) -> Wording:
        """Its texts in `language`, with what is known put into their places."""
        return Wording(
            title=self.title.said(language, values),
            acceptance=self.acceptance.said(language, values),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Brief):
    """One task of a playbook."""

    key: Annotated[str, MinLen(1)]
    role: str
    """Who answers for it; `settings.FALLBACKS` says who where the team has no such role."""
    with_roles: tuple[str, ...] = ()
    due: str = ""
    """As people type it (`domain/when.py`): `+30m` from the run, `D-15 18:00` of the campaign.

    Days from the start move ahead with a sale that opens earlier than the evening before.
    """
    priority: Priority = Priority.P2
    depends_on: tuple[str, ...] = ()
    """Keys of the steps that come first."""
    decides: bool = False
    """Whether it ends with a finding, passed or failed, which is asked for before it is done."""
    if_topic: Mapping[str, Brief] = field(default_factory=dict)
    """Its words for single topics, by key: what helps against pilling is no help for a smell."""
    if_failed: Brief | None = None
    """Its words where the one step that it depends on and that decides was failed."""

    @property
    def relative(self) -> bool:
        """Whether it is due on a day of a campaign."""
        return bool(self.due) and parse_when(self.due, _ANY_DAY, UTC, True).anchor is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook(Strict):
    """Steps for an occasion, in the order in which people read them."""

    key: Annotated[str, MinLen(1)]
    zh: Annotated[str, MinLen(1)]
    en: str = ""
    topics: tuple[str, ...] = ()
    """Keys of topics, or of groups of topics, that it answers."""
    acceptor: str = "ops"
    """The role that accepts the tasks; its own fall to the role of whoever starts the run."""
    steps: Annotated[tuple[Step, ...], MinLen(1)]

    @property
    def name(self) -> str:
        """Its name in the language spoken now."""
        return pick(self.zh, self.en or self.zh)

    @property
    def needs_campaign(self) -> bool:
        """Whether something in it is due on a day of a campaign."""
        return any(step.relative for step in self.steps)

    @property
    def in_order(self) -> tuple[Step, ...]:
        """The steps, each after those that it depends on; those in a circle are left out."""
        found: dict[str, Step] = {}
        left = list(self.steps)
        while ready := [step for step in left if found.keys() >= {*step.depends_on}]:
            found[ready[0].key] = ready[0]
            left.remove(ready[0])
        return tuple(found.values())

    def decider(self, step: Step) -> str:
        """The key of the step whose finding the words of `step` hang on; empty for none."""
        if step.if_failed is None:
            return ""
        keys = (each.key for each in self.steps if each.decides and each.key in step.depends_on)
        return next(keys, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbooks(Strict):
    """What a file of playbooks holds."""

    playbooks: tuple[Playbook, ...] = ()

    def playbook(self, text: str) -> Playbook:
        """The playbook with this key, or this name.

        Raises:
            UnknownPlaybookError: Names those there are.
        """
        wanted = text.strip().casefold()
        for each in self.playbooks:
            if wanted in (each.key.casefold(), each.zh.casefold(), each.en.casefold()):
                return each
        keys = ", ".join(each.key for each in self.playbooks)
        raise UnknownPlaybookError(key=text, keys=keys)

    def answering(self, *topics: str) -> Playbook | None:
        """The playbook for the first of these keys of topics or groups that has one."""
        found = (each for key in topics for each in self.playbooks if key in each.topics)
        return next(found, None)


def _known(text: str, values: Mapping[str, str]) -> bool:
    return all(values.get(name) for name in _NAME.findall(text))
