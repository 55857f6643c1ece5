"""Sentences of the catalogue in a language somebody names, each looked up once.

`override` and `gettext` ask Django for the language of the thread a dozen times a sentence. A return says two hundred
of them to its customer, whose language is known; what a page says goes on in the language of its request.
"""

from functools import lru_cache
from typing import Final

from django.utils.translation import gettext, ngettext, override, pgettext

#: More than all sentences of the product in all its languages; those of one return are some hundred.
REMEMBERED: Final = 20_000


@lru_cache(REMEMBERED)
def in_language(language: str, sentence: str) -> str:
    """A marked sentence, as `gettext` says it in that language."""
    with override(language):
        return gettext(sentence)


@lru_cache(REMEMBERED)
def in_language_as(language: str, context: str, sentence: str) -> str:
    """A marked sentence whose context tells which meaning is meant, as `pgettext` says it in that language."""
    with override(language):
        return pgettext(context, sentence)


@lru_cache(REMEMBERED)
def counted_in_language(language: str, singular: str, plural: str, number: int) -> str:
    """A marked sentence about a number of things, as `ngettext` says it in that language."""
    with override(language):
        return ngettext(singular, plural, number)
