"""Who calls: the actor behind a bearer token."""

from typing import cast

import structlog
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import number_of_token, token_digest
from reprise.apps.accounts.services.call_budget import count_call
from reprise.apps.accounts.services.tokens import caller_with
from reprise.platform.idempotency.replay import Kept, is_key, kept_answers
from reprise.platform.statements import Reading

_KEPT = Reading(lambda digest, key: kept_answers(number_of_token(digest), key))


class BearerToken(HttpBearer):
    """One digest look-up; a token is random enough to need no slow hash."""

    def __call__(self, request: HttpRequest) -> Actor | None:
        """As ninja's own, without the table of all headers that it would have made for this one."""
        kind, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        return self.authenticate(request, token) if kind.lower() == self.openapi_scheme else None

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor, or None for an unknown, expired or revoked token."""
        now = timezone.now()
        key = request.META.get("HTTP_IDEMPOTENCY_KEY", "")
        if request.method == "POST" and is_key(key):
            actor, (kept,) = caller_with(token, now, _KEPT.of(token_digest(token), key))
            request.kept = kept  # type: ignore[attr-defined]  # for kept_before
        else:
            actor, _ = caller_with(token, now)
        if actor is not None:
            count_call(token_id=actor.token_id or 0, limit=settings.ENV.api_calls_per_minute, at=now)
            structlog.contextvars.bind_contextvars(shop=actor.shop_id, actor=actor.key)
        return actor


def caller(request: HttpRequest) -> Actor:
    """The actor of an authenticated API request."""
    return cast(Actor, request.auth)  # type: ignore[attr-defined]  # set by ninja


def kept_before(request: HttpRequest) -> Kept | None:
    """What the key of a call was answered before, where it was asked together with the token."""
    return getattr(request, "kept", None)
