"""What one audience is asked at one time point: composed by template, kept as a document, answered by page.

Pure: no database, no clock. A questionnaire refers to its questions by bank version and key, so whoever is in
the middle of one keeps the questions that they began with.
"""

from __future__ import annotations

from surveys.questionnaires.answering import Given as Given
from surveys.questionnaires.answering import read_all as read_all
from surveys.questionnaires.answering import read_page as read_page
from surveys.questionnaires.composing import FORMS as FORMS
from surveys.questionnaires.composing import compose as compose
from surveys.questionnaires.documents import bank_versions as bank_versions
from surveys.questionnaires.documents import digest as digest
from surveys.questionnaires.documents import from_dict as from_dict
from surveys.questionnaires.documents import to_dict as to_dict
from surveys.questionnaires.model import Asked as Asked
from surveys.questionnaires.model import Page as Page
from surveys.questionnaires.model import Questionnaire as Questionnaire
from surveys.questionnaires.model import asked_of as asked_of
from surveys.questionnaires.timing import minutes_for as minutes_for
