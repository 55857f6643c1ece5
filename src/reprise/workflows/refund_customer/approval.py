"""The two people of a large refund hear of each other: who may approve it at once, who decided it when it is not."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.conf import settings

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.queries import approving_people, colleagues, person_behind
from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.apps.notifications.services.send_letters import NewLetter, send_letters
from reprise.apps.notifications.wanted import while_holds
from reprise.apps.payments.queries import case_waits_for_approval, waits_for_approval
from reprise.core.money import Money
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.registry import Finish, handles
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.deadlines import REFUND

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Person, Shop
    from reprise.apps.cases.models import Case
    from reprise.apps.payments.models import Refund

JOB: Final = "refund.tell_approvers"
while_holds("approval")(case_waits_for_approval)


def ask_for_approval(*, refund: "Refund", at: datetime) -> None:
    """Have the people who may approve it told, after the commit."""
    enqueue(kind=JOB, payload={"refund_id": str(refund.pk)}, at=at, dedupe_key=f"{JOB}:{refund.key}")


@handles(JOB)
def tell_approvers(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """One letter to each of them but the one who decided; none any more once somebody has looked."""
    refund = waits_for_approval(UUID(payload["refund_id"]))
    if refund is None:
        return None
    letters = _letters(refund)
    return lambda: _send(refund.shop, letters, at)


def _send(shop: "Shop", letters: list[NewLetter], at: datetime) -> None:
    send_letters(shop=shop, letters=letters, at=at)


def _letters(refund: "Refund") -> list[NewLetter]:
    actor, case = system(refund.shop_id), refund.case
    decided_by = next((str(one) for one in colleagues(actor) if _key(one) == refund.decided_by), "")
    decider = person_behind(refund.decided_by)
    due = [deadline.due_on for deadline in picture_of(case).deadlines if deadline.name == REFUND]
    told = {"decided_by": decided_by, "due": min(due, default="")}
    return [
        NewLetter(
            to=person.email, language=person.language, letter=Letter.REFUND_TO_APPROVE,
            values=_values(refund, person, case, told), dedupe_key=f"approve:{refund.key}:{person.pk}",
            wanted_while=f"approval:{case.pk}",
        )
        for person in approving_people(actor)
        if person.pk != decider
    ]  # fmt: skip


def tell_refused(*, case: "Case", refund: "Refund", shop: "Shop", reason: str, actor: Actor, at: datetime) -> None:
    """Tell whoever decided a refund that somebody else has not approved it, who and why."""
    person = next((one for one in colleagues(system(shop.pk)) if _key(one) == refund.decided_by), None)
    if person is None or actor.key == refund.decided_by:
        return
    told: dict[str, Value] = {"reason": " ".join(reason.split()), "refused_by": actor.name}
    send_letter(
        shop=shop, to=person.email, language=person.language, letter=Letter.REFUND_NOT_APPROVED,
        values=_values(refund, person, case, told), at=at, dedupe_key=f"not_approved:{refund.key}",
    )  # fmt: skip


def _values(refund: "Refund", person: "Person", case: "Case", told: "dict[str, Any]") -> dict[str, Value]:
    page = f"{settings.ENV.base_url.rstrip('/')}/{person.language}/desk/{refund.shop.slug}/cases/{case.reference}/"
    values: dict[str, Value] = {
        "shop_name": refund.shop.name, "reference": case.reference, "link": page, "name": person.name,
        "amount": Money(refund.amount_minor, refund.currency), **told,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value != ""}


def _key(person: "Person") -> str:
    return f"staff:{person.pk}"
