"""Who calls: the actor behind a bearer token."""

from typing import cast

import structlog
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.services.tokens import caller_with


class BearerToken(HttpBearer):
    """One digest look-up; a token is random enough to need no slow hash."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor, or None for an unknown, expired or revoked token."""
        actor = caller_with(token, timezone.now())
        if actor is not None:
            structlog.contextvars.bind_contextvars(shop=actor.shop_id, actor=actor.key)
        return actor


def caller(request: HttpRequest) -> Actor:
    """The actor of an authenticated API request."""
    return cast(Actor, request.auth)  # type: ignore[attr-defined]  # set by ninja
