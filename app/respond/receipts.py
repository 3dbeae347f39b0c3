"""What shows that a form to send answers was drawn by us before they were sent.

Whoever comes by the link afterwards, to whom it may have been passed on, has seen no such form.
"""

from __future__ import annotations

import hashlib
import hmac

from flask import current_app

PURPOSE = "foursteps.receipt"
FIELD = "receipt"


def receipt_for(invitation_id: int) -> str:
    """The text for the form's field: it says nothing to anybody else, and is the same each time."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"{PURPOSE}:{invitation_id}".encode(), hashlib.sha256).hexdigest()


def is_receipt(text: str, invitation_id: int) -> bool:
    """Whether ``text`` is what the form of this invitation carried."""
    return hmac.compare_digest(text.encode(), receipt_for(invitation_id).encode())
