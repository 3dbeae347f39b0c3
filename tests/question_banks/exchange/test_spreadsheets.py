"""Spreadsheets: ours hold what a bank holds, other people's are understood, and every row is accounted for."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from question_banks.documents import read_toml
from question_banks.errors import Refusal
from question_banks.exchange import convert, read_report, take
from question_banks.exchange.spreadsheet import CSV, XLSX, template
from question_banks.exchange.spreadsheet.template import FOLDER
from question_banks.model import Accepted, Kind, NumberKey, Option, Row
from question_banks.shipped import shipped_banks
from tests.question_banks.exchange.plain_banks import (
    LINES,
    OBJECTIVES,
    THEMES,
    banks,
    choices,
    long_texts,
    matches,
    numbers,
    orders,
    short_texts,
    truths,
)
from tests.question_banks.tiny import NAMES, tiny_bank

EXAMPLES = read_toml((FOLDER / "examples.toml").read_text(encoding="utf-8"))


def book(*sheets):
    """A workbook out of another hand: each sheet is its name and its rows."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def text(*rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def asked(headings, *rows):
    """The questions of a table, and the report; the same whether it is CSV or a workbook."""
    bank, report = read_report(text(headings, *rows))
    other, other_report = read_report(book(("Sheet1", [headings, *rows])))
    assert (other.questions, other_report["by_type"]) == (bank.questions, report["by_type"])
    return bank.questions, report


def right(question):
    return [option.text for option in question.options if option.right]


@pytest.mark.parametrize("bank", [*shipped_banks().values(), EXAMPLES], ids=lambda bank: bank.key)
def test_a_workbook_holds_a_whole_bank(bank):
    written = XLSX.write(bank)
    told, taken = take(written.data)
    assert (told, taken.bank, taken.left_out, taken.notes) == ("xlsx", bank, (), ())
    assert XLSX.write(taken.bank).data == written.data
    assert (written.left_out, written.notes) == ({}, ())


@pytest.mark.parametrize("bank", [*shipped_banks().values(), EXAMPLES], ids=lambda bank: bank.key)
def test_a_csv_file_holds_each_question_and_says_what_it_has_no_place_for(bank):
    written = CSV.write(bank)
    told, taken = take(written.data)
    assert told == "csv"
    assert [
        (one.stem, one.kind, one.options, one.rows, one.accepted, one.numbers) for one in taken.bank.questions
    ] == [(one.stem, one.kind, one.options, one.rows, one.accepted, one.numbers) for one in bank.questions]
    assert CSV.write(taken.bank).data == written.data
    assert [note["where"] for note in written.notes] == ["the bank"] * len(written.notes)
    assert any("full sentences of objectives" in note["what"] for note in written.notes)


@pytest.mark.parametrize("name", NAMES)
def test_tiny_banks_go_through_both_and_come_back_the_same_from_the_second_time(name):
    bank = tiny_bank(name)
    if not bank.questions:
        return
    for form in (XLSX, CSV):
        written = form.write(bank)
        if len(written.left_out) == len(bank.questions):
            continue
        again = form.write(take(written.data)[1].bank).data
        assert form.write(take(again)[1].bank).data == again


def test_the_template_explains_itself_offers_choices_and_holds_no_question():
    made = template()
    assert made == template()
    opened = openpyxl.load_workbook(io.BytesIO(made))
    assert opened.sheetnames == [
        "Instructions", "Questions", "Bank", "Objectives", "Themes", "Cases", "Scales", "Examples",
    ]  # fmt: skip
    assert len(list(opened["Questions"].rows)) == 1
    assert len(list(opened["Examples"].rows)) == 1 + len(Kind)
    offered = [one.formula1 for one in opened["Questions"].data_validations.dataValidation]
    assert any("True or false" in one for one in offered)
    assert "Objectives!$B$2:$B$200" in "".join(offered)
    with pytest.raises(Refusal, match=r"^There is no question in the file\.$"):
        read_report(made)


