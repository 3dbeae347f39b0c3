from __future__ import annotations

import pytest

from tests.surveys.findings.factory import Answered


@pytest.fixture
def event(record) -> Answered:
    """An event of a course on the small bank, with nobody on it yet."""
    return Answered(record)
