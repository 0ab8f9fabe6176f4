"""What tests ask for by name: a desk with a team of three, a shop, a drop folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.store import create
from tests.domain.counting import Shop
from tests.domain.desk import Desk
from tests.domain.dropping import Sit, sitting


@pytest.fixture
def desk() -> Desk:
    """Operations, content, and one person for supply chain and promotion."""
    return Desk()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A shop whose items are counted, on a real store."""
    shop = Shop(tmp_path / "shop")
    yield shop
    shop.service.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace that nobody has opened yet."""
    create(tmp_path / "team")
    return tmp_path / "team"


@pytest.fixture
def sit(folder: Path) -> Iterator[Sit]:
    """Start a session of a member; 0 is a stranger."""
    with sitting(folder) as sit:
        yield sit
