from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.services.budget import spend
from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.services.new_mail import first_state, new_message_id
from reprise.apps.notifications.services.send_letter import let_leave
from reprise.apps.notifications.writing.own_words import Words
from reprise.apps.notifications.writing.write import write
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

TRIALS_AN_HOUR: Final = 20


@atomic
def send_trial(
    *, actor: Actor, shop: "Shop", to: str, letter: Letter, language: str, words: Words, values: Mapping[str, Value],
    at: datetime,
) -> Mail:  # fmt: skip
    """Send a letter with example values to the person who words it."""
    actor.require(Right.SETTINGS_EDIT)
    spend(what="letter_trial", who=actor.key, limit=TRIALS_AN_HOUR, per=timedelta(hours=1), at=at)
    written = write(letter=letter, values=values, language=language, shop=shop, words=words)
    with override(language):
        subject = gettext("Test: %(subject)s") % {"subject": written.subject}
    mail = Mail(
        shop=shop, letter=letter, language=language, to=to, subject=subject[:200], kept_text=written.text,
        kept_html=written.html, message_id=new_message_id(), state=first_state(usable=True), created_at=at,
    )  # fmt: skip
    mail.save(force_insert=True)
    let_leave(mail, at=at)
    return mail
