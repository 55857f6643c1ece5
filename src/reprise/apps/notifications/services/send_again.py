import html
from datetime import datetime, timedelta
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.services.budget import spend
from reprise.apps.notifications.blot import BLOT
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.services.new_mail import first_state, new_message_id, reachable
from reprise.apps.notifications.services.send_letter import let_leave
from reprise.core.refusals import Invalid, Kind, NotFound, Refusal, mark
from reprise.platform.transactions import atomic

AGAIN_AN_HOUR: Final = 60


class CannotGoAgain(Refusal):
    """The letter held a link that works once, or its words were erased."""

    code = "letter_cannot_go_again"
    kind = Kind.CONFLICT
    sentence = mark("This letter cannot be sent again: what it held works only once, or was erased. Write a new one.")


class StillWaiting(Refusal):
    """The letter has not left yet."""

    code = "letter_still_waiting"
    kind = Kind.CONFLICT
    sentence = mark("This letter is still waiting to leave. Wait for the result before you send it again.")


@atomic
def send_again(*, actor: Actor, mail_id: int, to: str, link: str, at: datetime, nonce: str = "") -> Mail:
    """Send the same words once more, as a letter of its own, with the link of the case that opens it today.

    The same nonce again is the same letter.
    """
    actor.require(Right.MESSAGES_WRITE)
    old = Mail.objects.select_for_update().filter(shop_id=actor.shop_id, pk=mail_id).first()
    if old is None:
        raise NotFound
    key = f"again:{old.pk}:{nonce}"[:120] if nonce else ""
    if key and (known := Mail.objects.filter(shop_id=actor.shop_id, dedupe_key=key).first()):
        return known
    if old.erased_at is not None or old.case_id is None or not old.is_there:
        raise CannotGoAgain
    if old.state == Mail.State.WAITING:
        raise StillWaiting
    if not reachable(to):
        raise Invalid(field="email", why=mark("write an e-mail address, for example name@example.com."))
    spend(what="letter_again", who=str(actor.shop_id), limit=AGAIN_AN_HOUR, per=timedelta(hours=1), at=at)
    mail = Mail(
        shop_id=old.shop_id, case_id=old.case_id, conversation_id=old.conversation_id, letter=old.letter,
        language=old.language, to=to.strip(), subject=old.subject, kept_text=_text_with(old, link),
        kept_html=_html_with(old, link), secrets=[link], in_reply_to=old.in_reply_to,
        message_id=new_message_id(case_id=old.case_id, conversation_id=old.conversation_id),
        state=first_state(usable=True), dedupe_key=key, created_at=at, by_person=old.by_person,
        enclosures=old.enclosures, again_of=old,
    )  # fmt: skip
    mail.save(force_insert=True)
    let_leave(mail, at=at)
    return mail


def _html_with(old: Mail, link: str) -> str:
    page = old.html
    for secret in old.secrets:  # it never left, so its link still stands in it
        page = page.replace(html.escape(secret), html.escape(link))
    return page.replace(f'href="{BLOT}"', f'href="{html.escape(link)}"')


def _text_with(old: Mail, link: str) -> str:
    text = old.text
    for secret in old.secrets:
        text = text.replace(secret, link)
    return "\n".join(link if line == BLOT else line for line in text.split("\n"))
