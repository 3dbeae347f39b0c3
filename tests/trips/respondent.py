"""A person with a link in their mail: opens it, reads each page as it stands, chooses, sends."""

from __future__ import annotations

from collections.abc import Callable

from tests.forms import heading, links, page, press

Choice = Callable[[str, list[str]], object]
"""What a person gives for a question: from its name and the values that can be chosen (none for a text)."""


def answer(client, link: str, choose: Choice) -> str:
    """Go through the questionnaire behind ``link`` and send it; gives the heading of the last page."""
    shown = client.get(links(client.get(link))["Start"])
    while not shown.request.path.endswith("/check"):
        given = {name: choose(name, values) for name, values in questions(shown).items()}
        shown = press(client, shown, "Save and continue", follow=True, **given)
        assert shown.status_code == 200, given
    return heading(press(client, shown, "Send my answers"))


def questions(answer) -> dict[str, list[str]]:
    """The names of a page's questions, with the values that can be chosen."""
    found: dict[str, list[str]] = {}
    for element in page(answer).iter():
        name = element.get("name")
        if name and element.tag in ("input", "textarea"):
            found.setdefault(name, [])
            if element.get("type") in ("radio", "checkbox"):
                found[name].append(element.get("value"))
    return found