def test_what_is_written_into_the_template_is_taken_with_its_ties():
    opened = openpyxl.load_workbook(io.BytesIO(template()))
    opened["Objectives"].append(["", "Pass on worries", "Delegates know whom to tell."])
    sheet = opened["Questions"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    for heading, value in {
        "Question": "When do you tell?", "Right answer": "B", "Option A": "Next week", "Option B": "Today",
        "Objective": "Pass on worries", "Themes": "Neglect; Voice", "Feedback B": "Yes.",
    }.items():  # fmt: skip
        sheet.cell(2, headings[heading], value)
    for heading, value in {
        "Question": "How often?",
        "Scale": "How often",
        "What it measures": "Behaviour",
        "Step": 3,
    }.items():
        sheet.cell(3, headings[heading], value)
    out = io.BytesIO()
    opened.save(out)
    bank, report = read_report(out.getvalue())
    assert (report["taken"], report["left_out"], report["notes"]) == (2, [], [])
    first, second = bank.questions
    assert (first.key, first.kind, first.objective, first.themes) == (
        "when-do-you-tell", Kind.SINGLE, "pass-on-worries", ("neglect", "voice"),
    )  # fmt: skip
    assert first.options == (Option("a", "Next week"), Option("b", "Today", True, "Yes."))
    assert (second.kind, second.scale, second.family, second.step) == (
        Kind.SCALE,
        "how-often",
        "behaviour",
        3,
    )
    assert bank.objectives[0].text == "Delegates know whom to tell."


def test_headings_and_the_sheet_of_cases_are_read_under_their_older_names():
    headings = ["Question", "Type", "Scenario", "Family", "Core", "Not taught"]
    row = ["Is it so?", "True or false", "ada", "Knowledge", "Yes", "Yes"]
    made = book(
        ("Objectives", [["Key", "Title", "Text"]]),
        ("Scenarios", [["Key", "Text"], ["ada", "Ada is seven."]]),
        ("Questions", [headings, row]),
    )
    bank, report = read_report(made)
    (question,) = bank.questions
    assert (report["left_out"], report["notes"]) == ([], [])
    assert (question.kind, question.scenario, question.core, question.control) == (
        Kind.TRUE_FALSE, "ada", True, True,
    )  # fmt: skip
    assert bank.scenarios_by_key["ada"].text == "Ada is seven."


def test_the_template_says_what_each_of_its_columns_is_for():
    opened = openpyxl.load_workbook(io.BytesIO(template()))
    told = ", ".join(str(row[0].value) for row in opened["Instructions"].rows)
    headings = [cell.value for cell in opened["Questions"][1]]
    assert [one for one in headings if one.rstrip("ABCDEF ") not in told] == []


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (
            ["Question", "Answer 1", "Answer 2", "Answer 3", "Correct answer"],
            ["Who?", "Ann", "Bob", "Cy", "2"],
        ),
        (
            ["Question Text", "Option 1", "Option 2", "Option 3", "Correct Answer"],
            ["Who?", "Ann", "Bob", "Cy", "Bob"],
        ),
        (["question", "A", "B", "C", "Answer"], ["Who?", "Ann", "Bob", "Cy", "b"]),
        (["Question", "Choices", "Correct"], ["Who?", "Ann | Bob | Cy", "Bob"]),
        (["Question", "Answers", "Correct"], ["Who?", "Ann; Bob; Cy", "B)"]),
        (["Question", "Option", "Option", "Option", "Right answer"], ["Who?", "Ann", "Bob", "Cy", "B"]),
        (
            [
                "Question - max 120 characters",
                "Answer 1 - max 75",
                "Answer 2 - max 75",
                "Answer 3",
                "Correct answer(s)",
            ],
            ["Who?", "Ann", "Bob", "Cy", "2"],
        ),
    ],
)
def test_headings_and_right_answers_of_other_programs(headings, row):
    (question,), _ = asked(headings, row)
    assert (question.kind, question.stem, right(question)) == (Kind.SINGLE, "Who?", ["Bob"])
    assert [option.text for option in question.options] == ["Ann", "Bob", "Cy"]


