"""What each expression of QTI's response processing comes to, null included."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from question_banks.exchange.qti.declared import NotUnderstood
from question_banks.exchange.qti.processing import Processing
from question_banks.exchange.qti.running import Budget

ITEM = """<assessmentItem>
<responseDeclaration identifier="ONE" cardinality="single" baseType="identifier"><correctResponse><value>A</value></correctResponse></responseDeclaration>
<responseDeclaration identifier="MANY" cardinality="multiple" baseType="identifier">
<mapping lowerBound="-1" upperBound="3" defaultValue="-1"><mapEntry mapKey="A" mappedValue="2"/><mapEntry mapKey="B" mappedValue="2"/></mapping></responseDeclaration>
<outcomeDeclaration identifier="OUT" cardinality="single" baseType="float"/>
<outcomeDeclaration identifier="MARK" cardinality="single" baseType="identifier"><matchTable defaultValue="low">
<matchTableEntry sourceValue="2" targetValue="high"/></matchTable></outcomeDeclaration>
<responseProcessing>{}</responseProcessing></assessmentItem>"""  # noqa: E501
RESPONSES = {"ONE": "A", "MANY": ("B", "A"), "NONE": None}


def number(value):
    return f'<baseValue baseType="float">{value}</baseValue>'


def text(value):
    return f'<baseValue baseType="string">{value}</baseValue>'


def name(value):
    return f'<baseValue baseType="identifier">{value}</baseValue>'


def variable(identifier):
    return f'<variable identifier="{identifier}"/>'


def outcomes(rules):
    return Processing(fromstring(ITEM.format(rules)), Budget()).outcomes_of(RESPONSES)  # noqa: S314


def worked_out(expression):
    return outcomes(f'<setOutcomeValue identifier="X">{expression}</setOutcomeValue>')["X"]


NULL, TRUE, FALSE = "<null/>", f"<isNull>{variable('NONE')}</isNull>", f"<isNull>{variable('ONE')}</isNull>"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (NULL, None),
        (TRUE, True),
        (FALSE, False),
        (f"<not>{TRUE}</not>", False),
        (f"<not>{NULL}</not>", None),
        (f"<and>{TRUE}{NULL}</and>", None),
        (f"<and>{FALSE}{NULL}</and>", False),
        (f"<or>{TRUE}{NULL}</or>", True),
        (f"<or>{FALSE}{NULL}</or>", None),
        (f'<anyN min="1" max="1">{TRUE}{FALSE}</anyN>', True),
        (f"<match>{variable('ONE')}{NULL}</match>", None),
        (f"<match>{variable('MANY')}<multiple>{name('A')}{name('B')}</multiple></match>", True),
        (f"<member>{name('A')}{variable('MANY')}</member>", True),
        (f"<contains>{variable('MANY')}<multiple>{name('C')}</multiple></contains>", False),
        (f"<containerSize>{variable('MANY')}</containerSize>", 2.0),
        (f"<delete>{name('A')}{variable('MANY')}</delete>", ("B",)),
        (f'<index n="2"><ordered>{name("C")}{name("B")}</ordered></index>', "B"),
        (f'<index n="9"><ordered>{name("C")}</ordered></index>', None),
        (f'<stringMatch caseSensitive="false">{text("Yes")}{text("YES")}</stringMatch>', True),
        (f'<stringMatch caseSensitive="true">{text("Yes")}{text("YES")}</stringMatch>', False),
        (f'<substring caseSensitive="false">{text("E")}{text("yes")}</substring>', True),
        (f"<sum>{number(1)}{number(2.5)}</sum>", 3.5),
        (f"<sum>{number(1)}{NULL}</sum>", None),
        (f"<product>{number(2)}{number(3)}</product>", 6.0),
        (f"<subtract>{number(2)}{number(3)}</subtract>", -1.0),
        (f"<divide>{number(3)}{number(2)}</divide>", 1.5),
        (f"<integerDivide>{number(7)}{number(2)}</integerDivide>", 3.0),
        (f"<integerModulus>{number(7)}{number(2)}</integerModulus>", 1.0),
        (f"<min>{number(7)}{number(2)}</min>", 2.0),
        (f"<max>{number(7)}{number(2)}</max>", 7.0),
        (f"<round>{number(2.5)}</round>", 3.0),
        (f"<truncate>{number(-2.5)}</truncate>", -2.0),
        (f"<lt>{number(1)}{number(2)}</lt>", True),
        (f"<gte>{number(1)}{number(2)}</gte>", False),
        (f'<equal toleranceMode="exact">{number(1)}{number(1)}</equal>', True),
        (
            f'<equal toleranceMode="absolute" tolerance="1" includeUpperBound="false">{number(2)}{number(1)}</equal>',
            False,
        ),
        (
            f'<equalRounded roundingMode="significantFigures" figures="2">{number(123)}{number(118)}</equalRounded>',
            True,
        ),
        ('<mapResponse identifier="MANY"/>', 3.0),
        ('<correct identifier="ONE"/>', "A"),
        ('<default identifier="ONE"/>', None),
    ],
)
def test_expressions(expression, value):
    assert worked_out(expression) == value


def test_tables_are_looked_up():
    looked_up = '<lookupOutcomeValue identifier="MARK">{}</lookupOutcomeValue>'
    assert outcomes(looked_up.format(number(2)))["MARK"] == "high"
    assert outcomes(looked_up.format(number(1)))["MARK"] == "low"


def test_processing_ends_where_it_says_so():
    rules = f'<exitResponse/><setOutcomeValue identifier="OUT">{number(1)}</setOutcomeValue>'
    assert outcomes(rules)["OUT"] == 0.0


def test_the_steps_of_a_file_are_counted():
    rules = f'<setOutcomeValue identifier="X">{number(1)}</setOutcomeValue>' * 9
    item = fromstring(ITEM.format(rules))  # noqa: S314
    with pytest.raises(NotUnderstood, match="cannot be worked through"):
        Processing(item, Budget(steps=10)).outcomes_of(RESPONSES)
