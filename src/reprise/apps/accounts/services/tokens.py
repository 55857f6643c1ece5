import secrets
from datetime import datetime
from typing import Any

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import ApiToken
from reprise.apps.accounts.queries import actor_of, living_token, token_digest
from reprise.apps.accounts.rights import Right
from reprise.core.refusals import Invalid, NotFound, mark
from reprise.platform.statements import Question
from reprise.platform.transactions import atomic

PREFIX = "reprise_"  # lets secret scanners recognise a leaked token


@atomic
def create_token(*, actor: Actor, name: str, scopes: list[str], expires_at: datetime | None = None) -> str:
    """Make an API token and return it; it is never shown again. Nobody grants a right they do not hold."""
    actor.require(Right.TOKENS_MANAGE)
    known = {right.value for right in Right}
    for scope in scopes:
        if scope not in known:
            raise Invalid(field="scope", why=mark("unknown scope. Known scopes are listed in the API guide."))
        actor.require(Right(scope))
    if not scopes:
        raise Invalid(field="scope", why=mark("give at least one scope, for example cases:read."))
    token = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(
        shop_id=actor.shop_id, name=name.strip()[:80] or "token", prefix=token[:14], digest=token_digest(token),
        scopes=sorted(set(scopes)), expires_at=expires_at, made_by_id=actor.person_id,
    )  # fmt: skip
    return token


@atomic
def revoke_token(*, actor: Actor, token_id: int, at: datetime) -> None:
    """End a token now and for good."""
    actor.require(Right.TOKENS_MANAGE)
    found = ApiToken.objects.filter(pk=token_id, shop_id=actor.shop_id)
    if not found.exists():
        raise NotFound
    found.filter(revoked_at__isnull=True).update(revoked_at=at)


def caller_with(token: str, at: datetime, *also: Question[Any]) -> tuple[Actor | None, list[list[Any]]]:
    """The actor behind a token that calls, and what else was asked together with it.

    The day it was last used is noted once a day.
    """
    row, more = living_token(token, at, *also)
    if row is None:
        return None, more
    if row.last_used_on != at.date():
        ApiToken.objects.filter(pk=row.pk).update(last_used_on=at.date())
    return actor_of(row), more
