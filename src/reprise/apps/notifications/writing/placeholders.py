"""The few words in braces a shop may put into its letters, and nothing else: no template language, no markup."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from reprise.apps.notifications.letters import NEEDS, Letter
from reprise.apps.notifications.writing.phrases import signature
from reprise.apps.notifications.writing.said import Said
from reprise.core.money import Money
from reprise.core.refusals import mark

PLACEHOLDER: Final = re.compile(r"\{([a-z_]{1,40})\}")
_WITH_SPACE: Final = re.compile(r"( ?)\{([a-z_]{1,40})\}")

#: What each stands for, as the editor says it.
ABOUT: Final[Mapping[str, str]] = {
    "first_name": mark("the customer’s first name; left out when it is not known"),
    "name": mark("the customer’s name; left out when it is not known"),
    "shop_name": mark("the name of your shop"),
    "reference": mark("the reference of the case"),
    "order_number": mark("the number of the order; left out when there is none"),
    "signature": mark("who writes: the person’s name when somebody wrote it, and the shop"),
    "rma": mark("the return number"),
    "return_by": mark("the last day to send the goods back"),
    "answer_by": mark("the day by which you answer"),
    "received_on": mark("the day the parcel arrived"),
    "received_at": mark("the day and hour the declaration arrived"),
    "sent_on": mark("the day the money left"),
    "amount": mark("the amount"),
    "minutes": mark("for how many minutes the link works"),
    "days": mark("for how many days the link works"),
}
#: Whatever a subject may say: it is read on locked screens and in the logs of mail servers.
IN_SUBJECTS: Final = ("reference", "shop_name")
_SHORT: Final = (date, datetime, Money, int)
_NAMED: Final = ("rma",)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A word in braces and what it stands for."""

    name: str
    about: str

    @property
    def written(self) -> str:
        """As it is typed."""
        return f"{{{self.name}}}"


def offered(letter: Letter) -> tuple[Placeholder, ...]:
    """The placeholders of a letter's opening and closing: values it always has, and those it can do without."""
    needs = NEEDS[letter]
    short = [name for name, kind in needs.must.items() if kind in _SHORT or name in _NAMED]
    known = needs.must.keys() | needs.may.keys()
    first = ["first_name", "name"] if "name" in known else []
    rest = [name for name in ("shop_name", "reference", "order_number") if name in known]
    return tuple(Placeholder(name, ABOUT[name]) for name in (*first, *rest, *short, "signature"))


def in_subject(letter: Letter) -> tuple[Placeholder, ...]:
    """The placeholders of a letter's subject."""
    return tuple(each for each in offered(letter) if each.name in IN_SUBJECTS)


def unknown_in(text: str, known: tuple[Placeholder, ...]) -> str:
    """The first thing in braces that is no placeholder of the letter, as it was typed; empty when there is none."""
    names = {each.name for each in known}
    rest = PLACEHOLDER.sub(lambda found: "" if found[1] in names else found[0], text)
    stray = re.search(r"\{[^{}\n]{0,40}\}?|\}", rest)
    return stray[0] if stray else ""


def fill(text: str, said: Said) -> str:
    """The text with its values, each put in once as plain text; an empty one takes the space before it along."""

    def value(found: re.Match[str]) -> str:
        shown = " ".join(_value(found[2], said).split())
        return found[1] + shown if shown else ""

    return _WITH_SPACE.sub(value, text)


def _value(name: str, said: Said) -> str:
    if name == "signature":
        return signature(said)
    if name == "first_name":
        return said["name"].split(" ")[0] if "name" in said else ""
    return said[name]
