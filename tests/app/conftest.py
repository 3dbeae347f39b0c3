"""A small partnership on the site's database, for the tests of pages."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.extensions import db
from tests.partnership import Partnership


@pytest.fixture
def session(site):
    """A session of the test's own on the site's database. It commits at once, so that it keeps nobody waiting."""
    with site.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as made:
        yield made


@pytest.fixture
def partnership(session):
    return Partnership(session)
