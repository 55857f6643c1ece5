from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.services.new_mail import new_mail
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.statements import insert_later, insert_new, insert_or_leave
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


@atomic
def send_letter(
    *, shop: "Shop | None", to: str, language: str, letter: Letter, values: Mapping[str, Value], at: datetime,
    case_id: int | None = None, conversation_id: int | None = None, in_reply_to: str = "", dedupe_key: str = "",
    enclosures: Sequence[Mapping[str, object]] = (), wanted_while: str = "",
) -> Mail:  # fmt: skip
    """Write a letter and let it leave after the commit; without mail server it stays on the local outbox page.

    `dedupe_key` is per shop: a second letter with it is not written. `enclosures` name papers that are drawn when it
    leaves (see `enclosures.py`), `wanted_while` a condition (see `wanted.py`). An address nobody can be reached at is
    no reason to undo a deed: the letter is kept as failed.
    """
    mail = new_mail(
        shop=shop, to=to, language=language, letter=letter, values=values, at=at, case_id=case_id,
        conversation_id=conversation_id, in_reply_to=in_reply_to, dedupe_key=dedupe_key, enclosures=enclosures,
        wanted_while=wanted_while,
    )  # fmt: skip
    if mail.state == Mail.State.WAITING:
        if insert_new(mail):  # the job names it by its number
            let_leave(mail, at=at)
    elif dedupe_key:
        insert_or_leave(mail)
    else:
        insert_later(mail)
    return mail


def let_leave(mail: Mail, *, at: datetime) -> None:
    """Have a waiting letter handed to the mail server after the commit."""
    if mail.state == Mail.State.WAITING:
        enqueue(kind="mail.send", payload={"mail_id": mail.pk}, at=at, dedupe_key=f"mail.send:{mail.pk}")
