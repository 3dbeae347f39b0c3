"""The list of a draft's questions: what is found in it, and what is done with a question as a whole."""

from __future__ import annotations

import pytest

from question_banks.model import Kind, Status
from surveys.operations.banks import publish_bank
from surveys.queries.drafts import find_draft
from tests.app.officers.banks.drafts import path, written
from tests.forms import buttons, errors, heading, links, notices, page, press, words
from tests.partnership import MADE, WHO
from tests.strict_html import text_of

KEY = "information-sharing"


def listed(answer):
    """The keys of the questions that are shown, in order."""
    articles = [e.get("id") for e in page(answer).iter("article")]
    return [name.removeprefix("question-") for name in articles if name.startswith("question-")]


def found(officer, **search):
    return listed(officer.get(path(KEY), query_string=search))


def keys(bank):
    return [question.key for question in bank.questions]


def sorted_out(bank):
    """The keys as the list shows them: under their objectives, those on none last."""
    order = [objective.key for objective in bank.objectives]
    return [
        question.key
        for question in sorted(
            bank.questions, key=lambda one: order.index(one.objective) if one.objective else len(order)
        )
    ]


class TestBeginning:
    def test_a_blank_bank_gets_its_key_from_its_title(self, officer, session, partnership):
        form = officer.get("/add-bank")
        begun = press(officer, form, "Begin", follow=True, title="Voice of the Child: basics", language="cy")
        assert (heading(begun), begun.request.path) == (
            "Voice of the Child: basics",
            path("voice-child-basics"),
        )
        bank = written(session, "voice-child-basics")
        assert (bank.title, bank.language, bank.questions) == ("Voice of the Child: basics", "cy", ())

    def test_a_bank_without_a_title_is_not_begun(self, officer, session, partnership):
        answer = press(officer, officer.get("/add-bank"), "Begin")
        assert errors(answer) == [("#title", "Give the bank a title.")]

    def test_a_copy_of_another_bank_is_a_bank_of_its_own(self, officer, session, bank, partnership):
        press(officer, officer.get("/add-bank"), "Begin", title="Sharing, for us", source=KEY)
        copy = written(session, "sharing-us")
        assert (copy.questions, copy.objectives) == (bank.questions, bank.objectives)
        assert find_draft(session, KEY) is None

    def test_two_banks_of_one_title_have_different_keys(self, officer, session, partnership):
        for _ in range(2):
            press(officer, officer.get("/add-bank"), "Begin", title="Voices")
        assert [find_draft(session, key) is not None for key in ("voices", "voices-2")] == [True, True]

    def test_a_published_bank_is_edited_as_it_is_published(self, officer, session, bank, partnership):
        publish_bank(session, bank, by=WHO, now=MADE)
        session.commit()
        begun = press(officer, officer.get(f"/banks/{KEY}"), "Edit this bank", follow=True)
        assert listed(begun) == sorted_out(bank)
        assert written(session, KEY) == bank

    def test_beginning_twice_goes_on_with_the_first_draft(
        self, officer, colleague, session, bank, partnership
    ):
        mine, theirs = officer.get(f"/banks/{KEY}"), colleague.get(f"/banks/{KEY}")
        press(officer, mine, "Edit this bank")
        again = press(colleague, theirs, "Edit this bank", follow=True)
        assert listed(again) == sorted_out(bank)

    def test_the_bank_leads_to_its_draft_and_the_draft_hides_nothing_published(self, officer, bank, draft):
        assert officer.get(f"/banks/{KEY}").location == path(KEY)
        shown = officer.get(f"/banks/{KEY}?published=1")
        assert bank.questions[0].stem in words(shown)

    def test_title_and_description_are_changed(self, officer, session, draft):
        form = officer.get(path(KEY, "about"))
        press(officer, form, "Save", title="Other title", description="Other words")
        bank = written(session, KEY)
        assert (bank.title, bank.description) == ("Other title", "Other words")

    def test_two_who_change_the_title_see_each_other(self, officer, colleague, session, draft):
        mine, theirs = officer.get(path(KEY, "about")), colleague.get(path(KEY, "about"))
        press(colleague, theirs, "Save", title="Theirs")
        conflict = press(officer, mine, "Save", title="Mine")
        assert (conflict.status_code, "It says now: Theirs." in words(conflict)) == (409, True)
        press(officer, conflict, "Save mine over theirs")
        assert written(session, KEY).title == "Mine"


