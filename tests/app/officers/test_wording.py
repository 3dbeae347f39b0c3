"""Every state and kind has its words, and every state its colour."""

from __future__ import annotations

import pytest

from app.officers import wording
from app.officers.matters import SENTENCES
from surveys.enums import Audience, BookingStatus, Family, MessageKind, MessageState, TimePoint, WaveState
from surveys.queries.home import Need


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (wording.POINTS, TimePoint),
        (wording.STATUSES, BookingStatus),
        (wording.WAVE_STATES, WaveState),
        (wording.WAVE_COLOURS, WaveState),
        (wording.AUDIENCES, Audience),
        (wording.MESSAGE_KINDS, MessageKind),
        (wording.MESSAGE_STATES, MessageState),
        (wording.MESSAGE_COLOURS, MessageState),
        (wording.FAMILIES, Family),
        (SENTENCES, Need),
    ],
)
def test_none_is_missing(words, kind):
    assert set(words) == set(kind)
