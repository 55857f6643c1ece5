import uuid
from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.writing.said import spoken
from reprise.apps.notifications.writing.write import write
from reprise.platform.jobs.enqueue import enqueue

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

SECRET_VALUES = ("link", "code")


@transaction.atomic(savepoint=False)
def send_letter(
    *, shop: "Shop | None", to: str, language: str, letter: Letter, values: Mapping[str, Value], at: datetime,
    case_id: int | None = None, dedupe_key: str = "",
) -> Mail:  # fmt: skip
    """Write a letter and let it leave after the commit; without mail server it stays on the local outbox page.

    `dedupe_key` is per shop: a second letter with it is the first one. An address nobody can be reached at is no
    reason to undo a deed: the letter is kept as failed.
    """
    known = Mail.objects.filter(shop=shop, dedupe_key=dedupe_key).first() if dedupe_key else None
    if known is not None:
        return known
    language = spoken(language)
    written = write(letter=letter, values=values, language=language, shop=shop)
    reachable = _reachable(to)
    state = _first_state(reachable=reachable)
    mail = Mail(
        shop=shop, case_id=case_id, letter=letter, language=language, to=to.strip() if reachable else "",
        subject=written.subject, text=written.text, html=written.html,
        secrets=[str(values[name]) for name in SECRET_VALUES if name in values],
        message_id=f"<{uuid.uuid4()}@{_domain()}>", state=state, dedupe_key=dedupe_key, created_at=at,
        last_error="" if reachable else "no usable address",
    )  # fmt: skip
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError:
        return Mail.objects.get(shop=shop, dedupe_key=dedupe_key)
    if state is Mail.State.WAITING:
        enqueue(kind="mail.send", payload={"mail_id": mail.pk}, at=at, dedupe_key=f"mail.send:{mail.pk}")
    return mail


def _first_state(*, reachable: bool) -> Mail.State:
    if not reachable:
        return Mail.State.FAILED
    return Mail.State.WAITING if settings.ENV.mail_url else Mail.State.LOCAL


def _reachable(to: str) -> bool:
    try:
        validate_email(to.strip())
    except ValidationError:
        return False
    return True


def _domain() -> str:
    return parseaddr(settings.ENV.mail_from)[1].rpartition("@")[2] or "localhost"
