"""The pages on which officers see what a bank covers, and what answers say of its questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.authoring import replace_question
from question_banks.model import Status
from question_banks.shipped import shipped_banks
from surveys.enums import TimePoint
from surveys.operations.drafts import edit_draft, start_draft
from tests.app.officers.banks.conftest import KEY
from tests.forms import page, words
from tests.partnership import MADE, PRE_OPENS, WHO
from tests.strict_html import text_of
from tests.surveys.findings.factory import Answered
from tests.surveys.findings.small_bank import BANK

PRE, POST, _MONTH3, _MONTH6 = TimePoint


def table(tree, caption):
    """The rows of the table with this caption, cell by cell."""
    [found] = [one for one in tree.iter("table") if caption in text_of(one.find("caption"))]
    return [
        [" ".join(text_of(cell).split()) for cell in row if cell.tag in ("th", "td")]
        for row in found.iter("tr")
    ]


class TestCoverage:
    def test_each_questionnaire_is_told_with_its_length(self, officer):
        rows = table(page(officer.get(f"/banks/{KEY}/coverage")), "How many answers")
        assert rows[:3] == [
            ["Who and when", "Answers", "Minutes, about"],
            ["Delegates, before the course", "18", "7"],
            ["Delegates, straight after", "23", "8"],
        ]
        assert [row[0] for row in rows[-2:]] == [
            "Line managers, 3 months after",
            "Line managers, 6 months after",
        ]

    def test_the_grid_has_each_objective_at_each_step_for_each_audience_and_time(self, officer, bank):
        rows = table(page(officer.get(f"/banks/{KEY}/coverage")), "about each objective")
        assert rows[0] == [
            "Step", "Delegates, before", "Delegates, after", "Delegates, 3 months", "Delegates, 6 months",
            "Line managers, 3 months", "Line managers, 6 months",
        ]  # fmt: skip
        first = rows.index([bank.objectives[0].title])
        tested = sum(
            question.objective == bank.objectives[0].key and question.family == "knowledge"
            for question in bank.questions
        )
        asked = f"{tested} knowledge 1 self-rating"
        assert rows[first + 1 : first + 4] == [
            ["Step 1", asked, *["none"] * 5],
            ["Step 2", "none", asked, *["1 knowledge 1 self-rating"] * 2, *["none"] * 2],
            ["Step 3", *["none"] * 2, *["1 behaviour"] * 4],
        ]
        assert [row[0] for row in rows if len(row) == 1] == [
            *(objective.title for objective in bank.objectives), "No objective",
        ]  # fmt: skip

    def test_what_cannot_be_shown_is_told_with_why_and_what_to_do(self, officer, bank):
        said = words(officer.get(f"/banks/{KEY}/coverage"))
        titles = "; ".join(objective.title for objective in bank.objectives)
        assert f"{titles} To consider: Only 1 question is asked again at 3 and 6 months" in said
        assert "Mark three or more of the questions on it as core" in said

    def test_it_is_the_draft_that_is_looked_at_and_what_stops_publishing_stands_first(
        self, officer, session, draft, bank
    ):
        def untested(written):
            for question in written.questions:
                if question.objective == bank.objectives[1].key and question.family == "knowledge":
                    written = replace_question(
                        written, question.key, replace(question, status=Status.RETIRED)
                    )
            return written

        edit_draft(session, draft, untested, noun=None, seen="", by=WHO, now=MADE)
        session.commit()
        said = words(officer.get(f"/banks/{KEY}/coverage"))
        heading = f"What it cannot show yet {bank.objectives[1].title} To put right: No question tests knowledge of it."
        assert heading in said
        assert "This is the draft, not the version that is asked now." in said

    def test_what_publishing_would_cost_the_courses_under_way_is_told_there_and_to_whoever_reviews(
        self, officer, session, partnership, event, clock, run_waves
    ):
        run_waves(PRE_OPENS)
        neglect = shipped_banks()["neglect"]
        first = neglect.objectives[0]
        questions = tuple(replace(q, marks=3) if q.objective == first.key else q for q in neglect.questions)
        start_draft(session, replace(neglect, questions=questions), by=WHO, now=MADE)
        session.commit()
        clock.at(PRE_OPENS)
        lost = (
            "1 event has been asked before the course by version 1. "
            f"Their change would be lost for: {first.title}."
        )
        for where in ("coverage", "review"):
            assert lost in words(officer.get(f"/banks/neglect/{where}"))

    def test_a_bank_that_asks_nothing_says_so(self, officer, session, draft):
        edit_draft(
            session,
            draft,
            lambda written: replace(written, questions=()),
            noun=None,
            seen="",
            by=WHO,
            now=MADE,
        )
        session.commit()
        assert "Nothing is asked: no question is ready." in words(officer.get(f"/banks/{KEY}/coverage"))


@pytest.fixture
def answered(session):
    """40 people who answer a bank before and after; one question nearly all of them knew, and one goes backwards."""
    event = Answered(session, replace(BANK, key="answered", title="Answered"))
    able = [n % 4 for n in range(40)]
    said = [
        {"see-1": n > 2, "see-2": a > 0, "see-3": a > 1, "act-1": a > 2, "act-2": a < 2}
        for n, a in enumerate(able)
    ]
    event.say_all(PRE, said)
    event.say_all(POST, [{**one, "see-2": True} if n % 3 == 0 else one for n, one in enumerate(said)])
    session.commit()
    return event


class TestStatistics:
    def test_before_anybody_has_answered_it_says_when_there_will_be_figures(self, officer):
        said = words(officer.get(f"/banks/{KEY}/statistics"))
        assert "Nobody's answers count yet." in said

    def test_each_question_has_its_figures_by_time_point(self, officer, clock, answered):
        clock.at(answered.waves[POST].closes_at)
        tree = page(officer.get("/banks/answered/statistics"))
        rows = table(tree, "Figures of: Is see-2 so?")
        assert rows[0] == ["When", "Answers", "Right", "With the rest", "Sure and wrong", "Time, seconds"]
        assert [row[:2] for row in rows[1:]] == [["Before the course", "40"], ["Straight after", "40"]]
        assert rows[1][2].replace("\u00a0", " ") == "75 % (60 to 86 %)"
        assert table(tree, "Figures of: Is see-1 so?")[1][2] == "not shown"

    def test_what_needs_a_look_is_said_first_with_what_to_do(self, officer, clock, answered):
        clock.at(answered.waves[POST].closes_at)
        said = words(officer.get("/banks/answered/statistics"))
        assert (
            "Is act-2 so? Goes against the rest of the test: People who do well on the other questions"
            in said
        )
        assert "Is see-1 so? Known before the course: Nearly everybody has it right before the course" in said

    def test_a_draft_shows_the_flags_where_the_questions_are_edited(self, officer, session, clock, answered):
        start_draft(session, replace(BANK, key="answered", title="Answered"), by=WHO, now=MADE)
        session.commit()
        clock.at(answered.waves[POST].closes_at)
        assert "Goes against the rest of the test" in words(officer.get("/banks/answered/draft"))
        assert "Check first that the right answer is right." in words(
            officer.get("/banks/answered/draft/questions/act-2")
        )
        found = words(officer.get("/banks/answered/draft?flag=Known+before+the+course"))
        assert "Is see-1 so?" in found
        assert "Is see-2 so?" not in found

    def test_there_is_no_such_bank(self, officer):
        assert officer.get("/banks/nothing/statistics").status_code == 404
        assert officer.get("/banks/nothing/coverage").status_code == 404
