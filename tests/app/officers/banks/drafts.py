"""Drafts for the tests of the pages on which question banks are written."""

from __future__ import annotations

from surveys.queries.drafts import bank_of, draft_by_key


def path(key, rest=""):
    """The address of a page of the draft."""
    return f"/banks/{key}/draft/{rest}".rstrip("/")


def written(session, key):
    """What the draft says now. Nothing is held on to, so that requests can write on."""
    session.rollback()
    session.expire_all()
    bank = bank_of(draft_by_key(session, key))
    session.rollback()
    return bank
