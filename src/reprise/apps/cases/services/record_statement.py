"""Write down a withdrawal statement. The same one again is the one that is there already."""

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from reprise.apps.cases.models import Statement, StatementContent, StatementStep
from reprise.apps.cases.spool import Filed
from reprise.core.chain import commitment
from reprise.platform.transactions import atomic

SAME_WITHIN: Final = timedelta(days=30)  # said again after that, it may be about another contract


@atomic
def record_statement(*, shop_id: int, filed: Filed, held: bool, at: datetime) -> tuple[Statement, bool]:
    """Keep the statement as it was filed, and say whether it is new. One said before is kept as its double."""
    known = Statement.objects.filter(shop_id=shop_id, key=filed.key).first()
    if known is not None:
        return known, False
    salt = bytes.fromhex(filed.salt)
    made = Statement(
        shop_id=shop_id, reference=filed.reference, key=filed.key, fingerprint=filed.fingerprint,
        received_at=filed.received_at, recorded_at=at, channel=filed.channel, language=filed.language, held=held,
        commitment=commitment(salt, filed.content),
    )  # fmt: skip
    before = said_before(shop_id=shop_id, fingerprint=filed.fingerprint, at=filed.received_at)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # the same statement, this very moment
        return Statement.objects.get(shop_id=shop_id, key=filed.key), False
    StatementContent.objects.create(
        statement=made,
        salt=salt,
        content=filed.content,
        email=str(filed.content.get("email", "")).strip().lower()[:254],
    )
    if before is not None:
        StatementStep.objects.create(
            statement=made, number=1, outcome="double", double_of=before, actor="system", at=at
        )  # fmt: skip
    return made, True


def said_before(*, shop_id: int, fingerprint: str, at: datetime) -> Statement | None:
    """The same statement of the last weeks, unless what it said was erased."""
    same = Statement.objects.filter(
        shop_id=shop_id, fingerprint=fingerprint, received_at__gt=at - SAME_WITHIN, private__isnull=False
    )
    return same.order_by("received_at", "id").first()
