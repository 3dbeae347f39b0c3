"""The partnership that the tests of the record begin with."""

from __future__ import annotations

import pytest

from tests.partnership import Partnership


@pytest.fixture
def partnership(record):
    return Partnership(record)


@pytest.fixture
def event(partnership):
    """An event of the programme on which nobody is booked yet."""
    return partnership.event()
