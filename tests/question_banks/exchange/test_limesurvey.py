"""LimeSurvey's files: each type of question taken or named, in both dialects, with what is lost said."""

from __future__ import annotations

import io
import zipfile

import pytest

from question_banks.errors import Refusal
from question_banks.exchange import take
from question_banks.model import Family, OutsideCode, Point
from tests.question_banks.exchange.lime import LimeQuestion, survey

LINES = (("SQ1", "I know the signs"), ("SQ2", "I know whom to ring"))
ANSWERS = (("A1", "Never"), ("A2", "Sometimes"), ("A3", "Always"))

TAKEN = {
    "!": "single",
    "5": "scale",
    "A": "statements",
    "B": "statements",
    "C": "statements",
    "D": "date",
    "E": "statements",
    "F": "statements",
    "G": "single",
    "H": "statements",
    "L": "single",
    "M": "several",
    "N": "number",
    "O": "single",
    "P": "several",
    "S": "short_text",
    "T": "long_text",
    "U": "long_text",
    "W": "single",
    "Y": "yes_no",
    "Z": "single",
}
LEFT_OUT = {
    "1": "array (dual scale)",
    "I": "language switch",
    "K": "multiple numerical input",
    "Q": "multiple short text",
    "R": "ranking",
    "X": "text display",
    "*": "equation",
    ":": "array (numbers)",
    ";": "array (texts)",
    "|": "file upload",
    "?": "unknown type",
}


def taken(*questions, **survey_settings):
    return take(survey(*questions, **survey_settings))[1]


def only(question, **survey_settings):
    """The one question that a survey with this one gives."""
    found = taken(question, **survey_settings)
    assert found.left_out == ()
    return found.bank.questions[0]


def losses(question, **survey_settings):
    return [note["what"] for note in taken(question, **survey_settings).notes]


@pytest.mark.parametrize("newer", [False, True])
@pytest.mark.parametrize(("letter", "kind"), TAKEN.items())
def test_each_type_that_we_can_ask_is_taken(letter, kind, newer):
    question = only(LimeQuestion(letter, lines=LINES, answers=ANSWERS), newer=newer)
    assert (question.kind.value, question.stem, question.family) == (
        kind,
        "What do you think?",
        Family.REACTION,
    )


@pytest.mark.parametrize(("letter", "name"), LEFT_OUT.items())
def test_each_other_type_is_named_with_the_reason(letter, name):
    found = taken(LimeQuestion(letter, "Put them in order", lines=LINES, answers=ANSWERS))
    (left_out,) = found.left_out
    assert found.bank.questions == ()
    assert (left_out["where"], left_out["what"]) == ('question "Q1"', f"{name}: Put them in order")
    assert left_out["why"].endswith(".")


def test_both_dialects_say_the_same():
    questions = [
        LimeQuestion(
            letter, f"Question {letter}?", f"Q{place}", LINES, ANSWERS, help="<p>Think &amp; say</p>"
        )
        for place, letter in enumerate([*TAKEN, *LEFT_OUT])
    ]
    older, newer = (take(survey(*questions, newer=newer))[1] for newer in (False, True))
    assert older == newer
    assert len(newer.bank.questions) + len(newer.left_out) == len(questions)


def test_a_list_keeps_its_answers_in_their_order():
    question = only(LimeQuestion("L", answers=ANSWERS))
    assert [(option.key, option.text) for option in question.options] == [
        ("a", "Never"),
        ("b", "Sometimes"),
        ("c", "Always"),
    ]


def test_an_array_becomes_statements_on_the_scale_of_its_answers():
    bank = taken(LimeQuestion("F", lines=LINES, answers=ANSWERS)).bank
    (question,) = bank.questions
    assert [(row.key, row.text) for row in question.rows] == [
        ("sq1", "I know the signs"),
        ("sq2", "I know whom to ring"),
    ]
    assert bank.scales_by_key[question.scale].points == (
        Point(1, "Never"),
        Point(2, "Sometimes"),
        Point(3, "Always"),
    )


