"""What is missing, in words: pictures somebody may still add, and facts that decide."""

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.translation import gettext, ngettext, override

from reprise.core.refusals import mark
from reprise.law.phrases import phrases
from reprise.readmodels.assessment import AssessedLine
from reprise.readmodels.evidence_given import Lacking, shots_named

#: Facts that the law library does not name.
FACTS: Final[Mapping[str, str]] = {
    "product_kind": mark("what kind of article it is"), "kind": mark("what kind of article it is"),
    "country": mark("the country of delivery"), "downloaded": mark("whether the file was downloaded"),
    "company": mark("which company bought"), "photos": mark("photos"),
}  # fmt: skip


def lacking_in_words(lacking: Lacking, lang: str) -> tuple[str, ...]:
    """Each thing that was asked to be shown and is not there yet."""
    with override(lang):
        return tuple(_lacking(lacking, lang))


def _lacking(lacking: Lacking, lang: str) -> Iterator[str]:
    yield from (shot.label.in_(lang) for shot in shots_named(lacking.shots))
    if lacking.photos:
        yield ngettext("%(n)d more photo", "%(n)d more photos", lacking.photos) % {"n": lacking.photos}
    if lacking.measure:
        yield gettext("a size in millimetres, written or shown with a caliper")
    if lacking.files:
        yield gettext("the file it was printed from")


def missing_in_words(line: AssessedLine, lang: str) -> tuple[str, ...]:
    """Each fact that decides and is not known."""
    names = line.assessment.missing if line.assessment else ("product_kind",)
    return tuple(fact_in_words(name, lang) for name in dict.fromkeys(names))


def fact_in_words(name: str, lang: str) -> str:
    """A fact by its name in a language."""
    words = phrases(lang)
    if words.knows("facts", name):
        return words.say("facts", name)
    with override(lang):
        return gettext(FACTS[name]) if name in FACTS else name
