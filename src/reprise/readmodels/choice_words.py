"""What a customer reads who has already chosen between repair and replacement: their choice, not the question again."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext

from reprise.core.refusals import mark
from reprise.law.assessment import Assessment
from reprise.law.formats import long_date
from reprise.law.vocabulary import Basis, Decision, Outcome
from reprise.readmodels.assessment import AssessedLine
from reprise.readmodels.rule_words import Words

#: What puts it right, said of one piece and of several.
PUTS_RIGHT: Final[Mapping[str, tuple[str, str]]] = {
    "replacement": (mark("We replace it, free of charge"), mark("We replace them, free of charge")),
    "reprint": (mark("We print it again, free of charge"), mark("We print them again, free of charge")),
    "repair": (mark("We repair it, free of charge"), mark("We repair them, free of charge")),
}


def words_of_choice(line: AssessedLine, lang: str) -> Words:
    """The choice the law gives, as it was made; empty where there is none, or where the law's words say more."""
    answer, asked = line.assessment, PUTS_RIGHT.get(line.wish.asked_remedy)
    if answer is None or asked is None or answer.basis is not Basis.CONFORMITY:
        return Words()
    is_theirs = answer.decision is Decision.ACCEPT and answer.outcome is Outcome.REPAIR_OR_REPLACEMENT
    if not is_theirs or (answer.refund is not None and answer.refund.minor):
        return Words()
    return Words(
        headline=gettext(asked[0] if line.wish.quantity == 1 else asked[1]),
        what=gettext("That is what you chose. You pay nothing."),
        next_step=_by(answer, lang),
        is_law=True,
    )


def _by(answer: Assessment, lang: str) -> str:
    day = answer.day("repair_by")
    if day is None:
        return gettext("We have to do it within a reasonable time.")
    return gettext("We have to do it by %(day)s at the latest.") % {
        "day": long_date(day, "fr" if lang == "fr" else "en")
    }
