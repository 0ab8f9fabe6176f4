"""What all tests share: English words, whatever the machine speaks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain import words


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English; a test that binds another language leaves no trace."""
    words.bind("en")
    yield
    words.bind("en")
