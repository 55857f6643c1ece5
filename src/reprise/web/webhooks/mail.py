"""A provider posts a mail: one gate for all of them, and nothing told to whoever does not hold the mailbox's key."""

import base64
import binascii
import hashlib
import hmac
from datetime import datetime
from typing import TYPE_CHECKING, Final

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from reprise.apps.conversations.access import hook_key, mailbox_of_hook
from reprise.apps.conversations.services.take_mail import take_mail
from reprise.integrations.mail_hooks.posted import NotAForm, Posted, posted
from reprise.integrations.mail_hooks.providers import PROVIDERS, NotAMail, mails_in, signed_by_mailgun

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Mailbox

LARGEST: Final = 96 * 2**20  # a raw mail of 64 MB in a provider's wrapping
#: Who posts for Mailgun is known only once all of it is read, and Mailgun takes no mail above 25 MB.
LARGEST_UNPROVED: Final = 40 * 2**20
PUT_TOGETHER: Final = frozenset({"mailjet", "brevo"})
USER: Final = "reprise"
log = structlog.get_logger("reprise.mail")


@csrf_exempt
@require_http_methods(["POST", "HEAD"])
def mail(request: HttpRequest, provider: str, mailbox_id: int) -> HttpResponse:
    """Keep what is posted by whoever proved to hold the key; after anything but 2xx a provider tries again."""
    if request.method == "HEAD":
        return HttpResponse()
    at = timezone.now()
    mailbox = mailbox_of_hook(mailbox_id)
    key = hook_key(mailbox) if mailbox else ""
    if mailbox is None or not key or not _is_posted_by(mailbox, provider) or not _named(request, key, provider):
        return _no(403)
    length = request.META.get("CONTENT_LENGTH") or "0"
    largest = LARGEST_UNPROVED if provider == "mailgun" else LARGEST
    if not (length.isascii() and length.isdigit()) or int(length[:19]) > largest:
        return _no(413)
    raw = request.read(largest + 1)
    if len(raw) > largest:
        return _no(413)
    try:
        found = posted(raw, request.META.get("CONTENT_TYPE", ""))
    except NotAForm:
        return _no(403 if provider == "mailgun" else 406)  # whoever signs does so within the form
    if provider == "mailgun" and not signed_by_mailgun(found, key, at):
        return _no(403)
    return _kept(mailbox, provider, found, at)


def _kept(mailbox: "Mailbox", provider: str, found: Posted, at: datetime) -> HttpResponse:
    try:
        mails = mails_in(provider, found)
    except NotAMail:
        log.warning("post without a mail", provider=provider)
        return _no(406)  # Mailgun does not try again after this one
    for place, (raw, to) in enumerate(mails):
        # A mail put together from its parts differs at each attempt: the post itself tells that it is the same.
        same = found.body if provider in PUT_TOGETHER else raw
        take_mail(
            shop=mailbox.shop, mailbox=mailbox, raw=raw, received_at=at, envelope_to=[one for one in to if one],
            fingerprint=hashlib.sha256(b"%d:%b" % (place, same)).hexdigest(), at=at,
        )  # fmt: skip
    return HttpResponse(status=200)


def _is_posted_by(mailbox: "Mailbox", provider: str) -> bool:
    """Whether it is the service the mailbox was set up with: no other way in is open beside it."""
    return provider in PROVIDERS and mailbox.host in {"", provider}


def _named(request: HttpRequest, key: str, provider: str) -> bool:
    """Whether the key stands in the request as HTTP Basic or Bearer; Mailgun signs instead."""
    if provider == "mailgun":
        return True
    how, _, told = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if how.lower() == "bearer":
        return hmac.compare_digest(told.strip().encode(), key.encode())
    try:
        given = base64.b64decode(told.strip(), validate=True) if how.lower() == "basic" else b""
    except (binascii.Error, ValueError):
        return False
    return hmac.compare_digest(given, f"{USER}:{key}".encode())


def _no(status: int) -> HttpResponse:
    return HttpResponse(status=status, content_type="text/plain")
