from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.models import Case
from reprise.apps.cases.services.record import record
from reprise.core.refusals import Invalid, Overtaken, mark
from reprise.platform.transactions import atomic


@atomic
def correct_contact(*, case: Case, email: str, actor: Actor, at: datetime) -> bool:
    """Write to another address from now on; the same address changes nothing."""
    actor.require(Right.CASES_WRITE)
    address, before = email.strip(), case.contact_email
    try:
        validate_email(address)
    except ValidationError as fault:
        raise Invalid(field="email", why=mark("write an e-mail address, for example name@example.com.")) from fault
    if address == before:
        return False
    if Case.objects.filter(pk=case.pk, contact_email=before).update(contact_email=address) != 1:
        raise Overtaken
    case.contact_email = address
    private: dict[str, object] = {"before": before, "email": address}
    record(case=case, actor=actor, at=at, event=Event(EventType.CONTACT_CORRECTED, private=private))
    return True
