"""The text in a personal link: ours alone, exact to the letter, and the same each time."""

from __future__ import annotations

import base64
import hashlib
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer

from surveys.errors import UnknownLink
from surveys.tokens import LinkSigner, digest

OLD, NEW, FOREIGN = ("old key " * 5, "new key " * 5, "foreign key " * 4)
SIGNER = LinkSigner([NEW])
LETTERS = string.ascii_letters + string.digits + "-_."


def is_read(signer, token):
    try:
        return signer.read(token)
    except UnknownLink:
        return None


@given(st.integers(1, 2**63 - 1), st.integers(1, 10_000))
def test_what_was_signed_is_read(invitation_id, issue):
    assert SIGNER.read(SIGNER.sign(invitation_id, issue)) == (invitation_id, issue)


def test_the_same_invitation_and_issue_give_the_same_token_and_others_another():
    tokens = [SIGNER.sign(*numbers) for numbers in ((1, 1), (1, 1), (1, 2), (2, 1), (11, 1), (1, 11))]
    assert tokens[0] == tokens[1]
    assert len(set(tokens)) == 5


def test_a_token_fits_into_an_address_as_it_stands():
    assert set(SIGNER.sign(2**63 - 1, 10_000)) <= set(LETTERS)


def test_every_letter_counts():
    """Also the last, of which base64 drops bits."""
    token = SIGNER.sign(12345, 2)
    tampered = [
        token[:place] + letter + token[place + 1 :]
        for place in range(len(token))
        for letter in LETTERS
        if letter != token[place]
    ]
    assert len(tampered) > 3000
    assert [text for text in tampered if is_read(SIGNER, text)] == []


def test_a_tail_that_base64_reads_the_same_is_another_text():
    head, _, tail = SIGNER.sign(12345, 2).rpartition(".")
    signature = base64.urlsafe_b64decode(tail + "=")
    twins = [
        tail[:-1] + letter
        for letter in LETTERS[:-1]
        if base64.urlsafe_b64decode(tail[:-1] + letter + "=") == signature and letter != tail[-1]
    ]
    assert len(twins) == 3
    assert [twin for twin in twins if is_read(SIGNER, f"{head}.{twin}")] == []


def test_a_token_cut_short_or_added_to_is_not_read():
    token = SIGNER.sign(12345, 2)
    cut = [token[:length] for length in range(len(token))] + [token[start:] for start in range(1, len(token))]
    added = [f"{token}{more}" for more in ("=", ".", "A", " ", "\n", "\0")] + [f" {token}", f".{token}"]
    assert [text for text in cut + added if is_read(SIGNER, text)] == []


@given(st.text(max_size=300))
def test_no_other_text_is_read_or_breaks_the_reading(text):
    assert is_read(SIGNER, text) is None


@pytest.mark.parametrize("text", ["\ud800", "é", "\0", "." * 60, "A" * 100_000, "W" + "." * 190])
def test_odd_texts_are_unknown(text):
    assert is_read(SIGNER, text) is None


@pytest.mark.parametrize("payload", [[1], [1, 2, 3], {"a": 1}, "12", None, ["1", 2], [1, None], [True, 1.5]])
def test_something_else_signed_with_our_key_is_unknown(payload):
    twin = URLSafeSerializer(
        NEW,
        salt="foursteps.personal-link",
        signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"},
    )
    assert SIGNER.read(twin.dumps([7, 8])) == (7, 8)
    assert is_read(SIGNER, twin.dumps(payload)) is None


class TestKeys:
    def test_a_foreign_key_opens_nothing(self):
        assert is_read(SIGNER, LinkSigner([FOREIGN]).sign(1, 1)) is None

    def test_the_newest_key_signs_and_every_key_reads(self):
        both = LinkSigner([NEW, OLD])
        assert both.sign(1, 1) == SIGNER.sign(1, 1)
        assert both.read(LinkSigner([OLD]).sign(1, 1)) == (1, 1)

    def test_a_key_that_was_taken_away_opens_nothing_more(self):
        assert is_read(SIGNER, LinkSigner([OLD]).sign(1, 1)) is None

    def test_without_a_key_there_is_no_signer(self):
        with pytest.raises(ValueError, match="needs a key"):
            LinkSigner([])


def test_the_digest_is_the_sha_256_of_the_exact_text():
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_signature_is_not_sha_1():
    signature = SIGNER.sign(1, 1).rpartition(".")[2]
    assert len(base64.urlsafe_b64decode(signature + "=")) == 32
