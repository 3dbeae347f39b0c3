"""Writing a question: nothing typed is lost, keys are made from the words, and two officers do not overwrite."""

from __future__ import annotations

import pytest

from question_banks.model import (
    Accepted,
    Audience,
    Family,
    Kind,
    NumberKey,
    Option,
    OutsideCode,
    Point,
    Row,
    Scale,
    Status,
)
from question_banks.ready_scales import READY_SCALES
from surveys.operations.banks import publish_bank
from surveys.operations.drafts import discard_draft
from tests.app.officers.banks.drafts import path, written
from tests.forms import buttons, errors, heading, links, notices, page, press, words
from tests.partnership import MADE, WHO
from tests.strict_html import parse, text_of

KEY = "information-sharing"


def add(officer, kind, **typed):
    """The answer to saving a new question of this kind."""
    return press(officer, officer.get(path(KEY, f"add-question/{kind}")), "Save", **typed)


def newest(session, bank):
    """The question that the draft has and the bank has not."""
    known = bank.questions_by_key
    return next(one for one in written(session, KEY).questions if one.key not in known)


def boxes(answer, beginning):
    """What stands in the form's fields whose names begin so, in order."""
    form = page(answer).find(".//form[@id='question']")
    shown = {}
    for field in form.iter():
        name = field.get("name") or ""
        if name.startswith(beginning) and field.tag in ("input", "textarea"):
            shown[name] = (field.text if field.tag == "textarea" else field.get("value")) or ""
    return shown


def marked_right(answer):
    """The rows whose radio button says that they are right."""
    radios = [e for e in page(answer).iter("input") if e.get("name") == "right"]
    return [radio.get("value") for radio in radios if "checked" in radio.attrib]


