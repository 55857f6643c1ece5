"""Ready sentences: reasons for a decision, questions about a defect; in the customer’s language and in the reader’s."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import get_language, gettext, override

from reprise.core.refusals import mark
from reprise.printing.defects import Medium, evidence_asked
from reprise.readmodels.evidence_given import shots_named
from reprise.readmodels.lacking_words import lacking_in_words
from reprise.readmodels.proposal import proposal_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reprise.apps.cases.models import CaseLine
    from reprise.printing.defects import Evidence

#: Claims about how an article is: only there do photos show anything.
_SEEN: Final = frozenset({"defect", "wrong_item"})
_GRANT: Final = (
    mark("Your photos show the defect clearly: thank you, nothing more is needed."),
    mark("You need not send the article back. Keep it, or bring it to a recycling point."),
    mark("We check the new piece against your photos before it leaves."),
)
_PART: Final = (
    mark("We grant the pieces whose defect your photos show."),
    mark("On the others we see no defect. Send us a photo of each if we are wrong: we look again."),
)
_REFUSE: Final = (
    mark("What your photos show is within what was announced on the product page before the order."),
    mark("The mark comes from use after delivery and was not there when the article left."),
)
_QUESTIONS: Final = {
    Medium.PHOTO: mark("Could you add this photo: %(what)s?"),
    Medium.VIDEO: mark("Could you add a short video: %(what)s?"),
    Medium.FILE: mark("Could you send us this file: %(what)s?"),
    Medium.ANSWER: mark("Could you tell us: %(what)s?"),
}
_ADD: Final = mark("Could you add this: %(what)s?")
#: Facts a customer can tell; the country and the kind of an article are ours to find out.
_KNOWN_TO_THEM: Final = {
    "delivered": mark("On which day did you receive it?"),
    "downloaded": mark("Did you download the file?"),
    "employees": mark("How many people does your company employ?"),
    "within_main_activity": mark("Does this purchase belong to your main activity?"),
}
_ANYBODY: Final = (
    mark("Since when do you see it: from the first day, or after some use?"),
    mark("Which printer, material and settings do you use it with?"),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to put in a letter, what it means in the reader's language when that differs, and its sort."""

    text: str
    meaning: str
    sort: str


def reasons_for(line: "CaseLine", language: str) -> list[Sentence]:
    """The reasons to choose from: those law and policy gave first, each with its source."""
    if line.claim not in _SEEN:
        return _computed(line, language)
    return [*_computed(line, language), *_ready(_GRANT, language, "grant"), *_ready(_PART, language, "part"),
            *_ready(_REFUSE, language, "refuse")]  # fmt: skip


def sources_for(line: "CaseLine", language: str) -> list[str]:
    """The articles and rules the answer rests on, as the customer reads them."""
    kept = proposal_of(line.proposal)
    if kept is None:
        return []
    told = kept.told.get(language) or kept.told["en"]
    return list(dict.fromkeys(why.label for why in told.why if why.label))


def questions_for(line: "CaseLine", given: "Collection[str]", language: str) -> list[Sentence]:
    """What to ask about a defect: the shots and answers its taxonomy names that nobody gave yet."""
    here = get_language() or "fr"
    asked = [*_demanded(line, language), *_unknown(line, language)]
    already = {shot.code for shot in _demanded_shots(line)}
    for shot in evidence_asked(line.reason):
        if shot.code in given or shot.code in already or shot.medium not in _QUESTIONS:
            continue
        said = _in(language, _QUESTIONS[shot.medium], what=shot.label.in_(language))
        meaning = _in(here, _QUESTIONS[shot.medium], what=shot.label.in_(here))
        asked.append(Sentence(said, _if_other(meaning, language), "ask"))
    return [*asked, *_ready(_ANYBODY, language, "ask")]


def _demanded_shots(line: "CaseLine") -> "Sequence[Evidence]":
    kept = proposal_of(line.proposal)
    return shots_named(kept.policy.lacking.shots) if kept and kept.policy else ()


def _demanded(line: "CaseLine", language: str) -> list[Sentence]:
    """What a rule of the shop asks to be shown and nobody has shown, as questions."""
    kept, here = proposal_of(line.proposal), get_language() or "fr"
    if kept is None or kept.policy is None:
        return []
    said, meant = (lacking_in_words(kept.policy.lacking, code) for code in (language, here))
    return [
        Sentence(_in(language, _ADD, what=what), _if_other(_in(here, _ADD, what=mine), language), "demand")
        for what, mine in zip(said, meant, strict=True)
    ]  # fmt: skip


def _unknown(line: "CaseLine", language: str) -> list[Sentence]:
    """The facts that decide and that only the customer may know."""
    kept = proposal_of(line.proposal)
    return (
        _ready([_KNOWN_TO_THEM[name] for name in kept.missing if name in _KNOWN_TO_THEM], language, "ask")
        if kept
        else []
    )


def _computed(line: "CaseLine", language: str) -> list[Sentence]:
    kept = proposal_of(line.proposal)
    if kept is None:
        return []
    told, mine = (kept.told.get(code) or kept.told["en"] for code in (language, get_language() or "fr"))
    return [
        Sentence(
            f"{why.text} ({why.label})" if why.label else why.text, _if_other(meant.text, language), "computed"
        )
        for why, meant in zip(told.why, mine.why, strict=False)
    ]  # fmt: skip


def _ready(sentences: Iterable[str], language: str, sort: str) -> list[Sentence]:
    here = get_language() or "fr"
    return [Sentence(_in(language, one), _if_other(_in(here, one), language), sort) for one in sentences]


def _in(language: str, sentence: str, **told: str) -> str:
    with override(language):
        return gettext(sentence) % told if told else gettext(sentence)


def _if_other(meaning: str, language: str) -> str:
    return "" if language == (get_language() or "fr") else meaning
