"""Question banks: those that come with the product and those published."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.officers.blueprint import blueprint
from question_banks import documents
from question_banks.model import Bank, Family
from question_banks.shipped import shipped_banks
from surveys.errors import NotFound
from surveys.models import BankVersion
from surveys.queries.banks import latest_versions, published_digests


@dataclass(frozen=True)
class Shelved:
    """A bank as officers see it. ``shipped`` says that it comes with the product, ``fresh`` that this text of it is
    not published: never, or not since the product brought a newer one.
    """

    bank: Bank
    shipped: bool
    version: BankVersion | None
    fresh: bool

    @property
    def counts(self) -> dict[Family, int]:
        """How many questions each family has, in the order of the families."""
        found = Counter(question.family for question in self.bank.questions)
        return {family: found[family] for family in Family if found[family]}


@blueprint.get("/banks")
def banks() -> ResponseReturnValue:
    return render_template("officers/banks/list.html", shelf=list(_shelf().values()))


@blueprint.get("/banks/<key>")
def bank(key: str) -> ResponseReturnValue:
    return render_template("officers/banks/bank.html", shelved=find_shelved(key))


def _shelf() -> dict[str, Shelved]:
    """Every bank by its key, in the order of titles. Of a shipped bank the text that we ship now."""
    published = {version.bank.key: version for version in latest_versions(db.session)}
    digests = published_digests(db.session)
    shelf = {
        key: Shelved(bank, True, published.get(key), documents.digest(bank) not in digests)
        for key, bank in shipped_banks().items()
    }
    for key, version in published.items():
        shelf.setdefault(key, Shelved(documents.from_dict(version.document), False, version, False))
    return dict(sorted(shelf.items(), key=lambda item: item[1].bank.title))


def find_shelved(key: str) -> Shelved:
    """The bank with this key.

    Raises:
        NotFound: there is none.
    """
    found = _shelf().get(key)
    if found is None:
        raise NotFound("There is no such question bank.")
    return found
