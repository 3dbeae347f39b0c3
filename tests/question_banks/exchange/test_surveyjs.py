"""SurveyJS's documents: each type of question taken or named, keyed where the quiz is, with what is lost said."""

from __future__ import annotations

import json

import pytest

from question_banks.errors import Refusal
from question_banks.exchange import take
from question_banks.model import Accepted, Family, NumberKey, OutsideCode, Point

CHOICES = ["Ring the parents", {"value": "refer", "text": "Refer"}, {"value": 3, "text": "Wait"}]
MATRIX = {
    "columns": ["Never", "Sometimes", "Always"],
    "rows": [{"value": "signs", "text": "I see signs"}, "I ask"],
}

TAKEN = {
    "boolean": ("yes_no", {}),
    "buttongroup": ("single", {"choices": CHOICES}),
    "checkbox": ("several", {"choices": CHOICES}),
    "comment": ("long_text", {}),
    "dropdown": ("single", {"choices": CHOICES}),
    "matrix": ("statements", MATRIX),
    "radiogroup": ("single", {"choices": CHOICES}),
    "ranking": ("ordering", {"choices": CHOICES, "correctAnswer": [3, "refer", "Ring the parents"]}),
    "rating": ("scale", {}),
    "slider": ("number", {}),
    "tagbox": ("several", {"choices": CHOICES}),
    "text": ("short_text", {}),
}
LEFT_OUT = {
    "expression": {},
    "file": {},
    "html": {"html": "<p>Read this</p>"},
    "image": {},
    "imagemap": {},
    "imagepicker": {"choices": CHOICES},
    "matrixdropdown": {"columns": [{"name": "one"}]},
    "matrixdynamic": {"columns": [{"name": "one"}]},
    "multipletext": {"items": [{"name": "one"}, {"name": "two"}]},
    "ranking": {"choices": CHOICES},
    "signaturepad": {},
    "radiogroup": {"choicesByUrl": {"url": "https://there.example/list"}},
    "checkbox": {"choices": ["I agree"]},
    "of our own making": {},
    "": {},
}


def question(kind, **more):
    return {"type": kind, "name": "q1", "title": "What would you do?", **more}


def document(*elements, **more):
    return json.dumps({"pages": [{"name": "page1", "elements": list(elements)}], **more}).encode()


def taken(*elements, **more):
    return take(document(*elements, **more))[1]


def only(kind, **more):
    found = taken(question(kind, **more))
    assert found.left_out == ()
    return found.bank.questions[0]


def losses(kind, **more):
    return [note["what"] for note in taken(question(kind, **more)).notes]


@pytest.mark.parametrize("kind", TAKEN)
def test_each_type_that_we_can_ask_is_taken(kind):
    ours, more = TAKEN[kind]
    found = only(kind, **more)
    assert (found.kind.value, found.key, found.stem) == (ours, "q1", "What would you do?")


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_each_other_type_is_named_with_the_reason(kind):
    found = taken(question(kind, **LEFT_OUT[kind]))
    (left_out,) = found.left_out
    assert (found.bank.questions, left_out["where"]) == ((), 'question "q1"')
    assert left_out["what"] == f"{kind or 'no type'}: What would you do?"
    assert left_out["why"].endswith(".")


def test_a_text_to_be_read_is_named_by_its_words():
    found = taken({"type": "html", "name": "welcome", "html": "<h2>Welcome</h2><p>Ten minutes</p>"})
    assert [one["what"] for one in found.left_out] == ["html: Welcome Ten minutes"]


@pytest.mark.parametrize("more", [{"timeLimit": 60}, {"maxTimeToFinishPage": 5}])
def test_time_limits_are_told(more):
    assert [note["what"] for note in taken(question("text"), **more).notes] == [
        "Its time limits are left off."
    ]


def test_the_format_is_told_from_the_content():
    assert take(document(question("text")))[0] == "surveyjs"
    assert take(json.dumps({"elements": [question("text")]}).encode())[0] == "surveyjs"
    assert take(b'{"elements": [{"name": "first"}]}')[0] == "surveyjs"
    with pytest.raises(Refusal):
        take(b'{"pages": 3, "elements": ["text"]}')


@pytest.mark.parametrize("right", ["refer", "REFER ", ["refer"]])
def test_the_correct_answer_is_the_right_option(right):
    found = only("radiogroup", choices=CHOICES, correctAnswer=right)
    assert [(option.text, option.right) for option in found.options] == [
        ("Ring the parents", False),
        ("Refer", True),
        ("Wait", False),
    ]
    assert (found.family, found.step) == (Family.KNOWLEDGE, 2)


def test_several_correct_answers_are_the_right_options():
    found = only("checkbox", choices=CHOICES, correctAnswer=["3", "refer"])
    assert [option.right for option in found.options] == [False, True, True]


def test_a_correct_answer_that_is_no_answer_is_told():
    told = losses("radiogroup", choices=CHOICES, correctAnswer="nobody")
    assert told == ["Its right answer is not among its answers, so it is left off."]


