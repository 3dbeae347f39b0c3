"""What questions are to each other: control items, then-test pairs, parallel forms, lists of statements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.model import Family, Kind, Option, Question, Row
from surveys.findings.event import from_dict, to_dict
from tests.surveys.findings.factory import DELEGATE, POST, PRE, Answered
from tests.surveys.findings.reading import change_of, hidden_ones, objective
from tests.surveys.findings.small_bank import BANK, HOW_OFTEN, knows, statement

NOT_TAUGHT = [statement(f"other-{n}", "see", control=True) for n in (1, 2)]
SURE_THEN = replace(
    BANK.questions_by_key["sure-see"], key="sure-then", stem="And before?", then_of="sure-see"
)
BEFORE, AFTER = [0, 1, 1, 2, 1, 0, 2, 1, 1, 2, 1, 0], [2, 2, 3, 2, 3, 1, 3, 2, 2, 1, 2, 1]
# Right before and after, or not; each row is one sort of person and how many there are of them.
RIGHTS = [(0, 1)] * 12 + [(1, 0)] * 6 + [(1, 1)] * 6 + [(0, 0)] * 6


def with_questions(*questions):
    return replace(BANK, questions=(*BANK.questions, *questions))


class TestControlItems:
    @pytest.fixture
    def findings(self, record):
        event = Answered(record, with_questions(*NOT_TAUGHT))
        # Some learn it, as many forget it.
        others_before, others_after = (
            [0, 1, 2, 1, 0, 2, 1, 1, 0, 2, 1, 1],
            [1, 1, 1, 2, 0, 1, 1, 0, 1, 2, 1, 1],
        )
        for point, sees, others in ((PRE, BEFORE, others_before), (POST, AFTER, others_after)):
            event.say_all(
                point,
                [
                    {**knows(see, 1), "other-1": other > 0, "other-2": other > 1}
                    for see, other in zip(sees, others, strict=True)
                ],
            )
        return event.findings()

    def test_they_are_told_apart_from_what_the_course_teaches(self, findings):
        control = change_of(findings.control)
        assert control.questions == ("other-1", "other-2")
        assert control.change.estimate == 0
        assert control.words.startswith("Knowledge of what the course does not teach shows no clear change")

    def test_they_count_in_no_other_figure(self, findings):
        assert objective(findings, "see").questions == ("see-1", "see-2", "see-3")
        told = [
            *findings.overall,
            *(change for theme in findings.themes for change in theme.knowledge),
            *(change for step in findings.steps for change in step.knowledge),
        ]
        assert [change for change in told if set(change.questions) & {"other-1", "other-2"}] == []


class TestThenTests:
    @pytest.fixture
    def event(self, record):
        return Answered(record, with_questions(SURE_THEN))

    def say(self, event, before, now, then):
        event.say_all(PRE, [{"sure-see": value} for value in before])
        event.say_all(POST, [{"sure-see": n, "sure-then": t} for n, t in zip(now, then, strict=True)])
        return event.findings()

    def test_now_is_set_against_what_people_say_looking_back(self, event):
        findings = self.say(
            event, [6, 7, 5, 6, 8, 7, 6, 5], [7, 8, 6, 7, 8, 8, 7, 6], [3, 4, 3, 4, 5, 4, 3, 3]
        )
        back = change_of(findings.looking_back)
        assert back.change.estimate == pytest.approx(57 / 8 - 29 / 8)
        assert change_of(findings.overall_self_rating).change.estimate == pytest.approx(57 / 8 - 50 / 8)
        assert (back.before.estimate, back.after.estimate) == (None, None)
        assert back.questions == ("sure-see",)
        assert "3.5 up against how they now think they were before the course" in back.words
        assert "Against what people said at the time it is 0.9 up." in back.words

    def test_looking_back_is_not_a_rating_of_its_own(self, event):
        findings = self.say(
            event, [6, 7, 5, 6, 8, 7, 6, 5], [7, 8, 6, 7, 8, 8, 7, 6], [3, 4, 3, 4, 5, 4, 3, 3]
        )
        told = {key for change in findings.overall_self_rating for key in change.questions}
        assert told == {"sure-see"}

    def test_of_few_people_nothing_is_told(self, event):
        findings = self.say(event, [6, 7, 5, 6], [7, 8, 6, 7], [3, 4, 3, 4])
        assert change_of(findings.looking_back).change.estimate is None
        assert change_of(findings.looking_back).words.startswith("Looking back straight after the course: ")
        assert len(hidden_ones(findings)) > 0

    def test_without_such_questions_nothing_is_said(self, record):
        event = Answered(record)
        event.say_all(PRE, [{"sure-see": 5}] * 6)
        event.say_all(POST, [{"sure-see": 6}] * 6)
        assert event.findings().looking_back == ()


def choice(key, *rights, **facts):
    options = tuple(
        Option(f"{key}-{place}", f"Say {place}", right=right) for place, right in enumerate(rights)
    )
    return Question(
        key, Kind.SINGLE, f"{key}?", Family.KNOWLEDGE, 2, (DELEGATE,), "see", options=options, **facts
    )


class TestParallelForms:
    """Half of the people got one form before and the other after, the others the reverse."""

    PAIR = (choice("form-a", True, False, False), choice("form-b", False, True, equivalent_to="form-a"))

    def say(self, event, rights_before, rights_after):
        """Each person's answers: right or wrong on the form that is theirs."""
        for point, rights, swapped in ((PRE, rights_before, 0), (POST, rights_after, 1)):
            for number, right in enumerate(rights, 1):
                form = "form-a" if (number + swapped) % 2 else "form-b"
                key = {("form-a", 1): 0, ("form-a", 0): 1, ("form-b", 1): 1, ("form-b", 0): 0}[form, right]
                event.say(point, number, {form: f"{form}-{key}"})

    def test_the_two_forms_are_compared_as_one_question(self, record):
        event = Answered(record, with_questions(*self.PAIR))
        self.say(event, *zip(*RIGHTS, strict=True))
        see = objective(event.findings(), "see")
        assert see.questions == ("form-a",)
        assert see.change.n == 30
        assert see.change.estimate == pytest.approx(100 * (18 - 12) / 30)

    def test_forms_that_are_worth_different_marks_are_not_compared(self, record):
        one, other = self.PAIR
        event = Answered(record, with_questions(one, replace(other, marks=2)))
        self.say(event, *zip(*RIGHTS, strict=True))
        assert objective_changes(event.findings(), "see") == ()


