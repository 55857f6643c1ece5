"""Each provider: how it proves who posts, and where the mail stands in what it posts.

Where the raw mail is given it is taken as it is, and only read later in a limited process.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, Final

from reprise.integrations.mail_hooks.posted import Posted

FRESH: Final = timedelta(minutes=5)  # a signed request repeated later is refused

#: Who posts was proved before: the parsers below only parse.
NONE: Final = "-"

#: A raw mail and to whom its envelope was addressed.
Mail = tuple[bytes, list[str]]


class NotAMail(Exception):
    """What was posted holds no mail that can be found."""


def mails_in(provider: str, request: Posted) -> list[Mail]:
    """The mails of a post; `NotAMail` when there is none, or it is in no form that is known."""
    try:
        found = list(PROVIDERS[provider](request))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, LookupError) as fault:
        raise NotAMail from fault
    except Exception as fault:  # anymail's own: what it calls a wrong configuration is a post we cannot read
        raise NotAMail from fault
    if not found or not all(raw.strip() for raw, _ in found):
        raise NotAMail
    return found


def signed_by_mailgun(request: Posted, key: str, at: datetime) -> bool:
    """Whether Mailgun signed it with this key, a short while ago."""
    stamp, token, told = (request.POST.get(name, "") for name in ("timestamp", "token", "signature"))
    ours = hmac.new(key.encode(), _bytes(f"{stamp}{token}"), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(ours.encode(), _bytes(told)):
        return False
    plain = stamp.isascii() and stamp.isdigit() and len(stamp) < 12
    return plain and abs(at.timestamp() - int(stamp)) < FRESH.total_seconds()


def _raw(request: Posted) -> Iterator[Mail]:
    yield request.body, []


def _mailgun(request: Posted) -> Iterator[Mail]:
    to = [str(request.POST["recipient"])] if "recipient" in request.POST else []
    if "body-mime" in request.POST:
        yield _bytes(str(request.POST["body-mime"])), to
    else:
        yield from _by_anymail(_view("mailgun", "Mailgun")(webhook_signing_key="-"), request, to)


def _sendgrid(request: Posted) -> Iterator[Mail]:
    to = [str(one) for one in json.loads(request.POST.get("envelope", "{}")).get("to", [])]
    if "email" in request.POST:
        yield _bytes(str(request.POST["email"])), to
    else:
        yield from _by_anymail(_view("sendgrid", "SendGrid")(webhook_secret=NONE), request, to)


def _postmark(request: Posted) -> Iterator[Mail]:
    told = json.loads(request.body)
    to = [str(told["OriginalRecipient"])] if told.get("OriginalRecipient") else []
    if told.get("RawEmail"):
        yield _bytes(str(told["RawEmail"])), to
    else:
        yield from _by_anymail(_view("postmark", "Postmark")(webhook_secret=NONE), request, to)


def _sparkpost(request: Posted) -> Iterator[Mail]:
    for event in json.loads(request.body):
        relay = event["msys"]["relay_message"]
        content = relay["content"]
        raw = str(content["email_rfc822"])
        packed = bool(content.get("email_rfc822_is_base64"))
        yield (base64.b64decode(raw) if packed else _bytes(raw)), [str(relay.get("rcpt_to", ""))]


def _mailjet(request: Posted) -> Iterator[Mail]:
    to = [str(json.loads(request.body).get("Recipient", ""))]
    yield from _by_anymail(_view("mailjet", "Mailjet")(webhook_secret=NONE), request, to)


def _brevo(request: Posted) -> Iterator[Mail]:
    for item in json.loads(request.body)["items"]:
        one = Posted(json.dumps({"items": [item]}).encode(), request.content_type)
        to = [str(address) for address in item.get("Recipients", [])]
        yield from _by_anymail(_view("brevo", "Brevo")(webhook_secret=NONE, api_key="-"), one, to)


def _view(module: str, provider: str) -> Any:
    """The parser of one provider, loaded with its first post: what they need is more than the rest of the pages'."""
    return getattr(import_module(f"anymail.webhooks.{module}"), f"{provider}InboundWebhookView")


def _by_anymail(view: Any, request: Posted, to: list[str]) -> Iterator[Mail]:
    """A mail put together from its parts, as the provider took it apart."""
    for event in view.parse_events(request):
        message = event.message
        if message["From"] or message["Subject"] or message.text or message.html:
            yield message.as_bytes(), to


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


PROVIDERS: Final[dict[str, Callable[[Posted], Iterator[Mail]]]] = {
    "raw": _raw, "mailgun": _mailgun, "sendgrid": _sendgrid, "postmark": _postmark, "sparkpost": _sparkpost,
    "mailjet": _mailjet, "brevo": _brevo,
}  # fmt: skip
