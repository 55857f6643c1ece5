import secrets
from datetime import datetime, timedelta

from reprise.apps.accounts.models import SignInLink
from reprise.apps.accounts.queries import token_digest
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.transactions import atomic

Purpose = SignInLink.Purpose
STAFF_LINK_LIFE = timedelta(days=7)
ORDER_LINK_LIFE = timedelta(minutes=60)
DEVICE_CODE_LIFE = timedelta(minutes=20)
LIVES = {Purpose.STAFF: STAFF_LINK_LIFE, Purpose.ORDER: ORDER_LINK_LIFE, Purpose.DEVICE: DEVICE_CODE_LIFE}


class LinkSpent(Refusal):
    """The link is unknown, used or too old; all three look alike."""

    code = "link_spent"
    kind = Kind.MISSING
    sentence = mark("This link was used already or has expired. Ask for a new one: it takes a minute.")


@atomic
def make_link(
    *,
    purpose: SignInLink.Purpose,
    shop_id: int,
    at: datetime,
    person_id: int | None = None,
    order_id: int | None = None,
    secret: str = "",
) -> str:
    """Make a one-time link's secret, unless the caller has one as long; only its digest is stored."""
    secret = secret or secrets.token_urlsafe(24)
    SignInLink.objects.create(
        purpose=purpose, digest=token_digest(secret), shop_id=shop_id, person_id=person_id, order_id=order_id,
        created_at=at, expires_at=at + LIVES[purpose],
    )  # fmt: skip
    return secret


def look_at_link(*, secret: str, purpose: SignInLink.Purpose, at: datetime) -> SignInLink:
    """The link if it may still be spent; looking spends nothing, so mail scanners do no harm."""
    link = SignInLink.objects.filter(digest=token_digest(secret), purpose=purpose).select_related("shop").first()
    if link is None or link.used_at is not None or link.expires_at <= at:
        raise LinkSpent
    return link


@atomic
def spend_link(*, secret: str, purpose: SignInLink.Purpose, at: datetime) -> SignInLink:
    """Use the link up; of two at once, one wins."""
    link = look_at_link(secret=secret, purpose=purpose, at=at)
    if SignInLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=at) != 1:
        raise LinkSpent
    return link
