import math
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from reprise.apps.accounts.models import Budget
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.statements import Writing
from reprise.platform.transactions import atomic

_ONE_MORE = Writing(
    lambda what, who, limit, at: (
        Budget.objects.filter(what=what, who=who, ends_at__gt=at, spent__lt=limit), {"spent": F("spent") + 1}
    )
)  # fmt: skip
_ANEW = Writing(
    lambda what, who, at, ends_at: (
        Budget.objects.filter(what=what, who=who, ends_at__lte=at), {"spent": 1, "ends_at": ends_at}
    )
)  # fmt: skip


class TooMany(Refusal):
    """Somebody did one thing too often; the same sentence whatever it was, so that it tells nothing."""

    code = "too_many"
    kind = Kind.TOO_MANY
    sentence = mark("That was asked too often. Try again in %(minutes)s minutes.")


@atomic
def spend(*, what: str, who: str, limit: int, per: timedelta, at: datetime) -> None:
    """Count one deed of somebody, and refuse (TooMany) once they did it `limit` times within `per`.

    `who` is whatever stands for the person: an e-mail address, a client's IP address; only a keyed digest is kept.
    A budget that only names somebody else (an e-mail address anybody can type) must refuse nobody: whoever knows the
    address could spend it all. Count it together with where it is asked from, and what really leaves with `afford`.
    A refusal after it undoes the count with the rest of the transaction, so spend in a transaction of its own where
    the deed itself may be refused.
    """
    digest = _digest(what, who)
    if _ONE_MORE.rows(what, digest, limit, at) or _ANEW.rows(what, digest, at, at + per):
        return
    ends_at = Budget.objects.filter(what=what, who=digest).values_list("ends_at", flat=True).first()
    if ends_at is not None:
        raise TooMany(minutes=max(1, math.ceil((ends_at - at) / timedelta(minutes=1))))
    _begin(what=what, digest=digest, limit=limit, ends_at=at + per, at=at)


def afford(*, what: str, who: str, limit: int, per: timedelta, at: datetime) -> bool:
    """Count one deed of somebody as `spend` does, refusing nobody: whether there was something left."""
    try:
        with transaction.atomic():  # a budget that is spent undoes its own count, and nothing else
            spend(what=what, who=who, limit=limit, per=per, at=at)
    except TooMany:
        return False
    return True


@atomic
def give_back(*, what: str, who: str) -> None:
    """Forget what was spent, since nothing came of it."""
    Budget.objects.filter(what=what, who=_digest(what, who)).delete()


def _digest(what: str, who: str) -> str:
    return salted_hmac("reprise.budget", f"{what}\n{who.strip().lower()}", algorithm="sha256").hexdigest()


def _begin(*, what: str, digest: str, limit: int, ends_at: datetime, at: datetime) -> None:
    """Open a budget, and throw away those that ended: nobody needs to know who asked yesterday."""
    Budget.objects.filter(ends_at__lt=at - timedelta(days=1)).delete()
    try:
        with transaction.atomic():
            Budget.objects.create(what=what, who=digest, spent=1, ends_at=ends_at)
    except IntegrityError as taken:  # somebody opened it at the same moment
        if not Budget.objects.filter(what=what, who=digest, spent__lt=limit).update(spent=F("spent") + 1):
            raise TooMany(minutes=max(1, math.ceil((ends_at - at) / timedelta(minutes=1)))) from taken
