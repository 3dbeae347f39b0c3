"""The way in for web servers and for ``flask --app wsgi``."""

from __future__ import annotations

import sys

from app import create_app
from app.config import SettingsError

try:
    app = create_app()
except SettingsError as wrong:
    print(*(f"foursteps: {problem}" for problem in wrong.problems), sep="\n", file=sys.stderr)
    sys.exit(2)
