"""The calendars of a shop's people: who has one, and which one an address opens."""

import hmac
from typing import Final

from django.conf import settings

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.links import feed_token
from reprise.apps.cases.models import CalendarFeed
from reprise.core.refusals import NotFound

NOTHING: Final = (0, "")  # what a token is held against when there is no such calendar


def feed_of(actor: Actor) -> CalendarFeed | None:
    """The calendar of a person in their shop, if they have one."""
    actor.require(Right.CASES_READ)
    mine = CalendarFeed.objects.filter(shop_id=actor.shop_id, person_id=actor.person_id or 0, revoked_at__isnull=True)
    return mine.first()


def feed_at(feed_id: int, token: str) -> CalendarFeed:
    """The calendar an address opens; a revoked one, and a wrong token, look like none. Compared in constant time."""
    open_now = CalendarFeed.objects.filter(pk=feed_id, revoked_at__isnull=True).select_related("person", "shop")
    feed = open_now.first()
    number, key = (feed.pk, feed.key) if feed else NOTHING
    fits = hmac.compare_digest(feed_token(settings.SECRET_KEY, number, key).encode(), token.encode())
    if feed is None or not fits:
        raise NotFound
    return feed


def path_of(feed: CalendarFeed) -> str:
    """The secret part of its address."""
    return f"{feed.pk}/{feed_token(settings.SECRET_KEY, feed.pk, feed.key)}.ics"
