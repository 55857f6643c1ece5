"""The only ways to obtain accounts' rows, and actors from them."""

import hashlib
from datetime import datetime
from functools import lru_cache
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.accounts.models import ApiToken, Customer, Membership, Person, Shop, SignInLink
from reprise.apps.accounts.rights import MONEY, RIGHTS, Right, Role
from reprise.core.refusals import NotFound
from reprise.platform.statements import Question, Reading, Values, together

_TOKEN = Reading(
    lambda digest, at: ApiToken.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=at), digest=digest, revoked_at__isnull=True
    ).select_related("shop")
)
_SHOP = Reading(lambda slug: Shop.objects.filter(slug=slug).select_related("logo"))
_MEMBERSHIP = Reading(
    lambda person_id, slug: Membership.objects.filter(person_id=person_id, shop__slug=slug).select_related(
        "shop", "person"
    )
)
_FACTOR = Values(lambda person_id: Authenticator.objects.filter(user=person_id).values("pk")[:1])
_COLLEAGUES = Reading(lambda shop_id: Person.objects.filter(memberships__shop_id=shop_id).order_by("name", "email"))


def shop_by_slug(slug: str) -> Shop:
    """The shop a public address names."""
    shop = _SHOP.first(slug)
    if shop is None:
        raise NotFound
    return shop


def shop_of(actor: Actor) -> Shop:
    """The shop an actor acts in."""
    return actor.shop or Shop.objects.get(pk=actor.shop_id)


def staff_actor(person_id: int, shop_slug: str) -> tuple[Actor, Shop]:
    """The actor a signed-in person is in one shop; not a member looks like no such shop."""
    membership = _MEMBERSHIP.first(person_id, shop_slug)
    if membership is None:
        raise NotFound
    rights = RIGHTS[Role(membership.role)]
    shop, name = membership.shop, str(membership.person)
    return Actor(ActorKind.STAFF, shop.pk, rights, name, person_id=person_id, shop=shop), shop


def role_in(person_id: int, shop_id: int) -> Role:
    """What a member of a shop's staff is there for."""
    role = Membership.objects.filter(person_id=person_id, shop_id=shop_id).values_list("role", flat=True).first()
    if role is None:
        raise NotFound
    return Role(role)


def shops_of(person_id: int) -> list[Shop]:
    """The shops somebody works for, by name."""
    return list(Shop.objects.filter(memberships__person_id=person_id).order_by("name"))


def moves_money(person_id: int) -> bool:
    """Whether a person holds, in any shop, a right that moves money."""
    roles = [role.value for role, rights in RIGHTS.items() if rights & MONEY]
    return Membership.objects.filter(person_id=person_id, role__in=roles).exists()


def has_second_factor(person_id: int) -> bool:
    """Whether a person signs in with something beside a password or a code."""
    return bool(_FACTOR.all(person_id))


def members(actor: Actor) -> QuerySet[Membership]:
    """The staff of the actor's shop."""
    actor.require(Right.STAFF_MANAGE)
    return Membership.objects.filter(shop_id=actor.shop_id).select_related("person").order_by("person__email")


def member_for(actor: Actor, membership_id: int) -> Membership:
    """One member of the staff of the actor's shop."""
    member = members(actor).filter(pk=membership_id).first()
    if member is None:
        raise NotFound
    return member


def open_invitations(actor: Actor, at: datetime) -> dict[int, datetime]:
    """Until when the newest unused joining link of each person holds, where one does ({person: until})."""
    actor.require(Right.STAFF_MANAGE)
    links = SignInLink.objects.filter(
        shop_id=actor.shop_id, purpose=SignInLink.Purpose.STAFF, used_at__isnull=True, expires_at__gt=at
    )
    rows = links.filter(person_id__isnull=False).order_by("expires_at")
    return {person or 0: until for person, until in rows.values_list("person_id", "expires_at")}


def second_factors(actor: Actor) -> dict[int, set[str]]:
    """What each member of the staff signs in with beside a password or a code ({person: kinds})."""
    actor.require(Right.STAFF_MANAGE)
    found: dict[int, set[str]] = {}
    rows = Authenticator.objects.filter(user__memberships__shop_id=actor.shop_id)
    for person, kind in rows.values_list("user_id", "type"):
        found.setdefault(person, set()).add(kind)
    return found


def tokens_of(actor: Actor) -> QuerySet[ApiToken]:
    """The API tokens of the actor's shop, those that work first, then newest first."""
    actor.require(Right.TOKENS_MANAGE)
    rows = ApiToken.objects.filter(shop_id=actor.shop_id).select_related("made_by")
    return rows.order_by(F("revoked_at").desc(nulls_first=True), "-pk")