def test_words_at_the_two_ends_of_a_line_are_one_statement():
    lines = (("SQ1", "calm|worried"), ("SQ2", "alone|"), ("SQ3", "plain"))
    assert [row.text for row in only(LimeQuestion("A", lines=lines)).rows] == [
        "calm … worried",
        "alone",
        "plain",
    ]


def test_numbers_that_the_survey_gives_its_answers_are_kept_and_a_falling_list_is_turned_round():
    answers = (("3", "Always"), ("1", "Sometimes"), ("0", "Never"), ("9", "Not applicable"))
    found = taken(LimeQuestion("F", lines=LINES, answers=answers))
    (scale,) = found.bank.scales
    assert scale.points == (Point(0, "Never"), Point(1, "Sometimes"), Point(3, "Always"))
    assert scale.outside == (OutsideCode("not-applicable", "Not applicable"),)
    assert [note["what"] for note in found.notes] == [
        "Its answers are listed from the lowest number to the highest, the other way round than before.",
        "Answers such as “not applicable” are kept off the scale, so that they are never counted as a number.",
    ]


def test_questions_with_the_same_answers_share_a_scale():
    bank = taken(*(LimeQuestion("F", code=code, lines=LINES, answers=ANSWERS) for code in ("Q1", "Q2"))).bank
    assert [question.scale for question in bank.questions] == ["never-to-always"] * 2


def test_uncertain_is_no_point_between_yes_and_no():
    (scale,) = taken(LimeQuestion("C", lines=LINES)).bank.scales
    assert scale.points == (Point(0, "No"), Point(1, "Yes"))
    assert scale.outside == (OutsideCode("uncertain", "Uncertain"),)


def test_points_of_an_assessment_are_the_key():
    answers = (
        ("A1", "Ring the parents", "-1"),
        ("A2", "Refer", "4"),
        ("A3", "Ask a colleague", "1"),
        ("A4", "Wait", "0"),
    )
    question = only(LimeQuestion("L", answers=answers), assessments="Y")
    assert [(option.right, option.credit) for option in question.options] == [
        (False, -25),
        (True, None),
        (False, 25),
        (False, None),
    ]
    assert (question.marks, question.family, question.step) == (4, Family.KNOWLEDGE, 2)


def test_points_do_not_count_where_the_assessment_is_off():
    answers = (("A1", "Refer", "1"), ("A2", "Wait", "0"))
    assert not any(
        option.right for option in only(LimeQuestion("L", answers=answers), assessments="N").options
    )


@pytest.mark.parametrize("document", ["Group", "Question"])
def test_a_file_without_a_survey_does_not_say_whether_points_count_so_they_do(document):
    answers = (("A1", "Refer", "1"), ("A2", "Wait", "0"))
    assert only(LimeQuestion("L", answers=answers), document=document).options[0].right


def test_points_for_ticks_are_told_where_they_count():
    question = LimeQuestion("M", lines=LINES, attributes={"assessment_value": "2"})
    assert [len(losses(question, assessments=said)) for said in "YN"] == [1, 0]


def test_two_best_answers_are_no_key():
    answers = (("A1", "Refer", "1"), ("A2", "Ring", "1"), ("A3", "Wait", "0"))
    found = taken(LimeQuestion("!", answers=answers), assessments="Y")
    assert found.bank.questions[0].family is Family.REACTION
    assert [note["what"] for note in found.notes] == [
        "More than one answer earns the most points, so none is taken as right and the points are left off."
    ]


def test_an_answer_of_ones_own_becomes_one_more_and_a_box_for_a_comment():
    question = only(
        LimeQuestion(
            "L", answers=ANSWERS, fields={"other": "Y"}, attributes={"other_replace_text": "Something else"}
        )
    )
    assert (question.options[-1].text, len(question.options), question.comment) == ("Something else", 4, True)