def test_the_right_one_may_stand_beside_the_wrong_ones():
    (question,), _ = asked(
        ["Question", "Correct answer", "Wrong answer 1", "Wrong answer 2"], ["Who?", "Bob", "Ann", "Cy"]
    )
    assert ([option.text for option in question.options], right(question)) == (["Bob", "Ann", "Cy"], ["Bob"])


def test_several_right_answers_credits_and_feedback():
    headings = [
        "Question",
        "Type",
        "Option A",
        "Credit A",
        "Feedback A",
        "Option B",
        "Credit B",
        "Option C",
        "Right",
    ]
    row = ["Which?", "checkbox", "x", "33.33333", "Yes", "y", "-50 %", "z", "A, C"]
    (question,), _ = asked(headings, row)
    assert question.kind is Kind.SEVERAL
    assert question.options == (
        Option("a", "x", True, "Yes", 33.33333), Option("b", "y", False, "", -50.0), Option("c", "z", True),
    )  # fmt: skip


def test_every_other_kind_by_its_word_or_by_what_is_there():
    headings = ["Question", "Type", "Right answer", "Option A", "Match A", "Option B", "Match B", "Scale"]
    rows = [
        ["It rains.", "", "True", "", "", "", "", ""],
        ["How many?", "", "24 ± 2", "", "", "", "", ""],
        ["Between?", "number", "10 to 15", "", "", "", "", ""],
        ["Called?", "", "neglect | lack of care", "", "", "", "", ""],
        ["Own words?", "", "", "", "", "", "", ""],
        ["Pairs?", "", "", "Canada", "Ottawa", "Italy", "Rome", ""],
        ["Order?", "ordering", "B, A", "two", "", "one", "", ""],
        ["How sure?", "", "", "", "", "", "", "0 = Never | 1 = Often | (none) = Does not apply"],
        ["How often?", "", "", "I ask", "", "I write", "", "How often"],
        ["When?", "date", "", "", "", "", "", ""],
        ["In place?", "yes/no", "", "", "", "", "", ""],
    ]
    questions, report = asked(headings, *rows)
    by_stem = {question.stem: question for question in questions}
    assert report["left_out"] == []
    assert [question.kind.value for question in questions] == [
        *("true_false", "number", "number", "short_text", "long_text", "matching", "ordering", "scale"),
        *("statements", "date", "yes_no"),
    ]
    assert by_stem["It rains."].answer is True
    assert by_stem["How many?"].numbers == (NumberKey(24, 2),)
    assert by_stem["Between?"].numbers == (NumberKey(12.5, 2.5),)
    assert by_stem["Called?"].accepted == (Accepted("neglect"), Accepted("lack of care"))
    assert by_stem["Pairs?"].rows == (Row("a", "Canada", "a"), Row("b", "Italy", "b"))
    assert [option.text for option in by_stem["Order?"].options] == ["one", "two"]


def test_rows_that_cannot_be_taken_are_named_with_their_line_and_reason():
    headings = ["Question", "Type", "Right answer", "Option A", "Option B", "Marks", "Shuffle"]
    rows = [
        ["", "", "A", "x", "y", "", ""],
        ["No such type?", "hotspot", "", "", "", "", ""],
        ["Nobody's?", "", "D", "x", "y", "", ""],
        ["Number?", "number", "a lot", "", "", "", ""],
        ["Marks?", "", "A", "x", "y", "1.5", ""],
        ["Flag?", "", "A", "x", "y", "", "perhaps"],
        ["Marks beyond?", "", "A", "x", "y", "101", ""],
        ["Good <b>", "", "A", "x", "y", "2", "yes"],
    ]
    questions, report = asked(headings, *rows)
    assert [question.stem for question in questions] == ["Good <b>"]
    assert [(one["where"], one["why"]) for one in report["left_out"]] == [
        ("line 2", "It has no words in the column of the question."),
        ("line 3", "Its type is not one that we know."),
        ("line 4", "Its right answer is none of its options."),
        ("line 5", "Its right answer is not a number, nor a number with a tolerance or a range."),
        ("line 6", "Its column “Marks” does not hold a whole number."),
        ("line 7", "Its column “Shuffle” says neither yes nor no."),
        ("line 8", "The question does not fit: marks must be a whole number from 1 to 100."),
    ]


