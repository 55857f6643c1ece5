"""Visitors of the chat, each with a browser of their own, and Inès who answers them."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.set_chat import ChatRules, set_chat
from reprise.workflows import converse
from reprise.workflows.tests import builders
from reprise.workflows.tests.builders import ines
from tests.journeys.customers import a_photo
from tests.support.builders import AT

__all__ = ["CHAT", "OPEN", "a_picture", "a_shop", "answer", "newest", "opens", "say", "the_thread"]

CHAT = "/fr/s/atelier-lamelle/chat/"
OPEN = {"X-Chat": "1"}  # a page that is open asks


def a_shop(slug: str = "atelier-lamelle") -> Shop:
    """A shop where people alone answer; the assistant has tests of its own."""
    shop = builders.a_shop(slug)
    set_chat(actor=ines(shop.pk, Role.OWNER), rules=ChatRules(assistant_on=False))
    return shop


def say(browser: Client, body: str, where: str = CHAT, **more: Any) -> Any:
    """Write from a page that is open."""
    return browser.post(f"{where}say/", {"body": body, **more}, headers=OPEN)


def the_thread(shop: Shop) -> Conversation:
    """The only conversation of a shop."""
    return Conversation.objects.get(shop=shop)


def answer(shop: Shop, conversation: Conversation, body: str, **more: Any) -> None:
    """Inès writes."""
    now = Conversation.objects.select_related("case").get(pk=conversation.pk)
    converse.say(actor=ines(shop.pk, Role.AGENT), conversation=now, body=body, at=AT, channel=Channel.CHAT, **more)


def a_picture(name: str = "fils.jpg") -> SimpleUploadedFile:
    """A photo as a browser sends it."""
    return SimpleUploadedFile(name, a_photo(), content_type="image/jpeg")


def opens(browser: Client, address: str) -> str:
    """The kind of a file that is handed out; empty when it is not."""
    given = browser.get(address)
    if given.status_code != 200:
        return ""
    assert given.getvalue()  # read to its end, which closes it
    return str(given["Content-Type"])


def newest(browser: Client, where: str = CHAT, after: int = 0) -> dict[str, Any]:
    """What a page that is open gets."""
    told: dict[str, Any] = browser.get(f"{where}news/?after={after}", headers=OPEN).json()
    return told
