"""E-mail addresses: which are usable, and when two of them are one person's."""

from __future__ import annotations

import unicodedata

from email_validator import EmailNotValidError, validate_email

from surveys.errors import SurveyError

LONGEST = 254


class NotAnAddress(SurveyError):
    """This text is not an e-mail address that mail can be sent to."""


def address_key(address: str) -> str:
    """How one person is recognised, however they spell it: trimmed, Unicode-normalised, case-folded."""
    folded = unicodedata.normalize("NFKC", address).strip().casefold()
    return unicodedata.normalize("NFKC", folded)


def checked_address(address: str) -> str:
    """The address as given, trimmed, with its domain in lower-case ASCII.

    Nothing is looked up on the network. Documentation domains such as ``.example`` pass.

    Raises:
        NotAnAddress: it is not of the form that mail servers take, or needs SMTPUTF8, which many lack.
    """
    trimmed = unicodedata.normalize("NFKC", address).strip()
    if len(trimmed) > LONGEST:
        raise NotAnAddress("The e-mail address is too long.")
    try:
        checked = validate_email(trimmed, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise NotAnAddress("This is not a valid e-mail address.") from error
    return checked.ascii_email or checked.normalized
