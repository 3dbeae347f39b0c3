"""The versions of a bank: which there are, what one says, and two of them side by side."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.officers.banks.comparing import compared
from app.officers.banks.people import people
from app.officers.banks.shelf import Shelved, by_objective, find_shelved
from app.officers.banks.wording import told
from app.officers.blueprint import blueprint
from question_banks import documents
from question_banks.model import Bank
from question_banks.shipped import shipped_banks
from surveys.errors import NotFound
from surveys.models import BankVersion, QuestionBank
from surveys.queries import banks as queries
from surveys.queries.drafts import bank_of, publications
from surveys.queries.programme import courses_of_bank
from surveys.queries.remarks import remarks_of

DRAFT, SHIPPED = "draft", "shipped"


@blueprint.get("/banks/<key>/versions")
def versions(key: str) -> ResponseReturnValue:
    """The list. Two that are named in the address are compared."""
    shelved = find_shelved(key)
    older, newer = request.args.get("older", ""), request.args.get("newer", "")
    names = texts(shelved)
    if older in names and newer in names:
        return redirect(url_for(".compare_versions", key=key, older=older, newer=newer), 303)
    row = queries.find_bank(db.session, key)
    return render_template(
        "officers/banks/versions/list.html",
        shelved=shelved,
        bank=shelved.bank,
        versions=queries.versions_of(db.session, row.id) if row else [],
        courses=courses_of_bank(db.session, row.id) if row else [],
        people=people(),
        publications=publications(db.session, key),
        names=names,
        remarks=remarks_of(db.session, row.id) if row else [],
    )


@blueprint.get("/banks/<key>/versions/<int(max=1000000):number>")
def bank_version(key: str, number: int) -> ResponseReturnValue:
    """One version, to be read."""
    version = version_of(key, number)
    bank = documents.from_dict(version.document)
    return render_template(
        "officers/banks/versions/version.html",
        version=version,
        people=people(),
        published=publications(db.session, key).get(number, {}),
        bank=bank,
        sections=by_objective(bank, bank.questions),
        told={question.key: told(bank, question) for question in bank.questions},
    )


@blueprint.get("/banks/<key>/versions/<older>/compare/<newer>")
def compare_versions(key: str, older: str, newer: str) -> ResponseReturnValue:
    """Two texts of the bank: each the number of a version, ``draft`` or ``shipped``."""
    shelved = find_shelved(key)
    names = texts(shelved)
    if older not in names or newer not in names:
        raise NotFound("There is no such version of this question bank.")
    return render_template(
        "officers/banks/versions/compare.html",
        bank=shelved.bank,
        older=older,
        newer=newer,
        names=names,
        compared=compared(
            _text(shelved, older),
            _text(shelved, newer),
            before_words=names[older],
            after_words=names[newer],
        ),
    )


def texts(shelved: Shelved) -> dict[str, str]:
    """What can be compared, the oldest first: its name in addresses and what it is called."""
    row = queries.find_bank(db.session, shelved.bank.key)
    numbers = [version.number for version in queries.versions_of(db.session, row.id)] if row else []
    found = {str(number): f"Version {number}" for number in sorted(numbers)}
    if shelved.shipped and shelved.fresh:
        found[SHIPPED] = "The text that comes with Foursteps"
    if shelved.draft:
        found[DRAFT] = "The draft"
    return found


def version_of(key: str, number: int) -> BankVersion:
    """Raises ``NotFound`` when there is none."""
    return queries.version_by_number(db.session, bank_row(key).id, number)


def bank_row(key: str) -> QuestionBank:
    """Raises ``NotFound`` when nothing of the bank was ever published."""
    return queries.bank_by_key(db.session, key)


def _text(shelved: Shelved, name: str) -> Bank:
    if name == DRAFT and shelved.draft:
        return bank_of(shelved.draft)
    if name == SHIPPED:
        return shipped_banks()[shelved.bank.key]
    return documents.from_dict(version_of(shelved.bank.key, int(name)).document)
