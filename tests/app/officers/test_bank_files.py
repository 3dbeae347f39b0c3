"""Questions out of a file and banks as files, through the officers' pages."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from io import BytesIO

import pytest

from question_banks import documents
from question_banks.documents import read_json, read_toml, to_dict, write_toml
from question_banks.exchange import WRITABLE
from question_banks.model import Family
from question_banks.shipped import shipped_banks
from surveys.models import BankDraft
from surveys.queries.drafts import bank_of
from tests.forms import buttons, errors, heading, links, notices, page, press, words
from tests.question_banks.exchange.lime import LimeQuestion, survey
from tests.question_banks.tiny import tiny_bank, tiny_text
from tests.strict_html import text_of

ANSWERS = (("A1", "Refer", "1"), ("A2", "Wait", "0"))
FILE = survey(
    LimeQuestion("L", "What would you do?", "act", answers=ANSWERS),
    LimeQuestion("S", "What is <b>neglect</b>?", "word"),
    LimeQuestion("T", "What else?", "else", group="2", fields={"relevance": "act == 'A1'"}),
    LimeQuestion("R", "Put them in order", "order", answers=ANSWERS, group="2"),
    groups=(("1", "Noticing neglect", ""), ("2", "Getting help", "")),
    assessments="Y",
)


@pytest.fixture
def upload(officer):
    """``upload(data)`` sends a file and gives the page that comes back."""

    def send(data=FILE, into="", client=officer):
        form = client.get("/import-bank")
        return press(client, form, "Show what is in the file", file=(BytesIO(data), "questions"), into=into)

    return send


def tiles(answer):
    return [text_of(e) for e in page(answer).iter("li") if e.get("class") == "fs-tile"]


def choices(answer, name):
    select = next(e for e in page(answer).iter("select") if e.get("name") == name)
    return {text_of(option): option.get("value") for option in select.iter("option")}


def chosen(answer, name):
    select = next(e for e in page(answer).iter("select") if e.get("name") == name)
    return next(text_of(option) for option in select.iter("option") if option.get("selected") is not None)


def test_the_page_says_what_is_in_the_file_and_changes_nothing(upload, fresh):
    preview = upload()
    assert heading(preview) == "What is in the file"
    assert tiles(preview) == ["3 questions can be taken", "1 cannot be taken"]
    assert (
        "It has no right order, and we ask for an order only where there is one. "
        'ranking: Put them in order (question "order")'
    ) in words(preview)
    assert (
        'It was asked there only under a condition; here everybody is asked it. question "else"'
    ) in words(preview)
    assert fresh(BankDraft) == []


def test_agreeing_begins_a_draft_with_the_questions_under_their_categories(upload, officer, fresh):
    done = press(officer, upload(), "Take these questions in", follow=True, title="Neglect, new")
    assert notices(done) == [
        "3 questions are taken in. Nobody is asked anything before the draft is published."
    ]
    (draft,) = fresh(BankDraft)
    bank = bank_of(draft)
    assert (bank.title, [one.title for one in bank.objectives]) == (
        "Neglect, new",
        ["Noticing neglect", "Getting help"],
    )
    assert [(one.key, one.objective, one.family) for one in bank.questions] == [
        ("act", "noticing-neglect", Family.KNOWLEDGE),
        ("word", "noticing-neglect", Family.REACTION),
        ("else", "getting-help", Family.REACTION),
    ]


def test_objective_theme_and_family_are_chosen_for_a_category(upload, officer, fresh):
    preview = upload()
    typed = {
        "c1-objective": choices(preview, "c1-objective")["Noticing neglect (new)"],
        "c1-theme": choices(preview, "c1-theme")["Voice of the child"],
        "c1-family": choices(preview, "c1-family")["Behaviour"],
    }
    press(officer, preview, "Take these questions in", **typed)
    bank = bank_of(fresh(BankDraft)[0])
    assert [one.title for one in bank.objectives] == ["Noticing neglect"]
    moved = bank.questions_by_key["else"]
    assert (moved.objective, moved.themes, moved.family, moved.step) == (
        "noticing-neglect",
        ("voice-of-the-child",),
        Family.BEHAVIOUR,
        3,
    )
    assert [theme.title for theme in bank.themes] == ["Voice of the child"]


def test_a_new_objective_and_theme_are_named_on_the_spot(upload, officer, fresh):
    aiken = b"What would you do?\nA. Refer\nB. Wait\nANSWER: A\n"
    typed = {"c0-new_objective": "  Acting  at once ", "c0-new_theme": "voice of the CHILD"}
    press(officer, upload(aiken), "Take these questions in", **typed)
    bank = bank_of(fresh(BankDraft)[0])
    assert [(one.title, one.text) for one in bank.objectives] == [("Acting at once", "Acting at once")]
    assert [theme.title for theme in bank.themes] == ["Voice of the child"]
    (question,) = bank.questions
    assert (question.objective, question.themes) == (bank.objectives[0].key, (bank.themes[0].key,))


def test_a_single_question_goes_elsewhere_or_stays_out(upload, officer, fresh):
    preview = upload()
    typed = {
        "c0q0-objective": choices(preview, "c0q0-objective")["Getting help (new)"],
        "c0q0-theme": choices(preview, "c0q0-theme")["Voice of the child"],
        "c0q1-take": None,
    }
    press(officer, preview, "Take these questions in", **typed)
    bank = bank_of(fresh(BankDraft)[0])
    assert [(one.key, one.objective, one.themes) for one in bank.questions] == [
        ("act", "getting-help", ("voice-of-the-child",)),
        ("else", "getting-help", ()),
    ]
    assert [one.title for one in bank.objectives] == ["Getting help"]


def test_questions_are_added_to_a_bank_that_is_there(upload, officer, fresh):
    preview = upload(into="neglect")
    shipped = shipped_banks()["neglect"]
    typed = {"c0-objective": f"there:{shipped.objectives[0].key}"}
    assert "They are added to the draft of “Neglect" in words(preview)
    press(officer, preview, "Take these questions in", **typed)
    bank = bank_of(fresh(BankDraft)[0])
    assert bank.questions[: len(shipped.questions)] == shipped.questions
    added = bank.questions[len(shipped.questions) :]
    assert [one.objective for one in added] == [shipped.objectives[0].key] * 2 + ["getting-help"]
    assert [one.title for one in bank.objectives[len(shipped.objectives) :]] == ["Getting help"]


def test_a_category_of_the_same_title_is_the_banks_own_objective(upload, officer, fresh):
    objective = shipped_banks()["neglect"].objectives[1]
    data = survey(LimeQuestion("Y"), groups=(("1", objective.title.upper(), ""),))
    preview = upload(data, into="neglect")
    assert chosen(preview, "c0-objective") == objective.title
    press(officer, preview, "Take these questions in")
    bank = bank_of(fresh(BankDraft)[0])
    assert (bank.questions[-1].objective, len(bank.objectives)) == (
        objective.key,
        len(shipped_banks()["neglect"].objectives),
    )


def test_a_bank_of_our_own_comes_in_as_it_went_out(officer, upload, fresh):
    sound = tiny_bank("sound")
    press(officer, upload(tiny_text("sound").encode()), "Take these questions in")
    assert bank_of(fresh(BankDraft)[0]) == sound


def test_a_second_bank_with_the_same_key_gets_another(officer, upload, fresh):
    for _ in range(2):
        press(officer, upload(tiny_text("sound").encode()), "Take these questions in")
    first, second = (draft.key for draft in fresh(BankDraft))
    assert first == tiny_bank("sound").key != second


def test_no_question_chosen_takes_nothing_in(officer, upload, fresh):
    data = survey(LimeQuestion("Y"))
    done = press(officer, upload(data), "Take these questions in", follow=True, **{"c0q0-take": None})
    assert notices(done) == ["Nothing was taken in: no question was chosen."]
    assert fresh(BankDraft) == []


def test_choices_that_there_are_not_count_as_those_that_stood_there(officer, upload, fresh):
    typed = {
        "c0-objective": "there:nowhere",
        "c0-theme": "x",
        "c0-family": "x",
        "c0q0-objective": "",
        "c0q0-theme": "?",
    }
    press(officer, upload(survey(LimeQuestion("Y"))), "Take these questions in", **typed)
    (question,) = bank_of(fresh(BankDraft)[0]).questions
    assert (question.objective, question.themes, question.family) == ("noticing-neglect", (), Family.REACTION)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"{", "The file is not a question bank in the formats that we read."),
        (b"<document><LimeSurveyDocType>", None),
        (b"\x00\xff" * 40, None),
    ],
)
def test_a_file_that_is_refused_is_refused_in_one_sentence(upload, data, sentence):
    refused = upload(data)
    ((target, said),) = errors(refused)
    assert (refused.status_code, target) == (422, "#file")
    assert said.endswith(".")
    assert sentence in (None, said) or said.startswith("The JSON")


def test_without_a_file_the_page_asks_for_one(officer):
    answer = press(officer, officer.get("/import-bank"), "Show what is in the file")
    assert errors(answer) == [("#file", "Choose a file.")]


def test_a_file_with_nothing_to_take_offers_nothing(upload):
    preview = upload(survey(LimeQuestion("X", "Read this")))
    assert tiles(preview) == ["0 questions can be taken", "1 cannot be taken"]
    assert buttons(preview) == []


def test_what_stands_in_the_file_is_shown_as_text(upload):
    hostile = "{{ 7*7 }} <script>alert(1)</script> %s"
    preview = upload(json.dumps({"elements": [{"type": "text", "name": "q", "title": hostile}]}).encode())
    assert "{{ 7*7 }}" in words(preview)
    assert b"<script>alert" not in preview.data


def test_too_many_questions_are_chosen_by_category_only(upload, officer, fresh):
    elements = [{"type": "comment", "name": f"q{number}"} for number in range(201)]
    preview = upload(json.dumps({"elements": elements}).encode())
    assert "There are too many questions to choose for each of them here." in words(preview)
    press(officer, preview, "Take these questions in")
    assert len(bank_of(fresh(BankDraft)[0]).questions) == 201


def test_too_many_categories_become_objectives_as_they_are(upload, officer, fresh):
    pages = [
        {"title": f"Page {number}", "elements": [{"type": "comment", "name": f"q{number}"}]}
        for number in range(101)
    ]
    preview = upload(json.dumps({"pages": pages}).encode())
    assert "There are too many categories to choose for each of them here" in words(preview)
    press(officer, preview, "Take these questions in")
    assert len(bank_of(fresh(BankDraft)[0]).objectives) == 101


@pytest.mark.parametrize(
    "packed",
    [
        "",
        "no base64 at all",
        b64encode(b"not packed").decode(),
        b64encode(zlib.compress(b"{}")).decode(),
        b64encode(zlib.compress(b"\xff\xfe")).decode(),
        b64encode(zlib.compress(b" " * 70_000_000)).decode(),
    ],
)
def test_what_we_did_not_pack_is_a_bad_request(officer, upload, packed, fresh):
    answer = press(officer, upload(), "Take these questions in", packed=packed)
    assert (answer.status_code, fresh(BankDraft)) == (400, [])


def test_packed_values_without_end_are_counted_before_they_fill_the_memory(
    officer, upload, fresh, monkeypatch
):
    shown = upload()
    monkeypatch.setattr(documents, "read_json", lambda _text: pytest.fail("It was read."))
    packed = b64encode(zlib.compress(b"[" + b"[]," * 1_000_000 + b"[]]")).decode()
    answer = press(officer, shown, "Take these questions in", packed=packed)
    assert (answer.status_code, fresh(BankDraft)) == (400, [])


def test_the_export_page_offers_every_format(officer):
    answer = officer.get("/banks/neglect/export")
    offered = [text_of(e) for e in page(answer).iter("h3")]
    assert sorted(offered) == sorted(form.title for form in WRITABLE)
    assert links(answer)["Add questions from a file to this bank"] == "/import-bank?into=neglect"


def file_name(text, form):
    says_it = form.name in ("toml", "json", "csv", "xlsx", "gift", "aiken")
    return f"neglect-{text}{'' if says_it else '-' + form.name}{form.endings[0]}"


def test_text_and_format_are_told_by_page_and_file_name(officer, partnership):
    shown = officer.get("/banks/neglect/export")
    assert "These files hold version 1." in words(shown)
    named = [
        officer.get(f"/banks/neglect/export/{name}").headers["Content-Disposition"].partition("=")[2]
        for name in ("qti3", "moodle-xml", "toml")
    ]
    assert named == ['"neglect-v1-qti3.zip"', '"neglect-v1-moodle-xml.xml"', '"neglect-v1.toml"']


def test_a_text_that_was_never_published_is_named_by_where_it_comes_from(officer):
    shown = officer.get("/banks/information-sharing/export")
    assert "These files hold the text that comes with Foursteps." in words(shown)
    named = officer.get("/banks/information-sharing/export/toml").headers["Content-Disposition"]
    assert named == 'attachment; filename="information-sharing-shipped.toml"'


def test_the_name_says_that_it_is_a_draft(officer, upload, partnership):
    press(officer, upload(into="neglect"), "Take these questions in")
    assert "These files hold the draft. Take out version 1 instead" in words(
        officer.get("/banks/neglect/export")
    )
    named = officer.get("/banks/neglect/export/qti3").headers["Content-Disposition"]
    assert named == 'attachment; filename="neglect-draft-qti3.zip"'


def test_what_a_format_leaves_out_stands_together_by_reason(officer):
    boxes = page(officer.get("/banks/neglect/export")).iter("section")
    said = {text_of(box.find("h3")): box.find("details") for box in boxes}
    [reason] = said["GIFT"].iter("p")
    assert text_of(reason) == (
        "14 opinion and confidence questions: GIFT takes only questions with a right answer and free texts."
    )
    assert len(list(said["GIFT"].iter("li"))) == 14
    assert [text_of(p) for p in said["Aiken"].iter("p")] == [
        "2 questions “Several answers from a list”: Aiken has no form for them.",
        "14 opinion and confidence questions: Aiken takes only questions with a right answer.",
        "3 questions “A longer text”: Aiken has no form for them.",
    ]
    assert said["QTI 3.0"] is None


@pytest.mark.parametrize("form", WRITABLE, ids=lambda form: form.name)
def test_what_is_offered_comes_in_again(officer, upload, form):
    data = officer.get(f"/banks/neglect/export/{form.name}")
    assert data.status_code == 200
    assert data.headers["Content-Disposition"] == f'attachment; filename="{file_name("v1", form)}"'
    assert heading(upload(data.data)) == "What is in the file"


@pytest.mark.parametrize(("name", "read"), [("toml", read_toml), ("json", read_json)])
def test_a_bank_is_taken_out_whole(officer, name, read):
    answer = officer.get(f"/banks/neglect/export/{name}")
    assert read(answer.get_data(as_text=True)) == shipped_banks()["neglect"]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="neglect-v1.{name}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_draft_and_the_published_text_are_taken_out_apart(officer, upload):
    press(officer, upload(into="neglect"), "Take these questions in")
    draft, published = (
        read_toml(officer.get(f"/banks/neglect/export/toml?text={text}").get_data(as_text=True))
        for text in ("draft", "published")
    )
    assert published == shipped_banks()["neglect"]
    assert len(draft.questions) == len(published.questions) + 3
    assert links(officer.get("/banks/neglect/export"))["Take out version 1 instead"]


def test_a_format_that_we_do_not_write_is_not_there(officer):
    assert officer.get("/banks/neglect/export/limesurvey").status_code == 404
    assert officer.get("/banks/nothing/export").status_code == 404


def test_out_and_in_again_is_the_same_bank(officer, upload, fresh):
    data = officer.get("/banks/neglect/export/toml").data
    press(officer, upload(data), "Take these questions in")
    bank = bank_of(fresh(BankDraft)[0])
    assert bank.key != "neglect"
    assert to_dict(bank) | {"key": "neglect"} == to_dict(shipped_banks()["neglect"])
    assert write_toml(bank).count("[[questions]]") == len(bank.questions)