class TestEachKind:
    def test_one_right_answer(self, officer, session, bank, draft):
        saved = add(
            officer,
            Kind.SINGLE,
            **{
                "stem": "What comes first?",
                "objective": bank.objectives[0].key,
                "options-0-text": "Ask\r\nfirst",
                "options-1-text": "Tell",
                "options-1-feedback": "Too soon.",
                "options-2-text": "Wait",
                "options-2-credit": "50",
                "right": "options-0",
                "feedback": "One asks before one tells.",
                "source": "Our procedures, 2027",
            },
        )
        assert saved.location.endswith("#question-comes-first")
        made = newest(session, bank)
        assert (made.key, made.family, made.step, made.audiences, made.objective) == (
            "comes-first",
            Family.KNOWLEDGE,
            2,
            (Audience.DELEGATE,),
            bank.objectives[0].key,
        )
        assert made.options == (
            Option("a", "Ask first", right=True),
            Option("b", "Tell", feedback="Too soon."),
            Option("c", "Wait", credit=50.0),
        )
        assert (made.shuffle, made.required, made.feedback, made.source, made.status) == (
            True,
            True,
            "One asks before one tells.",
            "Our procedures, 2027",
            Status.READY,
        )

    def test_several_right_answers(self, officer, session, bank, draft):
        texts = {f"options-{place}-text": text for place, text in enumerate("PQRS")}
        right = {"options-0-right": "y", "options-2-right": "y", "choose": "2"}
        add(officer, Kind.SEVERAL, stem="Which two?", **texts, **right)
        made = newest(session, bank)
        assert [(one.text, one.right) for one in made.options] == [
            ("P", True), ("Q", False), ("R", True), ("S", False),
        ]  # fmt: skip
        assert made.choose == 2

    @pytest.mark.parametrize(("said", "answer"), [("true", True), ("false", False), ("", None)])
    def test_true_or_false(self, officer, session, bank, draft, said, answer):
        add(officer, Kind.TRUE_FALSE, stem="It is so.", answer=said)
        assert newest(session, bank).answer is answer

    def test_an_order(self, officer, session, bank, draft):
        texts = {f"options-{place}-text": text for place, text in enumerate(["First", "Then", "Last"])}
        add(officer, Kind.ORDERING, stem="In which order?", **texts)
        assert [option.text for option in newest(session, bank).options] == ["First", "Then", "Last"]

    def test_pairs_of_which_two_share_an_answer(self, officer, session, bank, draft):
        pairs = [("Plan", "Conference"), ("Order", "Court"), ("Contact", "Court")]
        typed = {f"pairs-{place}-text": one for place, (one, _other) in enumerate(pairs)}
        typed |= {f"pairs-{place}-match": other for place, (_one, other) in enumerate(pairs)}
        add(officer, Kind.MATCHING, stem="Who decides?", spare="Nobody\r\nThe police", **typed)
        made = newest(session, bank)
        assert [(option.key, option.text) for option in made.options] == [
            ("a", "Conference"), ("b", "Court"), ("c", "Nobody"), ("d", "The police"),
        ]  # fmt: skip
        assert made.rows == (
            Row("plan", "Plan", "a"),
            Row("order", "Order", "b"),
            Row("contact", "Contact", "b"),
        )

    def test_a_number(self, officer, session, bank, draft):
        typed = {"numbers-0-value": "15", "numbers-0-tolerance": "0.5", "numbers-0-feedback": "Working days."}
        add(officer, Kind.NUMBER, stem="How many days?", **typed)
        assert newest(session, bank).numbers == (NumberKey(15, 0.5, feedback="Working days."),)

    def test_a_few_words(self, officer, session, bank, draft):
        typed = {"accepted-0-text": "child*", "accepted-1-text": "young person", "accepted-1-credit": "50"}
        add(officer, Kind.SHORT_TEXT, stem="Who comes first?", case_matters="y", **typed)
        made = newest(session, bank)
        assert made.accepted == (Accepted("child*"), Accepted("young person", 50))
        assert made.case_matters

    def test_a_scale_that_is_ready_comes_into_the_bank_with_the_question(self, officer, session, bank, draft):
        add(officer, Kind.SCALE, stem="How sure are you?", scale="how-sure")
        after = written(session, KEY)
        assert newest(session, bank).scale == "how-sure"
        assert after.scales[-1] == next(scale for scale in READY_SCALES if scale.key == "how-sure")

    def test_a_scale_of_ones_own(self, officer, session, bank, draft):
        typed = {
            "scale_title": "How clear",
            "scale_points": "Not clear\r\n\r\nRather clear\r\nClear",
            "scale_no_opportunity": "y",
        }
        add(officer, Kind.SCALE, stem="How clear was it?", **typed)
        assert newest(session, bank).scale == "clear"
        assert written(session, KEY).scales[-1] == Scale(
            "clear",
            "How clear",
            (Point(1, "Not clear"), Point(2, "Rather clear"), Point(3, "Clear")),
            (OutsideCode("no-opportunity", "No opportunity so far"),),
        )

    def test_statements_on_one_scale(self, officer, session, bank, draft):
        typed = {"rows-0-text": "It was clear.", "rows-2-text": "It was useful.", "scale": bank.scales[0].key}
        add(officer, Kind.STATEMENTS, stem="Tell us:", **typed)
        made = newest(session, bank)
        assert made.rows == (Row("clear", "It was clear."), Row("useful", "It was useful."))

    @pytest.mark.parametrize("kind", [Kind.CONFIDENCE, Kind.YES_NO, Kind.DATE, Kind.LONG_TEXT])
    def test_what_is_asked_as_it_is(self, officer, session, bank, draft, kind):
        add(officer, kind, stem="Tell us.", comment="y", help="In a word.")
        made = newest(session, bank)
        assert (made.kind, made.stem, made.comment, made.help) == (kind, "Tell us.", True, "In a word.")
        assert made.required is (kind is not Kind.LONG_TEXT)

    def test_a_then_test_a_control_and_a_parallel_form_are_said_in_the_form(
        self, officer, session, bank, draft
    ):
        sure = next(one for one in bank.questions if one.kind is Kind.CONFIDENCE)
        single = next(one for one in bank.questions if one.kind is Kind.SINGLE)
        add(officer, Kind.CONFIDENCE, stem="How sure were you before?", then_of=sure.key)
        add(officer, Kind.SINGLE, stem="Another form?", equivalent_to=single.key, certainty="y")
        add(officer, Kind.SINGLE, stem="Not taught?", control="y", marks="3")
        after = written(session, KEY).questions_by_key
        assert after["sure-before"].then_of == sure.key
        assert (after["another-form"].equivalent_to, after["another-form"].certainty) == (single.key, True)
        assert (after["not-taught"].control, after["not-taught"].marks) == (True, 3)

    def test_the_kinds_are_explained_and_led_to(self, officer, draft):
        chosen = officer.get(path(KEY, "add-question?objective=basis&scenario=nothing"))
        kinds = [href for href in links(chosen).values() if "/add-question/" in href]
        assert len(kinds) == len(Kind)
        assert heading(officer.get(kinds[0])) == "Add a question"

    def test_a_kind_that_there_is_not_is_not_found(self, officer, draft):
        assert officer.get(path(KEY, "add-question/riddle")).status_code == 404


