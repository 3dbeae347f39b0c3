"""One widget for each item type."""

from __future__ import annotations

from collections.abc import Mapping

from app.widgets.choosing import Confidence, OnScale, Options, SeveralOptions, TrueFalse, YesNo
from app.widgets.lines import Matching, Ordering, Statements
from app.widgets.widget import Widget
from app.widgets.writing import Day, Number, Text
from question_banks.model import Kind

WIDGETS: Mapping[Kind, Widget] = {
    Kind.SINGLE: Options(),
    Kind.SEVERAL: SeveralOptions(),
    Kind.TRUE_FALSE: TrueFalse(),
    Kind.YES_NO: YesNo(),
    Kind.SCALE: OnScale(),
    Kind.CONFIDENCE: Confidence(),
    Kind.STATEMENTS: Statements(),
    Kind.ORDERING: Ordering(),
    Kind.MATCHING: Matching(),
    Kind.NUMBER: Number(),
    Kind.DATE: Day(),
    Kind.SHORT_TEXT: Text(),
    Kind.LONG_TEXT: Text(),
}
