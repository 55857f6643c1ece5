"""Answer the same call once: the record commits with the deed, and a repeat gets the stored answer."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from reprise.core.refusals import Invalid, Kind, Refusal, mark
from reprise.platform.idempotency.models import IdempotencyRecord


class KeyReused(Refusal):
    """The key came before with another request."""

    code = "idempotency_key_reused"
    kind = Kind.CONFLICT
    sentence = mark("This Idempotency-Key was used for another request. Use a new key for each new request.")


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a JSON body; `replayed` tells a stored answer."""

    status: int
    body: str
    replayed: bool = False


def fingerprint(method: str, path: str, body: bytes) -> str:
    """What makes two calls the same."""
    return hashlib.sha256(b"\n".join((method.encode(), path.encode(), body))).hexdigest()


def answer_once(*, token_id: int, key: str, seen: str, at: datetime, deed: Callable[[], Answer]) -> Answer:
    """Do the deed unless this key was answered before; a refused deed leaves no trace of the key."""
    if not key.isprintable() or not 1 <= len(key) <= 255:
        raise Invalid(field="Idempotency-Key", why=mark("use 1 to 255 printable characters."))
    with transaction.atomic():
        try:
            with transaction.atomic():
                record = IdempotencyRecord.objects.create(token_id=token_id, key=key, fingerprint=seen, created_at=at)
        except IntegrityError:
            stored = IdempotencyRecord.objects.get(token_id=token_id, key=key)
            if stored.fingerprint != seen:
                raise KeyReused from None
            return Answer(stored.status, stored.body, replayed=True)
        answer = deed()
        IdempotencyRecord.objects.filter(pk=record.pk).update(status=answer.status, body=answer.body)
        return answer
