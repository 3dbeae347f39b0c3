"""XLSForm: each type of question taken or named, lists, groups and repeats followed, with what is lost said."""

from __future__ import annotations

import csv
import io

import pytest
import xlsxwriter

from question_banks.errors import Refusal
from question_banks.exchange import take
from question_banks.model import OutsideCode, Point

CHOICES = [
    ("list name", "name", "label"),
    ("often", "1", "Never"),
    ("often", "2", "Sometimes"),
    ("often", "3", "Always"),
    ("often", "9", "Not applicable"),
    ("yes_no", "yes", "Yes"),
    ("yes_no", "no", "No"),
    ("alone", "x", "Only this"),
]

TAKEN = {
    "select_one often": "single",
    "select one from yes_no": "single",
    "select1 yes_no": "single",
    "select_one yes_no or_other": "single",
    "select_multiple often": "several",
    "select all that apply from often": "several",
    "integer": "number",
    "int": "number",
    "decimal": "number",
    "text": "short_text",
    "string": "short_text",
    "add text prompt": "short_text",
    "date": "date",
    "dateTime": "date",
    "time": "short_text",
    "range": "scale",
}
LEFT_OUT = (
    "note",
    "calculate",
    "hidden",
    "start",
    "today",
    "deviceid",
    "audit",
    "geopoint",
    "geoshape",
    "image",
    "audio",
    "file",
    "barcode",
    "acknowledge",
    "rank often",
    "select_one_from_file towns.csv",
    "select_one nowhere",
    "select_one alone",
    "of our own making",
    "",
)


def form(survey, choices=CHOICES, settings=()):
    """The CSV file that holds all sheets of a form."""
    sheets = {"survey": survey, "choices": choices, "settings": settings}
    text = io.StringIO()
    writer = csv.writer(text)
    for name, rows in sheets.items():
        if rows:
            writer.writerow([name])
            writer.writerows(["", *row] for row in rows)
    return text.getvalue().encode()


def row(kind, name="q1", label="What do you do?", **more):
    return {"type": kind, "name": name, "label": label, **more}


def taken(*rows, settings=(), choices=CHOICES):
    columns = list(dict.fromkeys(name for one in rows for name in one))
    survey = [columns, *([one.get(column, "") for column in columns] for one in rows)]
    return take(form(survey, choices, settings))[1]


def only(kind, **more):
    found = taken(row(kind, **more))
    assert found.left_out == ()
    return found.bank.questions[0]


def losses(kind, **more):
    return [note["what"] for note in taken(row(kind, **more)).notes]


@pytest.mark.parametrize(("kind", "ours"), TAKEN.items())
def test_each_type_that_we_can_ask_is_taken(kind, ours):
    found = only(kind)
    assert (found.kind.value, found.key, found.stem) == (ours, "q1", "What do you do?")


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_each_other_type_is_named_with_the_reason(kind):
    found = taken(row(kind))
    (left_out,) = found.left_out
    assert (found.bank.questions, left_out["where"]) == ((), 'sheet "survey", row 2')
    assert left_out["what"] == f"{kind or 'no type'}: What do you do?"
    assert left_out["why"].endswith(".")


def test_the_answers_are_those_of_the_list():
    assert [(one.key, one.text) for one in only("select_one yes_no").options] == [("a", "Yes"), ("b", "No")]


def test_or_other_is_one_more_answer_and_a_box_for_a_comment():
    found = only("select_multiple yes_no or_other")
    assert ([one.text for one in found.options], found.comment) == (["Yes", "No", "Other"], True)


def test_a_likert_list_is_a_scale():
    bank = taken(row("select_one often", appearance="likert")).bank
    (scale,) = bank.scales
    assert bank.questions[0].kind == "scale"
    assert scale.points == (Point(1, "Never"), Point(2, "Sometimes"), Point(3, "Always"))
    assert scale.outside == (OutsideCode("not-applicable", "Not applicable"),)


@pytest.mark.parametrize(
    ("parameters", "kind", "points"),
    [
        ("start=1 end=5", "scale", 5),
        ("start=0;end=10;step=1", "scale", 11),
        ("", "scale", 11),
        ("start=0 end=17 step=1", "number", 0),
        ("start=0 end=1 step=0.1", "number", 0),
        ("start=x end=5", "number", 0),
    ],
)
def test_a_range_of_few_whole_numbers_is_a_scale(parameters, kind, points):
    bank = taken(row("range", parameters=parameters)).bank
    assert (bank.questions[0].kind.value, sum(len(scale.points) for scale in bank.scales)) == (kind, points)


def test_how_a_question_looks_may_say_what_it_is():
    assert only("text", appearance="multiline").kind == "long_text"
    assert only("select_one often", parameters="randomize=true").shuffle
    heads = taken(row("select_one often", appearance="label"))
    assert [one["why"] for one in heads.left_out] == [
        "It only shows the heads of a table’s columns, with nothing to answer."
    ]


@pytest.mark.parametrize(
    ("said", "required"), [("yes", True), ("TRUE", True), ("true()", True), ("no", False), ("", False)]
)
def test_what_had_to_be_answered_still_has_to(said, required):
    assert only("text", required=said).required is required


def test_hints_help_and_guidance_is_for_reviewers():
    found = only("text", hint="Think of **last** week", guidance_hint="Ask twice")
    assert (found.help, found.notes) == ("Think of last week", "Ask twice")