def objective_changes(findings, key):
    [found] = [each for each in findings.objectives if each.key == key]
    return found.knowledge


class TestStatementLists:
    LIST = Question(
        "habits",
        Kind.STATEMENTS,
        "How often do you do this?",
        Family.BEHAVIOUR,
        3,
        (DELEGATE,),
        "see",
        scale=HOW_OFTEN.key,
        rows=(Row("ask", "I ask the child."), Row("note", "I note what I saw.")),
    )

    def test_each_statement_is_told_as_a_question_on_the_scale(self, record):
        event = Answered(record, with_questions(self.LIST))
        for number in range(1, 13):
            event.say(POST, number, {"habits": (f"ask:{number % 4}", f"note:{1 + number % 3}")})
        told = {question.key: question for question in event.findings().questions}
        assert list(told) == ["habits.ask", "habits.note"]
        assert told["habits.note"].stem == "How often do you do this? I note what I saw."
        assert told["habits.note"].mean.estimate == pytest.approx(2)
        assert told["habits.ask"].mean.n == 12


def test_yes_and_no_are_shares_and_not_applicable_is_neither(record):
    question = Question("plan", Kind.YES_NO, "Is there a plan?", Family.OUTCOME, 4, (DELEGATE,), "see")
    event = Answered(record, with_questions(question))
    said = ["yes"] * 12 + ["no"] * 8 + ["not-applicable"] * 6
    event.say_all(POST, [{"plan": answer} for answer in said])
    [plan] = event.findings().questions
    assert [(share.label, round(share.share.estimate), share.share.n) for share in plan.shares] == [
        ("Yes", 60, 20),
        ("No", 40, 20),
    ]
    assert [(share.label, share.share.n) for share in plan.off_scale] == [("Not applicable", 26)]


def test_findings_issued_before_there_were_such_ties_are_read_as_having_none(event):
    event.say_all(PRE, [knows(1, 1)] * 6)
    document = to_dict(event.findings())
    del document["control"], document["looking_back"]
    assert (from_dict(document).control, from_dict(document).looking_back) == ((), ())
