"""An event's summary, read back as a reader, a printer and a screen reader get it."""

from __future__ import annotations

import io
import subprocess
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime

import pikepdf
import pytest

from app import create_app
from app.charts import wording
from app.pdf import event_summary
from surveys.findings.model import Change, Figure
from tests.app.invented_findings import findings

FEWEST_PAGES, MOST_PAGES = 2, 4


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """``made(findings)`` is its PDF."""
    app = create_app({"FOURSTEPS_INSTANCE": str(tmp_path_factory.mktemp("instance"))})
    with app.app_context():
        yield event_summary


@pytest.fixture(scope="module")
def typical(made):
    """A usual event: 28 delegates matched straight after, four objectives."""
    return made(findings(28))


def poppler(command: str, pdf: bytes, *options: str) -> str:
    done = subprocess.run([command, *options], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().replace("\u00a0", " ").split())


def text_of(pdf: bytes) -> str:
    return poppler("pdftotext", pdf, "-layout", "-", "-")


def pages(pdf: bytes) -> int:
    return len(pikepdf.open(io.BytesIO(pdf)).pages)


def figures(value: object):
    """Every figure in the findings, wherever it stands."""
    if isinstance(value, Figure):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from figures(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from figures(item)


def changes(value: object):
    if isinstance(value, Change):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from changes(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from changes(item)


def test_it_names_the_event_its_date_the_board_and_how_many_answered(typical):
    said = text_of(typical)
    whole = findings(28)
    for words in (whole.course, "10 March 2027", whole.venue, whole.board, whole.partnership):
        assert words in said
    answered = [str(row.submitted) for row in whole.flow if row.submitted is not None]
    assert len(answered) >= 4
    assert [n for n in answered if n not in said.split()] == []


def test_every_change_that_may_be_shown_stands_there_with_its_interval(typical):
    said = text_of(typical)
    shown = [change.change for change in changes(findings(28)) if wording.shown(change.change)]
    assert len(shown) >= 20
    plain = {wording.change(f).replace("\u00a0", " ") for f in shown}
    plain |= {wording.interval(f).replace("\u00a0", " ") for f in shown if f.low is not None}
    assert sorted(words for words in plain if words not in said) == []


def test_a_hidden_figure_has_no_number_to_show(made):
    few = findings(4)
    hidden = [figure for figure in figures(few) if figure.hidden]
    assert hidden
    assert {(f.estimate, f.low, f.high, f.n) for f in hidden} == {(None, None, None, None)}
    said = text_of(made(few))
    assert "not shown" in said
    assert "None" not in said


def test_it_is_two_to_four_pages_for_a_usual_event(typical):
    assert FEWEST_PAGES <= pages(typical) <= MOST_PAGES


@pytest.mark.parametrize(
    "odd",
    [findings(0), findings(9, objectives=14), findings(28, label="a very long word " * 18)],
    ids=["nothing answered", "fourteen objectives", "labels of 300 characters"],
)
def test_it_can_be_made_of_any_findings(made, odd):
    pdf = made(odd)
    assert 1 <= pages(pdf) <= 20
    assert odd.partnership in text_of(pdf)


def test_the_same_findings_make_the_same_bytes(made, typical):
    assert made(findings(28)) == typical


def test_it_is_tagged_in_english_and_has_a_title_and_bookmarks(typical):
    pdf = pikepdf.open(io.BytesIO(typical))
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "en"
    assert findings(28).course in str(pdf.docinfo.Title)
    with pdf.open_outline() as outline:
        [title] = outline.root
        assert [chapter.title for chapter in title.children][:2] == ["In short", "Who answered"]
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_tables_have_heads_and_drawings_have_words(typical):
    tags: dict[str, int] = {}
    drawings = []

    def walk(node):
        if not isinstance(node, pikepdf.Dictionary):
            return
        name = str(node.get("/S", ""))
        tags[name] = tags.get(name, 0) + 1
        if name == "/Figure":
            drawings.append(str(node.get("/Alt", "")))
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            walk(kid)

    pdf = pikepdf.open(io.BytesIO(typical))
    walk(pdf.Root.StructTreeRoot)
    assert tags["/H1"] == 1
    assert tags["/TH"] >= 10
    assert drawings
    assert [words for words in drawings if not words.strip()] == []


def test_every_letter_is_in_our_own_typeface_and_travels_along(typical):
    rows = (
        subprocess.run(["pdffonts", "-"], input=typical, capture_output=True, check=True)
        .stdout.decode()
        .splitlines()[2:]
    )
    assert rows
    assert [row for row in rows if "Atkinson-Hyperlegible-Next" not in row] == []
    assert [row for row in rows if row.split()[-5] != "yes"] == []


def test_markup_in_a_title_is_shown_and_nothing_is_fetched(made, monkeypatch):
    def refuse(*words):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    odd = '<img src="http://127.0.0.1:9/x"><b>{{ 7 * 7 }}</b>'
    said = text_of(made(findings(9, objectives=2, label=odd)))
    assert "{{ 7 * 7 }}" in said
    assert '<img src="http://127.0.0.1:9/x">' in said


def test_its_date_is_that_of_the_findings(typical):
    made_at = findings(28).as_of
    assert made_at == datetime(2027, 10, 12, 8, 0, tzinfo=UTC)
    assert "12 October 2027" in text_of(typical)


def test_the_checks_on_the_changes_are_on_paper_too(made):
    whole = findings(28)
    said = "Knowledge of what the course does not teach shows no clear change."
    paper = text_of(made(replace(whole, control=(replace(whole.overall[0], words=said),))))
    assert "Checks on the changes" in paper
    assert said in paper
