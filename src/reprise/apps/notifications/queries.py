"""The only ways to obtain letters."""

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.notifications.models import Mail
from reprise.core.refusals import NotFound


def outbox_newest(limit: int = 50, *, before: int | None = None) -> list[Mail]:
    """The newest letters of the whole instance, for the local outbox page of the demo only."""
    rows = Mail.objects.select_related("shop").defer("html").order_by("-id")
    return list((rows.filter(pk__lt=before) if before else rows)[:limit])


def outbox_mail(mail_id: int) -> Mail:
    """One letter, for the local outbox page of the demo only."""
    mail = Mail.objects.filter(pk=mail_id).select_related("shop").first()
    if mail is None:
        raise NotFound
    return mail


def letters_of_case(actor: Actor, case_id: int) -> list[Mail]:
    """What was written to the customer of a case, newest first."""
    actor.require(Right.CASES_READ)
    return list(Mail.objects.filter(shop_id=actor.shop_id, case_id=case_id).order_by("-id"))
