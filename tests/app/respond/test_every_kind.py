"""Every kind of question through the pages into the record, with its mark and with all that is kept beside it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.extensions import db
from surveys.models import Answer
from surveys.questionnaires.pace import LONGEST
from tests.every_kind import EVERY_KIND, MARKS, PAGES, RIGHT
from tests.respondents import hidden_fields
from tests.strict_html import parse, text_of

LIST = [f"course.{row.key}" for row in EVERY_KIND.questions_by_key["course"].rows]


def page(answer):
    return parse(answer.get_data(as_text=True))


@pytest.fixture
def answers(site):
    """The stored answers by the key that they are kept under."""

    def look():
        with site.app_context():
            rows = db.session.execute(select(*Answer.__table__.columns))
            return {row.question_key: row for row in rows}

    return look


@pytest.fixture
def fill_in(client):
    """Answers page by page as a browser does, and sends the answers."""

    def go(link, answers=RIGHT, pages=PAGES):
        for number in range(1, len(pages) + 1):
            form = {**answers, **hidden_fields(client.get(f"{link}/page/{number}"))}
            assert client.post(f"{link}/page/{number}", data=form).status_code == 303
        return client.post(f"{link}/check", data=hidden_fields(client.get(f"{link}/check")))

    return go


class TestKept:
    def test_each_question_has_its_answer_and_each_statement_its_own(self, invite, fill_in, answers):
        fill_in(invite.every_kind_pre())
        values = {key: (row.value, row.outside) for key, row in answers().items()}
        assert values == {
            "first": ("speak", False),
            "signs": (["tired", "hungry"], False),
            "intent": (False, False),
            "steps": (["listen", "note", "lead", "refer"], False),
            "who": (["advise:lead", "assess:social", "comment:nurse"], False),
            "days": ("45", False),
            "form": ("Child protection plan", False),
            "policy": ("not-applicable", True),
            "since": ("2027-02-27", False),
            "agree": (5, False),
            "course.useful": (4, False),
            "course.pace": ("not-for-me", True),
            "course.comment": (5, False),
            "sure": (7, False),
        }

    def test_what_is_right_earns_all_and_nothing_else_has_a_mark(self, invite, fill_in, answers):
        fill_in(invite.every_kind_pre())
        rows = answers()
        assert {key: row.mark for key, row in rows.items() if row.mark is not None} == MARKS
        assert {key: row.max_mark for key, row in rows.items() if row.max_mark is not None} == MARKS

    @pytest.mark.parametrize(
        ("key", "form", "mark"),
        [
            ("first", {"every.first": ["write"]}, 1),
            ("first", {"every.first": ["wait"]}, 0),
            ("signs", {"every.signs": ["tired", "talkative"]}, 0),
            ("intent", {"every.intent": ["true"]}, 0),
            ("steps", {"every.steps.lead": ["4"], "every.steps.refer": ["3"]}, 1),
            ("steps", {"every.steps.listen": ["2"], "every.steps.note": ["1"]}, 1),
            ("who", {"every.who.assess": ["lead"]}, 2),
            ("days", {"every.days": [" 38 "]}, 1),
            ("days", {"every.days": ["46"]}, 0),
            ("form", {"every.form": ["The care plan."]}, 1),
            ("form", {"every.form": ["a letter"]}, 0),
        ],
    )
    def test_what_is_partly_right_earns_a_part(self, invite, fill_in, answers, key, form, mark):
        fill_in(invite.every_kind_pre(), {**RIGHT, **form})
        assert (answers()[key].mark, answers()[key].max_mark) == (mark, MARKS[key])

    def test_how_sure_one_was_and_what_one_added_stand_with_the_answer(self, invite, fill_in, answers):
        fill_in(invite.every_kind_pre())
        rows = answers()
        assert {key: row.certainty for key, row in rows.items() if row.certainty is not None} == {
            "first": 4,
            "signs": 2,
            "steps": 3,
        }
        assert {key: row.comment for key, row in rows.items() if row.comment is not None} == {
            "first": "I asked her at lunch.",
            "policy": "We are writing one.",
            "course.useful": "More time for practice, please.",
        }

    def test_the_order_shown_is_the_order_on_record(self, client, invite, fill_in, answers):
        link = invite.every_kind_pre()
        first = [e.get("value") for e in page(client.get(f"{link}/page/1")).iter("input")]
        steps = [e.get("name") for e in page(client.get(f"{link}/page/2")).iter("select")]
        fill_in(link)
        shown = {key: row.shown for key, row in answers().items() if row.shown is not None}
        assert set(shown) == {"first", "steps", "who"}
        assert shown["first"] == [value for value in first if value in ("speak", "wait", "write")]
        assert shown["steps"] == [n.rpartition(".")[2] for n in steps if n.startswith("every.steps")]

    def test_optional_answers_may_be_left_out(self, invite, fill_in, answers):
        beside = [name for name in RIGHT if name.endswith((".certainty", "policy.comment", "first.comment"))]
        day = [f"every.since.{part}" for part in ("day", "month", "year")]
        fill_in(invite.every_kind_pre(), {**RIGHT, **{name: [""] for name in [*beside, *day]}})
        rows = answers()
        assert set(rows) & {"since", "story"} == set()
        assert {row.certainty for row in rows.values()} == {None}
        assert [key for key, row in rows.items() if row.comment] == ["course.useful"]


class TestSeconds:
    def test_a_pages_time_is_shared_by_its_questions(self, client, invite, later, answers):
        link = invite.every_kind_pre()
        for number, seconds in enumerate((60, 90, 30, 45), start=1):
            shown = hidden_fields(client.get(f"{link}/page/{number}"))
            later(seconds=seconds)
            client.post(f"{link}/page/{number}", data={**RIGHT, **shown})
        client.post(f"{link}/check")
        rows = answers()
        took = [
            sum(rows[key].seconds for key in kept)
            for kept in (
                ("first", "signs", "intent"),
                ("steps", "who", "days", "form"),
                ("policy", "since", "agree"),
            )
        ]
        assert took == pytest.approx([60, 90, 30], abs=0.3)
        assert len({rows[key].seconds for key in LIST}) == 1
        assert 45 > sum(rows[key].seconds for key in [*LIST, "sure"]) > 20

    def test_only_the_first_time_counts(self, client, invite, later, answers):
        link = invite.every_kind_pre()
        for seconds in (60, 5):
            shown = hidden_fields(client.get(f"{link}/page/1"))
            later(seconds=seconds)
            client.post(f"{link}/page/1", data={**RIGHT, **shown})
        for number in (2, 3, 4):
            client.post(f"{link}/page/{number}", data=RIGHT)
        client.post(f"{link}/check")
        rows = answers()
        assert sum(rows[key].seconds for key in ("first", "signs", "intent")) == pytest.approx(60, abs=0.2)

    def test_the_time_goes_on_while_a_page_is_mended(self, client, invite, later, record_of):
        link = invite.every_kind_pre()
        shown = hidden_fields(client.get(f"{link}/page/1"))
        later(seconds=20)
        again = client.post(f"{link}/page/1", data={"every.intent": ["true"], **shown})
        assert (again.status_code, hidden_fields(again), record_of(link).draft_seconds) == (422, shown, None)
        later(seconds=20)
        client.post(f"{link}/page/1", data={**RIGHT, **hidden_fields(again)})
        assert sum(record_of(link).draft_seconds.values()) == pytest.approx(40, abs=0.2)

    @pytest.mark.parametrize(
        "odd",
        [
            "",
            "soon",
            "0",
            "NaN",
            "\0",
            "9999-12-31",
            "2027-03-04T09:00:00",
            "2027-03-04T09:00:00.000001+00:00",
            "2027-03-04T06:59:59+00:00",
            "0001-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59-23:59",
        ],
    )
    def test_a_moment_that_cannot_be_is_a_time_that_is_not_known(self, client, invite, record_of, odd):
        link = invite.every_kind_pre()
        saved = client.post(f"{link}/page/1", data={**RIGHT, "shown-at": odd})
        assert (saved.status_code, set(record_of(link).draft_seconds.values())) == (303, {None})

    def test_two_hours_are_the_longest(self, client, invite, later, record_of):
        link = invite.every_kind_pre()
        shown = hidden_fields(client.get(f"{link}/page/1"))
        later(seconds=LONGEST.total_seconds())
        client.post(f"{link}/page/1", data={**RIGHT, **shown})
        assert sum(record_of(link).draft_seconds.values()) == pytest.approx(7200, abs=0.2)

    def test_an_empty_form_such_as_a_scanners_starts_no_clock(self, client, invite, record_of):
        link = invite.every_kind_pre()
        client.post(f"{link}/page/3", data=hidden_fields(client.get(f"{link}/page/3")))
        assert record_of(link).draft_seconds is None

    def test_nothing_of_it_is_left_behind_once_the_answers_are_sent(self, invite, fill_in, record_of):
        link = invite.every_kind_pre()
        fill_in(link)
        assert (record_of(link).draft, record_of(link).draft_seconds) == (None, None)


class TestOddInput:
    @pytest.mark.parametrize(
        ("form", "href"),
        [
            ({"every.steps.note": ["1"]}, "#every.steps"),
            ({"every.steps.note": ["\0"]}, "#every.steps"),
            ({"every.who.assess": ["lead", "nurse"]}, "#every.who"),
            ({"every.who.assess": ["{{ 7 * 7 }}"]}, "#every.who"),
            ({"every.days": ["1" * 5000]}, "#every.days"),
            ({"every.days": ["٤٥"]}, "#every.days"),
            ({"every.form": ["x" * 201]}, "#every.form"),
            ({"every.form": ["a\0b"]}, "#every.form"),
            ({"every.who.comment": ["a\0b"]}, "#every.who.comment"),
            ({"every.steps.certainty": ["9"]}, "#every.steps.certainty"),
        ],
    )
    def test_what_is_no_answer_is_told_and_led_to(self, client, invite, record_of, form, href):
        link = invite.every_kind_pre()
        again = client.post(f"{link}/page/2", data={**RIGHT, **form})
        [line] = page(again).find(".//div[@class='govuk-error-summary']").iter("a")
        assert (again.status_code, line.get("href")) == (422, href)
        assert href[1:] not in record_of(link).draft

    def test_a_partly_answered_list_is_kept_and_led_back_to(self, client, invite, record_of):
        link = invite.every_kind_pre()
        again = client.post(f"{link}/page/4", data={**RIGHT, "every.course.pace": []})
        [line] = page(again).find(".//div[@class='govuk-error-summary']").iter("a")
        assert text_of(line) == "Question 11: Choose an answer for each statement. 1 is still empty."
        assert record_of(link).draft["every.course"] == ["useful:4", "comment:5"]
        named = next(e for e in page(again).iter("input") if e.get("id") == "every.course")
        assert named.get("name") == "every.course.pace"

    def test_the_check_leads_to_what_is_missing_beside_a_question_too(self, client, invite):
        link = invite.every_kind_pre()
        for number in (1, 2, 3, 4):
            form = {**RIGHT, "every.policy": [], "every.policy.comment": ["Soon."]}
            client.post(f"{link}/page/{number}", data=form)
        told = client.post(f"{link}/check")
        [line] = page(told).find(".//div[@class='govuk-error-summary']").iter("a")
        assert (told.status_code, line.get("href")) == (
            422,
            f"{link}/page/3?back=check#every.policy",
        )
