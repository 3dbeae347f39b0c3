"""Keeps personal links out of every log: the token in the address is the whole credential."""

from __future__ import annotations

import logging
import re

_TOKEN = re.compile(r"(/s/)[^/?#\s\"']+")

LOGGERS = ("app", "werkzeug", "gunicorn.access", "gunicorn.error")


def mask_tokens(text: str) -> str:
    """The text with the token of every personal link replaced by an ellipsis."""
    return _TOKEN.sub(r"\1…", text)


class MaskTokens(logging.Filter):
    """Masks each record, its arguments and its traceback before any handler sees them."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = mask_tokens(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = mask_tokens(record.exc_text)
        return True


def mask_logs(*names: str) -> None:
    """Put the mask on the named loggers and on the handlers they have now; calling it again adds nothing."""
    for name in names or LOGGERS:
        logger = logging.getLogger(name)
        for target in (logger, *logger.handlers):
            if not any(isinstance(found, MaskTokens) for found in target.filters):
                target.addFilter(MaskTokens())