@pytest.mark.parametrize(("letter", "comment"), [("O", True), ("P", True), ("L", False), ("M", False)])
def test_types_with_comments_have_a_box_for_one(letter, comment):
    assert only(LimeQuestion(letter, lines=LINES, answers=ANSWERS)).comment is comment


@pytest.mark.parametrize(
    ("least", "most", "choose"), [("2", "2", 2), ("1", "2", None), ("", "", None), ("9", "9", None)]
)
def test_as_many_at_least_as_at_most_is_exactly_so_many(least, most, choose):
    attributes = {"min_answers": least, "max_answers": most}
    assert only(LimeQuestion("M", lines=LINES, attributes=attributes)).choose == choose


def test_an_order_by_chance_is_shuffling():
    assert only(LimeQuestion("L", answers=ANSWERS, attributes={"answer_order": "random"})).shuffle
    assert only(LimeQuestion("M", lines=LINES, attributes={"random_order": "1"})).shuffle
    assert not only(LimeQuestion("M", lines=LINES, attributes={"random_order": "0"})).shuffle


@pytest.mark.parametrize(("said", "required"), [("Y", True), ("N", False), ("S", False)])
def test_what_had_to_be_answered_still_has_to(said, required):
    assert only(LimeQuestion("S", fields={"mandatory": said})).required is required


def test_a_short_text_for_numbers_is_a_number_and_one_box_of_several_is_a_box():
    assert only(LimeQuestion("S", attributes={"numbers_only": "1"})).kind == "number"
    assert only(LimeQuestion("K", lines=LINES[:1])).kind == "number"
    assert only(LimeQuestion("Q", lines=LINES[:1])).kind == "short_text"


def test_markup_becomes_text_and_what_no_text_can_say_is_told():
    question = LimeQuestion(
        "T", "<p>Is <b>this</b> &lt;neglect&gt;?</p><img src='https://there.example/x.png'>"
    )
    found = taken(question)
    assert found.bank.questions[0].stem == "Is this <neglect>?"
    assert [note["what"] for note in found.notes] == ["It held a picture, which a question here cannot."]


def test_groups_become_objectives_in_their_order():
    bank = taken(
        LimeQuestion("Y", code="late", group="7"),
        LimeQuestion("Y", code="early", group="3"),
        LimeQuestion("X", code="only words", group="9"),
        groups=(("3", "First", ""), ("7", "Second", ""), ("9", "Words", "")),
    ).bank
    assert [(one.key, one.title, one.text) for one in bank.objectives] == [
        ("first", "First", "About First"),
        ("second", "Second", "About Second"),
    ]
    assert [(question.key, question.objective) for question in bank.questions] == [
        ("early", "first"),
        ("late", "second"),
    ]


def test_the_surveys_own_language_is_taken_and_the_others_named():
    question = LimeQuestion("T", "Beth yw esgeulustod?", translated={"en": "What is neglect?"})
    found = taken(question, LimeQuestion("T", "Beth wedyn?", "Q2"), languages=("cy", "en"))
    assert [question.stem for question in found.bank.questions] == ["Beth yw esgeulustod?", "Beth wedyn?"]
    assert (found.bank.language, found.bank.title, found.bank.description) == (
        "cy",
        "A survey in cy",
        "For all",
    )
    assert found.notes == (
        {
            "where": "the file",
            "what": "Its words are taken in cy; those in other languages (en) are left off.",
        },
    )


def test_without_the_survey_english_is_taken():
    question = LimeQuestion("T", "Beth yw esgeulustod?", translated={"en": "What is neglect?"})
    assert only(question, languages=("cy", "en"), document="Question").stem == "What is neglect?"


