"""The text or rule behind a deadline: kept as its id, told in the reader's language."""

from typing import Final

from django.utils.translation import get_language, gettext

from reprise.law.parameters import sources

POLICY: Final = "policy:"
OUR_QUESTION: Final = "question"
HOURS: Final = "hours:"


def policy_source(number: int) -> str:
    """The id of a version of the shop's policy."""
    return f"{POLICY}{number}"


def source_in_words(source: str) -> str:
    """An article by its label, a policy by its number; empty for a deadline that rests on nothing we know."""
    if source.startswith(POLICY):
        return gettext("Our policy, version %(number)s") % {"number": source.removeprefix(POLICY)}
    if source.startswith(HOURS):
        return gettext("Our opening hours, version %(number)s") % {"number": source.removeprefix(HOURS)}
    if source == OUR_QUESTION:
        return gettext("Our question to you")
    known = sources().get(source)
    return known.labels.get(get_language() or "en", known.labels["en"]) if known else ""
