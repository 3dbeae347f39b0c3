"""The versions of a bank: the list, one to be read, and two of them side by side."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from app.officers.banks.comparing import FIELD_WORDS, compared, label, side
from question_banks.authoring import describe_bank, remove_question, replace_question
from question_banks.differences import differences
from question_banks.model import Audience, Question, Status
from question_banks.shipped import shipped_banks
from surveys.operations.banks import publish_bank
from surveys.operations.drafts import start_draft
from tests.forms import heading, links, page, words
from tests.partnership import MADE, WHO
from tests.question_banks.test_differences import BANK as SMALL
from tests.question_banks.test_differences import FIRST, OTHER
from tests.strict_html import text_of

BANK = shipped_banks()["neglect"]
ASKED = BANK.questions[0]
NEW = ASKED.stem.replace("national", "local")


@pytest.fixture
def second(session, partnership):
    """Version 2, with one question reworded and one taken away."""
    changed = replace_question(BANK, ASKED.key, replace(ASKED, stem=NEW))
    version = publish_bank(session, remove_question(changed, BANK.questions[-1].key), by=WHO, now=MADE)
    session.commit()
    return version


def cards(answer):
    return [text_of(e) for e in page(answer).iter("div") if "fs-change" in (e.get("class") or "").split()]


@pytest.mark.parametrize("number", ["0", "9", "9" * 30, "-1", "%C2%B2"])
def test_a_number_that_no_version_has_is_no_page(officer, second, number):
    assert officer.get(f"/banks/neglect/versions/{number}").status_code == 404


class TestTheList:
    def test_it_names_who_published_what_and_leads_to_what_changed(self, officer, second):
        shown = officer.get("/banks/neglect/versions")
        assert [text_of(h) for h in page(shown).find(".//main").iter("h2")][:2] == [
            "Version 2 Asked now",
            "Version 1",
        ]
        assert f"Published on 4 January 2027 at 09:00 by {WHO}." in words(shown)
        assert links(shown)["What changed from version 1 to 2"] == "/banks/neglect/versions/1/compare/2"

    def test_what_no_course_uses_is_not_said_to_be_asked(self, officer, session, partnership):
        publish_bank(session, shipped_banks()["information-sharing"], by=WHO, now=MADE)
        session.commit()
        shown = words(officer.get("/banks/information-sharing/versions"))
        assert ("Newest; no course uses it yet." in shown, "Asked now" in shown) == (True, False)

    def test_any_two_can_be_chosen(self, officer, second):
        shown = officer.get("/banks/neglect/versions")
        assert officer.get("/banks/neglect/versions?older=2&newer=1").location.endswith(
            "/versions/2/compare/1"
        )
        assert officer.get("/banks/neglect/versions?older=2&newer=9").status_code == 200
        assert [o.get("value") for o in page(shown).find(".//select[@name='older']")] == ["1", "2"]

    def test_a_draft_and_a_newer_text_from_us_can_be_compared_too(self, officer, session, partnership):
        older = describe_bank(shipped_banks()["information-sharing"], description="As it was.")
        publish_bank(session, older, by=WHO, now=MADE)
        start_draft(session, describe_bank(older, title="Ours"), by=WHO, now=MADE)
        session.commit()
        shown = officer.get("/banks/information-sharing/versions")
        assert "The draft of the next version" in words(shown)
        assert [text_of(o) for o in page(shown).find(".//select[@name='newer']")] == [
            "Version 1", "The text that comes with Foursteps", "The draft",
        ]  # fmt: skip
        found = cards(officer.get("/banks/information-sharing/versions/shipped/compare/draft"))
        assert "Title" in found[0]
        assert "Ours" in found[0]

    def test_nothing_is_listed_of_what_was_never_published(self, officer):
        assert "Nothing of this bank is published yet." in words(
            officer.get("/banks/information-sharing/versions")
        )

    def test_there_are_no_versions_of_nothing(self, officer, second):
        missing = [
            "/nothing/versions",
            "/neglect/versions/3",
            "/neglect/versions/1/compare/3",
            "/neglect/versions/x/compare/1",
        ]
        assert {officer.get(f"/banks{rest}").status_code for rest in missing} == {404}


def test_an_old_version_is_read_as_it_was(officer, second):
    first, later = (officer.get(f"/banks/neglect/versions/{number}") for number in (1, 2))
    assert (heading(first), heading(later)) == ("Version 1", "Version 2")
    assert (ASKED.stem in words(first), ASKED.stem in words(later)) == (True, False)
    assert (NEW in words(first), NEW in words(later)) == (False, True)


class TestSideBySide:
    def test_each_change_stands_with_both_texts(self, officer, second):
        shown = officer.get("/banks/neglect/versions/1/compare/2")
        assert f"Questions: 1 changed, 1 taken away, {len(BANK.questions) - 2} as they were." in words(shown)
        reworded, gone = cards(shown)
        assert reworded.startswith(f"Changed question {NEW}")
        assert gone.startswith(f"Taken away question {' '.join(BANK.questions[-1].stem.split())}")

    def test_words_that_are_gone_and_new_are_marked_and_the_rest_is_not(self, officer, second):
        shown = page(officer.get("/banks/neglect/versions/1/compare/2"))
        row = next(r for r in shown.iter("tr") if text_of(r).startswith("Question"))
        before, after = [
            "".join(e.itertext()) for e in row.iter("span") if e.get("class") == "fs-difference__text"
        ]
        assert (before.strip(), after.strip()) == (ASKED.stem, NEW)
        marked = {tag: ["".join(e.itertext()) for e in row.iter(tag)] for tag in ("del", "ins")}
        assert marked == {"del": ["national"], "ins": ["local"]}

    def test_the_same_text_says_that_nothing_changed(self, officer, second):
        assert "Both say exactly the same." in words(officer.get("/banks/neglect/versions/1/compare/1"))

    def test_markup_in_a_question_is_shown_as_typed(self, officer, session, partnership):
        publish_bank(
            session,
            replace_question(BANK, ASKED.key, replace(ASKED, stem="<b>What?</b> {{ 7 * 7 }}")),
            by=WHO,
            now=MADE,
        )
        session.commit()
        assert "<b>What?</b> {{ 7 * 7 }}" in words(officer.get("/banks/neglect/versions/1/compare/2"))


class TestWords:
    def test_every_fact_of_a_question_has_a_name(self):
        for field in fields(Question):
            if field.name != "key":
                changed = replace_question(SMALL, "first", replace(FIRST, **{field.name: OTHER[field.name]}))
                [change] = differences(SMALL, changed).changes
                assert {line.field for line in change.lines} <= set(FIELD_WORDS)

    def test_choices_from_a_list_read_as_on_the_pages(self):
        changed = replace(FIRST, status=Status.RETIRED, audiences=(Audience.DELEGATE, Audience.MANAGER))
        found = compared(
            SMALL, replace_question(SMALL, "first", changed), before_words="1", after_words="2"
        ).found
        said = {
            label(line): [piece.text for piece in side(line, line.after)] for line in found.changes[0].lines
        }
        assert said == {"Status": ["Retired"], "Asked of": ["delegates and line managers"]}
