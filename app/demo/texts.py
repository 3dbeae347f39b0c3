"""What respondents write in their own words: harmless, and nobody is named."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.enums import Audience, Family

TEXTS: Mapping[tuple[Family, Audience], tuple[str, ...]] = {
    (Family.REACTION, Audience.DELEGATE): (
        "Working through the cases with people from other agencies was the best part.",
        "A little less law and a little more time for the case work, please.",
        "The room was cold in the afternoon. The trainer was very good.",
        "It would help to have the slides beforehand.",
        "I came away with three things to bring to my next team meeting.",
        "Good mix of agencies on each table. More parking would be welcome!",
        "I would have liked more on our own local procedures.",
        "Clear, well paced and honest about how hard this is.",
    ),
    (Family.OUTCOME, Audience.DELEGATE): (
        "I put the dates of small worries side by side, and the family got help before it became worse.",
        "I asked a child what a day at home is like. It changed what we offered.",
        "We agreed between the agencies who would ring whom, and the family told their story once.",
        "I went back to a decision with my supervisor and we made a better one.",
        "I now write down what it means for the child, and colleagues have taken it up.",
        "Not yet. I have had no family in this situation since the course.",
    ),
    (Family.OUTCOME, Audience.MANAGER): (
        "Recording is clearer: it says what things mean for the child.",
        "They bring questions to supervision that they did not ask before.",
        "More confident in ringing other agencies, and quicker about it.",
        "I cannot see a difference yet, but caseloads have changed a great deal.",
        "They led a short session for the team on what they had learned.",
    ),
}  # fmt: skip

PLAIN = ("Nothing to add.", "Thank you for asking.")