def test_groups_with_a_label_become_objectives_and_repeats_are_told():
    found = taken(
        row("text", "before"),
        row("begin_group", "g", "Noticing signs"),
        row("text", "in group"),
        row("begin repeat", "r", ""),
        row("text", "in repeat"),
        row("end repeat", "", ""),
        row("end_group", "", ""),
        row("text", "after"),
    )
    assert [(one.key, one.objective) for one in found.bank.questions] == [
        ("before", ""),
        ("in-group", "noticing-signs"),
        ("in-repeat", "noticing-signs"),
        ("after", ""),
    ]
    assert found.notes == (
        {
            "where": 'sheet "survey", row 6',
            "what": "It may have been asked several times there, once for each entry of a list; here it is asked once.",
        },
    )


def test_a_condition_on_a_group_holds_for_its_questions():
    found = taken(row("begin group", "g", "Some", relevant="${a} = 1"), row("text"), row("end group", "", ""))
    assert [note["what"] for note in found.notes] == [
        "It was asked there only under a condition; here everybody is asked it."
    ]


def test_groups_that_do_not_fit_together_are_told_and_do_no_harm():
    found = taken(
        row("end group", "", ""), row("text"), row("begin group", "g", "Open"), row("integer", "q2")
    )
    assert [one.objective for one in found.bank.questions] == ["", "open"]
    assert [note["where"] for note in found.notes] == ["the file"]


def test_the_forms_own_language_is_taken_and_the_others_named():
    survey = [
        ("type", "name", "label::English (en)", "label::Cymraeg (cy)"),
        ("text", "q1", "What is neglect?", "Beth yw esgeulustod?"),
        ("text", "q2", "What now?", ""),
    ]
    settings = [("form_title", "default_language"), ("A form", "Cymraeg (cy)")]
    english, welsh = take(form(survey))[1], take(form(survey, settings=settings))[1]
    assert [one.stem for one in english.bank.questions] == ["What is neglect?", "What now?"]
    assert [one.stem for one in welsh.bank.questions] == ["Beth yw esgeulustod?", "What now?"]
    assert (english.bank.language, welsh.bank.language, welsh.bank.title) == ("en", "cy", "A form")
    assert [note["what"] for note in welsh.notes] == [
        "Its words are taken in Cymraeg (cy); those in other languages (English (en)) are left off."
    ]


@pytest.mark.parametrize(
    ("column", "value", "loss"),
    [
        ("relevant", "${a} > 1", "It was asked there only under a condition; here everybody is asked it."),
        ("constraint", ". < 10", "A rule that checks its answer is left off."),
        ("required", "${a} = 1", "It had to be answered only under a condition; here it can be skipped."),
        ("default", "3", "An answer that was filled in beforehand is left off."),
        ("media::image", "a.png", "It held a picture or a recording, which a question here cannot."),
        (
            "choice_filter",
            "a=${b}",
            "Which of its answers are offered depends on other answers there; here all are offered.",
        ),
    ],
)
def test_what_is_lost_is_told(column, value, loss):
    assert losses("select_one yes_no", **{column: value}) == [loss]


def test_names_of_other_questions_in_the_words_are_told():
    told = losses("text", label="Why ${a}?")
    assert told == ["Its words hold a name in braces, which stays as it is: put words in its place."]


def test_what_is_switched_off_or_only_to_be_read_is_named():
    found = taken(row("text", disabled="yes"), row("text", "q2", read_only="yes"))
    assert [one["why"] for one in found.left_out] == [
        "It is switched off in the form.",
        "It can only be read in the form, with nothing to answer.",
    ]


def test_columns_go_by_any_of_their_names():
    survey = [
        ("command", "tag", "Caption", "bind:relevant", "control:appearance"),
        ("text", "q1", "Why?", "a", "multiline"),
    ]
    found = take(form(survey))[1]
    assert [(one.stem, one.kind.value) for one in found.bank.questions] == [("Why?", "long_text")]
    assert len(found.notes) == 1


def test_names_of_sheets_go_by_any_case_and_blank_lines_are_nothing():
    data = form([("type", "name", "label"), ("", "", ""), ("text", "q1", "Why?")]).replace(
        b"survey", b" SURVEY ", 1
    )
    name, found = take(data)
    assert (name, found.bank.questions[0].stem) == ("xlsform", "Why?")


@pytest.mark.parametrize(
    "data", [b"survey\n,a,b\n,c,d\n", b"survey,x\n,type,name\n", b"fruits\n,type,name\n,text,q\n"]
)
def test_what_is_no_form_is_not_taken_for_one(data):
    try:
        name = take(data)[0]
    except Refusal:
        return
    assert name != "xlsform"


def test_a_form_that_asks_nothing_is_refused():
    with pytest.raises(Refusal) as refusal:
        take(form([("type", "name", "label"), ("begin group", "g", "Empty"), ("end group", "", "")]))
    assert str(refusal.value) == "There is no question in the file."


def workbook(sheets):
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)
    return packed.getvalue()


def test_a_workbook_says_the_same_as_its_csv_file():
    survey = [
        ("type", "name", "label", "parameters"),
        ("begin group", "g", "Signs", ""),
        ("select_one often", "a", "How often?", ""),
        ("range", "b", "How much?", "start=1 end=5"),
        ("end group", "", "", ""),
        ("note", "c", "Thank you", ""),
    ]
    sheets = {"survey": survey, "choices": CHOICES, "settings": [("form_title",), ("A form",)]}
    name, found = take(workbook(sheets))
    assert (name, found) == ("xlsform", take(form(survey, settings=sheets["settings"]))[1])
    assert [one["where"] for one in found.left_out] == ['sheet "survey", row 6']


def test_another_workbook_is_not_taken_for_a_form():
    for sheets in (
        {"survey": [("type", "label")]},
        {"Sheet1": [("type", "name"), ("text", "q")]},
        {"survey": []},
    ):
        try:
            name = take(workbook(sheets))[0]
        except Refusal:
            continue
        assert name != "xlsform"