class TestRows:
    def form(self, officer):
        return officer.get(path(KEY, "add-question/single"))

    def typed(self, officer, button):
        texts = {f"options-{place}-text": text for place, text in enumerate(["One", "Two", "Three", ""])}
        more = {"stem": "So?", "right": "options-1", "options-2-feedback": "No.", "scenario_text": "A case."}
        return press(officer, self.form(officer), button, **texts, **more)

    def test_another_row_keeps_everything_that_was_typed(self, officer, draft):
        answer = self.typed(officer, "Add another answer")
        assert list(boxes(answer, "options-").values()).count("") > 0
        kept = boxes(answer, "options-")
        assert [kept[f"options-{place}-text"].strip() for place in range(5)] == [
            "One",
            "Two",
            "Three",
            "",
            "",
        ]
        assert kept["options-2-feedback"].strip() == "No."
        assert boxes(answer, "stem")["stem"].strip() == "So?"
        assert boxes(answer, "scenario_text")["scenario_text"].strip() == "A case."
        chosen = [
            e.get("value")
            for e in page(answer).iter("input")
            if e.get("name") == "right" and "checked" in e.attrib
        ]
        assert chosen == ["options-1"]

    def test_the_new_row_has_the_focus(self, officer, draft):
        answer = self.typed(officer, "Add another answer")
        assert [e.get("name") for e in page(answer).iter() if "autofocus" in e.attrib] == ["options-4-text"]

    @pytest.mark.parametrize(
        ("button", "order", "right"),
        [
            ("Up: answer 2", ["Two", "One", "Three"], "options-0"),
            ("Down: answer 2", ["One", "Three", "Two"], "options-2"),
            ("Remove: answer 1", ["Two", "Three"], "options-0"),
            ("Remove: answer 2", ["One", "Three"], None),
        ],
    )
    def test_rows_move_and_go_with_what_belongs_to_them(self, officer, draft, button, order, right):
        answer = self.typed(officer, button)
        kept = boxes(answer, "options-")
        assert [
            text.strip() for name, text in kept.items() if name.endswith("-text") and text.strip()
        ] == order
        chosen = [
            e.get("value")
            for e in page(answer).iter("input")
            if e.get("name") == "right" and "checked" in e.attrib
        ]
        assert chosen == ([right] if right else [])
        place = order.index("Three")
        assert kept[f"options-{place}-feedback"].strip() == "No."

    def test_nothing_is_saved_by_it(self, officer, session, bank, draft):
        self.typed(officer, "Add another answer")
        assert written(session, KEY) == bank

    @pytest.mark.parametrize(
        "do",
        [
            "options:up:0",
            "options:remove:99",
            "options:down:x",
            "options:hop:1",
            "options:",
            "x:y:z",
            "kind:x",
        ],
    )
    def test_what_no_button_says_does_no_harm(self, officer, draft, do):
        form = self.form(officer)
        token = page(form).find(".//form[@id='question']//input[@name='csrf_token']").get("value")
        sent = {"csrf_token": token, "kind": "single", "do": do, "stem": "", "options-0-text": "One"}
        answer = officer.post(path(KEY, "add-question/single"), data=sent)
        assert answer.status_code in (200, 422)
        assert "One" in boxes(answer, "options-0-text")["options-0-text"]

    def test_an_option_keeps_its_key_wherever_it_moves(self, officer, session, bank, draft):
        question = next(one for one in bank.questions if one.kind is Kind.SINGLE)
        form = officer.get(path(KEY, f"questions/{question.key}"))
        moved = press(officer, form, "Down: answer 1")
        press(officer, moved, "Save")
        options = written(session, KEY).questions_by_key[question.key].options
        assert options == (question.options[1], question.options[0], *question.options[2:])

    def test_enter_saves(self, officer, draft):
        """The first button of a form is pressed by Enter: here it removes nothing."""
        form = page(self.form(officer)).find(".//form[@id='question']")
        first = next(form.iter("button"))
        assert (first.get("name"), first.get("value"), first.get("tabindex")) == ("do", "save", "-1")


