"""What stands below the assistant's last words: was that it, which of these, and what its article lets one do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext, override

from reprise.apps.conversations.kinds import TurnKind
from reprise.apps.knowledge.rules.article import Deed
from reprise.core.refusals import mark
from reprise.web.chat.talk import Talk, Way
from reprise.web.guide_ways import guide_ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reprise.web.chat.rows import Day

DEEDS: Final[Mapping[str, tuple[str, str]]] = {
    Deed.OPEN_RETURN.value: (mark("Open a return here"), "return"),
    Deed.OPEN_WITHDRAWAL.value: (mark("Withdraw from the contract"), "undo"),
    Deed.TRACK.value: (mark("Find my case"), "search"),
}


@dataclass(frozen=True, slots=True)
class Button:
    """Something an article lets its reader do at once."""

    label: str
    icon: str
    href: str
    is_chat: bool  # it happens in the chat itself


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be pressed."""

    number: int
    kind: str
    language: str
    titles: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()


def is_on(talk: Talk) -> bool:
    """Whether the assistant answers what is written here next."""
    handed = talk.conversation is not None and talk.conversation.handed_at is not None
    return talk.kept.is_on and talk.kept.assistant_on and not handed


def offer_of(talk: Talk, days: "Sequence[Day]") -> Offer | None:
    """The offer that stands, as long as nothing was said after it and no person has the conversation."""
    if not days or not is_on(talk):
        return None
    last = days[-1].rows[-1]
    if last.turn is None or last.turn["kind"] not in {TurnKind.SURE, TurnKind.CHOICES}:
        return None
    kind, language = last.turn["kind"], last.turn["language"]
    if kind == TurnKind.CHOICES:
        return Offer(last.number, kind, language, titles=tuple(title for *_, title in last.turn["articles"]))
    with override(language):
        deeds = [_button(talk, deed) for deed in last.turn["actions"] if _helps(talk, deed)]
        buttons = (*_guides(talk, last.turn["articles"][0][0], language), *deeds)
    return Offer(last.number, kind, language, buttons=buttons)


def source_of(talk: Talk, turn: Mapping[str, Any] | None) -> str:
    """The address of the article an answer was taken from, in the language it was told in."""
    if turn is None or turn["kind"] != TurnKind.SURE:
        return ""
    with override(turn["language"]):
        return reverse("portal:help_article", args=[talk.shop.slug, turn["articles"][0][0]])


def asks_address(talk: Talk, days: "Sequence[Day]") -> bool:
    """Whether a person was called, and nobody knows where to write to if the visitor leaves."""
    if not days or talk.way not in {Way.PAGE, Way.FRAME} or talk.person is None or talk.person.email:
        return False
    turn = days[-1].rows[-1].turn
    return turn is not None and turn["kind"] == TurnKind.HANDED


def _helps(talk: Talk, deed: str) -> bool:
    """Whoever stands on the page of their case needs not be led there."""
    return deed in DEEDS and not (deed == Deed.TRACK.value and talk.way is Way.CASE)


def _guides(talk: Talk, slug: str, language: str) -> "Iterator[Button]":
    """Finding the fault comes before sending anything back."""
    ways = guide_ways(slug, shop_slug=talk.shop.slug, language=language)
    if ways:
        yield Button(gettext("Find the fault step by step"), "flask", ways[0].href, is_chat=False)


def _button(talk: Talk, deed: str) -> Button:
    label, icon = DEEDS[deed]
    if deed == Deed.OPEN_RETURN.value:
        return Button(gettext(label), icon, f"{talk.base}return/", is_chat=True)
    where = "portal:withdraw" if deed == Deed.OPEN_WITHDRAWAL.value else "portal:cases"
    return Button(gettext(label), icon, reverse(where, args=[talk.shop.slug]), is_chat=False)
