"""Syllables and reading ages, against words counted by hand and an example of the formula reckoned by hand."""

from __future__ import annotations

import pytest

from question_banks.validation.english import reading_age, sentences, syllables, without_quotes, words

COUNTED = (
    "safe-guard-ing in-for-ma-tion prac-ti-tion-er neg-lect pro-fes-sion-al child-ren child a-gen-cies "
    "cu-ri-os-i-ty re-fer-ral as-sess-ment es-ca-late con-fi-den-tial thresh-old made makes asked want-ed "
    "caus-es peo-ple lit-tle ta-ble safe-ly care-ful state-ment state-ments re-al-i-ty sci-ence so-cial "
    "spe-cial cre-a-ted a-re-a i-de-a vi-o-lence va-ri-ous se-ri-ous ex-pe-ri-ence ap-pro-pri-ate "
    "im-me-di-ate-ly e-val-u-a-tion in-di-vid-u-al u-su-al-ly sex-u-al be-ing do-ing say-ing qui-et so-ci-e-ty "
    "fam-i-lies par-ent a-bused bruise bruis-es law-ful con-sent through thought dif-fer-ent eve-ning "
    "busi-ness re-sponse re-spon-ses re-spon-si-ble pro-ce-dure change chang-es judge ju-dges use-ful "
    "like-ly han-dled set-tled meas-ures re-li-a-ble o-pin-ion be-hav-iour vid-e-o the-a-tre con-tin-ued "
    "is-sues an-nu-al lan-guage qual-i-ty ques-tions try-ing some-thing some-times there-fore move-ment "
    "man-age-ment en-vi-ron-ment"
)


@pytest.mark.parametrize("word", COUNTED.split())
def test_syllables_are_counted_as_they_are_spoken(word):
    assert syllables(word.replace("-", "")) == word.count("-") + 1


@pytest.mark.parametrize("word", ["", "-", "7", "mmm", "’s"])
def test_whatever_is_no_word_counts_as_one_syllable_and_nothing_breaks(word):
    assert syllables(word) == 1


def test_the_formula_gives_what_is_reckoned_by_hand():
    """16 words of 23 syllables in one sentence: 0.39 * 16 + 11.8 * 23 / 16 - 15.59 = grade 7.61."""
    said = "This sentence, taken as a reading passage unto itself, is being used to prove a point."
    assert sum(map(syllables, words(said))) == 23
    assert reading_age(said) == pytest.approx(7.6125 + 5)


def test_easy_texts_are_read_when_school_begins():
    assert reading_age("The cat sat on the mat.") == 5
    assert reading_age("") == 5


def test_what_the_course_is_about_is_not_held_against_a_text():
    said = "Where may a practitioner find information about exploitation?"
    known = {"information", "practitioner", "exploitation"}
    assert reading_age(said, known) < reading_age(said) - 5


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One.", 1),
        ("One. Two?", 2),
        ("One", 1),
        ("One. Two", 2),
        ("e.g. this", 2),
        ("3.5 miles", 1),
        ("Well ...", 1),
    ],
)
def test_sentences_end_where_a_mark_is_followed_by_a_space(text, count):
    assert sentences(text) == count


def test_what_somebody_says_is_no_part_of_the_question():
    assert without_quotes("She says “I do not mind” and 'no'.").split() == ["She", "says", "and", "'no'."]
