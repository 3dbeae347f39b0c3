"""Who does what is done on the command line: the account of the operating system."""

from __future__ import annotations

import getpass


def actor() -> str:
    """A name for the trail, such as "command line (kim)"."""
    try:
        return f"command line ({getpass.getuser()})"[:100]
    except (OSError, KeyError):
        return "command line"
