"""Fills in and sends the forms of a page as a browser does, from the HTML alone."""

from __future__ import annotations

from tests.strict_html import parse, text_of


def page(answer):
    """The page, read strictly; anything but HTML that is well made fails the test."""
    return parse(answer.get_data(as_text=True))


def heading(answer):
    return text_of(page(answer).find(".//h1"))


def words(answer):
    """What a person reads on the page itself."""
    return text_of(page(answer).find(".//main"))


def errors(answer):
    """The lines of the error summary, with where they lead."""
    box = page(answer).find(".//div[@class='govuk-error-summary']")
    return [] if box is None else [(a.get("href"), text_of(a)) for a in box.iter("a")]


def notices(answer):
    """What the page says was just done."""
    return [
        text_of(e) for e in page(answer).iter("div") if e.get("class") == "govuk-notification-banner__content"
    ]


def links(answer):
    """Where the page itself leads, by the words of each link."""
    return {text_of(a): a.get("href") for a in page(answer).find(".//main").iter("a")}


def buttons(answer):
    return [text_of(button) for button in page(answer).find(".//main").iter("button")]


def rows(answer, caption=None):
    """The cells of the table with this caption, or of the page's only one, row by row without its heading."""
    tables = [t for t in page(answer).iter("table") if caption in (None, text_of(t.find("caption")))]
    assert len(tables) == 1, f"{len(tables)} tables"
    return [[text_of(cell) for cell in row] for row in tables[0].find("tbody")]


def facts(answer):
    """The page's summary lists as one mapping."""
    tree = page(answer)
    keys = [text_of(e) for e in tree.iter("dt")]
    values = [text_of(e) for e in tree.iter("dd") if "actions" not in (e.get("class") or "")]
    return dict(zip(keys, values, strict=True))


def press(client, answer, button, /, follow=False, **typed):
    """Send the form that has this button, with what stands in it and what was typed instead."""
    form, pressed = _form_with(page(answer), button)
    data = {**_filled(form), **typed}
    if pressed.get("name"):
        data[pressed.get("name")] = pressed.get("value", "")
    action = pressed.get("formaction") or form.get("action") or answer.request.full_path.rstrip("?")
    kept = {name: value for name, value in data.items() if value is not None}
    return client.post(action, data=kept, follow_redirects=follow)


def _form_with(tree, words):
    for form in tree.iter("form"):
        for button in form.iter("button"):
            if text_of(button) == words:
                return form, button
    for button in tree.iter("button"):
        if text_of(button) == words and button.get("form"):
            return tree.find(f".//form[@id='{button.get('form')}']"), button
    raise AssertionError(f"no button “{words}”")


def _filled(form):
    data = {}
    for element in form.iter():
        name, kind = element.get("name"), element.get("type")
        if not name or element.tag == "button":
            continue
        if element.tag == "textarea":
            data[name] = element.text or ""
        elif element.tag == "select":
            chosen = [o for o in element.iter("option") if "selected" in o.attrib] or [element.find("option")]
            data[name] = chosen[0].get("value")
        elif kind in {"radio", "checkbox"}:
            if "checked" in element.attrib:
                data.setdefault(name, []).append(element.get("value"))
        elif element.tag == "input" and kind != "file":
            _add(data, name, element.get("value") or "")
    return data


def _add(data, name, value):
    """A second box of the same name, as in a date, makes a list."""
    if name in data:
        before = data[name] if isinstance(data[name], list) else [data[name]]
        data[name] = [*before, value]
    else:
        data[name] = value
