"""The form of a matching question: pairs that belong together, and answers that belong to nothing."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, TextAreaField, ValidationError

from app.officers.banks.question_forms.parts import Keyed, free_letter
from app.officers.banks.question_forms.rows import TEXT, PairRow, RowList, even, paragraphs
from question_banks.authoring import unused_key
from question_banks.model import Bank, Kind, Option, Question, Row


class Matching(Keyed):
    """People choose for each row what belongs to it. Rows with the same words beside them share an answer."""

    KIND = Kind.MATCHING

    pairs = RowList(PairRow, "What belongs together", one="Pair", fresh=3)
    spare = TextAreaField(
        "Further answers that belong to nothing (optional)",
        [TEXT],
        description="One on each line. They make guessing harder.",
    )
    shuffle = BooleanField("Show the answers in a different order to each person")

    @classmethod
    def shown_of(cls, question: Question, bank: Bank) -> dict[str, Any]:
        words = {option.key: option.text for option in question.options}
        pairs = [
            {"key": row.key, "option": row.answer, "text": row.text, "match": words.get(row.answer, "")}
            for row in question.rows
        ]
        matched = {row.answer for row in question.rows}
        spare = [option.text for option in question.options if option.key not in matched]
        return {
            **super().shown_of(question, bank),
            "pairs": pairs,
            "spare": "\n".join(spare),
            "shuffle": question.shuffle,
        }

    def facts(self, before: Question) -> dict[str, Any]:
        keys = self._keys(before)
        held = {option.key: option for option in before.options}
        options = [
            Option(key, text, feedback=held[key].feedback if key in held else "")
            for text, key in keys.items()
        ]
        places = {option.key: place for place, option in enumerate(before.options)}
        options.sort(key=lambda option: places.get(option.key, len(places)))
        rows, taken = [], {row.key.data for row in self.pairs.written}
        for row in self.pairs.written:
            key = row.key.data or unused_key(row.text.data, taken, default="row")
            taken.add(key)
            rows.append(Row(key, even(row.text.data), keys.get(even(row.match.data), "")))
        return {
            **super().facts(before),
            "options": tuple(options),
            "rows": tuple(rows),
            "shuffle": self.shuffle.data,
        }

    def _keys(self, before: Question) -> dict[str, str]:
        """The key of each answer by its words: the one it had, or that its row had, or a new one."""
        known = {option.text: option.key for option in before.options}
        wanted = [(even(row.match.data), row.option.data) for row in self.pairs.written]
        wanted += [(even(line), "") for line in paragraphs(self.spare.data).split("\n")]
        keys: dict[str, str] = {text: known[text] for text, _key in wanted if text in known}
        for text, key in wanted:
            if text and text not in keys:
                taken = {*keys.values(), *known.values()}
                free = key if key and key not in keys.values() else free_letter(taken)
                keys[text] = free
        return keys

    def validate_pairs(self, field: RowList) -> None:
        if any(not even(row.text.data) for row in field.written):
            raise ValidationError(
                "Say what each answer belongs to. Answers to nothing go into the box below."
            )
