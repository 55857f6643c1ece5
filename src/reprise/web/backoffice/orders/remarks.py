"""What an import remarked, in the reader's language: marked words translated, sums as people write them."""

import re
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext

from reprise.core.money import Money
from reprise.web.templatetags.reprise_format import money_text

SUM: Final = re.compile(r"(-?\d{1,15}(?:\.\d{1,4})?) ([A-Z]{3})")  # as the catalogue keeps one beside its sentence


def told(text: str, params: Mapping[str, object]) -> str:
    """A sentence of the catalogue."""
    sentence = gettext(text) if text else ""
    return sentence % {name: _word(value) for name, value in params.items()} if params else sentence


def _word(value: object) -> object:
    if not isinstance(value, str) or not value:
        return value
    found = SUM.fullmatch(value)
    return money_text(Money.of(found[1], found[2])) if found else gettext(value)
