"""One thing to choose, in a list or in a field of a form."""

from __future__ import annotations

from domain.frozen import dataclass
from domain.text import initials, normalise


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    key: str
    """What choosing it returns. Empty for "none of them"."""
    label: str
    hint: str = ""
    """What else helps to recognise it; shown dimmed, and found by the filter too."""

    @property
    def sought(self) -> str:
        """What a filter looks into: also the initials of the label's pinyin."""
        text = f"{self.key} {self.label} {self.hint}"
        return f"{normalise(text)} {initials(self.label)}"
