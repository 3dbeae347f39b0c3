"""The nouns of a question bank: frozen values that say what is asked, what it measures and how it is marked.

A bank is a document (see ``documents``). Nothing here knows the web or a database, and nothing here changes:
editing makes a new bank (see ``authoring``).
"""

from __future__ import annotations

from question_banks.model.bank import Bank as Bank
from question_banks.model.nouns import Accepted as Accepted
from question_banks.model.nouns import NumberKey as NumberKey
from question_banks.model.nouns import Objective as Objective
from question_banks.model.nouns import Option as Option
from question_banks.model.nouns import OutsideCode as OutsideCode
from question_banks.model.nouns import Point as Point
from question_banks.model.nouns import Row as Row
from question_banks.model.nouns import Scale as Scale
from question_banks.model.nouns import Scenario as Scenario
from question_banks.model.nouns import Theme as Theme
from question_banks.model.question import Question as Question
from question_banks.model.question import Value as Value
from question_banks.model.sorts import USUAL_STEPS as USUAL_STEPS
from question_banks.model.sorts import Audience as Audience
from question_banks.model.sorts import Family as Family
from question_banks.model.sorts import Kind as Kind
from question_banks.model.sorts import Status as Status