class TestSearching:
    def test_all_questions_stand_under_their_objectives(self, officer, bank, draft):
        assert found(officer) == sorted_out(bank)

    @pytest.mark.parametrize(
        ("search", "fits"),
        [
            (
                lambda bank: {"objective": bank.objectives[1].key},
                lambda bank, q: q.objective == bank.objectives[1].key,
            ),
            (lambda bank: {"objective": "-"}, lambda bank, q: not q.objective),
            (lambda bank: {"theme": bank.themes[0].key}, lambda bank, q: bank.themes[0].key in q.themes),
            (lambda bank: {"step": "4"}, lambda bank, q: q.step == 4),
            (lambda bank: {"family": "behaviour"}, lambda bank, q: q.family == "behaviour"),
            (lambda bank: {"kind": "true_false"}, lambda bank, q: q.kind is Kind.TRUE_FALSE),
            (lambda bank: {"status": "draft"}, lambda bank, q: False),
            (lambda bank: {"words": "CONSENT"}, lambda bank, q: None),
            (lambda bank: {"kind": "riddle", "step": "9"}, lambda bank, q: True),
            (
                lambda bank: {"step": "3", "family": "behaviour"},
                lambda bank, q: q.step == 3 and q.family == "behaviour",
            ),
        ],
    )
    def test_each_filter_finds_what_it_names(self, officer, bank, draft, search, fits):
        wanted = search(bank)
        shown = found(officer, **wanted)
        if wanted.get("words"):
            assert 0 < len(shown) < len(bank.questions)
            assert "consent-as-basis" in shown
        else:
            assert shown == [key for key in sorted_out(bank) if fits(bank, bank.questions_by_key[key])]

    def test_words_are_looked_for_in_all_that_a_question_says(self, officer, bank, draft):
        question = next(one for one in bank.questions if one.options)
        assert question.key in found(officer, words=f"  {question.options[-1].text.upper()} ")

    def test_nothing_found_is_said(self, officer, draft):
        answer = officer.get(path(KEY), query_string={"words": "zzzz"})
        assert "No question fits what you look for." in words(answer)
        assert links(answer)["Show all questions"] == path(KEY)

    def test_what_is_to_be_put_right_is_found(self, officer, session, bank, draft):
        press(officer, officer.get(path(KEY, "add-question/single")), "Save", stem="And then?")
        assert found(officer, checks="serious") == ["and-then"]
        assert "and-then" in found(officer, checks="advice")


