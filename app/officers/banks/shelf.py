"""Question banks: those that come with the product, those published and those being written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.extensions import db
from app.officers.banks.wording import told
from app.officers.blueprint import blueprint
from question_banks import documents
from question_banks.model import Bank, Family, Objective, Question
from question_banks.shipped import shipped_banks
from surveys.errors import NotFound
from surveys.models import BankDraft, BankVersion
from surveys.queries.banks import latest_versions, published_digests
from surveys.queries.drafts import bank_of, find_draft, open_drafts


@dataclass(frozen=True)
class Shelved:
    """A bank as officers see it. ``shipped`` says that it comes with the product, ``fresh`` that this text of it is
    not published: never, or not since the product brought a newer one. ``draft`` is what is written of it now.
    """

    bank: Bank
    shipped: bool
    version: BankVersion | None
    fresh: bool
    draft: BankDraft | None = None

    @property
    def counts(self) -> dict[Family, int]:
        """How many questions each family has, in the order of the families."""
        found = Counter(question.family for question in self.bank.questions)
        return {family: found[family] for family in Family if found[family]}

    @property
    def is_written_only(self) -> bool:
        """Whether there is nothing of it yet but a draft."""
        return not self.shipped and self.version is None


Section = tuple[Objective | None, Sequence[Question]]


@blueprint.get("/banks")
def banks() -> ResponseReturnValue:
    return render_template("officers/banks/list.html", shelf=list(shelf().values()))


@blueprint.get("/banks/<key>")
def bank(key: str) -> ResponseReturnValue:
    """The bank as it is asked; whoever comes to go on writing is led to the draft."""
    shelved = find_shelved(key)
    if shelved.draft and (shelved.is_written_only or "published" not in request.args):
        return redirect(url_for(".draft", key=key), 303)
    return render_template(
        "officers/banks/bank.html",
        shelved=shelved,
        sections=by_objective(shelved.bank, shelved.bank.questions),
        told={question.key: told(shelved.bank, question) for question in shelved.bank.questions},
        form=FlaskForm(),
    )


def by_objective(bank: Bank, questions: Sequence[Question]) -> list[Section]:
    """The questions under their objectives, those that are not tied to one last; nothing without a question."""
    known = bank.objectives_by_key
    sections: list[Section] = [
        (objective, [one for one in questions if one.objective == objective.key])
        for objective in bank.objectives
    ]
    sections.append((None, [one for one in questions if one.objective not in known]))
    return [section for section in sections if section[1]]


def shelf() -> dict[str, Shelved]:
    """Every bank by its key, in the order of titles. Of a shipped bank the text that we ship now."""
    published = {version.bank.key: version for version in latest_versions(db.session)}
    digests, drafts = published_digests(db.session), {draft.key: draft for draft in open_drafts(db.session)}
    found = {
        key: _shipped(bank, published.get(key), digests, drafts.get(key))
        for key, bank in shipped_banks().items()
    }
    for key, version in published.items():
        said = documents.from_dict(version.document)
        found.setdefault(key, Shelved(said, False, version, False, drafts.get(key)))
    for key, draft in drafts.items():
        found.setdefault(key, Shelved(bank_of(draft), False, None, False, draft))
    return dict(sorted(found.items(), key=lambda item: (item[1].bank.title, item[0])))


def _shipped(
    bank: Bank, version: BankVersion | None, digests: frozenset[str], draft: BankDraft | None
) -> Shelved:
    """What comes with the product, until the partnership has published a text of its own after it."""
    fresh = documents.digest(bank) not in digests
    said = bank if fresh or version is None else documents.from_dict(version.document)
    return Shelved(said, True, version, fresh, draft)


def find_shelved(key: str) -> Shelved:
    """The bank with this key.

    Raises:
        NotFound: there is none.
    """
    found = shelf().get(key)
    if found is None:
        raise NotFound("There is no such question bank.")
    return found


def newest_text(key: str) -> Bank:
    """What the bank's draft says, or else what it says without one.

    Raises:
        NotFound: there is no such bank.
    """
    draft = find_draft(db.session, key)
    return bank_of(draft) if draft else find_shelved(key).bank
