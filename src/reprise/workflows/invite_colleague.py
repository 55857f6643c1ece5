"""Invite somebody to the shop's staff: the joining link leaves by letter, and is shown to nobody else."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import members, shop_of
from reprise.apps.accounts.rights import LABELS, Role
from reprise.apps.accounts.services.budget import spend
from reprise.apps.accounts.services.links import STAFF_LINK_LIFE
from reprise.apps.accounts.services.staff import invite_again, invite_staff
from reprise.apps.notifications.letters import Letter, Value
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

LETTERS_AN_HOUR: Final = 30  # of one shop


class WorksHere(Refusal):
    """Whoever is invited belongs to the staff already."""

    code = "works_here"
    kind = Kind.CONFLICT
    sentence = mark("This address is in your team already, as %(role)s. Change the role in the list instead.")


@atomic
def invite_colleague(*, actor: Actor, email: str, role: str, language: str, at: datetime, name: str = "") -> None:
    """Add somebody to the staff and mail them the link by which they come in."""
    address = email.strip().lower()
    here = members(actor).filter(person__email=address).first()
    if here is not None:
        raise WorksHere(field="email", role=LABELS[Role(here.role)])
    secret = invite_staff(actor=actor, email=address, role=role, name=name, at=at)
    _send(actor, address, name, role, secret, language, at)


@atomic
def send_invitation_again(*, actor: Actor, membership_id: int, language: str, at: datetime) -> str:
    """Mail a new link in place of the one before; answers the address."""
    member, secret = invite_again(actor=actor, membership_id=membership_id, at=at)
    _send(actor, member.person.email, member.person.name, member.role, secret, language, at)
    return member.person.email


def _send(actor: Actor, email: str, name: str, role: str, secret: str, language: str, at: datetime) -> None:
    shop: Shop = shop_of(actor)
    spend(what="staff_invitation", who=str(shop.pk), limit=LETTERS_AN_HOUR, per=timedelta(hours=1), at=at)
    values: dict[str, Value] = {
        "shop_name": shop.name, "role": role, "days": STAFF_LINK_LIFE.days,
        "link": f"{settings.ENV.base_url.rstrip('/')}/{language}/account/join/{secret}/",
    }  # fmt: skip
    send_letter(
        shop=shop, to=email, language=language, letter=Letter.STAFF_INVITATION, at=at,
        values={**values, "name": name} if name else values,
    )  # fmt: skip
