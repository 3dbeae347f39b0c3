"""The token of a personal link is made when a message is sent; the record keeps only its digest."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from surveys.models import Invitation
from surveys.tokens import LinkSigner, digest


def current_token(session: Session, invitation: Invitation, signer: LinkSigner) -> str:
    """The token of the invitation's newest link, the same each time: a reminder carries the same link.

    When signing keys have changed since the last message, the link gets a new issue, and the older one dies.
    """
    return current_tokens(session, [invitation], signer)[invitation.id]


def current_tokens(session: Session, invitations: Iterable[Invitation], signer: LinkSigner) -> dict[int, str]:
    """The same for many, by the invitation's id, in one go."""
    tokens = {invitation.id: _current(invitation, signer) for invitation in invitations}
    session.flush()
    return tokens


def _current(invitation: Invitation, signer: LinkSigner) -> str:
    token = signer.sign(invitation.id, invitation.issue)
    if invitation.token_digest not in ("", digest(token)):
        invitation.issue += 1
        token = signer.sign(invitation.id, invitation.issue)
    invitation.token_digest = digest(token)
    return token