def test_titles_above_the_headings_empty_rows_and_columns_that_are_not_known():
    rows = [
        ["Our quiz"],
        [],
        ["Question", "Difficulty", "A", "B", "Answer"],
        [],
        ["Who?", "hard", "Ann", "Bob", "B"],
    ]
    bank, report = read_report(book(("Quiz", rows)))
    assert (report["taken"], right(bank.questions[0])) == (1, ["Bob"])
    what = "The column “Difficulty” is not one that we know, so that what it says is left off."
    assert report["notes"] == [{"where": 'sheet "Quiz"', "what": what}]


def test_each_of_several_sheets_is_a_topic_and_others_are_named():
    quiz = [["Question", "A", "B", "Answer"], ["Who?", "Ann", "Bob", "B"]]
    bank, report = read_report(book(("Neglect", quiz), ("Law", quiz), ("Rota", [["Monday", "Ann"]])))
    assert [objective.title for objective in bank.objectives] == ["Neglect", "Law"]
    assert [question.objective for question in bank.questions] == ["neglect", "law"]
    assert [note["where"] for note in report["notes"]] == ['sheet "Rota"']


def test_a_date_that_a_program_made_of_an_answer_is_told():
    rows = [["Question", "A", "B", "Answer"], ["How many?", date(2026, 2, 1), "3", "A"]]
    bank, report = read_report(book(("Quiz", rows)))
    assert bank.questions[0].options[0].text == "2026-02-01"
    assert [note["where"] for note in report["notes"]] == ['sheet "Quiz", cell B2']


def test_a_formula_that_was_never_worked_out_is_no_option():
    made = openpyxl.Workbook()
    made.active.append(["Question", "A", "Credit A", "B", "Answer"])
    made.active.append(["Is it?", True, -0.25, "=1+1", "B"])
    made.active["C2"].number_format = "0%"
    out = io.BytesIO()
    made.save(out)
    _, report = read_report(out.getvalue())
    # A formula that was never worked out has no words, so that its option is not there.
    assert report["left_out"][0]["why"] == "Its right answer is none of its options."


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_in_any_dress(delimiter, encoding):
    rows = [["Question", "A", "B", "Right answer"], ["Où est le café?\nIci?", 'ein "Ort"', "2", "A"]]
    data = text(*rows, delimiter=delimiter).decode().encode(encoding)
    bank, report = read_report(data)
    assert (report["format"], bank.questions[0].stem) == ("csv", "Où est le café?\nIci?")
    assert bank.questions[0].options[0].text == 'ein "Ort"'
    assert len(report["notes"]) == (encoding == "cp1252")


def test_csv_with_a_line_that_names_its_delimiter():
    bank, _ = read_report(b"sep=;\r\nQuestion;A;B;Right answer\r\nWho, then?;x;y;B\r\n")
    assert bank.questions[0].stem == "Who, then?"