def token_for(actor: Actor, token_id: int) -> ApiToken:
    """One API token of the actor's shop."""
    token = tokens_of(actor).filter(pk=token_id).first()
    if token is None:
        raise NotFound
    return token


def active_person(email: str) -> Person | None:
    """Whoever signs in with an address; the caller decides whether they may."""
    return Person.objects.filter(email__iexact=email, is_active=True).first()


def person_of(actor: Actor) -> Person:
    """Who a member of the staff is."""
    person = Person.objects.filter(pk=actor.person_id or 0).first()
    if person is None:
        raise NotFound
    return person


def colleagues(actor: Actor) -> list[Person]:
    """The people of the actor's shop, by name: whoever works there knows the others."""
    actor.require(Right.CASES_READ)
    return _COLLEAGUES.all(actor.shop_id)


def approving_people(actor: Actor) -> list[Person]:
    """The people of the actor's shop who may approve a refund somebody else decided, by name."""
    actor.require(Right.CASES_READ)
    roles = [role.value for role in Role if Right.PAYMENTS_APPROVE in RIGHTS[role]]
    people = Person.objects.filter(memberships__shop_id=actor.shop_id, memberships__role__in=roles, is_active=True)
    return list(people.order_by("name", "email").distinct())


def answering(shop_id: int) -> list[Membership]:
    """The people of a shop who answer customers, by name: whether they take new conversations stands in the row."""
    roles = [role.value for role in Role if {Right.MESSAGES_WRITE, Right.CASES_WRITE} <= RIGHTS[role]]
    rows = Membership.objects.filter(shop_id=shop_id, role__in=roles, person__is_active=True)
    return list(rows.select_related("person").order_by("person__name", "person__email"))


def token_digest(token: str) -> str:
    """What is stored of an API token or a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def number_of_token(digest: Any) -> QuerySet[ApiToken, int]:
    """The number of the token of a digest, for a question that is asked before it is known."""
    return ApiToken.objects.filter(digest=digest).values_list("pk", flat=True)[:1]


def living_token(token: str, at: datetime, *also: Question[Any]) -> tuple[ApiToken | None, list[list[Any]]]:
    """The row of an API token with its shop, or None when it is unknown, expired or revoked; and what `also` found."""
    found, *more = together(_TOKEN.of(token_digest(token), at), *also)
    return (found[0] if found else None), more


def token_actor(token: str, at: datetime) -> Actor | None:
    """The actor an API token stands for, or None when it is unknown, expired or revoked."""
    row, _ = living_token(token, at)
    return None if row is None else actor_of(row)


def actor_of(row: ApiToken) -> Actor:
    """The actor a token stands for."""
    rights = _rights(tuple(row.scopes))
    return Actor(ActorKind.TOKEN, row.shop_id, rights, row.name, token_id=row.pk, shop=row.shop)


@lru_cache(1_000)
def _rights(scopes: tuple[str, ...]) -> frozenset[Right]:
    return frozenset(map(Right, scopes))


def keys_of(actor: Actor) -> list[str]:
    """All the keys under which whoever acts may have acted: a person's own, and those of the tokens they made."""
    person = person_behind(actor.key)
    return [actor.key, f"{ActorKind.STAFF.value}:{person}", *token_keys(person)] if person else [actor.key]


def token_keys(person_id: int | None) -> QuerySet[ApiToken, str]:
    """The keys under which the tokens that somebody made act."""
    key = Concat(Value(f"{ActorKind.TOKEN.value}:"), Cast("pk", CharField()))
    return ApiToken.objects.filter(made_by_id=person_id or 0).annotate(key=key).values_list("key", flat=True)


def person_behind(key: str) -> int | None:
    """Who acts under a key: the person, or whoever made the token; nobody behind what runs by itself."""
    kind, _, number = key.partition(":")
    if kind == ActorKind.STAFF:
        return int(number)
    if kind == ActorKind.TOKEN:
        return ApiToken.objects.filter(pk=number).values_list("made_by_id", flat=True).first()
    return None


def customer_for(actor: Actor, customer_id: int) -> Customer:
    """A customer of the actor's shop."""
    actor.require(Right.CASES_READ)
    customer = Customer.objects.filter(shop_id=actor.shop_id, pk=customer_id).first()
    if customer is None:
        raise NotFound
    return customer


def every_shop() -> list[Shop]:
    """All shops of the instance, for its own upkeep; no actor reaches this."""
    return list(Shop.objects.order_by("pk"))


def open_shops(limit: int = 20) -> list[Shop]:
    """The shops of the instance by name, for its front door."""
    return list(Shop.objects.order_by("name")[:limit])


def is_unclaimed() -> bool:
    """Whether the instance has neither a shop nor a person: only then may its first shop be made in the browser."""
    return not Shop.objects.exists() and not Person.objects.exists()