class TestFaults:
    def test_each_leads_to_its_field_and_nothing_is_lost(self, officer, session, bank, draft):
        answer = add(
            officer,
            Kind.NUMBER,
            **{"stem": " ", "numbers-0-value": "many", "marks": "1.5", "audiences": [], "notes": "Keep me"},
        )
        assert answer.status_code == 422
        assert [text for _href, text in errors(answer)] == [
            "Write the question.",
            "Choose who is asked: delegates, their line managers or both.",
            "Write a whole number of marks.",
            "Write it in figures, such as 7.",
        ]
        assert boxes(answer, "numbers-0-value") == {"numbers-0-value": "many"}
        assert boxes(answer, "notes")["notes"].strip() == "Keep me"
        assert written(session, KEY) == bank

    @pytest.mark.parametrize("typed", ["two", "NaN", "1e999", "9" * 5_000])
    @pytest.mark.parametrize("name", ["marks", "choose"])
    def test_a_whole_number_that_is_none_is_told_like_any_other(self, officer, draft, name, typed):
        answer = add(officer, Kind.SEVERAL, **{"stem": "Which are signs?", name: typed})
        assert (answer.status_code, len(errors(answer))) == (422, 1)
        told = "Write a number from " if "9" in typed else "Write it in figures, such as 7."
        assert errors(answer)[0][1].startswith(told)
        assert boxes(answer, name)[name].strip() == typed

    @pytest.mark.parametrize("place", ["²", "٣", "9" * 5_000, "-1", ""])
    def test_a_row_at_no_place_is_no_row(self, officer, session, bank, draft, place):
        sent = {
            "stem": "What first?",
            "options-0-text": "Listen",
            "options-0-right": "y",
            "options-1-text": "Tell",
        }
        sent[f"options-{place}-text"] = "Lost"
        form = officer.get(path(KEY, "add-question/several"))
        press(officer, form, "Save", **sent)
        assert [option.text for option in newest(session, bank).options] == ["Listen", "Tell"]

    @pytest.mark.parametrize("place", ["²", "٣", "9" * 5_000, "-1", ""])
    def test_a_button_of_a_row_at_no_place_leaves_the_rows(self, officer, draft, place):
        address = path(KEY, "add-question/several")
        token = page(officer.get(address)).find(".//input[@name='csrf_token']").get("value")
        rows = {"options-0-text": "Listen", "options-1-text": "Tell"}
        answer = officer.post(address, data={"csrf_token": token, **rows, "do": f"options:remove:{place}"})
        shown = [text.strip() for name, text in boxes(answer, "options-").items() if name.endswith("-text")]
        assert shown[:2] == ["Listen", "Tell"]

    def test_what_no_document_holds_is_said(self, officer, draft):
        answer = add(
            officer,
            Kind.NUMBER,
            **{"stem": "How many?", "numbers-0-value": "1e-13", "numbers-0-credit": "200"},
        )
        assert [text for _href, text in errors(answer)] == ["Write a number from -100 to 100."]

    @pytest.mark.parametrize(
        ("typed", "number"), [("1,250", 1250), ("1,250.5", 1250.5), ("−3", -3), (" 7 ", 7)]
    )
    def test_numbers_are_read_as_people_write_them(self, officer, session, bank, draft, typed, number):
        add(officer, Kind.NUMBER, **{"stem": "How many?", "numbers-0-value": typed})
        assert newest(session, bank).numbers == (NumberKey(number),)

    @pytest.mark.parametrize("typed", ["0,5", "1,25", "nan", "inf", "1e13", "12 or so"])
    def test_what_may_mean_two_things_is_asked_again(self, officer, draft, typed):
        answer = add(officer, Kind.NUMBER, **{"stem": "How many?", "numbers-0-value": typed})
        assert (answer.status_code, boxes(answer, "numbers-0-value")) == (422, {"numbers-0-value": typed})

    def test_two_like_answers_are_named(self, officer, draft):
        typed = {"accepted-0-text": "Yes", "accepted-1-text": "Yes "}
        answer = add(officer, Kind.SHORT_TEXT, stem="So?", **typed)
        assert [text for _href, text in errors(answer)] == ["Two accepted answers are the same."]

    def test_an_unfinished_question_is_saved_and_what_it_lacks_is_told(self, officer, session, bank, draft):
        add(officer, Kind.SINGLE, stem="And then?")
        made = newest(session, bank)
        assert made.options == ()
        shown = words(officer.get(path(KEY, f"questions/{made.key}")))
        assert "To put right:" in shown

    def test_a_character_that_no_store_takes_is_marked(self, officer, session, bank, draft):
        add(officer, Kind.LONG_TEXT, stem="A\0B")
        assert newest(session, bank).stem == "A\ufffdB"


