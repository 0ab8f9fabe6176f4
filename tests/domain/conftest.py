"""A desk with a team of three for every test that asks for one."""

from __future__ import annotations

import pytest

from tests.domain.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """Operations, content, and one person for supply chain and promotion."""
    return Desk()
