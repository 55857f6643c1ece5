"""The few words in braces a canned reply may hold: filled in before anybody sends it, never sent as they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reprise.core.refusals import Refusal, mark

#: What each stands for, as the editor says it.
ABOUT: Final[Mapping[str, str]] = {
    "first_name": mark("the customer’s first name; left out when it is not known"),
    "name": mark("the customer’s name; left out when it is not known"),
    "shop_name": mark("the name of your shop"),
    "my_name": mark("the first name of whoever sends it"),
    "reference": mark("the reference of the case"),
    "order_number": mark("the number of the order"),
    "link": mark("the address of the case’s page"),
    "return_by": mark("the last day to send the goods back"),
    "answer_by": mark("the day by which you answer"),
    "refund_by": mark("the day by which you repay"),
}
#: What a sentence can do without; whatever else is not known is told to who writes.
CAN_BE_LEFT_OUT: Final = frozenset({"first_name", "name", "my_name"})
_WITH_SPACE: Final = re.compile(r"([ \u00a0]?)\{([a-z_]{1,40})\}")
_BRACES: Final = re.compile(r"\{\s*([A-Za-z_À-ÿ]{1,40})\s*\}")


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its values put in, and the names of those that are not known and still stand in it."""

    text: str
    missing: tuple[str, ...] = ()


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """Put each value in once, as plain text; a name that is not known takes the space before it along."""
    missing: dict[str, None] = {}

    def value(found: re.Match[str]) -> str:
        space, name = found[1], found[2]
        shown = " ".join(values.get(name, "").split())
        if shown:
            return space + shown
        if name in CAN_BE_LEFT_OUT:
            return ""
        if name in ABOUT:
            missing[name] = None
        return found[0]

    return Filled(_WITH_SPACE.sub(value, text), tuple(missing))


def left_in(text: str) -> tuple[str, ...]:
    """The placeholders that still stand in a text about to be sent, as they were typed: a customer reads none."""
    return tuple(dict.fromkeys(found[0] for found in _BRACES.finditer(text) if found[1].lower() in ABOUT))


def unknown_in(text: str) -> str:
    """The first thing in braces that is no placeholder; empty when there is none."""
    rest = _WITH_SPACE.sub(lambda found: "" if found[2] in ABOUT else found[0], text)
    stray = re.search(r"\{[^{}\n]{0,40}\}?|\}", rest)
    return stray[0] if stray else ""


class PlaceholderLeft(Refusal):
    """A text about to be sent still has a placeholder in it."""

    code = "placeholder_left"
    sentence = mark("Not sent: %(words)s still stands in your text. Write what belongs there, or take it out.")


def check_filled(text: str) -> None:
    """Refuse a text that a customer would read with a placeholder in it."""
    if left := left_in(text):
        raise PlaceholderLeft(field="body", words=", ".join(left))
