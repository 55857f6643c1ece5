"""Countries by their names in the page's language, for a list to choose from."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from babel import Locale
from django.utils.translation import get_language

#: Codes of two letters that name no country of their own.
_NO_COUNTRY: Final = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def country_choices(codes: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Code and name of each country in the order of the alphabet; all of the world unless some are named."""
    names = _names((get_language() or "fr")[:2])
    return [(code, name) for code, name in names.items() if not codes or code in set(codes)]


@cache
def _names(language: str) -> dict[str, str]:
    territories = {str(code): str(name) for code, name in Locale.parse(language).territories.items()}
    countries = {code: name for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    return {
        code: name
        for code, name in sorted(countries.items(), key=lambda country: _in_the_alphabet(country[1]))
        if code not in _NO_COUNTRY
    }


def _in_the_alphabet(name: str) -> str:
    """É stands with E, and not after Z."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if letter.isalnum())
