"""Static files are kept for ever under their hash, and for a short while under any other address."""

from __future__ import annotations

import pytest
from flask import Flask

from app.assets import init_assets, static_url


@pytest.fixture
def site(tmp_path):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "face.woff2").write_bytes(b"font")
    (tmp_path / "page.css").write_text("body{}")
    site = Flask(__name__, static_folder=str(tmp_path), static_url_path="/static")
    init_assets(site)
    return site


def address(site, filename):
    with site.test_request_context():
        return static_url(filename)


def test_the_address_carries_the_hash_of_the_content(site):
    assert address(site, "page.css") == "/static/page.css?v=7c98040a5416"


def test_a_file_asked_for_by_its_hash_is_kept_for_a_year(site):
    answer = site.test_client().get(address(site, "page.css"))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("address", ["/static/page.css", "/static/page.css?v=0123456789ab"])
def test_a_file_asked_for_without_its_hash_is_asked_for_again(site, address):
    assert site.test_client().get(address).headers["Cache-Control"] == "no-cache"


def test_a_font_is_kept_for_a_week(site):
    answer = site.test_client().get("/static/fonts/face.woff2")
    assert answer.headers["Cache-Control"] == "public, max-age=604800"


def test_a_missing_file_is_not_kept(site):
    answer = site.test_client().get("/static/nothing.css?v=1")
    assert (answer.status_code, answer.headers.get("Cache-Control")) == (404, None)
