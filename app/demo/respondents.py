"""The respondents of the demo: they read their mail, open the link in it and answer, as anybody would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from app.demo.answering import Answering
from app.demo.calendar import Calendar
from app.demo.chance import dice
from app.demo.habits import Reply, reply_to
from app.demo.minds import mind_of
from surveys.enums import MessageKind
from surveys.errors import LinkError
from surveys.operations.responses import save_draft, submit_response
from surveys.queries.invited import Letter, last_letter, letters_after
from surveys.queries.links import find_link
from surveys.queries.questionnaires import questionnaire
from surveys.questionnaires import Page, Questionnaire
from surveys.questionnaires.pace import seconds_of
from surveys.questionnaires.timing import seconds_for
from surveys.tokens import LinkSigner

AT_ONCE = 500
"""How many letters are held in memory at a time."""

TOKEN = re.compile(r"/s/([\w.~-]+)")


@dataclass(frozen=True)
class Opening:
    """Somebody is going to open the link in a letter. ``about`` is the delegate's address."""

    token: str
    about: str
    course: str
    reply: Reply


class Respondents:
    """Everybody who gets mail. What they have read and not yet answered waits in the calendar."""

    def __init__(self, session: Session, signer: LinkSigner, calendar: Calendar, *, seed: int) -> None:
        self._session, self._signer, self._calendar, self._seed = session, signer, calendar, seed
        self._read_up_to = last_letter(session)

    def read_mail(self) -> None:
        """Read what has come since the last time, and decide who answers when."""
        for letter in self._new_letters():
            opening = self._opening(letter)
            if opening:
                self._calendar.put(opening.reply.at, partial(self.answer, opening))

    def answer(self, opening: Opening, now: datetime) -> None:
        """Open the link, fill in its questions and send them, or stop half-way. A dead link is left alone.

        Nothing is committed here: many people's answers go into one transaction, which is what takes the time.
        """
        try:
            link = find_link(self._session, self._signer, opening.token, now=now, hold=True)
        except LinkError:
            return
        asked = questionnaire(self._session, link.questionnaire_id)
        mind = mind_of(self._seed, opening.about, opening.course)
        answering = Answering(mind, link.point, link.audience, now.date())
        page = _all_pages(asked) if opening.reply.finishes else asked.pages[0]
        submitted = {name: said for one in page.asked for name, said in answering.fill_in(one).items()}
        shown_at = now - took(page, opening.token)
        save_draft(self._session, link, page, submitted, shown_at=shown_at, now=now)
        if opening.reply.finishes:
            seconds = seconds_of(page, shown_at, now)
            sent = replace(link, draft=submitted, draft_seconds=seconds)
            submit_response(self._session, sent, asked, now=now)

    def _new_letters(self) -> Iterator[Letter]:
        while letters := letters_after(self._session, self._read_up_to, most=AT_ONCE):
            yield from letters
            self._read_up_to = letters[-1].id
        self._session.rollback()

    def _opening(self, letter: Letter) -> Opening | None:
        token = TOKEN.search(letter.text)
        if token is None or letter.kind is MessageKind.FRESH_LINK:
            return None
        name = f"{self._seed}/{letter.delegate}/{letter.course_key}"
        reply = reply_to(
            name,
            letter.ordinal + 1,
            letter.captured_at,
            point=letter.point,
            audience=letter.audience,
        )
        return Opening(token[1], letter.delegate, letter.course_key, reply) if reply else None


def took(page: Page, name: str) -> timedelta:
    """How long somebody took: most people about what is likely, some a good deal longer."""
    pace = dice(name, "pace").lognormvariate(0, 0.35)
    return timedelta(seconds=pace * sum(seconds_for(asked) for asked in page.asked))


def _all_pages(asked: Questionnaire) -> Page:
    return Page("", "", tuple(asked.asked))