class TestDoing:
    def press(self, officer, bank, button, place=0, **search):
        answer = officer.get(path(KEY), query_string=search)
        question = bank.questions_by_key[sorted_out(bank)[place]]
        told = question.stem if len(question.stem) <= 60 else None
        names = [text_of(e) for e in page(answer).iter("button")]
        wanted = [name for name in names if name.startswith(f"{button}: {(told or question.stem)[:40]}")]
        return question, press(officer, answer, wanted[0])

    def test_a_question_moves_past_its_neighbour_in_the_list(self, officer, session, bank, draft):
        question, _ = self.press(officer, bank, "Down")
        after = sorted_out(written(session, KEY))
        assert after[:2] == [sorted_out(bank)[1], question.key]
        same = [key for key in keys(bank) if key not in after[:2]]
        assert [key for key in keys(written(session, KEY)) if key not in after[:2]] == same

    def test_up_undoes_down(self, officer, session, bank, draft):
        self.press(officer, bank, "Down")
        self.press(officer, written(session, KEY), "Up", place=1)
        assert sorted_out(written(session, KEY)) == sorted_out(bank)

    def test_it_leads_back_to_the_question_and_the_search(self, officer, bank, draft):
        question, answer = self.press(
            officer, bank, "Down", kind=bank.questions_by_key[sorted_out(bank)[0]].kind.value
        )
        assert answer.location == f"{path(KEY)}?kind={question.kind}#question-{question.key}"

    def test_a_copy_is_a_draft_and_is_opened(self, officer, session, bank, draft):
        question, answer = self.press(officer, bank, "Duplicate")
        copy = next(one for one in written(session, KEY).questions if one.key not in bank.questions_by_key)
        assert answer.location == path(KEY, f"questions/{copy.key}")
        assert (copy.stem, copy.status, copy.equivalent_to) == (question.stem, Status.DRAFT, "")

    def test_a_parallel_form_names_its_question(self, officer, session, bank, draft):
        question, _ = self.press(officer, bank, "Parallel form")
        copy = next(one for one in written(session, KEY).questions if one.key not in bank.questions_by_key)
        assert copy.equivalent_to == question.key

    def test_a_question_is_retired_and_asked_again(self, officer, session, bank, draft):
        question, _ = self.press(officer, bank, "Retire")
        assert written(session, KEY).questions_by_key[question.key].status is Status.RETIRED
        self.press(officer, bank, "Ask again")
        assert written(session, KEY) == bank

    def test_a_question_that_was_never_published_is_removed(self, officer, session, bank, draft):
        key = bank.questions[0].key
        press(officer, officer.get(path(KEY, f"questions/{key}/remove")), "Remove it")
        assert keys(written(session, KEY)) == keys(bank)[1:]

    def test_a_question_that_was_published_is_not(self, officer, session, bank, partnership):
        publish_bank(session, bank, by=WHO, now=MADE)
        session.commit()
        begun = press(officer, officer.get(f"/banks/{KEY}"), "Edit this bank", follow=True)
        assert [name for name in links(begun) if name.startswith("Remove")] == []
        answer = officer.get(path(KEY, f"questions/{bank.questions[0].key}/remove"))
        assert answer.location == path(KEY)

    def test_it_moves_under_another_objective_and_behind_another_question(
        self, officer, session, bank, draft
    ):
        key, last = bank.questions[0].key, bank.questions[-1].key
        form = officer.get(path(KEY, f"questions/{key}/move"))
        press(officer, form, "Move it", objective=bank.objectives[2].key, after=f"after {last}")
        after = written(session, KEY)
        assert after.questions[-1].key == key
        assert after.questions_by_key[key].objective == bank.objectives[2].key

    def test_it_moves_before_all_others(self, officer, session, bank, draft):
        key = bank.questions[-1].key
        press(officer, officer.get(path(KEY, f"questions/{key}/move")), "Move it", after="first")
        assert keys(written(session, KEY)) == [key, *keys(bank)[:-1]]

    def test_a_question_that_is_gone_is_said_to_be(self, officer, colleague, bank, draft):
        page_before = officer.get(path(KEY))
        key = sorted_out(bank)[0]
        press(colleague, colleague.get(path(KEY, f"questions/{key}/remove")), "Remove it")
        token = page(page_before).find(".//input[@name='csrf_token']").get("value")
        answer = officer.post(
            path(KEY, f"questions/{key}/retire"), data={"csrf_token": token}, follow_redirects=True
        )
        assert notices(answer) == ["The bank does not have this question."]


def card(answer, key):
    """What the card of a question says."""
    return next(text_of(e) for e in page(answer).iter("article") if e.get("id") == f"question-{key}")


