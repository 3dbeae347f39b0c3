"""What questions rest on is edited for all of them at once, and what is in use is not lost."""

from __future__ import annotations

import pytest

from question_banks.model import Audience, OutsideCode, Point, Theme
from surveys.operations.banks import publish_bank
from tests.app.officers.banks.drafts import path, written
from tests.forms import buttons, errors, heading, links, notices, page, press, words
from tests.partnership import MADE, WHO

KEY = "information-sharing"
PAGE = f"/banks/{KEY}/objectives-and-themes"


def keys(nouns):
    return [noun.key for noun in nouns]


def button(answer, beginning):
    return next(name for name in buttons(answer) if name.startswith(beginning))


def test_each_is_listed_with_its_words_and_how_often_it_is_used(officer, bank, draft):
    shown = words(officer.get(PAGE))
    for noun in (*bank.objectives, *bank.themes, *bank.scales):
        assert noun.title in shown
    used = sum(question.objective == bank.objectives[0].key for question in bank.questions)
    assert f"{bank.objectives[0].text} {used} questions" in shown


def test_without_a_draft_it_is_only_read(officer, session, bank, partnership):
    publish_bank(session, bank, by=WHO, now=MADE)
    session.commit()
    shown = officer.get(PAGE)
    assert bank.objectives[0].text in words(shown)
    assert [name for name in buttons(shown) if name.startswith(("Up", "Down", "Remove"))] == []


@pytest.mark.parametrize(
    ("sort", "typed", "key"),
    [
        ("objectives", {"title": "Asking first", "text": "Ask before telling."}, "asking-first"),
        ("themes", {"title": "Consent"}, "consent"),
        ("scenarios", {"text": "Ada, 7, is new at school."}, "ada-7-new-school"),
        ("scales", {"title": "How clear", "points": "Unclear\nClear"}, "clear"),
    ],
)
def test_one_is_added_with_a_key_made_of_its_words(officer, session, draft, sort, typed, key):
    saved = press(officer, officer.get(path(KEY, f"add-to/{sort}")), "Save", follow=True, **typed)
    assert (heading(saved), notices(saved)) == ("Objectives and themes", ["It is saved."])
    noun = getattr(written(session, KEY), sort)[-1]
    assert (noun.key, getattr(noun, "title", None) or noun.text) == (key, next(iter(typed.values())))


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("objectives", ["Give the objective a short name.", "Say what people are to be able to do."]),
        ("themes", ["Give the theme a name."]),
        ("scenarios", ["Write the case."]),
        ("scales", ["Give the scale a name.", "Write the answers."]),
    ],
)
def test_what_is_missing_is_named(officer, draft, sort, expected):
    answer = press(officer, officer.get(path(KEY, f"add-to/{sort}")), "Save")
    assert (answer.status_code, [text for _href, text in errors(answer)]) == (422, expected)


@pytest.mark.parametrize("sort", ["objectives", "themes", "scenarios", "scales"])
def test_saving_without_touching_anything_changes_nothing(officer, session, bank, draft, sort):
    for noun in getattr(bank, sort):
        press(officer, officer.get(path(KEY, f"{sort}/{noun.key}")), "Save")
    assert written(session, KEY) == bank


class TestScales:
    def test_the_words_change_and_the_numbers_stay(self, officer, session, bank, draft):
        scale = bank.scales_by_key["how-often"]
        form = officer.get(path(KEY, "scales/how-often"))
        assert "questions use it; they all change with it." in words(form)
        press(officer, form, "Save", points="Never\nNow and then\nSometimes\nOften\nAlways")
        after = written(session, KEY).scales_by_key["how-often"]
        assert [point.value for point in after.points] == [point.value for point in scale.points]
        assert after.points[1] == Point(1, "Now and then")
        assert after.outside == scale.outside

    def test_answers_off_the_scale_are_added_and_taken_away(self, officer, session, draft):
        form = officer.get(path(KEY, "scales/how-often"))
        more = press(officer, form, "Add another answer off the scale")
        fewer = press(officer, more, "Remove: answer off the scale 1")
        press(officer, fewer, "Save", **{"codes-1-text": "I was away", "codes-1-who": "manager"})
        assert written(session, KEY).scales_by_key["how-often"].outside == (
            OutsideCode("not-observed", "Not able to observe", (Audience.MANAGER,)),
            OutsideCode("away", "I was away", (Audience.MANAGER,)),
        )

    def test_one_answer_alone_is_no_scale(self, officer, draft):
        answer = press(officer, officer.get(path(KEY, "scales/how-often")), "Save", points="Never\n \n")
        assert errors(answer) == [
            ("#points", "A scale needs at least two answers, each on a line of its own.")
        ]


class TestArranging:
    def test_objectives_move(self, officer, session, bank, draft):
        press(officer, officer.get(PAGE), f"Down: {bank.objectives[0].title}")
        assert keys(written(session, KEY).objectives)[:2] == keys(bank.objectives)[1::-1]
        press(officer, officer.get(PAGE), f"Up: {bank.objectives[0].title}")
        assert written(session, KEY) == bank

    def test_what_is_used_is_not_offered_for_removal_and_not_removed(self, officer, session, bank, draft):
        shown = officer.get(PAGE)
        assert f"Remove: {bank.objectives[0].title}" not in buttons(shown)
        from_elsewhere = officer.post(
            path(KEY, f"objectives/{bank.objectives[0].key}/remove"),
            data={"csrf_token": token(shown)},
            follow_redirects=True,
        )
        assert notices(from_elsewhere)[0].startswith("It is still named by questions")
        assert written(session, KEY) == bank

    def test_what_is_not_used_is_removed(self, officer, session, bank, draft):
        press(officer, officer.get(path(KEY, "add-to/themes")), "Save", title="Consent")
        assert written(session, KEY).themes == (*bank.themes, Theme("consent", "Consent"))
        press(officer, officer.get(PAGE), "Remove: Consent")
        assert written(session, KEY) == bank

    def test_cases_have_no_order(self, officer, session, bank, draft):
        sent = {"csrf_token": token(officer.get(PAGE))}
        answer = officer.post(path(KEY, f"scenarios/{bank.scenarios[1].key}/up"), data=sent)
        assert (answer.status_code, written(session, KEY)) == (303, bank)


class TestTwoOfficers:
    def test_one_sees_what_the_other_saved(self, officer, colleague, session, bank, draft):
        address = path(KEY, f"objectives/{bank.objectives[0].key}")
        mine, theirs = officer.get(address), colleague.get(address)
        press(colleague, theirs, "Save", text="Theirs.")
        conflict = press(officer, mine, "Save", text="Mine.")
        assert conflict.status_code == 409
        assert f"It says now: {bank.objectives[0].title} — Theirs." in words(conflict)
        press(officer, conflict, "Save mine over theirs")
        assert written(session, KEY).objectives[0].text == "Mine."

    def test_what_is_gone_is_not_found(self, officer, draft):
        assert officer.get(path(KEY, "themes/nothing")).status_code == 404


def token(answer):
    return page(answer).find(".//main//input[@name='csrf_token']").get("value")


def test_the_questions_lead_to_their_objectives(officer, bank, draft):
    shown = links(officer.get(path(KEY)))
    name = f"Change the objective “{bank.objectives[0].title}”"
    assert shown[name] == path(KEY, f"objectives/{bank.objectives[0].key}")
