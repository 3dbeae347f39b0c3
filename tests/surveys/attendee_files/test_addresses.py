"""One person is one person however they spell their address, and only usable addresses are taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.attendee_files.addresses import NotAnAddress, address_key, checked_address


@pytest.mark.parametrize(
    "spelling",
    [
        "zoe.hill@wreake-city.example",
        "ZOE.HILL@WREAKE-CITY.EXAMPLE",
        "  Zoe.Hill@Wreake-City.example\t",
        "zoe.hill＠wreake-city.example",  # a full-width at-sign, as some keyboards write it
    ],
)
def test_one_person_however_they_spell_it(spelling):
    assert address_key(spelling) == "zoe.hill@wreake-city.example"


def test_two_people_stay_two():
    assert address_key("zoe.hill@wreake-city.example") != address_key("zoehill@wreake-city.example")


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text):
    assert address_key(address_key(text)) == address_key(text)


@pytest.mark.parametrize(
    ("given_address", "taken"),
    [
        ("zoe.hill@wreake-city.example", "zoe.hill@wreake-city.example"),
        (" ZOE.Hill@WREAKE-City.Example ", "ZOE.Hill@wreake-city.example"),
        ("zoe+training@wreake-city.example", "zoe+training@wreake-city.example"),
        ("zoe@bücher.example", "zoe@xn--bcher-kva.example"),
    ],
)
def test_an_address_is_kept_as_given_with_its_domain_in_lower_case(given_address, taken):
    assert checked_address(given_address) == taken


@pytest.mark.parametrize(
    "text",
    [
        "",
        "zoe",
        "zoe@",
        "@wreake-city.example",
        "zoe@wreake",
        "zoë@wreake-city.example",
        "Zoe Hill <zoe@wreake-city.example>",
        "zoe@wreake-city.example, eve@wreake-city.example",
        "zoe@wreake-city.example\nBcc: eve@wreake-city.example",
        "zoe@[192.0.2.1]",
        "zoe@wreake-city.invalid",
        "z" * 250 + "@wreake-city.example",
        "zoe@" + "a." * 200_000 + "example",
    ],
)
def test_what_is_not_an_address_is_refused_without_repeating_it(text):
    with pytest.raises(NotAnAddress) as refusal:
        checked_address(text)
    assert str(refusal.value) in ("This is not a valid e-mail address.", "The e-mail address is too long.")


@given(st.text(max_size=60))
def test_any_text_is_taken_or_refused(text):
    try:
        taken = checked_address(text)
    except NotAnAddress:
        return
    assert taken.isascii()
    assert checked_address(taken) == taken
