"""Question banks: those shipped and those published, what is in them, and publishing one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.shipped import shipped_banks
from surveys.models import BankVersion
from surveys.operations.banks import publish_bank
from tests.forms import heading, links, notices, page, press, words
from tests.partnership import MADE, WHO
from tests.staff import signed_in
from tests.strict_html import text_of


def shelf(answer):
    """Each bank's words in the list, by its key."""
    return {e.get("aria-labelledby").removeprefix("bank-"): text_of(e) for e in page(answer).iter("section")}


def test_it_lists_what_is_shipped_with_objectives_and_counts(officer):
    listed = shelf(officer.get("/banks"))
    assert list(listed) == ["information-sharing", "neglect", "professional-curiosity"]
    bank = shipped_banks()["neglect"]
    assert listed["neglect"].startswith(
        f"{bank.title} Version 1 published on 4 January 2027. {len(bank.objectives)} objectives; "
        f"{len(bank.questions)} questions: knowledge "
    )
    assert [
        objective.title for objective in bank.objectives if objective.title not in listed["neglect"]
    ] == []
    assert "Not published" in listed["information-sharing"]


def test_a_bank_that_is_not_shipped_is_listed_too(officer, session):
    own = replace(shipped_banks()["neglect"], key="our-own", title="Our own bank")
    publish_bank(session, own, by=WHO, now=MADE)
    session.commit()
    assert shelf(officer.get("/banks"))["our-own"].startswith(
        "Our own bank Version 1 published on 4 January 2027."
    )


def test_one_bank_shows_every_question_with_its_key_and_source(officer):
    shown = words(officer.get("/banks/neglect"))
    bank = shipped_banks()["neglect"]
    assert [q.key for q in bank.questions if " ".join(q.stem.split()) not in shown] == []
    assert [q.key for q in bank.questions if q.source and " ".join(q.source.split()) not in shown] == []
    assert shown.count("(right)") == sum(option.right for q in bank.questions for option in q.options)


def test_a_bank_that_there_is_not_is_not_found(officer):
    assert [officer.get(f"/banks/nothing{rest}").status_code for rest in ("", "/publish")] == [404, 404]


class TestPublishing:
    def test_it_asks_first_and_then_publishes(self, officer, fresh):
        bank = officer.get("/banks/information-sharing")
        asked = officer.get(links(bank)["Publish this bank"])
        assert (heading(asked), len(fresh(BankVersion))) == ("Publish this bank?", 1)
        done = press(officer, asked, "Publish", follow=True)
        assert notices(done) == ["“Information sharing and thresholds” is published as version 1."]
        assert "Not published" not in shelf(done)["information-sharing"]

    def test_pressing_twice_publishes_once(self, officer, fresh):
        asked = officer.get("/banks/information-sharing/publish")
        press(officer, asked, "Publish")
        assert press(officer, asked, "Publish").status_code == 404
        assert len(fresh(BankVersion)) == 2

    def test_what_is_published_already_is_not_offered(self, officer):
        assert "Publish this bank" not in links(officer.get("/banks/neglect"))
        assert officer.get("/banks/neglect/publish").status_code == 404

    def test_a_newer_text_that_is_shipped_is_offered_again(self, officer, session):
        older = replace(shipped_banks()["information-sharing"], description="As it was.")
        publish_bank(session, older, by=WHO, now=MADE)
        session.commit()
        listed = officer.get("/banks")
        assert "The text that now comes with Foursteps is newer." in shelf(listed)["information-sharing"]
        done = press(officer, officer.get("/banks/information-sharing/publish"), "Publish", follow=True)
        assert notices(done) == ["“Information sharing and thresholds” is published as version 2."]

    @pytest.mark.parametrize("role", ["coordinator", "development-officer"])
    def test_only_officers_publish(self, site, partnership, role, fresh):
        client = signed_in(site, role)
        assert [words for words in links(client.get("/banks")) if words.startswith("Publish")] == []
        assert client.get("/banks/information-sharing/publish").status_code == 403
