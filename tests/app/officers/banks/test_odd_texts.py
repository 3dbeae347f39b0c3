"""Whatever is written in a bank is text on every page about it, also inside the frames of a preview."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.model import (
    Accepted,
    Bank,
    Kind,
    NumberKey,
    Objective,
    Option,
    Point,
    Row,
    Scale,
    Scenario,
    Theme,
)
from surveys.operations.drafts import start_draft
from tests.app.officers.banks.drafts import path
from tests.app.test_stored_texts import ODD
from tests.forms import page, press
from tests.partnership import MADE, WHO
from tests.question_banks.tiny import tiny_bank
from tests.strict_html import parse, text_of


def odd_bank(text: str) -> Bank:
    """A bank of every kind that says ``text`` wherever a text can be."""
    question = tiny_bank("sound").questions[0]
    made = [
        replace(
            question,
            key=kind.value.replace("_", "-"),
            kind=kind,
            stem=text,
            manager_stem=text,
            help=text,
            feedback=text,
            source=text,
            notes=text,
            objective="one",
            themes=("one",),
            scenario="one",
            scale="one" if kind in (Kind.SCALE, Kind.STATEMENTS) else "",
            options=(Option("a", text, True, text), Option("b", f"{text}!", False, text)),
            rows=(Row("r", text, "a"), Row("s", text, "b")),
            accepted=(Accepted(text, 100, text),),
            numbers=(NumberKey(1, 0, 100, text),),
        )
        for kind in Kind
    ]
    scale = Scale("one", text, (Point(1, text), Point(2, text)))
    return Bank(
        "odd",
        text[:200],
        (Objective("one", text[:200], text),),
        tuple(made),
        (Theme("one", text[:200]),),
        (scale,),
        (Scenario("one", text),),
        description=text,
    )


@pytest.mark.parametrize(
    "text", ODD, ids=["script", "template", "format", "attribute", "letters", "long word"]
)
def test_it_is_shown_as_it_is(officer, session, text):
    bank = odd_bank(text)
    start_draft(session, bank, by=WHO, now=MADE)
    session.commit()
    keys = [question.key for question in bank.questions]
    addresses = [path("odd"), path("odd", "about"), "/banks", "/banks/odd/objectives-and-themes"]
    addresses += [path("odd", f"questions/{key}{rest}") for key in keys for rest in ("", "/preview", "/move")]
    addresses += [path("odd", f"{sort}/one") for sort in ("objectives", "themes", "scenarios", "scales")]
    addresses += ["/banks/odd/preview/pre/delegate", path("odd", "add-question")]
    for address in addresses:
        answer = officer.get(address)
        tree = page(answer)
        frames = [parse(frame.get("srcdoc")) for frame in tree.iter("iframe")]
        assert (address, answer.status_code) == (address, 200)
        assert [e.tag for shown in (tree, *frames) for e in shown.iter() if e.tag in ("img", "script")] == []
        assert " ".join(text.split()) in text_of(tree)
        assert [" ".join(text.split()) in text_of(frame) for frame in frames] == [True] * len(frames)


@pytest.mark.parametrize(
    "text", ODD, ids=["script", "template", "format", "attribute", "letters", "long word"]
)
def test_it_comes_back_from_every_form_as_it_was(officer, session, text):
    bank = odd_bank(text)
    start_draft(session, bank, by=WHO, now=MADE)
    session.commit()
    for question in bank.questions:
        form = officer.get(path("odd", f"questions/{question.key}"))
        again = press(officer, form, "Check and show it")
        assert (question.key, again.status_code) == (question.key, 200)
        stem = page(again).find(".//textarea[@name='stem']").text
        assert stem.strip() == text.strip()
