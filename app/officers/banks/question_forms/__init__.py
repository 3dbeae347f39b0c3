"""Questions as forms: one form for each kind turns a question into fields and what was typed into a question.

A form keeps all that was typed, whatever button sent it, and needs no scripts.
"""

from __future__ import annotations

from app.officers.banks.question_forms.common import QuestionForm as QuestionForm
from app.officers.banks.question_forms.common import Written as Written
from app.officers.banks.question_forms.common import opening as opening
from app.officers.banks.question_forms.kinds import CHANGES as CHANGES
from app.officers.banks.question_forms.kinds import FORMS as FORMS
from app.officers.banks.question_forms.kinds import blank_question as blank_question
from app.officers.banks.question_forms.rows import RowList as RowList
