"""What a respondent is told of their answers: after the last time that a question is asked, and only straight away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.respond.feedback import SHOWN_FOR
from tests.every_kind import EVERY_KIND, RIGHT
from tests.respondents import NEXT_COURSE
from tests.strict_html import parse, text_of

AFTER = NEXT_COURSE + timedelta(hours=8)
HALF_A_YEAR = NEXT_COURSE + timedelta(days=190)
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
    """Terms, each line of an answer, and paragraphs but the verdict's."""
    return [
        e
        for e in box.iter()
        if e.tag == "dt" or e.get("class") == "fs-answer" or (e.tag == "p" and e.find("strong") is None)
    ]


def send(client, link, answers=RIGHT):
    for number in (1, 2, 3, 4):
        assert client.post(f"{link}/page/{number}", data=answers).status_code == 303
    return client.post(f"{link}/check")


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
                *("Your answer", "Wait for the next visit", "What is right", "Speak with the child"),
                "Waiting leaves her alone again.",
                "See the local procedures, part 2.",
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
                "Partly right",
                [
                    *("Your answer", "Advises staff in the school: Safeguarding lead"),
                    "Assesses the family’s needs: School nurse",
                    "Looks at the child’s health: School nurse",
                    *("What is right", "Advises staff in the school: Safeguarding lead"),
                    "Assesses the family’s needs: Social worker",
                    "Looks at the child’s health: School nurse",
                ],
            ),
            ("signs", "Not right", ["Your answer", "Tired", "Talkative", "What is right", "Tired", "Hungry"]),
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
        assert said == ["Your answer", "45", "The <b>longest</b> & no longer."]


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
        first = send(client, after, WRONG)
        later(minutes=14)
        assert client.post(f"{after}/check").get_data() == first.get_data()

    def test_later_it_gives_the_thanks_alone(self, client, after, later):
        send(client, after, WRONG)
        later(seconds=SHOWN_FOR.total_seconds() + 1)
        again = client.post(f"{after}/check")
        assert (again.status_code, told(again)) == (200, {})
        assert "Speak with the child" not in self.words(again)

    @pytest.mark.parametrize("path", ["", "/check", "/page/1"])
    def test_opening_the_link_again_tells_nothing(self, client, after, path):
        send(client, after, WRONG)
        again = client.get(after + path)
        assert (told(again), "Speak with the child" in self.words(again)) == ({}, False)

    def test_who_is_asked_nothing_that_can_be_right_reads_nothing_of_it(self, client, invite):
        link = invite.manager_month3()
        client.post(f"{link}/page/1", data={"neglect.how-often": ["1"]})
        sent = client.post(f"{link}/check")
        assert (told(sent), "right" in self.words(sent)) == ({}, False)