class TestWhatComesWithIt:
    def test_an_objective_a_theme_and_a_case_are_made_where_they_are_used(
        self, officer, session, bank, draft
    ):
        add(
            officer,
            Kind.SINGLE,
            stem="What now?",
            objective_title="Asking first",
            objective_text="Ask before telling.",
            theme_title="Consent",
            scenario_text="Ada is 7.\r\nShe is new here.",
        )
        made, after = newest(session, bank), written(session, KEY)
        assert after.objectives_by_key[made.objective].text == "Ask before telling."
        assert [theme.title for theme in after.themes if theme.key in made.themes] == ["Consent"]
        assert after.scenarios_by_key[made.scenario].text == "Ada is 7.\nShe is new here."
        assert (made.objective, made.themes, made.scenario) == (
            "asking-first",
            ("consent",),
            "ada-7-she-new-here",
        )

    def test_a_theme_of_the_same_name_is_the_same_theme(self, officer, session, bank, draft):
        add(officer, Kind.SINGLE, stem="What now?", theme_title=bank.themes[0].title.upper())
        assert written(session, KEY).themes == bank.themes
        assert newest(session, bank).themes == (bank.themes[0].key,)

    @pytest.mark.parametrize(
        ("button", "leads_to"),
        [
            ("Save, and change the words of this objective", "objectives"),
            ("Save, and change the words of this case", "scenarios"),
        ],
    )
    def test_what_is_used_is_edited_from_where_it_is_used(
        self, officer, session, bank, draft, button, leads_to
    ):
        question = next(one for one in bank.questions if one.scenario)
        form = officer.get(path(KEY, f"questions/{question.key}"))
        noun = press(officer, form, button, follow=True, stem="Kept?")
        assert f"/draft/{leads_to}/" in noun.request.path
        back = press(officer, noun, "Save", follow=True, text="Other words.")
        assert back.request.path == path(KEY, f"questions/{question.key}")
        after = written(session, KEY)
        assert after.questions_by_key[question.key].stem == "Kept?"
        assert [one.text for one in getattr(after, leads_to) if one.text == "Other words."] == [
            "Other words."
        ]


