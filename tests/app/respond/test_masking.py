"""The token in a personal link is the whole credential: no log may hold it."""

from __future__ import annotations

import logging
from io import StringIO

import pytest

from app.respond.masking import MaskTokens, mask_logs, mask_tokens


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("GET /s/WzEsMV0.abc-_9/page/2?back=check HTTP/1.1", "GET /s/…/page/2?back=check HTTP/1.1"),
        ("POST /s/WzEsMV0.abc HTTP/1.1", "POST /s/… HTTP/1.1"),
        ("see https://surveys.example/s/WzEsMV0.abc, please", "see https://surveys.example/s/… please"),
        ("Exception on /s/WzEsMV0.abc/check [POST]", "Exception on /s/…/check [POST]"),
        ("GET /static/foursteps.css", "GET /static/foursteps.css"),
        ("GET /events/s/", "GET /events/s/"),
    ],
)
def test_only_the_token_is_masked(line, masked):
    assert mask_tokens(line) == masked


@pytest.fixture
def log():
    logger = logging.getLogger("foursteps-test-masking")
    written = StringIO()
    logger.addHandler(logging.StreamHandler(written))
    logger.propagate = False
    mask_logs(logger.name)
    yield logger, written
    logger.handlers.clear()


def test_arguments_and_tracebacks_are_masked(log):
    logger, written = log
    try:
        raise ValueError("no page at /s/WzEsMV0.abc/page/9")
    except ValueError:
        logger.exception("Exception on %s", "/s/WzEsMV0.abc/page/9")
    assert "Wz" not in written.getvalue()
    assert written.getvalue().startswith("Exception on /s/…/page/9\nTraceback")
    assert written.getvalue().endswith("ValueError: no page at /s/…/page/9\n")


def test_masking_twice_puts_on_one_mask(log):
    logger, _ = log
    mask_logs(logger.name)
    assert len([found for found in logger.filters if isinstance(found, MaskTokens)]) == 1
