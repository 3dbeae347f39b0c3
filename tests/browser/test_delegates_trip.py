"""A delegate answers on a phone with scripts off, and nobody is shut out on the way."""

from __future__ import annotations

import pytest

from tests.browser.conftest import serving
from tests.browser.looking import faults

pytestmark = pytest.mark.browser


@pytest.fixture
def at(site):
    with serving(site) as address:
        yield address


def heading(page):
    return page.locator("h1").inner_text()


def press(page, name):
    page.get_by_role("button", name=name).click()


def choose(page, *labels):
    for label in labels:
        page.get_by_label(label, exact=True).check()


def test_from_the_link_to_the_thank_you_page(phone, at, invite):
    link = at + invite.delegate_pre()
    phone.goto(link)
    assert (heading(phone), faults(phone)) == ("Before your course", {})

    phone.get_by_role("link", name="Start").click()
    assert phone.locator(".fs-progress").inner_text() == "Page 1 of 2"
    assert faults(phone) == {}

    press(phone, "Save and continue")
    assert phone.get_by_role("alert").locator("a").count() == 3
    assert faults(phone) == {}
    phone.get_by_role("alert").locator("a").nth(1).click()
    assert phone.locator(":target").get_attribute("name") == "neglect.signs"

    choose(phone, "Speak with the child", "Tired", "Hungry", "False")
    press(phone, "Save and continue")
    assert (phone.locator(".fs-progress").inner_text(), faults(phone)) == ("Page 2 of 2", {})

    choose(phone, "No opportunity so far")
    phone.locator("[name='neglect.confident']").nth(3).check()
    phone.locator("textarea").fill("It made me ask what her day was like.")
    press(phone, "Save and continue")
    assert (heading(phone), faults(phone)) == ("Check your answers", {})

    phone.get_by_role("link", name="Change question 1", exact=True).click()
    choose(phone, "Wait for the next visit")
    press(phone, "Save and continue")
    assert phone.locator(".fs-answer").first.inner_text() == "Wait for the next visit"

    press(phone, "Send my answers")
    assert (heading(phone), faults(phone)) == ("Thank you", {})
    phone.reload()
    assert heading(phone) == "Thank you"

    phone.goto(link)
    assert (heading(phone), faults(phone)) == ("You have already answered", {})


def test_a_text_given_before_can_be_kept_or_taken_back(phone, at, invite):
    link = at + invite.delegate_pre()
    phone.goto(f"{link}/page/2")
    phone.locator("textarea").fill("It made me ask what her day was like.")
    press(phone, "Save and continue")
    assert (phone.locator("textarea").input_value(), faults(phone)) == (
        "It made me ask what her day was like.",
        {},
    )
    phone.goto(f"{link}/page/2")
    assert (phone.locator("textarea").input_value(), faults(phone)) == ("", {})
    choose(phone, "Take back what I wrote")
    press(phone, "Save and continue")
    assert phone.get_by_label("Take back what I wrote").count() == 0


def test_gaps_found_at_the_end_lead_back_to_their_questions(phone, at, invite):
    phone.goto(f"{at}{invite.delegate_pre()}/check")
    press(phone, "Send my answers")
    assert (phone.get_by_role("alert").locator("a").count(), faults(phone)) == (5, {})
    phone.get_by_role("alert").locator("a").last.click()
    assert phone.locator(":target").get_attribute("name") == "neglect.confident"


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("manager_month3", "Priya’s course, 3 months on"),
        ("withdrawn", "We no longer need your answers"),
        ("replaced", "There is a newer link"),
        ("closed", "These questions have closed"),
        ("unknown", "This link does not open anything"),
    ],
)
def test_every_first_page_lets_everybody_in(phone, at, invite, kind, says):
    phone.goto(at + getattr(invite, kind)())
    assert (heading(phone), faults(phone)) == (says, {})


def test_a_fresh_link_is_asked_for_with_one_press(phone, at, invite):
    phone.goto(at + invite.replaced())
    press(phone, "Send me a fresh link")
    assert (heading(phone), faults(phone)) == ("Look in your email", {})


def test_a_wide_screen_lets_everybody_in_too(desk, at, invite):
    link = at + invite.delegate_pre()
    found = {}
    for path in ("", "/page/1", "/page/2", "/check"):
        desk.goto(link + path)
        found[path] = faults(desk)
    assert found == {"": {}, "/page/1": {}, "/page/2": {}, "/check": {}}