class TestAnother:
    def test_the_next_question_begins_where_the_last_one_stood(self, officer, session, bank, draft):
        form = officer.get(path(KEY, "add-question/true_false"))
        chosen = {"objective": bank.objectives[1].key, "scenario": bank.scenarios[0].key}
        following = press(officer, form, "Save and write another", follow=True, stem="It is so.", **chosen)
        assert (heading(following), notices(following)) == ("Add a question", ["The question is saved."])
        press(officer, following, "Save", stem="It is not so.")
        made = [one for one in written(session, KEY).questions if one.key not in bank.questions_by_key]
        assert [(one.stem, one.objective, one.scenario) for one in made] == [
            ("It is so.", bank.objectives[1].key, bank.scenarios[0].key),
            ("It is not so.", bank.objectives[1].key, bank.scenarios[0].key),
        ]

    def test_a_new_question_stands_after_the_others_on_its_objective(self, officer, session, bank, draft):
        add(officer, Kind.SINGLE, stem="New here?", objective=bank.objectives[0].key)
        same = [one.key for one in written(session, KEY).questions if one.objective == bank.objectives[0].key]
        assert same[-1] == "new-here"

    def test_two_questions_with_the_same_words_have_different_keys(self, officer, session, draft):
        for more in ("", "Of any sort."):
            add(officer, Kind.LONG_TEXT, stem="Any thoughts?", help=more)
        assert {"any-thoughts", "any-thoughts-2"} <= set(written(session, KEY).questions_by_key)

    def test_a_form_that_is_sent_twice_adds_one_question(self, officer, session, bank, draft):
        form = officer.get(path(KEY, "add-question/scale"))
        typed = {"stem": "So?", "scale": "how-sure", "objective_title": "New", "theme_title": "New too"}
        sent = [press(officer, form, "Save", scenario_text="A case.", **typed).location for _ in range(2)]
        after = written(session, KEY)
        assert sent == [f"{path(KEY)}?saved=so#question-so"] * 2
        assert len(after.questions) == len(bank.questions) + 1
        assert len(after.objectives) == len(bank.objectives) + 1

    def test_a_question_becomes_another_kind_with_all_that_was_typed(self, officer, session, bank, draft):
        form = officer.get(path(KEY, "add-question/single"))
        typed = {"stem": "Which?", "options-0-text": "P", "options-1-text": "Q", "right": "options-1"}
        other = press(officer, form, "Several answers from a list", theme_title="Consent", **typed)
        assert written(session, KEY) == bank
        press(officer, other, "Save", **{"options-0-right": "y"})
        made = newest(session, bank)
        assert (made.kind, [(one.text, one.right) for one in made.options]) == (
            Kind.SEVERAL, [("P", True), ("Q", True)],
        )  # fmt: skip
        assert made.themes == ("consent",)


class TestPreview:
    def test_it_shows_what_is_typed_before_it_is_saved(self, officer, session, bank, draft):
        form = officer.get(path(KEY, "add-question/single"))
        typed = {"stem": "Which <one>?", "options-0-text": "P & Q", "audiences": ["delegate", "manager"]}
        shown = press(officer, form, "Check and show it", manager_stem="Which one do they take?", **typed)
        frames = page(shown).findall(".//iframe")
        assert [frame.get("title") for frame in frames] == [
            "On a phone, to delegates",
            "On a phone, to line managers",
        ]
        inner = [text_of(parse(frame.get("srcdoc")).find(".//main")) for frame in frames]
        assert "1. Which <one>? P & Q" in inner[0]
        assert "1. Which one do they take? P & Q" in inner[1]
        assert written(session, KEY) == bank

    def test_a_frame_runs_no_script_and_sends_nothing(self, officer, draft, bank):
        shown = officer.get(path(KEY, f"questions/{bank.questions[0].key}/preview"))
        frames = page(shown).findall(".//iframe")
        assert [frame.get("sandbox") for frame in frames] == ["allow-same-origin"] * 2
        tree = parse(frames[0].get("srcdoc"))
        assert [button.get("type") for button in tree.iter("button")] == ["button"]

    def test_nothing_is_drawn_without_words(self, officer, draft):
        assert page(officer.get(path(KEY, "add-question/single"))).findall(".//iframe") == []


