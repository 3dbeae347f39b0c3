"""Items of QTI in few words, for tests. They are written in version 2's names; ``as_version_3`` says them in 3's."""

from __future__ import annotations

import io
import re
import zipfile

NAMESPACE_2 = "http://www.imsglobal.org/xsd/imsqti_v2p1"
NAMESPACE_3 = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
HTML = {"p", "div", "b", "br", "img", "span", "sup"}


def item(declarations, body, processing="", after="", *, identifier="q-1", title="A title", more=""):
    return (
        f'<assessmentItem xmlns="{NAMESPACE_2}" identifier="{identifier}" title="{title}" adaptive="false" '
        f'timeDependent="false"{more}>{declarations}'
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
        f"<itemBody>{body}</itemBody>{processing}{after}</assessmentItem>"
    )


def response(cardinality, base_type, right=(), mapping=""):
    values = "".join(f"<value>{value}</value>" for value in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base_type}">'
        f"{correct}{mapping}</responseDeclaration>"
    )


def weights(points, **limits):
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in points.items())
    return f"<mapping{_attributes(limits)}>{entries}</mapping>"


def choice(texts, **attributes):
    choices = "".join(
        f'<simpleChoice identifier="{name}">{text}</simpleChoice>' for name, text in texts.items()
    )
    given = _attributes({"shuffle": "false", "maxChoices": "1"} | attributes)
    return (
        f'<p>Which?</p><choiceInteraction responseIdentifier="RESPONSE"{given}>{choices}</choiceInteraction>'
    )


def template(name):
    return f'<responseProcessing template="{TEMPLATES}{name}"/>'


def processing(*rules):
    return f"<responseProcessing>{''.join(rules)}</responseProcessing>"


def when(test, *then, otherwise=""):
    after = f"<responseElse>{otherwise}</responseElse>" if otherwise else ""
    return f"<responseCondition><responseIf>{test}{''.join(then)}</responseIf>{after}</responseCondition>"


def put(outcome, expression):
    return f'<setOutcomeValue identifier="{outcome}">{expression}</setOutcomeValue>'


def constant(value, base_type="float"):
    return f'<baseValue baseType="{base_type}">{value}</baseValue>'


RESPONSE = '<variable identifier="RESPONSE"/>'
RIGHT = '<correct identifier="RESPONSE"/>'
MATCHES = f"<match>{RESPONSE}{RIGHT}</match>"


def _attributes(attributes):
    return "".join(f' {name}="{value}"' for name, value in attributes.items())


def as_version_3(text):
    """The same item in version 3's names."""

    def kebab(name):
        return re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)

    def tag(found):
        slash, name, rest = found.groups()
        attributes = re.sub(r" (\w+)=", lambda one: f" {kebab(one[1])}=", rest)
        return f"<{slash}{name if name in HTML else 'qti-' + kebab(name)}{attributes}"

    return re.sub(r"<(/?)(\w+)((?:\s[^>]*)?/?>)", tag, text).replace(NAMESPACE_2, NAMESPACE_3)


def package(files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return data.getvalue()
