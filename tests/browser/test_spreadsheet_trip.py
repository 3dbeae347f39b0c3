"""From an empty spreadsheet to a published bank: two officers in a browser, on a phone without scripts or at a desk."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from app.access import Role
from app.accounts.operations import add_user
from app.extensions import db
from tests.browser.conftest import serving
from tests.browser.looking import faults
from tests.partnership import MADE

pytestmark = pytest.mark.browser

WRITER, READER, PASSWORD = "olive@soar.example", "rowan@soar.example", "three random words"
OBJECTIVES = (
    ("signs", "Noticing signs", "Notice the signs of neglect early."),
    ("help", "Getting help", "Get help for a child in time."),
)
STEMS = ("What would worry you most?", "What do you write down first?", "Whom do you tell?")
KEYS = ("B", "A", "C")


@pytest.fixture
def at(site, clock):
    with site.app_context():
        for email, name in ((WRITER, "Olive Marsh"), (READER, "Rowan Pike")):
            add_user(
                db.session,
                email=email,
                name=name,
                role=Role.OFFICER,
                board=None,
                password=PASSWORD,
                by="setup",
                now=MADE,
            )
        db.session.commit()
    with serving(site) as address:
        yield address


@pytest.fixture(params=["phone", "desk"])
def browser_page(request):
    return request.getfixturevalue(request.param)


def heading(page):
    return page.locator("h1").inner_text()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def press(page, name):
    page.get_by_role("button", name=name).click()


def sign_in(page, at, address):
    page.goto(at)
    page.get_by_label("Email address").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def sign_out(page):
    press(page, "Sign out")


def write_down(sheet, number, **cells):
    """One row of a sheet, by the headings of its columns."""
    columns = {cell.value: cell.column for cell in sheet[1]}
    for heading, value in cells.items():
        sheet.cell(number, columns[heading.replace("_", " ")], value)


def fill(path):
    """Write questions into the workbook as an officer would, one of them of no kind that there is."""
    book = load_workbook(path)
    write_down(book["Bank"], 2, Value="neglect-basics")
    write_down(book["Bank"], 3, Value="Neglect: the basics")
    for number, (key, title, text) in enumerate(OBJECTIVES, start=2):
        write_down(book["Objectives"], number, Key=key, Title=title, Text=text)
    questions = [
        (title, stem, key) for _key, title, _text in OBJECTIVES for stem, key in zip(STEMS, KEYS, strict=True)
    ]
    for number, (objective, stem, key) in enumerate(questions, start=2):
        write_down(
            book["Questions"],
            number,
            Question=f"{objective}: {stem}",
            Right_answer=key,
            Option_A="What the child says",
            Option_B="What the child wears",
            Option_C="What others have seen",
            Objective=objective,
            Source="Local procedures",
        )
    write_down(
        book["Questions"],
        8,
        Question="The course was worth my time.",
        Scale="Agreement",
        What_it_measures="Reaction",
    )
    write_down(book["Questions"], 9, Question="Point at the picture", Answer_type="Hot spot")
    book.save(path)


def test_from_an_empty_spreadsheet_to_a_published_bank(browser_page, at, tmp_path):
    page, seen = browser_page, {}

    def look(name):
        seen[name] = faults(page)

    sign_in(page, at, WRITER)
    follow(page, "Question banks")
    follow(page, "Bring in questions from a file")
    look("upload")
    with page.expect_download() as download:
        follow(page, "Download the spreadsheet")
    file = tmp_path / "questions.xlsx"
    download.value.save_as(file)
    fill(file)

    page.get_by_label("File with questions").set_input_files(file)
    press(page, "Show what is in the file")
    look("preview")
    assert heading(page) == "What is in the file"
    main = page.locator("main").inner_text()
    assert "7 questions can be taken" in " ".join(main.split())
    assert "Point at the picture" in main
    page.get_by_label("Theme").first.select_option(label="Voice of the child")
    press(page, "Take these questions in")

    look("draft")
    assert heading(page) == "Neglect: the basics"
    assert page.locator("article").count() == 7
    follow(page, "Review and publish")
    look("review")
    page.get_by_label("What should they look at?").fill("Are the keys right?")
    press(page, "Send for review")
    look("sent")
    sign_out(page)

    sign_in(page, at, READER)
    follow(page, "Question banks")
    follow(page, "Neglect: the basics")
    follow(page, "Review and publish")
    look("judge")
    press(page, "Approve")
    look("approved")
    follow(page, "Go on to publish")
    look("publish")
    press(page, "Publish")
    look("published")
    page.goto(f"{at}/banks/neglect-basics")
    assert "This is version 1" in page.locator("main").inner_text()
    follow(page, "Import and export")
    look("export")
    assert {name: found for name, found in seen.items() if found} == {}