class TestTwoOfficers:
    def open(self, client, bank, place=0):
        return client.get(path(KEY, f"questions/{bank.questions[place].key}"))

    def test_different_questions_are_both_saved(self, officer, colleague, session, bank, draft):
        mine, theirs = self.open(officer, bank, 0), self.open(colleague, bank, 1)
        press(officer, mine, "Save", stem="Mine?")
        press(colleague, theirs, "Save", stem="Theirs?")
        assert [one.stem for one in written(session, KEY).questions[:2]] == ["Mine?", "Theirs?"]

    def test_the_second_one_sees_what_the_first_one_saved_and_decides(
        self, officer, colleague, session, bank, draft
    ):
        mine, theirs = self.open(officer, bank), self.open(colleague, bank)
        press(colleague, theirs, "Save", stem="Theirs?", source="A new source")
        conflict = press(officer, mine, "Save", stem="Mine?", notes="A note")
        assert conflict.status_code == 409
        assert written(session, KEY).questions[0].stem == "Theirs?"
        differing = {
            text_of(row.find("th")): [text_of(cell) for cell in row.iter("td")]
            for row in page(conflict).find(".//table").find("tbody")
        }
        assert differing["Question"] == ["Theirs?", "Mine?"]
        assert set(differing) == {"Question", "Source", "Notes"}
        assert boxes(conflict, "stem")["stem"].strip() == "Mine?"
        press(officer, conflict, "Save mine over theirs")
        assert written(session, KEY).questions[0].stem == "Mine?"

    def test_what_was_taken_away_meanwhile_can_be_put_back(self, officer, colleague, session, bank, draft):
        mine = self.open(officer, bank)
        press(colleague, colleague.get(path(KEY, f"questions/{bank.questions[0].key}/remove")), "Remove it")
        conflict = press(officer, mine, "Save", stem="Mine?")
        assert (conflict.status_code, "has taken this question away" in words(conflict)) == (409, True)
        press(officer, conflict, "Save mine over theirs")
        put_back = written(session, KEY).questions_by_key[bank.questions[0].key]
        assert put_back.stem == "Mine?"

    def test_what_is_written_for_a_draft_that_is_gone_is_shown_to_be_copied(
        self, officer, session, bank, draft
    ):
        mine, new = self.open(officer, bank), officer.get(path(KEY, "add-question/single"))
        noun = officer.get(path(KEY, f"objectives/{bank.objectives[0].key}"))
        discard_draft(session, session.merge(draft), by=WHO, now=MADE)
        session.commit()
        for answer in (
            press(officer, mine, "Save", stem="My own words"),
            press(officer, new, "Save", **{"options-1-text": "My own words"}),
            press(officer, noun, "Save", text="My own words"),
        ):
            assert (answer.status_code, heading(answer)) == (409, "This draft is gone")
            assert "My own words" in [e.text.strip() for e in page(answer).iter("textarea")]

    def test_a_question_that_is_gone_is_not_found(self, officer, draft):
        assert officer.get(path(KEY, "questions/nothing")).status_code == 404

    def test_a_question_of_a_published_version_is_not_turned_into_another_by_mistake(
        self, officer, session, bank
    ):
        publish_bank(session, bank, by=WHO, now=MADE)
        session.commit()
        press(officer, officer.get(f"/banks/{KEY}"), "Edit this bank")
        shown = self.open(officer, bank)
        assert "This question is in a published version." in words(shown)
        assert "Save" in buttons(shown)
