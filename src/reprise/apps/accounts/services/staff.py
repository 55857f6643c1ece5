"""Who works in a shop: invite, change the role, remove. A shop never loses its last owner."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import ApiToken, Membership, Person, Shop, SignInLink
from reprise.apps.accounts.rights import Right, Role
from reprise.apps.accounts.services.join_staff import is_newcomer
from reprise.apps.accounts.services.links import make_link
from reprise.core.refusals import Invalid, Kind, NotFound, Refusal, mark
from reprise.platform.live import end_passes
from reprise.platform.transactions import atomic


class InAlready(Refusal):
    """The person signed in already, so no link is needed."""

    code = "joined_already"
    kind = Kind.CONFLICT
    sentence = mark("This person has an account already and signs in with their address: no link is needed.")


class LastOwner(Refusal):
    """The shop would be left without an owner."""

    code = "last_owner"
    kind = Kind.CONFLICT
    sentence = mark("This is the shop’s last owner. Make somebody else an owner first.")


@atomic
def invite_staff(*, actor: Actor, email: str, role: str, at: datetime, name: str = "") -> str:
    """Add a person to the shop's staff (or change their role) and return the secret of their joining link.

    Who holds the link becomes that person: it is mailed to them, and shown to nobody but who runs the instance.
    """
    actor.require(Right.STAFF_MANAGE)
    wanted = _role(role)
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as unfit:
        raise Invalid(field="email", why=mark("write an e-mail address, for example name@example.com.")) from unfit
    person = _person(address, name.strip()[:120])
    _lock(actor.shop_id)
    member = Membership.objects.filter(person=person, shop_id=actor.shop_id).first()
    if member is None:
        Membership.objects.create(person=person, shop_id=actor.shop_id, role=wanted)
    else:
        _keep_an_owner(member, wanted)
        Membership.objects.filter(pk=member.pk).update(role=wanted)
    return make_link(purpose=SignInLink.Purpose.STAFF, shop_id=actor.shop_id, at=at, person_id=person.pk)


@atomic
def invite_again(*, actor: Actor, membership_id: int, at: datetime) -> tuple[Membership, str]:
    """Make a new joining link for somebody who has not come in yet; the links before it open nothing any more."""
    actor.require(Right.STAFF_MANAGE)
    member = _member(actor, membership_id)
    if not is_newcomer(member.person):
        raise InAlready
    links = SignInLink.objects.filter(shop_id=actor.shop_id, person_id=member.person_id, used_at__isnull=True)
    links.update(used_at=at)
    secret = make_link(purpose=SignInLink.Purpose.STAFF, shop_id=actor.shop_id, at=at, person_id=member.person_id)
    return member, secret


@atomic
def change_role(*, actor: Actor, membership_id: int, role: str) -> Membership:
    """Give a member of the staff another role; it holds from their next click."""
    actor.require(Right.STAFF_MANAGE)
    wanted = _role(role)
    member = _member(actor, membership_id)
    _keep_an_owner(member, wanted)
    member.role = wanted
    member.save(update_fields=["role"])
    return member


@atomic
def remove_staff(*, actor: Actor, membership_id: int, at: datetime, with_tokens: bool = False) -> None:
    """End somebody's work for the shop: they are signed out everywhere, and their unused links are spent.

    The API tokens they made may run a program of the shop, or be the one way back they kept: whoever removes them says.
    """
    actor.require(Right.STAFF_MANAGE)
    member = _member(actor, membership_id)
    _keep_an_owner(member, None)
    if with_tokens:
        actor.require(Right.TOKENS_MANAGE)
        tokens = ApiToken.objects.filter(shop_id=actor.shop_id, made_by_id=member.person_id)
        tokens.filter(revoked_at__isnull=True).update(revoked_at=at)
    links = SignInLink.objects.filter(shop_id=actor.shop_id, person_id=member.person_id, used_at__isnull=True)
    links.update(used_at=at)
    Person.objects.filter(pk=member.person_id).update(sessions_ended=F("sessions_ended") + 1)
    member.delete()
    end_passes(holder=holder_of(member.person_id), at=at)


def holder_of(person_id: int | None) -> str:
    """Whose the live passes are that somebody of the staff is given; they end with the sessions."""
    return f"person-{person_id}" if person_id else ""


def _role(role: str) -> Role:
    if role not in {known.value for known in Role}:
        raise Invalid(field="role", why=mark("choose owner, manager, agent, inspector or viewer."))
    return Role(role)


def _person(address: str, name: str) -> Person:
    person = Person.objects.filter(email=address).first()
    if person is not None:
        return person
    try:
        with transaction.atomic():
            return Person.objects.create_user(address, name=name)
    except IntegrityError:  # invited by another shop at the same moment
        return Person.objects.get(email=address)


def _lock(shop_id: int) -> None:
    """One change of a shop's staff at a time: on PostgreSQL by the row; on SQLite a transaction writes alone."""
    Shop.objects.select_for_update().get(pk=shop_id)


def _member(actor: Actor, membership_id: int) -> Membership:
    _lock(actor.shop_id)
    member = Membership.objects.filter(pk=membership_id, shop_id=actor.shop_id).select_related("person").first()
    if member is None:
        raise NotFound
    return member


def _keep_an_owner(member: Membership, wanted: Role | None) -> None:
    if member.role != Role.OWNER or wanted is Role.OWNER:
        return
    if not Membership.objects.filter(shop_id=member.shop_id, role=Role.OWNER).exclude(pk=member.pk).exists():
        raise LastOwner
