"""Not running a course with questions that cannot tell what it did."""

from __future__ import annotations

from sqlalchemy.orm import Session

from question_banks.documents import from_dict
from surveys.errors import SurveyError
from surveys.models import Course
from surveys.queries.banks import latest_version
from surveys.questionnaires.launching import all_problems


def refuse_unsound_questions(session: Session, course: Course) -> None:
    """Raises ``SurveyError``, naming each, when the course's published questions have serious problems.

    A version that was published under older checks can have some. A course without published questions is let be: it
    is listed for somebody (``queries.home``), and its waves cannot open.
    """
    version = latest_version(session, course.bank_id) if course.bank_id else None
    found = all_problems(from_dict(version.document)) if version else ()
    told = [f"{problem.where}: {problem.what}" for problem in found if problem.serious]
    if told:
        raise SurveyError(
            f"The course's questions have to be mended first; publish them again without this. {' '.join(told)}"
        )
