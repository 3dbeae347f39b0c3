"""``banks``: converted between formats, and published."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from app import create_app
from app.extensions import db
from question_banks.documents import read_json, read_toml
from question_banks.shipped import shipped_banks, shipped_path
from surveys.models import BankVersion
from tests.app.cli.conftest import refused

NEGLECT = shipped_path("neglect")
QUESTIONS = len(shipped_banks()["neglect"].questions)


def test_a_bank_goes_from_toml_to_json_and_back_whole(run, tmp_path):
    there, back = tmp_path / "bank.json", tmp_path / "bank.toml"
    answer = run("banks", "convert", NEGLECT, there)
    assert (answer.status, answer.out) == (0, f"{there}: {QUESTIONS} questions taken, 0 left out.\n")
    run("banks", "convert", there, back)
    assert read_json(there.read_text(encoding="utf-8")) == shipped_banks()["neglect"]
    assert read_toml(back.read_text(encoding="utf-8")) == shipped_banks()["neglect"]


def test_the_report_accounts_for_each_question(run, tmp_path):
    report = tmp_path / "report.json"
    run("banks", "convert", NEGLECT, tmp_path / "bank.json", "--report", report)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["format"], told["taken"], told["left_out"], told["refused"]) == ("toml", QUESTIONS, [], None)


def test_a_refused_file_writes_nothing_but_the_report(run, tmp_path):
    broken, out, report = tmp_path / "bank.json", tmp_path / "out.toml", tmp_path / "report.json"
    broken.write_text("{", encoding="utf-8")
    said = refused(run("banks", "convert", broken, out, "--report", report))
    assert said == json.loads(report.read_text(encoding="utf-8"))["refused"]
    assert not out.exists()


def test_converting_needs_no_database(tmp_path):
    app = create_app(
        {"FOURSTEPS_INSTANCE": str(tmp_path), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    )
    result = app.test_cli_runner().invoke(
        args=["banks", "convert", str(NEGLECT), str(tmp_path / "bank.json")]
    )
    assert result.exit_code == 0


def test_a_bank_is_published_once(run, site):
    first = run("banks", "publish", NEGLECT, "--json").json
    assert (first["key"], first["version"]) == ("neglect", 1)
    assert run("banks", "publish", NEGLECT, "--json").json == first
    with site.app_context():
        assert db.session.scalars(select(BankVersion.number)).all() == [1]


def test_a_bank_with_serious_problems_is_not_published(run, site, tmp_path):
    path = tmp_path / "bank.toml"
    path.write_text('format = "foursteps-bank/1"\nkey = "empty"\ntitle = "Empty"\n', encoding="utf-8")
    assert "The bank has no questions." in refused(run("banks", "publish", path))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"just words\n", b"{}"])
def test_what_is_no_bank_is_refused(run, tmp_path, content):
    path = tmp_path / "bank.toml"
    path.write_bytes(content)
    refused(run("banks", "publish", path))
