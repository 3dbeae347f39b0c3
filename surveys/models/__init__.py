"""All tables of the record, on one metadata."""

from surveys.models.activity import Activity
from surveys.models.banks import BankDraft, BankVersion, QuestionBank
from surveys.models.base import Base
from surveys.models.evaluations import Evaluation, EvaluationEvent, Questionnaire, QuestionnaireBank
from surveys.models.messages import CapturedMail, Message
from surveys.models.people import Agency, Booking, Person
from surveys.models.programme import Board, Course, Event, Objective, Theme
from surveys.models.remarks import OldMark, Remark
from surveys.models.reports import Report
from surveys.models.responses import Answer, Response
from surveys.models.waves import Invitation, Wave

__all__ = [
    "Activity", "Agency", "Answer", "BankDraft", "BankVersion", "Base", "Board", "Booking", "CapturedMail", "Course",
    "Evaluation", "EvaluationEvent", "Event", "Invitation", "Message", "Objective", "OldMark", "Person",
    "QuestionBank", "Questionnaire", "QuestionnaireBank", "Remark", "Report", "Response", "Theme", "Wave",
]  # fmt: skip
