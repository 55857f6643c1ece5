"""A letter as a row, written and not yet kept."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import parseaddr
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.marks import token_of
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.values import Choices
from reprise.apps.notifications.writing.own_words import Words
from reprise.apps.notifications.writing.said import spoken
from reprise.apps.notifications.writing.write import word
from reprise.core.mail_tokens import message_id

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

SECRET_VALUES: Final = ("link", "code")
#: Letters whose link is a plain page of the desk, which opens nothing by itself.
OPEN_LINKS: Final = frozenset({Letter.STAFF_DIGEST, Letter.REFUND_TO_APPROVE, Letter.REFUND_NOT_APPROVED,
                               Letter.STAFF_MENTIONED, Letter.STAFF_PROMISE_DUE, Letter.MAILBOX_TEST})  # fmt: skip


def new_mail(
    *, shop: "Shop | None", to: str, language: str, letter: Letter, values: Mapping[str, Value], at: datetime,
    case_id: int | None = None, conversation_id: int | None = None, in_reply_to: str = "", dedupe_key: str = "",
    enclosures: Sequence[Mapping[str, object]] = (), wanted_while: str = "", words: Words | None = None,
) -> Mail:  # fmt: skip
    """The letter, waiting to leave, or kept as failed when its address reaches nobody."""
    language = spoken(language)
    worded = word(letter=letter, values=values, language=language, shop=shop, words=words)
    usable = reachable(to)
    return Mail(
        shop=shop, case_id=case_id, conversation_id=conversation_id, in_reply_to=in_reply_to[:400], letter=letter.value,
        language=language, to=to.strip() if usable else "", subject=worded.subject,
        said=worded.said, secrets=_secrets(letter, values),
        message_id=new_message_id(case_id=case_id, conversation_id=conversation_id),
        state=first_state(usable=usable).value, dedupe_key=dedupe_key, created_at=at,
        by_person=bool(values.get("author")), enclosures=[dict(each) for each in enclosures], wanted_while=wanted_while,
        last_error="" if usable else "no usable address",
    )  # fmt: skip


def _secrets(letter: Letter, values: Mapping[str, Value]) -> list[str]:
    """The links and codes of a letter, the longest first: one may begin like another."""
    if letter in OPEN_LINKS:
        return []
    chosen = [link for value in values.values() if isinstance(value, Choices) for _label, link in value.entries]
    named = [str(values[name]) for name in SECRET_VALUES if name in values]
    return sorted(dict.fromkeys([*chosen, *named]), key=len, reverse=True)


def first_state(*, usable: bool) -> Mail.State:
    """How a letter begins."""
    if not usable:
        return Mail.State.FAILED
    return Mail.State.WAITING if settings.ENV.mail_url else Mail.State.LOCAL


@lru_cache(1_000)  # a customer gets several letters in a day
def reachable(to: str) -> bool:
    """Whether it is an e-mail address at all."""
    try:
        validate_email(to.strip())
    except ValidationError:
        return False
    return True


@lru_cache(16)
def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"


def new_message_id(*, case_id: int | None = None, conversation_id: int | None = None) -> str:
    """Ours, and the same at every attempt to send a letter, by which mailboxes recognise it; an answer to it finds the
    matter by the mark it carries.
    """
    domain = _domain(settings.ENV.mail_from)
    nonce = secrets.token_hex(10)
    token = token_of(case_id=case_id, conversation_id=conversation_id)
    return message_id(token, domain, nonce) if token else f"<{nonce}@{domain}>"
