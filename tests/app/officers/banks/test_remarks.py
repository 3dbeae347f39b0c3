"""Marking answers again from the page: what it would do, and that it is done, told and remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from question_banks.authoring import replace_question
from question_banks.shipped import shipped_banks
from surveys.findings.documents import to_dict
from surveys.models import Answer, Remark
from surveys.operations.banks import publish_bank
from surveys.operations.reports import issue_report
from surveys.queries.events import event_by_key
from tests.app.invented_findings import findings
from tests.app.officers.banks.answering import answer_by
from tests.forms import errors, heading, links, notices, press, words
from tests.keys import rekeyed, with_another_key
from tests.partnership import ENDS, MADE, WHO
from tests.staff import signed_in

BANK = shipped_banks()["neglect"]
ASKED, REKEYED = with_another_key(BANK)
PAGE = f"/banks/neglect/remark/{ASKED.key}"
BUTTON = "Mark these answers again"


@pytest.fixture
def answered(session, partnership):
    """Six people chose what was right, eight the next choice, five another, by version 1; in version 2 the second
    is right.
    """
    answer_by(session, partnership, ASKED, choices=[0] * 6 + [1] * 8 + [2] * 5)
    publish_bank(session, REKEYED, by=WHO, now=MADE)
    session.commit()


def marks(fresh):
    return sorted(answer.mark for answer in fresh(Answer))


class TestTheList:
    def test_it_names_the_question_and_how_many_answered(self, officer, answered):
        shown = officer.get("/banks/neglect/remark")
        assert "Version 1: 19 answers still carry the old mark." in words(shown)
        assert PAGE in links(shown).values()

    def test_how_few_answered_is_not_told(self, officer, session, partnership):
        answer_by(session, partnership, ASKED, choices=[0, 1, 1])
        publish_bank(session, REKEYED, by=WHO, now=MADE)
        session.commit()
        assert "Version 1: fewer than 5 answers still carry the old mark." in words(
            officer.get("/banks/neglect/remark")
        )
        shown = words(officer.get(PAGE))
        assert "would earn more or less is not shown, so that nobody's answer can be told" in shown

    @pytest.mark.parametrize("choices", [[0] * 6 + [1] * 8, [1] * 12, [0] * 11 + [1] * 1])
    def test_what_few_or_all_answered_cannot_be_told_from_what_would_change(
        self, officer, session, partnership, choices
    ):
        answer_by(session, partnership, ASKED, choices=choices)
        publish_bank(session, REKEYED, by=WHO, now=MADE)
        session.commit()
        shown = officer.get(PAGE)
        assert (
            f"{len(choices)} answers to version 1 so far. How many would earn more or less is not shown"
            in words(shown)
        )
        done = press(officer, shown, BUTTON, reason="The key was wrong.", follow=True)
        assert f"{len(choices)} answers at the time. The key was wrong." in words(done)

    def test_there_is_nothing_to_do_while_keys_are_the_same(self, officer, session, partnership):
        answer_by(session, partnership, ASKED, choices=[0] * 6)
        reworded = replace_question(BANK, ASKED.key, replace(ASKED, stem="What is neglect?"))
        publish_bank(session, reworded, by=WHO, now=MADE)
        session.commit()
        assert "There is nothing to mark again" in words(officer.get("/banks/neglect/remark"))
        assert officer.get(PAGE).status_code == 404

    def test_what_has_become_another_question_is_told_apart(self, officer, session, partnership):
        answer_by(session, partnership, ASKED, choices=[0] * 6)
        fewer = replace(rekeyed(ASKED), options=rekeyed(ASKED).options[:-1])
        if not any(option.right for option in fewer.options):
            fewer = replace(fewer, options=(replace(fewer.options[0], right=True), *fewer.options[1:]))
        publish_bank(session, replace_question(BANK, ASKED.key, fewer), by=WHO, now=MADE)
        session.commit()
        shown = words(officer.get("/banks/neglect/remark"))
        assert f"{ASKED.stem} – The two versions do not have the same choices." in shown
        assert officer.get(PAGE).status_code == 404


class TestMarkingAgain:
    def test_it_says_what_it_would_do_and_does_it(self, officer, answered, fresh):
        asked = officer.get(PAGE)
        assert (
            "19 answers to version 1 so far. With the right answer of version 2, 8 answers would earn more and "
            "6 answers would earn less."
        ) in words(asked)
        assert marks(fresh) == [0] * 13 + [1] * 6
        done = press(officer, asked, BUTTON, reason="The procedure changed.", follow=True)
        assert notices(done) == ["Done: 19 answers marked by the right answer of version 2."]
        assert marks(fresh) == [0] * 11 + [1] * 8
        assert (
            "19 answers at the time, of which 14 answers got another mark. The procedure changed."
            in words(done)
        )
        assert officer.get(PAGE).status_code == 404

    def test_it_says_when_not_to_and_how_to_undo_it(self, officer, answered):
        shown = words(officer.get(PAGE))
        assert "such as “The right answer was entered wrongly.”" in shown
        not_then = "If practice or law has changed since, do not mark again: the answers given before were right then."
        assert not_then in shown
        assert not_then in words(officer.get("/banks/neglect/remark"))
        assert (
            "It can be undone: publish another version with the right answer as it was and a note in the question "
            "that says why, and mark these answers again by that one."
        ) in shown

    def test_it_is_undone_by_another_version(self, officer, session, answered, fresh):
        press(officer, officer.get(PAGE), BUTTON, reason="The right answer was entered wrongly.")
        back = replace_question(REKEYED, ASKED.key, replace(ASKED, notes="Right as it was at first."))
        publish_bank(session, back, by=WHO, now=MADE)
        session.commit()
        press(officer, officer.get(PAGE), BUTTON, reason="It had been right.")
        assert marks(fresh) == [0] * 13 + [1] * 6
        right = next(option.key for option in ASKED.options if option.right)
        assert [row.value for row in fresh(Answer) if row.mark] == [right] * 6

    @pytest.mark.parametrize("path", [PAGE, "/banks/neglect/versions/2/compare/3"])
    def test_it_asks_about_an_explanation_that_stayed_as_it_was(self, officer, session, partnership, path):
        explained = replace(ASKED, feedback="Small signs come first.")
        publish_bank(session, replace_question(BANK, ASKED.key, explained), by=WHO, now=MADE)
        answer_by(session, partnership, explained, choices=[0] * 6)
        stayed, other = rekeyed(explained), replace(rekeyed(explained), feedback="Waiting is right.")
        publish_bank(session, replace_question(BANK, ASKED.key, stayed), by=WHO, now=MADE)
        session.commit()
        asked = "The right answer changed, the explanation did not. Does it still fit?"
        assert words(officer.get(path)).count(asked) == 1
        publish_bank(session, replace_question(BANK, ASKED.key, other), by=WHO, now=MADE)
        session.commit()
        assert asked not in words(officer.get(path.replace("compare/3", "compare/4")))

    def test_it_wants_a_reason(self, officer, answered, fresh):
        refused = press(officer, officer.get(PAGE), BUTTON)
        assert (refused.status_code, errors(refused)) == (
            422,
            [("#reason", "Say why the answers are marked again.")],
        )
        assert (fresh(Remark), marks(fresh)) == ([], [0] * 13 + [1] * 6)

    def test_a_right_answer_that_changed_meanwhile_is_looked_at_first(
        self, officer, session, answered, fresh
    ):
        asked = officer.get(PAGE)
        again = replace_question(REKEYED, ASKED.key, rekeyed(rekeyed(ASKED)))
        publish_bank(session, again, by=WHO, now=MADE)
        session.commit()
        refused = press(officer, asked, BUTTON, reason="Because.")
        assert refused.status_code == 422
        assert errors(refused) == [
            ("#main-content", "A newer version was published meanwhile. Look at its right answer first.")
        ]
        assert fresh(Remark) == []
        assert press(officer, refused, BUTTON, reason="Because.").status_code == 303
        assert [(row.older_version_id, row.changed) for row in fresh(Remark)] == [
            (fresh(Answer)[0].bank_version_id, 11)
        ]

    def test_it_names_the_reports_that_keep_their_figures(self, officer, session, answered):
        assert "Issue a new edition for" not in words(officer.get(PAGE))
        event = event_by_key(session, "neglect-1")
        issue_report(
            session, event, findings=to_dict(findings()), pdf=b"%PDF-", title="Found", by=WHO, now=MADE
        )
        session.commit()
        assert "Issue a new edition for: Neglect: first signs, 10 March 2027" in words(officer.get(PAGE))

    def test_a_report_of_another_board_is_not_named(self, stranger, session, answered):
        event = event_by_key(session, "neglect-1")
        issue_report(
            session, event, findings=to_dict(findings()), pdf=b"%PDF-", title="Found", by=WHO, now=MADE
        )
        session.commit()
        assert "Neglect: first signs" not in words(stranger.get(PAGE))

    def test_the_findings_say_so(self, officer, answered):
        press(officer, officer.get(PAGE), BUTTON, reason="The procedure changed.")
        shown = words(officer.get("/events/neglect-1/findings"))
        assert f"“{ASKED.stem}” (version 1): on 4 March 2027 the right answer was corrected." in shown
        assert "Reason: The procedure changed." in shown

    def test_a_report_issued_before_says_that_its_figures_use_the_old_marks(
        self, site, officer, session, partnership, answered, clock
    ):
        event = event_by_key(session, "neglect-1")
        report = issue_report(
            session, event, findings=to_dict(findings()), pdf=b"%PDF-", title="Found", by=WHO, now=ENDS
        )
        session.commit()
        paths = [f"/reports/{report.id}", "/reports", "/events/neglect-1/report"]
        said = (
            "The right answer of 1 question was corrected on 30 March 2027, after this report was issued. "
            "Its figures use the old marks."
        )
        seg = signed_in(site, "seg", board_id=partnership.board.id)
        clock.at(ENDS + timedelta(days=20))
        assert [said in words(officer.get(path)) for path in paths] == [False, False, False]
        press(officer, officer.get(PAGE), BUTTON, reason="It was entered wrongly.")
        assert [said in words(officer.get(path)) for path in paths] == [True, True, True]
        assert [said in words(seg.get(path)) for path in paths[:2]] == [True, True]
        assert officer.get(f"{paths[0]}/pdf").data == b"%PDF-"

    def test_another_boards_report_stays_out_of_sight(self, stranger, session, officer, answered, clock):
        event = event_by_key(session, "neglect-1")
        report = issue_report(
            session, event, findings=to_dict(findings()), pdf=b"%PDF-", title="Found", by=WHO, now=ENDS
        )
        session.commit()
        clock.at(ENDS + timedelta(days=20))
        press(officer, officer.get(PAGE), BUTTON, reason="It was entered wrongly.")
        assert stranger.get(f"/reports/{report.id}").status_code == 404
        assert "was corrected on" not in words(stranger.get("/reports"))

    @pytest.mark.parametrize("role", ["coordinator", "development-officer"])
    def test_only_officers_mark_again(self, site, answered, role):
        client = signed_in(site, role)
        assert PAGE not in links(client.get("/banks/neglect/remark")).values()
        assert client.get(PAGE).status_code == 403


def test_a_bank_that_was_never_published_has_nothing_to_mark(officer):
    assert officer.get("/banks/information-sharing/remark").status_code == 404


def test_the_page_is_called_what_it_does(officer, answered):
    assert heading(officer.get(PAGE)) == "Mark these answers again?"