def test_scores_of_answers_are_their_credit():
    choices = [{"value": "a", "text": "A", "score": 2}, {"value": "b", "text": "B", "score": 1}, "c"]
    found = only("dropdown", choices=choices)
    assert [(option.right, option.credit) for option in found.options] == [
        (True, None),
        (False, 50),
        (False, None),
    ]
    assert found.marks == 2


def test_a_score_of_a_question_is_its_marks():
    assert only("radiogroup", choices=CHOICES, correctAnswer="refer", score=5).marks == 5


@pytest.mark.parametrize(
    ("labels", "right", "kind", "answer"),
    [
        ({}, None, "yes_no", None),
        ({"labelTrue": "Yes", "labelFalse": "No"}, None, "yes_no", None),
        ({"labelTrue": "True", "labelFalse": "False"}, False, "true_false", False),
        ({}, True, "true_false", True),
        ({"valueTrue": "right", "valueFalse": "wrong"}, "wrong", "true_false", False),
    ],
)
def test_yes_and_no(labels, right, kind, answer):
    found = only("boolean", **labels, **({} if right is None else {"correctAnswer": right}))
    assert (found.kind.value, found.answer) == (kind, answer)


def test_two_answers_in_words_of_their_own_are_a_choice():
    found = only("boolean", labelTrue="Safe", labelFalse="Unsafe", correctAnswer=False)
    assert [(option.text, option.right) for option in found.options] == [("Safe", False), ("Unsafe", True)]


@pytest.mark.parametrize(
    ("sort", "kind", "loss"),
    [
        ("number", "number", []),
        ("range", "number", []),
        ("date", "date", []),
        ("datetime-local", "date", ["The time of day is not asked for."]),
        ("email", "short_text", []),
        (
            "month",
            "short_text",
            ["It is answered by typing a few words here, where it had a box made for what it asks."],
        ),
    ],
)
def test_a_box_is_what_may_be_typed_into_it(sort, kind, loss):
    assert only("text", inputType=sort).kind.value == kind
    assert losses("text", inputType=sort) == loss


def test_a_correct_answer_keys_a_box():
    assert only("text", correctAnswer="5* rated").accepted == (Accepted(r"5\* rated"),)
    assert only("text", inputType="number", correctAnswer=2.5).numbers == (NumberKey(2.5),)
    assert losses("text", inputType="date", correctAnswer="2026-01-01") == [
        "Its right answer is left off, since answers of this sort are not marked here."
    ]


def test_a_matrix_becomes_statements_on_a_scale():
    bank = taken(question("matrix", **MATRIX)).bank
    assert [(row.key, row.text) for row in bank.questions[0].rows] == [
        ("signs", "I see signs"),
        ("i-ask", "I ask"),
    ]
    assert bank.scales[0].points == (Point(1, "Never"), Point(2, "Sometimes"), Point(3, "Always"))


def test_a_matrix_with_a_right_column_for_each_line_is_matching():
    found = only("matrix", **MATRIX, correctAnswer={"signs": "Always", "I ask": "Never"})
    assert (found.kind.value, [(row.text, row.answer) for row in found.rows]) == (
        "matching",
        [("I see signs", "c"), ("I ask", "a")],
    )


def test_a_matrix_with_some_right_columns_says_that_they_are_left_off():
    assert losses("matrix", **MATRIX, correctAnswer={"signs": "Always"})[-1] == (
        "Its right answers do not cover all of its lines, so they are left off."
    )


def test_a_matrix_without_lines_is_one_scale():
    assert only("matrix", columns=MATRIX["columns"]).kind.value == "scale"


def test_a_rating_counts_as_it_says():
    bank = taken(
        question("rating", rateMin=0, rateMax=2, minRateDescription="Not at all", maxRateDescription="Fully")
    ).bank
    assert bank.scales[0].points == (Point(0, "0 (Not at all)"), Point(1, "1"), Point(2, "2 (Fully)"))


def test_a_rating_in_words_keeps_them_and_what_is_off_the_scale():
    values = [{"value": 1, "text": "Poor"}, {"value": 2, "text": "Good"}, {"value": 9, "text": "Don't know"}]
    (scale,) = taken(question("rating", rateValues=values)).bank.scales
    assert (scale.points, scale.outside) == (
        (Point(1, "Poor"), Point(2, "Good")),
        (OutsideCode("don-t-know", "Don't know"),),
    )


def test_answers_that_the_survey_adds_are_listed_last():
    found = only("radiogroup", choices=CHOICES, showNoneItem=True, noneText="Nothing", hasOther=True)
    assert [option.text for option in found.options][3:] == ["Nothing", "Other (describe)"]
    assert found.comment


def test_a_list_may_be_shuffled_sorted_generated_or_copied():
    assert only("radiogroup", choices=CHOICES, choicesOrder="random").shuffle
    falling = only("radiogroup", choices=CHOICES, choicesOrder="desc")
    assert [option.text for option in falling.options] == ["Wait", "Ring the parents", "Refer"]
    counted = only("dropdown", choicesMin=1, choicesMax=5, choicesStep=2)
    assert [option.text for option in counted.options] == ["1", "3", "5"]
    copied = taken(
        {"type": "radiogroup", "name": "first", "choices": CHOICES},
        question("radiogroup", choicesFromQuestion="first", choicesFromQuestionMode="selected"),
    )
    assert [len(one.options) for one in copied.bank.questions] == [3, 3]
    assert [note["where"] for note in copied.notes] == ['question "q1"']


