"""``banks``: converted between formats, and published."""

from __future__ import annotations

import json
from dataclasses import replace
from unicodedata import category

import pytest
from sqlalchemy import select

from app import create_app
from app.extensions import db
from question_banks.authoring import replace_question
from question_banks.documents import read_json, read_toml, write_json
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


def test_nothing_in_a_file_is_obeyed_by_the_terminal(run, site, tmp_path):
    path, bank = tmp_path / "bank.json", shipped_banks()["neglect"]
    asked = next(question for question in bank.questions if question.options)
    twice = tuple(replace(one, text="\x1b]0;x\x07\x9b2J\u202eNo") for one in asked.options)
    path.write_text(
        write_json(replace_question(bank, asked.key, replace(asked, options=twice))), encoding="utf-8"
    )
    said = refused(run("banks", "publish", path))
    assert "“\ufffd]0;x\ufffd\ufffd2J\ufffdNo”" in said
    assert [letter for letter in said if category(letter).startswith("C")] == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"just words\n", b"{}"])
def test_what_is_no_bank_is_refused(run, tmp_path, content):
    path = tmp_path / "bank.toml"
    path.write_bytes(content)
    refused(run("banks", "publish", path))


GIFT = "Is it so? {=Yes#Good. ~%-50%No}\n\nHow many? {#=a lot}\n\n[html]See <img src\\=x> {T}\n"


def test_a_foreign_bank_is_taken_and_each_question_that_is_not_is_named(run, tmp_path):
    source, out, report = tmp_path / "bank.txt", tmp_path / "bank.json", tmp_path / "report.json"
    source.write_text(GIFT, encoding="utf-8")
    answer = run("banks", "convert", source, out, "--report", report)
    assert answer.out.splitlines() == [
        f"{out}: 2 questions taken, 1 left out.",
        "  line 3, question: How many? {#=a lot}: One of its answers is not a number, as its sort of question wants.",
        "  line 5: It held a picture, which a question here cannot.",
    ]
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["format"], told["taken"], told["by_type"]) == ("gift", 2, {"single": 1, "true_false": 1})
    assert len(read_json(out.read_text(encoding="utf-8")).questions) == 2


def test_a_format_is_named_where_the_ending_does_not_say_which(run, tmp_path):
    source, out = tmp_path / "bank.txt", tmp_path / "bank.out"
    source.write_text(GIFT, encoding="utf-8")
    assert run("banks", "convert", source, out, "--format", "aiken").status == 0
    assert out.read_text(encoding="utf-8").startswith("Is it so?\nA) Yes\nB) No\nANSWER: A\n")
    assert "'aiken'" in refused(run("banks", "convert", source, out, "--format", "word"))


def test_nothing_of_a_file_is_echoed_as_markup_or_to_the_terminal(run, tmp_path):
    source, out, report = tmp_path / "bank.txt", tmp_path / "bank.json", tmp_path / "report.json"
    source.write_text("<script>\x1b[31m{{7*7}} {#=<b>}\n\nGood {T}", encoding="utf-8")
    answer = run("banks", "convert", source, out, "--report", report)
    for said in (answer.out, report.read_text(encoding="utf-8")):
        assert not {"<", ">", "\x1b"} & set(said)
