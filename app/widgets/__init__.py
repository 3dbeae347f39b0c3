"""How each kind of question is put on a page and read back in words: the look of the banks' item types.

Respondents' pages and the officers' preview draw the same fields with ``widgets/fields.html``. A page shown to nobody
in particular passes ``invitation_id=0`` and an empty draft.
"""

from __future__ import annotations

from app.widgets.fields import Box as Box
from app.widgets.fields import Choice as Choice
from app.widgets.fields import Field as Field
from app.widgets.fields import Line as Line
from app.widgets.kinds import WIDGETS as WIDGETS
from app.widgets.pages import TAKE_BACK as TAKE_BACK
from app.widgets.pages import beside_in_words as beside_in_words
from app.widgets.pages import in_words as in_words
from app.widgets.pages import page_fields as page_fields
from app.widgets.pages import page_submitted as page_submitted
from app.widgets.pages import plain_fields as plain_fields
from app.widgets.pages import value_in_words as value_in_words
from app.widgets.widget import Widget as Widget
