"""A draft to write at, and a second officer who writes at it too."""

from __future__ import annotations

import pytest

from question_banks.shipped import shipped_banks
from surveys.operations.drafts import start_draft
from tests.partnership import MADE, WHO
from tests.staff import signed_in

KEY = "information-sharing"


@pytest.fixture
def bank():
    return shipped_banks()[KEY]


@pytest.fixture
def draft(session, partnership, bank):
    """A draft that says what the shipped bank says."""
    made = start_draft(session, bank, by=WHO, now=MADE)
    session.commit()
    return made


@pytest.fixture
def colleague(site, partnership):
    """A client of another officer."""
    return signed_in(site, "officer")
