"""Attendee lists as files: bytes in, checked people out, with every row accounted for. Pure."""

from surveys.attendee_files.account import Entry, ImportAccount, refused_account
from surveys.attendee_files.model import Attendee, AttendeeFile, Skipped
from surveys.attendee_files.reading import read_attendee_file

__all__ = [
    "Attendee", "AttendeeFile", "Entry", "ImportAccount", "Skipped", "read_attendee_file", "refused_account",
]  # fmt: skip