def test_words_that_limesurvey_supplies_are_told_to_be_english_in_another_language():
    assert losses(LimeQuestion("G"), languages=("cy",)) == [
        "The words of its answers are not in the file, where LimeSurvey supplies them; they are put in English."
    ]
    assert losses(LimeQuestion("G")) == []


@pytest.mark.parametrize(
    ("question", "loss"),
    [
        (
            LimeQuestion("T", fields={"relevance": "Q0.NAOK == 'A1'"}),
            "It was asked there only under a condition; here everybody is asked it.",
        ),
        (LimeQuestion("T", fields={"preg": "/^a+$/"}), "A pattern that its answer had to match is left off."),
        (
            LimeQuestion("T", fields={"mandatory": "S"}),
            "It could be skipped there after a warning; here it can be skipped.",
        ),
        (
            LimeQuestion("T", "You said {Q0.shown}: why?"),
            "Its words hold an expression in braces, which stays as it is: put words in its place.",
        ),
        (LimeQuestion("T", attributes={"time_limit": "60"}), "Its time limit is left off."),
        (
            LimeQuestion("T", attributes={"hidden": "1"}),
            "It was hidden there, so perhaps nobody was asked it; here it is asked.",
        ),
        (
            LimeQuestion("N", attributes={"max_num_value_n": "10"}),
            "A limit on what may be entered is left off.",
        ),
        (
            LimeQuestion("D", attributes={"date_format": "dd-mm-yyyy HH:MM"}),
            "The time of day is not asked for.",
        ),
        (
            LimeQuestion("P", lines=LINES),
            "Its comment boxes, one for each answer, become one box for a comment on the question.",
        ),
        (
            LimeQuestion("M", lines=LINES, attributes={"max_answers": "1"}),
            "How many answers may be chosen at least or at most is left off.",
        ),
        (
            LimeQuestion("M", lines=LINES, attributes={"array_filter": "Q0"}),
            "Which of its lines are shown depends on the answer to another question there; here all are shown.",
        ),
    ],
)
def test_what_is_lost_is_told(question, loss):
    assert losses(question) == [loss]


def test_a_brace_before_white_space_is_only_a_brace():
    assert losses(LimeQuestion("T", "Is { this } an expression?")) == []


def test_conditions_and_defaults_of_older_versions_are_told():
    more = {"conditions": [{"qid": "100"}], "defaultvalues": [{"qid": "100"}]}
    assert losses(LimeQuestion("T"), newer=False, more=more) == [
        "It was asked there only under a condition; here everybody is asked it.",
        "An answer that was filled in beforehand is left off.",
    ]


def test_a_condition_on_a_group_is_told_once():
    found = taken(LimeQuestion("T"), LimeQuestion("Y", code="Q2"), groups=(("1", "Some", "Q0 == 1"),))
    assert found.notes == (
        {
            "where": 'group "Some"',
            "what": "It was asked there only under a condition; here everybody is asked it.",
        },
    )


def test_the_same_code_twice_makes_two_questions():
    bank = taken(LimeQuestion("Y"), LimeQuestion("Y"), LimeQuestion("Y", "", "")).bank
    assert [question.key for question in bank.questions] == ["q1", "q1-2", "question"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (survey(document="Label set"), "The file holds a LimeSurvey label set, which has no questions."),
        (survey(document="Tokens"), "The file is not a survey, a group or a question of LimeSurvey."),
        (survey(), "There is no question in the file."),
    ],
)
def test_what_holds_no_question_is_refused(data, sentence):
    with pytest.raises(Refusal) as refusal:
        take(data)
    assert str(refusal.value) == sentence


def test_an_archive_with_peoples_answers_is_refused_unread():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("survey_1_survey.lss", survey(LimeQuestion("Y")))
        archive.writestr("survey_1_responses.lsr", "<document/>")
    with pytest.raises(Refusal) as refusal:
        take(packed.getvalue())
    assert str(refusal.value).startswith("The file is an archive of a LimeSurvey survey with its answers")
