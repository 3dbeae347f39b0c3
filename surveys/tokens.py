"""The text in a personal link: signed, opaque, and the whole credential. It holds no personal data."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from itsdangerous import BadData, URLSafeSerializer

from surveys.errors import UnknownLink

SALT = "foursteps.personal-link"
LONGEST = 200
"""No token is longer (most are about 60 characters), so nothing longer is looked at."""


class LinkSigner:
    """Signs with the newest key and reads with any. ``keys`` come newest first.

    The same invitation, issue and key always give the same token: a reminder carries the link of the invitation.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("a link signer needs a key")
        self._signers = tuple(_signer(key) for key in keys)

    def sign(self, invitation_id: int, issue: int) -> str:
        """The token of an invitation's link; ``issue`` counts the links that it has had."""
        return _signed(self._signers[0], invitation_id, issue)

    def read(self, token: str) -> tuple[int, int]:
        """The invitation's id and issue. Only the exact text that ``sign`` gave, with a key we have, is read.

        Raises:
            UnknownLink: anything else, such as a token of which base64 alone reads the same.
        """
        if len(token) <= LONGEST and token.isascii():
            for signer in self._signers:
                invitation_id, issue = _read(signer, token)
                if invitation_id and hmac.compare_digest(_signed(signer, invitation_id, issue), token):
                    return invitation_id, issue
        raise UnknownLink


def digest(token: str) -> str:
    """The SHA-256, in hex, of the exact text of a token. The record keeps this and never the token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _signer(key: str) -> URLSafeSerializer:
    # The library's own default is SHA-1.
    options = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}
    return URLSafeSerializer(key, salt=SALT, signer_kwargs=options)


def _signed(signer: URLSafeSerializer, invitation_id: int, issue: int) -> str:
    token = signer.dumps([invitation_id, issue])
    return token if isinstance(token, str) else token.decode("ascii")


def _read(signer: URLSafeSerializer, token: str) -> tuple[int, int]:
    """What the token holds; zeros when this key did not sign it, or signed something else."""
    try:
        payload = signer.loads(token)
    except (BadData, ValueError):
        return 0, 0
    if not isinstance(payload, list) or [type(part) for part in payload] != [int, int]:
        return 0, 0
    return payload[0], payload[1]
