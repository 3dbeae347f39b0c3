"""The pages on which officers see what a bank covers, and what answers say of its questions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from question_banks.authoring import replace_question
from question_banks.model import Status
from question_banks.shipped import shipped_banks
from surveys.enums import TimePoint
from surveys.models import Answer
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


def heading(tree):
    return " ".join(text_of(next(tree.iter("h1"))).split())


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
            ["Step 1: before", asked, *["–none"] * 5],
            ["Step 2: learning", "–none", asked, *["1 knowledge 1 self-rating"] * 2, *["–none"] * 2],
            ["Step 3: practice", *["–none"] * 2, *["1 behaviour"] * 4],
        ]
        assert [row[0] for row in rows if len(row) == 1] == [
            *(objective.title for objective in bank.objectives), "No objective",
        ]  # fmt: skip

    def test_what_cannot_be_shown_is_told_with_why_and_what_to_do(self, officer, bank):
        said = words(officer.get(f"/banks/{KEY}/coverage"))
        titles = "; ".join(objective.title for objective in bank.objectives)
        assert f"{titles} To consider: Only 1 question is asked again at 3 and 6 months" in said
        assert "Mark three or more of the questions on it as asked again at 3 and 6 months." in said

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
        assert "This is the draft. Nothing of this bank has been published yet." in said

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

    def test_a_question_on_knowledge_without_a_right_answer_is_told_apart_in_the_table_and_in_the_remark(
        self, officer, session, draft, bank
    ):
        objective = bank.objectives[0]
        [first, *_others] = [
            q for q in bank.questions if q.objective == objective.key and q.family == "knowledge"
        ]
        options = tuple(replace(option, right=False, credit=None) for option in first.options)
        keyless = replace(first, options=options, answer=None)

        def without_answer(written):
            return replace_question(written, first.key, keyless)

        edit_draft(session, draft, without_answer, noun=None, seen="", by=WHO, now=MADE)
        session.commit()
        sent = officer.get(f"/banks/{KEY}/coverage")
        rows = table(page(sent), "about each objective")
        before = rows[rows.index([objective.title]) + 1][1]
        assert before == "3 knowledge, 1 of them without a right answer 1 self-rating"
        assert (
            "Only 2 questions test knowledge of it; 3 or more say more. "
            "1 more has no right answer and cannot count." in words(sent)
        )

    def test_of_a_bank_with_a_draft_the_published_text_can_be_looked_at_too(
        self, officer, session, partnership
    ):
        neglect = shipped_banks()["neglect"]
        start_draft(session, replace(neglect, questions=()), by=WHO, now=MADE)
        session.commit()
        drafted = page(officer.get("/banks/neglect/coverage"))
        [other] = [a for a in drafted.iter("a") if text_of(a) == "see the coverage of version 1"]
        published = page(officer.get(other.get("href")))
        assert heading(drafted) == "Coverage of the draft"
        assert "Nothing is asked: no question is ready." in text_of(drafted)
        assert heading(published) == "Coverage of version 1"
        assert len(table(published, "How many answers")) == 7
        [back] = [a for a in published.iter("a") if text_of(a) == "see the coverage of the draft"]
        assert heading(page(officer.get(back.get("href")))) == "Coverage of the draft"

    def test_without_a_draft_it_says_which_text_is_looked_at(self, officer, partnership):
        assert heading(page(officer.get("/banks/neglect/coverage"))) == "Coverage of version 1"
        shipped = page(officer.get(f"/banks/{KEY}/coverage?of=published"))
        assert heading(shipped) == "Coverage of the text that comes with Foursteps"

    def test_the_words_are_those_of_the_form_and_who_seg_is_is_said(self, officer, draft):
        said = words(officer.get(f"/banks/{KEY}/coverage"))
        assert said.index("Safeguarding Effectiveness Group (SEG)") + 32 < said.index("SEG asks whether")
        assert " core" not in said

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
        assert rows[0] == ["When", "Answers", "Right", "Goes with the rest", "Seconds"]
        assert [row[:2] for row in rows[1:]] == [["Before the course", "40"], ["Straight after", "40"]]
        assert rows[1][2].replace("\u00a0", " ") == "75 % (60 to 86 %)"
        assert table(tree, "Figures of: Is see-1 so?")[1][2] == "not shown"

    def test_there_is_a_column_for_sure_and_wrong_when_a_question_asks_how_sure(
        self, officer, session, clock
    ):
        sure = replace(BANK.questions_by_key["see-1"], certainty=True)
        asking = replace(replace_question(BANK, "see-1", sure), key="answered", title="Answered")
        event = Answered(session, asking)
        event.say_all(PRE, [{"see-1": n > 9, "see-2": True} for n in range(20)])
        session.execute(update(Answer).where(Answer.question_key == "see-1").values(certainty=4))
        session.commit()
        clock.at(event.waves[PRE].closes_at)
        rows = table(page(officer.get("/banks/answered/statistics")), "Figures of: Is see-1 so?")
        assert rows[0] == ["When", "Answers", "Right", "Goes with the rest", "Sure and wrong", "Seconds"]

    def test_while_no_question_has_enough_answers_it_says_that_none_could_be_judged(
        self, officer, session, clock
    ):
        event = Answered(session, replace(BANK, key="answered", title="Answered"))
        event.say_all(PRE, [{"see-1": n > 9, "see-2": n > 4} for n in range(29)])
        session.commit()
        clock.at(event.waves[PRE].closes_at)
        said = words(officer.get("/banks/answered/statistics"))
        assert (
            "None could be judged yet: a question is judged once 30 answers have come in. "
            "What the figures mean" in said
        )

    def test_why_something_is_not_shown_and_has_no_interval_is_said_once(self, officer, clock, answered):
        clock.at(answered.waves[POST].closes_at)
        said = words(officer.get("/banks/answered/statistics"))
        assert said.count("“Not shown” means hidden, to protect people") == 1
        assert said.count("not shown") > 1
        assert said.count("No interval is given") == 1

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
