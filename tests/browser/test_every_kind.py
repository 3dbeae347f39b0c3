"""Every kind of question answered on a phone with scripts off, marked, and told of; nobody is shut out on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from surveys.models import Answer
from tests.browser.conftest import serving
from tests.browser.looking import faults
from tests.every_kind import MARKS
from tests.respondents import NEXT_COURSE

pytestmark = pytest.mark.browser


@pytest.fixture
def at(site):
    with serving(site) as address:
        yield address


@pytest.fixture
def link(at, clock, invite):
    """To the questions after the course."""
    clock.at(NEXT_COURSE + timedelta(hours=8))
    return at + invite.every_kind_post()


def question(page, number):
    """What stands on the page for the question with this number."""
    return page.locator(".fs-question").filter(has_text=f"{number}. ").first


def press(page, name):
    page.get_by_role("button", name=name).click()


def choose(box, *labels):
    for label in labels:
        box.get_by_label(label, exact=True).check()


def pick(box, **choices):
    """Each keyword is how a line begins, with blanks as underscores."""
    for line, choice in choices.items():
        box.get_by_label(line.replace("_", " ")).select_option(choice)


def what_would_you_do(page):
    choose(question(page, 1), "Speak with the child", "Certain")
    question(page, 1).get_by_label("Would you like to add something?").fill("I would ask her at lunch.")
    choose(question(page, 2), "Tired", "Hungry", "Unsure")
    choose(question(page, 3), "False")


def steps_and_people(page):
    steps = {"Listen": "1st", "Write_down": "2nd", "Tell_the": "3rd", "Make_a": "4th"}
    pick(question(page, 4), **steps)
    choose(question(page, 4), "Fairly sure")
    people = {"Advises": "Safeguarding lead", "Assesses": "Social worker", "Looks_at": "School nurse"}
    pick(question(page, 5), **people)
    question(page, 6).get_by_label("Within how many").fill("45")
    question(page, 7).get_by_label("What is the document").fill("Child protection plan")


def about_you(page):
    choose(question(page, 8), "Not applicable")
    for part, text in {"Day": "27", "Month": "2", "Year": "2027"}.items():
        question(page, 9).get_by_label(part, exact=True).fill(text)
    choose(question(page, 10), "Strongly agree")


def what_did_you_make_of_it(page):
    statements = question(page, 11).locator(".fs-statement")
    for number, label in enumerate(("Agree", "Does not apply to my work", "Strongly agree")):
        choose(statements.nth(number), label)
    question(page, 12).get_by_label("7", exact=True).check()


PAGES = (what_would_you_do, steps_and_people, about_you, what_did_you_make_of_it)


@pytest.fixture(params=["phone", "desk"])
def browser_page(request):
    return request.getfixturevalue(request.param)


def test_every_kind_is_answered_and_marked(browser_page, site, link):
    page, found = browser_page, {}
    page.goto(f"{link}/page/1")
    for number, answer in enumerate(PAGES, start=1):
        found[number] = faults(page)
        answer(page)
        press(page, "Save and continue")
    found["check"] = (page.locator("h1").inner_text(), faults(page))
    press(page, "Send my answers")
    found["thanks"] = (page.locator("h1").inner_text(), faults(page))
    assert found == {
        **{number: {} for number in range(1, 5)},
        "check": ("Check your answers", {}),
        "thanks": ("Thank you", {}),
    }
    verdicts = page.locator(".fs-verdict").all_inner_texts()
    with site.app_context():
        rows = db.session.execute(select(Answer.question_key, Answer.mark).where(Answer.mark.is_not(None)))
        assert dict(rows.all()) == MARKS
        sure = db.session.scalars(select(Answer.certainty).where(Answer.certainty.is_not(None)))
        assert sorted(sure) == [2, 3, 4]
    assert verdicts == ["Right"] * (len(MARKS) - 1)


def test_what_was_answered_is_still_there_on_coming_back(phone, link):
    phone.goto(f"{link}/page/2")
    steps_and_people(phone)
    press(phone, "Save and continue")
    phone.goto(f"{link}/page/2")
    chosen = phone.locator("select").evaluate_all("all => all.map(e => e.selectedOptions[0].textContent)")
    assert sorted(chosen) == sorted(
        ["1st", "2nd", "3rd", "4th", "Safeguarding lead", "Social worker", "School nurse"]
    )
    assert question(phone, 6).locator("input").input_value() == "45"
    assert question(phone, 7).locator("input[type=text]").input_value() == ""
    assert "You have already written something here." in question(phone, 7).inner_text()
    assert faults(phone) == {}


def test_every_kind_says_what_is_missing_and_leads_there(phone, link):
    for number in range(1, 5):
        phone.goto(f"{link}/page/{number}")
        press(phone, "Save and continue")
        assert faults(phone) == {}
        for line in phone.get_by_role("alert").locator("a").all():
            line.click()
            assert phone.locator(":target").evaluate("e => e.matches('input, select')")


def test_the_line_that_is_still_empty_is_the_one_that_is_led_to(phone, link):
    phone.goto(f"{link}/page/4")
    choose(question(phone, 11).locator(".fs-statement").nth(0), "Agree")
    choose(question(phone, 11).locator(".fs-statement").nth(2), "Agree")
    question(phone, 12).get_by_label("7", exact=True).check()
    press(phone, "Save and continue")
    phone.get_by_role("alert").get_by_role("link", name="1 is still empty").click()
    assert phone.locator(":target").get_attribute("name") == "every.course.pace"
    assert phone.locator(".fs-statement--open").count() == 1
    assert faults(phone) == {}
