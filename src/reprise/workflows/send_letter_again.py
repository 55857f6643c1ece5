"""Send a letter again, to the address the customer really has."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.queries import case_by_id
from reprise.apps.cases.services.correct_contact import correct_contact
from reprise.apps.notifications.queries import letter_for
from reprise.apps.notifications.services.send_again import CannotGoAgain, send_again
from reprise.platform.transactions import atomic
from reprise.readmodels.case_letters import case_link

if TYPE_CHECKING:
    from reprise.apps.notifications.models import Mail


@atomic
def again(*, actor: Actor, mail_id: int, email: str, at: datetime, nonce: str = "") -> "Mail":
    """Correct the case's address if it is another one, then send the same words once more."""
    old = letter_for(actor, mail_id)
    if old.case_id is None:
        raise CannotGoAgain
    case = case_by_id(actor, old.case_id)
    if email.strip() != case.contact_email:
        correct_contact(case=case, email=email, actor=actor, at=at)
    return send_again(
        actor=actor, mail_id=old.pk, to=case.contact_email, link=case_link(case, shop_of(actor)), at=at, nonce=nonce
    )
