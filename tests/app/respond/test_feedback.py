"""What a respondent is told of their answers: after the last time that a question is asked, and only straight away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.respond.feedback import SHOWN_FOR, feedback_on
from question_banks.model import Audience
from surveys.enums import TimePoint
from surveys.questionnaires import Page, Questionnaire, asked_of
from tests.every_kind import EVERY_KIND, RIGHT
from tests.respondents import NEXT_COURSE, hidden_fields
from tests.strict_html import parse, text_of

AFTER = NEXT_COURSE + timedelta(hours=8)
HALF_A_YEAR = NEXT_COURSE + timedelta(days=190)
CASE = EVERY_KIND.scenarios_by_key["iris"].text
WRONG = {
    **RIGHT,
    "every.first": ["wait"],
    "every.signs": ["tired", "talkative"],
    "every.steps.lead": ["4"],
    "every.steps.refer": ["3"],
    "every.who.assess": ["nurse"],
    "every.days": ["38"],
    "every.form": ["My neighbour’s plan"],
}


def page(answer):
    return parse(answer.get_data(as_text=True))


def told(answer):
    """Each question of which something is told: its stem, the verdict, and what else is read there."""
    boxes = [e for e in page(answer).iter("section") if e.get("class") == "fs-told"]
    return {
        text_of(box.find("h3")): (text_of(box.find(".//strong")), [text_of(e) for e in said_in(box)])
        for box in boxes
    }


def said_in(box):
    """The case, then terms, each line of an answer, and what the bank says."""
    return [
        e
        for e in box.iter()
        if e.tag == "dt"
        or "fs-told__case" in (e.get("class") or "").split()
        or e.get("class") == "fs-answer"
        or (e.tag == "dd" and e.find("span") is None)
    ]


def send(client, link, answers=RIGHT):
    for number in (1, 2, 3, 4):
        assert client.post(f"{link}/page/{number}", data=answers).status_code == 303
    return client.post(f"{link}/check", data=form_of(client, link))


def form_of(client, link):
    """What the form to send carries, as it stands on the page before it is sent."""
    return hidden_fields(client.get(f"{link}/check"))


def stem(key):
    return EVERY_KIND.questions_by_key[key].stem


@pytest.fixture
def after(clock, invite):
    """A link to the questions after the course."""
    clock.at(AFTER)
    return invite.every_kind_post()


class TestWhatIsTold:
    def test_a_right_answer_is_told_so_and_not_said_twice(self, client, after):
        verdict, said = told(send(client, after))[stem("signs")]
        assert (verdict, said) == ("Right", ["Your answer", "Tired", "Hungry"])

    def test_a_wrong_one_is_told_with_what_is_right_and_what_the_bank_says(self, client, after):
        assert told(send(client, after, WRONG))[stem("first")] == (
            "Not right",
            [
                CASE,
                *("Your answer", "Wait for the next visit"),
                *("About your answer", "Waiting leaves her alone again."),
                *("What is right", "Speak with the child"),
                *("Why", "See the local procedures, part 2."),
            ],
        )

    @pytest.mark.parametrize(
        ("key", "verdict", "said"),
        [
            ("days", "Partly right", ["Your answer", "38", "What is right", "45"]),
            (
                "steps",
                "Partly right",
                [
                    *("Your answer", "1st: Listen to the child", "2nd: Write down what was said"),
                    *("3rd: Make a referral", "4th: Tell the safeguarding lead"),
                    *("What is right", "1st: Listen to the child", "2nd: Write down what was said"),
                    *("3rd: Tell the safeguarding lead", "4th: Make a referral"),
                ],
            ),
            (
                "who",
                "2 of 3 right",
                [
                    *("Your answer", "Advises staff in the school: Safeguarding lead"),
                    "Assesses the family’s needs: School nurse",
                    "Looks at the child’s health: School nurse",
                    *("What is right", "Advises staff in the school: Safeguarding lead"),
                    "Assesses the family’s needs: Social worker",
                    "Looks at the child’s health: School nurse",
                ],
            ),
            (
                "signs",
                "1 of 2 right",
                ["Your answer", "Tired", "Talkative", "What is right", "Tired", "Hungry"],
            ),
        ],
    )
    def test_every_kind_says_what_was_answered_and_what_is_right(self, client, after, key, verdict, said):
        assert told(send(client, after, WRONG))[stem(key)] == (verdict, said)

    def test_a_text_of_their_own_is_not_shown_again(self, client, after):
        sent = send(client, after, WRONG)
        assert told(sent)[stem("form")] == ("Partly right", ["What is right", "child protection plan"])
        assert [t for t in ("neighbour", "at lunch", "writing one") if t in sent.get_data(as_text=True)] == []

    def test_ratings_and_comments_are_no_test(self, client, after):
        assert set(told(send(client, after))) == {
            stem(key) for key in ("first", "signs", "steps", "who", "days", "form")
        }

    def test_what_the_bank_says_is_text_and_never_markup(self, client, after):
        said = told(send(client, after))[stem("days")][1]
        assert said == ["Your answer", "45", "About your answer", "The <b>longest</b> & no longer."]

    def test_it_says_that_the_page_can_be_kept(self, client, after):
        kept = "We show this now and not again. It does not change what you sent. Print or save this page"
        assert kept in text_of(page(send(client, after)).find(".//main"))


def judged(question, value):
    """How an answer to the question alone is judged straight after the course: sort and words."""
    bank = replace(EVERY_KIND, questions=(replace(question, core=False),))
    asked = asked_of(1, bank, bank.questions[0], Audience.DELEGATE)
    questionnaire = Questionnaire("", "", Audience.DELEGATE, TimePoint.POST, (Page("", "", (asked,)),), 1)
    [told] = feedback_on(questionnaire, {(1, question.key): value}).told
    return told.judged.verdict.name, told.judged.words


SIGNS = replace(EVERY_KIND.questions_by_key["signs"], choose=None)


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        (SIGNS, ("tired", "hungry"), ("RIGHT", "Right")),
        (SIGNS, ("tired",), ("PARTLY", "1 of 2 right")),
        (SIGNS, ("tired", "talkative"), ("PARTLY", "1 of 2 right, 1 wrong")),
        (SIGNS, ("tired", "hungry", "talkative"), ("PARTLY", "2 of 2 right, 1 wrong")),
        (SIGNS, ("talkative",), ("WRONG", "Not right")),
        (EVERY_KIND.questions_by_key["who"], ("advise:lead",), ("PARTLY", "1 of 3 right")),
        (EVERY_KIND.questions_by_key["who"], ("advise:nurse",), ("WRONG", "Not right")),
        (EVERY_KIND.questions_by_key["first"], "write", ("PARTLY", "Partly right")),
        (EVERY_KIND.questions_by_key["days"], "3", ("WRONG", "Not right")),
    ],
)
def test_who_found_some_of_it_is_told_how_much(question, value, expected):
    assert judged(question, value) == expected


class TestWhen:
    def words(self, answer):
        return text_of(page(answer).find(".//main"))

    def test_before_the_course_nothing_is_told_because_it_is_asked_again(self, client, invite):
        sent = send(client, invite.every_kind_pre(), WRONG)
        assert told(sent) == {}
        assert "We do not say yet which answers are right" in self.words(sent)
        assert not any(option.text in self.words(sent) for option in EVERY_KIND.questions[0].options)

    def test_a_core_question_waits_until_six_months(self, client, after):
        sent = send(client, after)
        assert stem("intent") not in told(sent)
        assert "Questions that we ask again later are not here." in self.words(sent)

    def test_at_six_months_all_is_told(self, client, clock, invite):
        clock.at(HALF_A_YEAR)
        sent = send(client, invite.every_kind_month6())
        assert told(sent)[stem("intent")] == ("Right", ["Your answer", "False"])
        assert "later are not here" not in self.words(sent)

    def test_sending_again_at_once_gives_the_same_page(self, client, after, later):
        form = form_of(client, after)
        first = send(client, after, WRONG)
        later(minutes=14)
        again = client.post(f"{after}/check", data={"receipt": form["receipt"]})
        assert again.get_data() == first.get_data()

    @pytest.mark.parametrize("receipt", ["", "0" * 64, "of another"])
    def test_who_never_saw_the_form_is_told_nothing(self, client, after, invite, receipt):
        """The link may have been passed on."""
        if receipt == "of another":
            receipt = form_of(client, invite.every_kind_post())["receipt"]
        send(client, after, WRONG)
        again = client.post(f"{after}/check", data={"receipt": receipt})
        assert (again.status_code, told(again)) == (200, {})
        assert "Speak with the child" not in self.words(again)

    def test_later_it_gives_the_thanks_alone(self, client, after, later):
        form = form_of(client, after)
        send(client, after, WRONG)
        later(seconds=SHOWN_FOR.total_seconds() + 1)
        again = client.post(f"{after}/check", data=form)
        assert (again.status_code, told(again)) == (200, {})
        assert "Speak with the child" not in self.words(again)

    @pytest.mark.parametrize("path", ["", "/check", "/page/1"])
    def test_opening_the_link_again_tells_nothing(self, client, after, path):
        send(client, after, WRONG)
        again = client.get(after + path)
        assert (told(again), "Speak with the child" in self.words(again)) == ({}, False)

    def check(self, client, link):
        for number in (1, 2, 3, 4):
            client.post(f"{link}/page/{number}", data=RIGHT)
        return self.words(client.get(f"{link}/check"))

    def test_before_sending_it_is_said_that_what_is_right_is_shown_once(self, client, after, clock, invite):
        said = "After sending, we show you once which answers are right"
        assert f"{said}, but not yet of questions that we ask again later." in self.check(client, after)
        clock.at(HALF_A_YEAR)
        assert f"{said}." in self.check(client, invite.every_kind_month6())

    def test_nothing_is_promised_where_nothing_will_be_told(self, client, invite, clock):
        assert "which answers are right" not in self.check(client, invite.every_kind_pre())
        clock.at(AFTER)
        unanswered = invite.every_kind_post()
        assert "which answers are right" not in self.words(client.get(f"{unanswered}/check"))

    def test_who_is_asked_nothing_that_can_be_right_reads_nothing_of_it(self, client, invite):
        link = invite.manager_month3()
        client.post(f"{link}/page/1", data={"neglect.how-often": ["1"]})
        sent = client.post(f"{link}/check")
        assert (told(sent), "right" in self.words(sent)) == ({}, False)
