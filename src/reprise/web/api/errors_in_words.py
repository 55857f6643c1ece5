"""What is wrong with a value a program sent, in the reader's language."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext

from reprise.core.refusals import mark

_UNTYPED: Final = mark("Write text that a person could have typed: this one holds a character that cannot be kept.")
_SENTENCES: Final[Mapping[str, str]] = {
    "missing": mark("This field is missing."),
    "extra_forbidden": mark("There is no such field. Check its name in the API description."),
    "string_type": mark("Write text."),
    "string_too_long": mark("This text is too long: %(max_length)s characters at most."),
    "string_too_short": mark("This text is too short: %(min_length)s characters at least."),
    "string_unicode": _UNTYPED,
    "string_pattern_mismatch": _UNTYPED,
    "int_type": mark("Write a whole number."),
    "int_parsing": mark("Write a whole number."),
    "int_from_float": mark("Write a whole number."),
    "greater_than_equal": mark("Write a number of %(ge)s or more."),
    "less_than_equal": mark("Write a number of %(le)s or less."),
    "less_than": mark("Write a smaller number."),
    "bool_type": mark("Write true or false."),
    "bool_parsing": mark("Write true or false."),
    "enum": mark("Write one of: %(expected)s."),
    "literal_error": mark("Write one of: %(expected)s."),
    "list_type": mark("Write a list."),
    "dict_type": mark("Write an object."),
    "model_type": mark("Write an object."),
    "model_attributes_type": mark("Write an object."),
    "too_long": mark("This list is too long: %(max_length)s at most."),
    "too_short": mark("This list is too short: %(min_length)s at least."),
    "uuid_parsing": mark("Write an identifier as we gave it."),
    "json_invalid": mark("This is not valid JSON."),
}
_DATES: Final = mark("Write a date such as 2026-11-24.")
_OTHER: Final = mark("This value cannot be used.")


def in_words(error: Mapping[str, Any]) -> str:
    """The sentence for one of pydantic's errors."""
    kind = str(error.get("type", ""))
    if kind.startswith("date"):
        return gettext(_DATES)
    sentence = _SENTENCES.get(kind)
    if sentence is None:
        return gettext(_OTHER)
    context = error.get("ctx", {})
    return gettext(sentence) % context if context else gettext(sentence)