class TestCards:
    def copied(self, officer, session, bank, button):
        """The first question that can have a right answer, the page of its copy, and the copy's key."""
        shown = officer.get(path(KEY))
        names = [text_of(e) for e in page(shown).iter("button")]
        opened = press(officer, shown, next(name for name in names if name.startswith(button)), follow=True)
        copy = next(one for one in written(session, KEY).questions if one.key not in bank.questions_by_key)
        return next(one for one in bank.questions if one.stem == copy.stem), opened, copy.key

    @pytest.mark.parametrize(
        ("button", "label", "back"),
        [("Duplicate", "Copy of", ""), ("Parallel form", "Parallel form of", "Has a parallel form:")],
    )
    def test_a_copy_says_of_what_it_is_one(self, officer, session, bank, draft, button, label, back):
        question, opened, copy = self.copied(officer, session, bank, button)
        shown, opening = officer.get(path(KEY)), question.stem[:30]
        assert f"{label} “{opening}" in words(opened)
        assert f"{label} “{opening}" in card(shown, copy)
        assert f"{label} “" not in card(shown, question.key)
        assert (f"{back} “{opening}" in card(shown, question.key)) == bool(back)

    @pytest.mark.parametrize("button", ["Duplicate", "Parallel form"])
    def test_a_copy_is_discarded_from_its_form(self, officer, session, bank, draft, button):
        _question, opened, _copy = self.copied(officer, session, bank, button)
        press(officer, opened, "Discard this copy")
        assert written(session, KEY) == bank

    def test_what_is_no_copy_is_not_discarded_so(self, officer, bank, draft):
        shown = officer.get(path(KEY, f"questions/{bank.questions[0].key}"))
        assert "Discard this copy" not in buttons(shown)

    def test_the_saved_card_says_that_it_is_saved_and_what_it_lacks(self, officer, bank, draft):
        form = officer.get(path(KEY, "add-question/single"))
        saved = press(officer, form, "Save", follow=True, stem="And then?")
        assert "Saved. 3 things to put right: it is not asked before that." in card(saved, "and-then")
        assert [words(saved).count("Saved."), notices(saved)] == [1, []]
        assert f"{len(bank.questions)} questions ready to be asked, 1 not complete." in words(saved)

    def test_what_differs_from_the_version_is_tagged(self, officer, session, bank, partnership):
        publish_bank(session, bank, by=WHO, now=MADE)
        session.commit()
        press(officer, officer.get(f"/banks/{KEY}"), "Edit this bank")
        form = officer.get(path(KEY, f"questions/{bank.questions[0].key}"))
        press(officer, form, "Save", notes="Look again.")
        press(officer, officer.get(path(KEY, "add-question/date")), "Save", stem="And then?")
        shown = officer.get(path(KEY))
        tags = [text_of(e) for e in page(shown).iter("strong") if "govuk-tag--blue" in e.get("class", "")]
        assert sorted(tags) == ["Changed since version 1", "New"]
        assert "Changed since version 1" in card(shown, bank.questions[0].key)

    def test_another_right_answer_can_be_marked_again(self, officer, session, bank, partnership):
        publish_bank(session, bank, by=WHO, now=MADE)
        session.commit()
        press(officer, officer.get(f"/banks/{KEY}"), "Edit this bank")
        question = next(one for one in bank.questions if one.kind is Kind.SINGLE)
        wrong = next(place for place, option in enumerate(question.options) if not option.right)
        said = (
            "You changed the right answer. After publishing, answers given so far can be marked again. "
            "Check the explanation too."
        )
        form = officer.get(path(KEY, f"questions/{question.key}"))
        looked = press(officer, form, "Check and show it", right=f"options-{wrong}")
        saved = press(officer, form, "Save", follow=True, right=f"options-{wrong}")
        assert [said in words(form), said in words(looked)] == [False, True]
        assert said in card(saved, question.key)

    def test_only_questions_are_shown_when_one_is_to_be_put_right(self, officer, partnership, session):
        begun = press(officer, officer.get("/add-bank"), "Begin", follow=True, title="Voices")
        assert "to put right before it can be published" in words(begun)
        assert "Show only questions to put right" not in links(begun)
        saved = press(
            officer, officer.get(path("voices", "add-question/single")), "Save", follow=True, stem="And?"
        )
        assert links(saved)["Show only questions to put right"] == path("voices") + "?checks=serious"

    def test_a_pair_that_looks_back_is_said_on_both_cards(self, officer, session, bank, draft):
        question = next(one for one in bank.questions if one.kind is Kind.CONFIDENCE)
        form = officer.get(path(KEY, "add-question/confidence"))
        saved = press(officer, form, "Save", follow=True, stem="And before?", then_of=question.key)
        made = next(one.key for one in written(session, KEY).questions if one.then_of)
        told = "Looking back: asked after the course, compared with “" + question.stem[:30]
        assert told in card(saved, made)
        assert "the question that looks back: “And before?”" in card(saved, question.key)


def test_a_draft_that_there_is_not_is_not_found(officer, partnership):
    assert [officer.get(f"/banks/{key}/draft").status_code for key in ("neglect", "nothing")] == [404, 404]


def test_what_a_bank_still_needs_is_no_error_of_the_page(officer, partnership):
    begun = press(officer, officer.get("/add-bank"), "Begin", follow=True, title="Voice of the child")
    assert "The bank has no questions." in words(begun)
    assert text_of(page(begun).find(".//title")).startswith("Voice of the child")