def test_a_comment_box_stays_one():
    assert only("rating", showCommentArea=True).comment


@pytest.mark.parametrize(("least", "most", "choose"), [(2, 2, 2), (1, 2, None), (0, 0, None)])
def test_as_many_at_least_as_at_most_is_exactly_so_many(least, most, choose):
    found = only("checkbox", choices=CHOICES, minSelectedChoices=least, maxSelectedChoices=most)
    assert found.choose == choose


def test_panels_and_pages_with_a_title_become_objectives():
    inner = {
        "type": "panel",
        "title": "Inner",
        "description": "More",
        "elements": [question("text", name="a")],
    }
    plain = {"type": "panel", "elements": [question("text", name="b")]}
    pages = [
        {"title": "Page", "elements": [inner, plain]},
        {"name": "page2", "elements": [question("text", name="c")]},
    ]
    bank = take(json.dumps({"pages": pages}).encode())[1].bank
    assert [(one.title, one.text) for one in bank.objectives] == [("Inner", "More"), ("Page", "Page")]
    assert [(one.key, one.objective) for one in bank.questions] == [("a", "inner"), ("b", "page"), ("c", "")]


def test_questions_of_repeated_panels_inside_answers_and_in_tables_are_accounted_for():
    opened = {"value": "yes", "elements": [question("text", name="opened")]}
    repeated = {
        "type": "paneldynamic",
        "name": "each",
        "templateElements": [question("text", name="repeated")],
    }
    table = question("matrixdynamic", name="table", detailElements=[question("text", name="detail")])
    found = taken(question("radiogroup", name="outer", choices=[opened, "no"]), repeated, table)
    assert [one.key for one in found.bank.questions] == ["outer", "opened", "repeated", "detail"]
    assert [one["where"] for one in found.left_out] == ['question "table"']
    assert [(note["where"], note["what"][:21]) for note in found.notes] == [
        ('question "opened"', "It opened there below"),
        ('question "repeated"', "It may have been aske"),
        ('question "detail"', "It opened there below"),
    ]


def test_texts_in_several_languages_are_taken_in_the_surveys_own():
    title = {"default": "What is neglect?", "cy": "Beth yw esgeulustod?"}
    english, welsh = (taken(question("text", title=title), **more) for more in ({}, {"locale": "cy"}))
    assert [one.bank.questions[0].stem for one in (english, welsh)] == [
        "What is neglect?",
        "Beth yw esgeulustod?",
    ]
    assert [one.bank.language for one in (english, welsh)] == ["en", "cy"]
    assert [note["what"] for note in english.notes] == [
        "Its words are taken in en; those in other languages (cy) are left off."
    ]


def test_a_question_without_a_title_is_called_by_its_name():
    assert taken({"type": "text", "name": "Your role"}).bank.questions[0].stem == "Your role"


@pytest.mark.parametrize(
    ("more", "loss"),
    [
        ({"visibleIf": "{a} = 1"}, "It was asked there only under a condition; here everybody is asked it."),
        ({"visible": False}, "It was hidden there, so perhaps nobody was asked it; here it is asked."),
        ({"defaultValue": "x"}, "An answer that was filled in beforehand is left off."),
        ({"validators": [{"type": "email"}]}, "A rule that checks its answer is left off."),
        ({"maxLength": 20}, "A limit on what may be entered is left off."),
        (
            {"title": "Why {a}?"},
            "Its words hold a name in braces, which stays as it is: put words in its place.",
        ),
        ({"title": "<b>Why</b><img src='x'>"}, "It held a picture, which a question here cannot."),
        ({"readOnly": True}, "It could only be read there; here it is answered."),
    ],
)
def test_what_is_lost_is_told(more, loss):
    assert losses("text", **more) == [loss]


def test_rules_of_the_whole_survey_are_told():
    assert taken(question("text"), triggers=[{"type": "complete"}]).notes == (
        {
            "where": "the file",
            "what": "Rules by which the survey acts on answers while it is filled in are left off.",
        },
    )


@pytest.mark.parametrize(
    "element",
    [
        {"type": ["text"], "name": {"a": 1}, "title": [1]},
        {"type": "radiogroup", "choices": {"a": 1}, "correctAnswer": {"a": 1}},
        {"type": "radiogroup", "choices": [None, [], {}, {"value": None}, True, 1.5]},
        {"type": "matrix", "columns": 5, "rows": "abc"},
        {"type": "rating", "rateMin": "x", "rateMax": 1e300, "rateStep": -1},
        {"type": "text", "inputType": "number", "correctAnswer": "NaN"},
        {"type": "text", "title": "\ud800"},
        {"type": "matrix", "columns": ["\ud800", "b"], "rows": ["c"]},
    ],
)
def test_nonsense_is_accounted_for(element):
    found = taken(element)
    assert len(found.bank.questions) + len(found.left_out) == 1
