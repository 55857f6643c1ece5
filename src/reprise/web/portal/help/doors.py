"""What a reader can do at once: the deeds an article names, as buttons, and the person behind all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from reprise.apps.conversations.chat import chat_is_on
from reprise.apps.knowledge.rules.article import Deed, Kind
from reprise.readmodels.reply_promise import promise_for
from reprise.readmodels.reply_promise_words import told_to_visitor
from reprise.web.portal.door import ShopRequest

if TYPE_CHECKING:
    from reprise.apps.knowledge.rules.article import Article

MOST_SAID = 500  # characters of a question taken along into the chat


@dataclass(frozen=True, slots=True)
class Door:
    """A button: what it says and where it leads."""

    label: str
    href: str
    icon: str


@dataclass(frozen=True, slots=True)
class Behind:
    """The person behind the help: how to reach one, and by when one answers."""

    href: str  # of the chat, empty where the shop has none
    phone: str
    email: str
    presence: str
    reply: str


def doors_of(article: "Article", shop_slug: str) -> Iterator[Door]:
    """The deeds of an article in the order it names them; a person is offered below every page anyway."""
    for deed in article.actions:
        if deed is Deed.OPEN_RETURN:
            wish = "?for=defect" if article.kind is Kind.HELP else ""
            yield Door(gettext("Start a request"), reverse("portal:find", args=[shop_slug]) + wish, "return")
        elif deed is Deed.OPEN_WITHDRAWAL:
            yield Door(gettext("Withdraw from contract here"), reverse("portal:withdraw", args=[shop_slug]), "return")
        elif deed is Deed.TRACK:
            yield Door(gettext("Follow a request"), reverse("portal:cases", args=[shop_slug]), "eye")


def person_behind(request: ShopRequest, *, say: str = "") -> Behind:
    """Whom to ask; the question goes along, so that nobody types it twice."""
    shop, promise = request.shop, promise_for(request.shop, request.now)
    words = told_to_visitor(promise, request.now) if promise else None
    chat = reverse("portal:chat", args=[shop.slug]) if chat_is_on(shop.pk) else ""
    return Behind(
        href=f"{chat}?{urlencode({'say': say[:MOST_SAID]})}" if chat and say else chat,
        phone=shop.phone, email=shop.email,
        presence=words.presence if words else "", reply=words.reply if words else "",
    )  # fmt: skip
