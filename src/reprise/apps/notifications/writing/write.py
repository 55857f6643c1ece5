"""Write a letter: its subject, its text and its HTML, in the language of who gets it and the words of its shop."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reprise.apps.notifications.drawing.kept import Kept, as_kept, page_of, text_of
from reprise.apps.notifications.letters import Letter, Value, check_values
from reprise.apps.notifications.writing.footer import footer_of
from reprise.apps.notifications.writing.in_force import words_in_force
from reprise.apps.notifications.writing.own_words import Words, in_own_words
from reprise.apps.notifications.writing.said import Said
from reprise.apps.notifications.writing.writers import WRITERS

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

#: How the HTML names the shop's logo, which travels with the letter: no picture is fetched when it is read.
LOGO: Final = "logo.reprise"


@dataclass(frozen=True, slots=True)
class Worded:
    """A letter as it is kept: its subject, and what its text and its page are drawn from."""

    subject: str
    said: Kept


@dataclass(frozen=True, slots=True)
class Written:
    """A letter ready to be read."""

    subject: str
    text: str
    html: str


def word(
    *, letter: Letter, values: Mapping[str, Value], language: str, shop: "Shop | None", words: Words | None = None
) -> Worded:
    """Check what the letter is told, and put it into words; they are fixed from here on, whatever changes later.

    `words` tries words out; without them the shop's own are used, where it has any.
    """
    check_values(letter, values)
    said = Said(values, language, shop.timezone if shop else "Europe/Paris")
    own = words_in_force(shop, letter, language) if words is None else words
    content = in_own_words(WRITERS[letter](said), own, said)
    subject = " ".join(content.subject.split())  # a shop's name with a line break would be a second header
    kept = as_kept(
        content, footer_of(shop, letter, language), brand=shop.brand_colour if shop else "",
        shop_name=said["shop_name"], logo=LOGO if shop and shop.logo_id else "",
    )  # fmt: skip
    return Worded(subject[:200], kept)


def write(
    *, letter: Letter, values: Mapping[str, Value], language: str, shop: "Shop | None", words: Words | None = None
) -> Written:
    """Put the letter into words and draw it: the same sentences stand in the text and on the page."""
    worded = word(letter=letter, values=values, language=language, shop=shop, words=words)
    return Written(worded.subject, text_of(worded.said, language), page_of(worded.said, language))
