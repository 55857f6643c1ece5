"""Whatever is typed into the pages of conversations, mails and ready replies, they answer in words."""

import re
from pathlib import Path
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.models import IncomingMail, Mailbox, MessageFile, Participant
from reprise.apps.conversations.services.take_mail import take_mail
from reprise.web.backoffice import conversations, mail, replies
from reprise.web.backoffice import urls as desk_urls
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.web.backoffice.tests.talking import asked
from reprise.web.chat.tests.visitors import a_picture, say
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db(transaction=True)
OURS: Final = re.compile(r"conversation|mail|canned|macro|review_new|ratings|mention|sharing|take_part|share_out|repl")
HOSTILE: Final = (
    "\u202e", "9" * 400, "-1", "²", "٣", "null", "a" * 20_000, "2026-13-45T99:99", "[]", "{first_name", "%s%(x)s",
    "' OR 1=1 --", "00000000-0000-4000-8000-000000000000", "\r\nBcc: eve@example.org", "<script>", "\ufeff",
)  # fmt: skip


def fields_of(*packages: Any) -> list[str]:
    """Every name these pages may read out of a form."""
    read = re.compile(r'\("([a-z_]{2,20})"|^ +([a-z_]{2,20}) = forms', re.MULTILINE)
    texts = [path.read_text() for one in packages for path in sorted(Path(one.__path__[0]).glob("*.py"))]
    return sorted({name for text in texts for pair in read.findall(text) for name in pair if name})


def things_of(shop: Shop) -> dict[str, object]:
    """One of what the addresses of a shop's conversations name; what is missing is a number nothing has."""
    thread = asked(shop, "Bonjour, voici une photo.")
    raw = b"From: eve@example.org\r\nSubject: x\r\n\r\nBonjour"
    came = take_mail(shop=shop, mailbox=None, raw=raw, received_at=AT, at=AT)
    row = IncomingMail.objects.filter(pk=came.pk)
    row.update(conversation=thread, state="asks", why="unknown_sender", nature="person", sender="eve@example.org")
    box = Mailbox.objects.create(shop=shop, address="support@example.org", way="smtp", created_at=AT)
    person = Participant.objects.get(conversation=thread)
    return {
        "shop_slug": shop.slug, "reference": "RP-2222-2222", "thread": thread.key, "participant_id": person.pk,
        "mail_id": came.pk, "incoming_id": came.pk, "mailbox_id": box.pk, "reply_id": 10**30, "macro_id": 10**30,
        "file_id": 10**30, "way": "imap",
    }  # fmt: skip


def test_no_page_of_conversations_breaks_over_what_is_typed() -> None:
    shop = a_shop()
    things, names = things_of(shop), fields_of(conversations, mail, replies)
    assert len(names) > 60
    owner = at_the_desk(somebody(shop, Role.OWNER))
    tried = 0
    for place, pattern in enumerate(desk_urls.urlpatterns):
        if not isinstance(pattern, URLPattern) or not OURS.search(pattern.name or ""):
            continue
        kinds = pattern.pattern.converters
        if not set(kinds) <= set(things):
            continue
        at = reverse(f"desk:{pattern.name}", kwargs={name: things[name] for name in kinds})
        typed = {name: HOSTILE[(number * 7 + place) % len(HOSTILE)] for number, name in enumerate(names)}
        assert owner.post(at, typed).status_code < 500, at
        tried += 1
    assert tried > 35


def test_a_picture_of_a_visitor_runs_nothing_where_staff_open_it() -> None:
    shop = a_shop()
    say(Client(), "Voici", files=[a_picture()])
    owner, file = at_the_desk(somebody(shop, Role.OWNER)), MessageFile.objects.get()
    at = reverse("desk:conversation_file", kwargs={"shop_slug": shop.slug, "file_id": file.pk})
    for answer in (owner.get(at), owner.get(at, {"preview": ""})):
        assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert "sandbox" in answer["Content-Security-Policy"]
        assert (answer["X-Content-Type-Options"], "no-store" in answer["Cache-Control"]) == ("nosniff", True)
        answer.close()
