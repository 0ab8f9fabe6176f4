"""The words on screen: binds the message catalogue (zh-CN, en) and puts values into sentences.

English sentences in the code are the msgids. `tr` translates when it is called, so that a
session can change its language while it runs; `N` marks a sentence that is translated later.
"""

from __future__ import annotations

import gettext
import locale
import os
from pathlib import Path
from typing import Any

LANGUAGES = ("zh-CN", "en")
"""What can be chosen."""

LOCALE = Path(__file__).parent / "locale"
"""Where the catalogues are."""
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def bind(language: str) -> None:
    """Speak `language` (`zh-CN` or `en`) from now on, in the whole process."""
    global _catalogue, _language
    _language = language
    _catalogue = (
        gettext.translation("promoboard", LOCALE, languages=[language.replace("-", "_")])
        if language != "en"
        else gettext.NullTranslations()
    )


def language() -> str:
    """The language that is spoken now."""
    return _language


def preferred() -> str:
    """The language that the environment's locale asks for: `zh-CN` for any Chinese, else `en`."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, names), "") or (locale.getlocale()[0] or "")
    return "zh-CN" if name.lower().startswith("zh") else "en"


def N(message: str) -> str:  # noqa: N802  (gettext's own name for it)
    """Mark `message` for the catalogue; it is translated by `tr` when it is shown."""
    return message


def tr(message: str, **values: Any) -> str:
    """`message` in the language that is spoken now, with `values` in its `{names}`."""
    text = _catalogue.gettext(message) if message else ""
    return text.format(**values) if values else text


def ntr(one: str, many: str, n: int, **values: Any) -> str:
    """Like `tr`, by number: `one` when `n` is 1 in English, else `many`; `{n}` is filled in.

    The two may also have been marked singly, by `N`, where they are kept until they are said.
    """
    text = _catalogue.ngettext(one, many, n)
    if text in (one, many):
        text = _catalogue.gettext(text)
    return text.format(n=n, **values)


def pick(zh: str, en: str) -> str:
    """Of two names that data carries (a phase, a role), the one in the language spoken now."""
    return zh if _language == "zh-CN" else en