def test_a_quotation_mark_that_is_never_closed_is_refused_and_swallows_nothing():
    with pytest.raises(Refusal, match="The CSV is broken at line 2: a quotation mark is missing"):
        read_report(b'Question,A,B,Right\n"Who,x,y,A\nWhat?,x,y,B\n')


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\n", "'=", "''@", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
)
def test_nothing_in_a_csv_file_is_a_formula_and_all_comes_back(start):
    stem = f"{start}1+1"
    bank = replace(tiny_bank("single"), questions=(replace(tiny_bank("single").questions[0], help=stem),))
    written = CSV.write(bank).data
    cells = [cell for row in csv.reader(io.StringIO(written.decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")]
    assert take(written)[1].bank.questions[0].help == stem.strip()


def test_nothing_in_a_workbook_is_a_formula_or_a_link():
    question = replace(
        tiny_bank("single").questions[0], stem="=1+1", help="https://x.example/", notes="@SUM(A1)"
    )
    written = XLSX.write(replace(tiny_bank("single"), questions=(question,))).data
    with zipfile.ZipFile(io.BytesIO(written)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert take(written)[1].bank.questions[0] == question


KINDS = st.one_of(
    choices(Kind.SINGLE),
    choices(Kind.SEVERAL),
    truths(),
    numbers(),
    short_texts(),
    long_texts(),
    orders(),
    matches(),
)


@settings(max_examples=60, deadline=None)
@given(bank=banks(KINDS, themes=THEMES))
def test_each_bank_within_its_power_comes_back_from_a_workbook_as_it_was(bank):
    written = XLSX.write(bank)
    assume(not written.left_out)
    told, taken = take(written.data)
    assert (told, taken.left_out) == ("xlsx", ())
    assert taken.bank == bank
    assert XLSX.write(taken.bank).data == written.data


CSV_KINDS = st.one_of(
    choices(Kind.SINGLE),
    choices(Kind.SEVERAL),
    truths(),
    numbers(),
    short_texts(LINES),
    long_texts(),
    orders(),
)


@settings(max_examples=100, deadline=None)
@given(bank=banks(CSV_KINDS, objectives=OBJECTIVES, themes=THEMES))
def test_each_bank_within_its_power_comes_back_from_a_csv_file_as_it_was(bank):
    written = CSV.write(bank)
    assume(not written.left_out)
    told, taken = take(written.data)
    assert (told, taken.left_out) == ("csv", ())
    assert taken.bank == bank
    assert CSV.write(taken.bank).data == written.data


GOOD_BOOK = XLSX.write(EXAMPLES).data
GOOD_TEXT = CSV.write(EXAMPLES).data


@settings(max_examples=150, deadline=None)
@given(
    good=st.sampled_from([GOOD_BOOK, GOOD_TEXT]),
    start=st.floats(0, 1),
    cut=st.integers(0, 40),
    put=st.binary(max_size=20),
)
def test_mutated_files_are_read_or_refused_and_nothing_else(good, start, cut, put):
    place = int(start * len(good))
    try:
        _, report = convert(good[:place] + put + good[place + cut :], "a.json")
    except Refusal:
        return
    assert report["taken"] == sum(report["by_type"].values())


PARTS = zipfile.ZipFile(io.BytesIO(GOOD_BOOK)).namelist()


@settings(max_examples=100, deadline=None)
@given(name=st.sampled_from(PARTS), start=st.floats(0, 1), cut=st.integers(0, 60), put=st.text(max_size=8))
def test_workbooks_with_a_mutated_part_are_read_or_refused_and_nothing_else(name, start, cut, put):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD_BOOK)) as good, zipfile.ZipFile(out, "w") as bad:
        for part in PARTS:
            data = good.read(part)
            if part == name:
                place = int(start * len(data))
                data = data[:place] + put.encode() + data[place + cut :]
            bad.writestr(part, data)
    try:
        _, report = convert(out.getvalue(), "a.json")
    except Refusal:
        return
    assert report["taken"] == sum(report["by_type"].values())


def test_a_question_speaks_to_the_usual_step_of_its_sort_unless_the_row_says_otherwise():
    questions, _report = asked(
        ["Question", "Type", "What it measures", "Step"],
        ["I ask the child.", "confidence", "Behaviour", ""],
        ["Children are safer.", "confidence", "Outcome", ""],
        ["It was useful.", "confidence", "", ""],
        ["I use it.", "confidence", "Outcome", "3"],
    )
    assert [(question.family.value, question.step) for question in questions] == [
        ("behaviour", 3),
        ("outcome", 4),
        ("reaction", 2),
        ("outcome", 3),
    ]
