"""From a blank bank to a published one: an officer writes every kind of question, another one reads and approves it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from app.access import Role
from app.accounts.operations import add_user
from app.extensions import db
from question_banks.documents import from_dict
from question_banks.model import Audience, Kind
from surveys.queries.banks import bank_by_key, latest_version
from tests.browser.conftest import serving
from tests.browser.looking import faults
from tests.partnership import MADE

pytestmark = pytest.mark.browser

WRITER, READER, PASSWORD = "olive@soar.example", "ravi@soar.example", "three random words"
KEY = "neglect-first-course"

OBJECTIVES = {
    "Seeing it": "Recognise the forms that neglect takes.",
    "The child’s day": "Find out what daily life is like for the child.",
    "Acting": "Act at the right level, and in time.",
    "Keeping on": "Keep going until the child’s life is better.",
}

TYPED = {
    "One answer from a list": {
        "The question": "Which description fits neglect best?",
        "Answer 1": "A parent’s choice to withhold care",
        "Answer 2": "A lasting failure to meet a child’s needs",
        "Answer 3": "A home that is worse than the neighbours’",
        "Answer 4": "One lapse that leads to an injury",
    },
    "Several answers from a list": {
        "The question": "Which two of these show what a day is like for a child?",
        "Answer 1": "A walk through the child’s day with the child",
        "Answer 2": "A list of the parents’ appointments",
        "Answer 3": "A visit at the time of the evening meal",
        "Answer 4": "The school’s prospectus for parents",
    },
    "True or false": {"The question": "Neglect can be present in a home that is clean."},
    "Put in order": {
        "The question": "In which order do you act on a worry about a child?",
        "Answer 1": "Write down what was seen",
        "Answer 2": "Talk it over with your safeguarding lead",
        "Answer 3": "Refer to children’s social care",
        "Answer 4": "Ask what came of the referral",
    },
    "Match pairs": {
        "The question": "Who decides what?",
        "First half 1": "A child protection plan",
        "Goes with 1": "The child protection conference",
        "First half 2": "A care order",
        "Goes with 2": "The family court",
        "First half 3": "Early help",
        "Goes with 3": "The family with a lead worker",
    },
    "A number": {
        "The question": "At what age in years does a child become an adult in law?",
        "Right number 1": "18",
    },
    "A few words": {
        "The question": "Whose view of daily life comes first?",
        "Accepted answer 1": "the child*",
        "Accepted answer 2": "child*",
    },
    "One statement on a scale": {
        "The question": "In the last three months, I asked a child about their day.",
        "The question in words for the line manager (optional)": "In the last three months, they asked a child.",
    },
    "Several statements on one scale": {
        "The question": "How far do you agree?",
        "Statement 1": "The course was relevant to my work.",
        "Statement 2": "I could ask what I wanted to ask.",
    },
    "Confidence from 0 to 10": {"The question": "How confident are you that you can recognise neglect?"},
    "Yes, no or does not apply": {"The question": "Is there a plan in the file that the family can read?"},
    "A date": {"The question": "When did you last go through a child’s day with a child?"},
    "A longer text": {"The question": "What will you do in another way?"},
}
"""What is typed into the form of each kind, by its labels."""

TESTED = dict(zip(list(TYPED)[:7], [*OBJECTIVES, *OBJECTIVES], strict=False))
"""The objective of each kind that tests knowledge."""

CHOSEN = {
    "One answer from a list": ["Answer 2 is right"],
    "Several answers from a list": ["Answer 1 is right", "Answer 3 is right"],
    "True or false": ["True is right"],
    "One statement on a scale": ["Their line managers"],
}
"""What is ticked for each kind."""

SCALES = {
    "One statement on a scale": "How often: Never … Every time it applies",
    "Several statements on one scale": "Agreement: Strongly disagree … Strongly agree",
}


@pytest.fixture
def at(site):
    with site.app_context():
        for address in (WRITER, READER):
            account = {"email": address, "name": "Olive Marsh", "role": Role.OFFICER, "board": None}
            add_user(db.session, **account, password=PASSWORD, by="setup", now=MADE)
        db.session.commit()
    with serving(site) as address:
        yield address


@pytest.fixture(params=["phone", "desk"])
def page(request):
    return request.getfixturevalue(request.param)


def sign_in(page, at, address):
    page.context.clear_cookies()
    page.goto(at)
    page.get_by_label("Email address").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()


def look(page, heading):
    assert (page.get_by_role("heading", level=1).inner_text(), faults(page)) == (heading, {})


def unfold(page, title):
    """Open a folded part of the form, unless it is open."""
    part = page.locator("details").filter(has=page.locator("summary", has_text=title)).first
    if part.get_attribute("open") is None:
        part.locator("summary").first.click()


def type_in(page, kind):
    for label, text in TYPED[kind].items():
        page.get_by_label(label, exact=True).fill(text)
    for label in CHOSEN.get(kind, ()):
        page.get_by_label(label, exact=True).check()
    if kind in SCALES:
        page.get_by_label("Scale", exact=True).select_option(SCALES[kind])
    if kind in TESTED:
        page.get_by_label("Objective", exact=True).select_option(TESTED[kind])
        page.get_by_label("Source (optional)").fill("Working Together 2023")


def test_from_a_blank_bank_to_a_published_one(page, at, site):
    sign_in(page, at, WRITER)
    follow(page, "Question banks")
    look(page, "Question banks")
    follow(page, "Write a new bank")
    look(page, "Write a new bank")
    press(page, "Begin")
    look(page, "Write a new bank")
    page.get_by_label("Title").fill("Neglect: a first course")
    press(page, "Begin")
    look(page, "Neglect: a first course")

    follow(page, "Objectives and themes")
    look(page, "Objectives and themes")
    follow(page, "Add an objective")
    look(page, "Add an objective")
    for title, text in OBJECTIVES.items():
        page.goto(f"{at}/banks/{KEY}/draft/add-to/objectives")
        page.get_by_label("In a few words").fill(title)
        page.get_by_label("As a full sentence").fill(text)
        press(page, "Save")
        expect(page.get_by_text("It is saved.")).to_be_visible()
    look(page, "Objectives and themes")

    page.goto(f"{at}/banks/{KEY}/draft/add-question")
    look(page, "Choose the answer type")
    for kind in TYPED:
        page.goto(f"{at}/banks/{KEY}")
        follow(page, "Add a question")
        follow(page, kind)
        type_in(page, kind)
        press(page, "Check and show it")
        # The forms are of the same pieces: on the narrow screen each is looked at, on the wide one the first.
        if page.viewport_size["width"] < 500 or kind == next(iter(TYPED)):
            look(page, "Add a question")
        first = page.frame_locator("iframe").first
        expect(first.get_by_text(TYPED[kind]["The question"]).first).to_be_visible()
        press(page, "Save")
        expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.goto(f"{at}/banks/{KEY}")
    look(page, "Neglect: a first course")
    assert page.locator("article").count() == len(Kind)

    follow(page, "Review and publish")
    page.get_by_label("What should they look at?").fill("Every right answer, please.")
    press(page, "Send for review")
    look(page, "Review and publish")

    sign_in(page, at, READER)
    page.goto(f"{at}/banks/{KEY}/review")
    follow(page, "Read all of it")
    look(page, "The whole draft")
    assert page.get_by_text("A lasting failure to meet a child’s needs").is_visible()
    page.goto(f"{at}/banks/{KEY}/review")
    press(page, "Approve")
    follow(page, "Go on to publish")
    press(page, "Publish")
    look(page, "Versions")

    with site.app_context():
        version = latest_version(db.session, bank_by_key(db.session, KEY).id)
        bank = from_dict(version.document)
    assert Counter(question.kind for question in bank.questions) == dict.fromkeys(Kind, 1)
    assert [objective.title for objective in bank.objectives] == list(OBJECTIVES)
    tested = {question.objective for question in bank.questions if question.family == "knowledge"}
    assert tested == set(bank.objectives_by_key)
    scaled = next(question for question in bank.questions if question.kind is Kind.SCALE)
    assert scaled.audiences == tuple(Audience)


def test_rows_are_added_and_moved_by_the_keyboard_alone(page, at):
    sign_in(page, at, WRITER)
    page.goto(f"{at}/add-bank")
    page.get_by_label("Title").fill("Neglect: a first course")
    page.keyboard.press("Enter")
    page.wait_for_url("**/draft")
    page.goto(f"{at}/banks/{KEY}/draft/add-question/number")
    page.get_by_label("The question", exact=True).fill("How many?")
    page.get_by_label("Right number 1", exact=True).fill("18")
    page.get_by_role("button", name="Add another right number").press("Enter")
    expect(page.locator("[name=numbers-1-value]")).to_be_focused()
    page.keyboard.type("21")
    page.get_by_role("button", name=re.compile("Up ?: right number 2")).press("Enter")
    expect(page.get_by_label("Right number 1", exact=True)).to_have_value("21")
    assert page.get_by_label("The question", exact=True).input_value() == "How many?"
    page.get_by_label("Right number 2", exact=True).press("Enter")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def test_two_officers_see_each_others_words_before_one_is_lost(page, at, site, chromium):
    sign_in(page, at, WRITER)
    page.goto(f"{at}/add-bank")
    page.get_by_label("Title").fill("Neglect: a first course")
    press(page, "Begin")
    page.wait_for_url("**/draft")
    page.goto(f"{at}/banks/{KEY}/draft/add-question/long_text")
    page.get_by_label("The question", exact=True).fill("What now?")
    press(page, "Save")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    mine = f"{at}/banks/{KEY}/draft/questions/now"
    page.goto(mine)
    page.get_by_label("The question", exact=True).fill("What now, in my words?")

    other = chromium.new_context()
    theirs = other.new_page()
    sign_in(theirs, at, READER)
    theirs.goto(mine)
    theirs.get_by_label("The question", exact=True).fill("What now, in theirs?")
    press(theirs, "Save")
    expect(theirs.get_by_text("Saved.", exact=True)).to_be_visible()
    other.close()

    press(page, "Save")
    look(page, "Edit a question")
    assert page.get_by_role("heading", name="has saved this question while you were writing").is_visible()
    differing = page.get_by_role("row").last.inner_text().split("\t")
    assert differing == ["Question", "What now, in theirs?", "What now, in my words?"]
    press(page, "Save mine over theirs")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.goto(mine)
    assert page.get_by_label("The question", exact=True).input_value() == "What now, in my words?"
