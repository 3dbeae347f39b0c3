"""Taking a bank out of one format into another: told by content, taken whole or refused whole, and accounted for."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_banks.documents import read_json, read_toml, write_json, write_toml
from question_banks.errors import Refusal
from question_banks.exchange import MOST_BYTES, convert, read_bank, refusal_report
from question_banks.shipped import shipped_banks, shipped_path
from tests.question_banks.generating import BANKS
from tests.question_banks.tiny import tiny_bank, tiny_text


def refusal_of(data, out_name="bank.json"):
    with pytest.raises(Refusal) as refusal:
        convert(data, out_name)
    return str(refusal.value)


def test_toml_becomes_json_and_the_report_accounts_for_each_question():
    converted, report = convert(tiny_text("sound").encode(), "sound.json")
    assert read_json(converted.decode()) == tiny_bank("sound")
    assert report == {
        "format": "toml",
        "taken": 8,
        "by_type": {"single": 3, "several": 1, "true_false": 1, "scale": 1, "confidence": 1, "long_text": 1},
        "left_out": [],
        "refused": None,
        "notes": [],
    }
    assert json.loads(json.dumps(report)) == report


def test_json_becomes_toml():
    converted, report = convert(write_json(tiny_bank("single")).encode(), "/some/folder.json/single.TOML")
    assert read_toml(converted.decode()) == tiny_bank("single")
    assert (report["format"], report["taken"], report["by_type"]) == ("json", 1, {"single": 1})


def test_the_format_is_told_from_the_content_whatever_the_file_is_called():
    same, report = convert(write_json(tiny_bank("single")).encode(), "single.json")
    assert (same.decode(), report["format"]) == (write_json(tiny_bank("single")), "json")


def test_a_bank_without_questions_is_taken_too():
    _, report = convert(tiny_text("nothing-yet").encode(), "a.json")
    assert report == NOTHING | {"format": "toml"}


@settings(max_examples=50, deadline=None)
@given(bank=BANKS)
def test_there_and_back_again_changes_nothing_from_the_second_time(bank):
    toml = write_toml(bank).encode()
    as_json, report = convert(toml, "a.json")
    back, report_back = convert(as_json, "a.toml")
    assert back == toml
    assert (report["taken"], report_back["taken"]) == (len(bank.questions), len(bank.questions))
    assert sum(report["by_type"].values()) == report["taken"]


@pytest.mark.parametrize("key", shipped_banks())
def test_shipped_banks_go_through_json_unchanged(key):
    as_json, _ = convert(shipped_path(key).read_bytes(), "a.json")
    assert read_bank(as_json) == ("json", shipped_banks()[key])


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\n\n  "])
def test_a_byte_order_mark_and_blank_lines_do_no_harm(before):
    bank = tiny_bank("single")
    assert read_bank(before + write_toml(bank).encode()) == ("toml", bank)
    assert read_bank(before + write_json(bank).encode()) == ("json", bank)


def test_line_ends_of_windows_do_no_harm():
    assert read_bank(tiny_text("sound").replace("\n", "\r\n").encode()) == ("toml", tiny_bank("sound"))


NO_BANK = "The file is not a question bank in the formats that we read."
NO_ZIP = "The zip file is broken, or packed in a way that we cannot read."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \n", "The file is empty."),
        (b"Just words.", NO_BANK),
        (b"<?xml version='1.0'?><zoo/>", "The XML is not a question bank in the formats that we read."),
        (b"<?xml version='1.0'?><zoo>", "The XML is broken at line 1, column 27."),
        (b"[1, 2, 3]", NO_BANK),
        (
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
            "This is a PDF, whose questions cannot be told apart: ask for the file that it was made from.",
        ),
        (b"\x7fELF\0\0\1\xff\x81", "The file is not text, nor any other form of question bank that we know."),
        (b"PK\x03\x04\xff", NO_ZIP),
        (b"{", "The JSON is broken at line 1, column 2."),
        (b'{"format": "moodle"}', 'The document: format must be "foursteps-bank/1".'),
        (b'format = "foursteps-bank/1"\nkey = "a"\n', "The document: title is missing."),
        (b"key = 1\n" * 2, "The TOML is broken (at line 2, column 8): it cannot be read, or a field is there twice."),
        (b"key = 1" + b"#" * 5_000_000, "The TOML is larger than 5,000,000 bytes, which no question bank is."),
        (b"#" * MOST_BYTES, NO_BANK),
        (b"#" * (MOST_BYTES + 1), "The file is larger than 20 MB, which no question bank is."),
    ],
)  # fmt: skip
def test_what_is_not_a_bank_is_refused_whole_in_one_sentence(data, sentence):
    assert refusal_of(data) == sentence


NOTHING = {"format": None, "taken": 0, "by_type": {}, "left_out": [], "refused": None, "notes": []}


def test_text_in_utf16_and_windows_1252_is_read_and_told():
    bank = tiny_bank("single")
    assert convert(write_json(bank).encode("utf-16"), "a.json")[1]["notes"] == []
    assert read_bank(write_json(bank).encode("utf-16-le")) == ("json", bank)
    title = write_json(replace(bank, title="Le café")).encode("cp1252")
    back, report = convert(title, "a.json")
    assert read_json(back.decode()).title == "Le café"
    assert [note["where"] for note in report["notes"]] == ["the file"]
    assert report["notes"][0]["what"].startswith("It was read as Windows-1252 text, such as “café”: check")


@pytest.mark.parametrize("out_name", ["bank", "bank.exe", "toml", ".json", "bank.json.bak", ""])
def test_the_format_to_write_is_told_by_the_ending_of_the_name(out_name):
    sentence = refusal_of(tiny_text("single").encode(), out_name)
    assert sentence.startswith("The name of the file to write must end in .toml")


def test_the_report_of_a_refusal_says_why_and_that_nothing_was_taken():
    report = refusal_report(Refusal(NO_BANK))
    assert report == NOTHING | {"refused": NO_BANK}


@settings(max_examples=200, deadline=None)
@given(
    form=st.sampled_from([write_toml, write_json]),
    start=st.integers(0, 800),
    cut=st.integers(0, 9),
    put=st.binary(),
)
def test_any_bytes_are_read_or_refused_and_nothing_else(form, start, cut, put):
    data = form(tiny_bank("single")).encode()
    try:
        _, bank = read_bank(data[:start] + put + data[start + cut :])
    except Refusal:
        return
    assert read_toml(write_toml(bank)) == bank
