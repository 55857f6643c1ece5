"""Answer the same call once: the record commits with the deed, and a repeat gets the stored answer."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from reprise.core.refusals import Invalid, Kind, Overtaken, Refusal, mark
from reprise.platform.idempotency.models import IdempotencyRecord
from reprise.platform.statements import Writing, gathered, insert_new

_ANSWERED = Writing(
    lambda record_id, status, body: (
        IdempotencyRecord.objects.filter(pk=record_id), {"status": status, "body": body},
    )
)  # fmt: skip


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
    _check(key)
    with transaction.atomic():
        record = IdempotencyRecord(token_id=token_id, key=key, fingerprint=seen, created_at=at)
        if not insert_new(record):
            return _stored(token_id, key, seen) or _lost()
        with gathered():
            answer = deed()
            _ANSWERED.surely(record.pk, answer.status, answer.body, otherwise=Overtaken)
        return answer


def answer_afterwards(*, token_id: int, key: str, seen: str, at: datetime, deed: Callable[[], Answer]) -> Answer:
    """The same for a deed that commits on its way and changes nothing when it is done again, such as an import."""
    _check(key)
    before = _stored(token_id, key, seen)
    if before is not None:
        return before
    answer = deed()
    record = IdempotencyRecord(
        token_id=token_id, key=key, fingerprint=seen, status=answer.status, body=answer.body, created_at=at
    )
    IdempotencyRecord.objects.bulk_create([record], ignore_conflicts=True)
    return answer


def _check(key: str) -> None:
    if not key.isprintable() or not 1 <= len(key) <= 255:
        raise Invalid(field="Idempotency-Key", why=mark("use 1 to 255 printable characters."))


def _stored(token_id: int, key: str, seen: str) -> Answer | None:
    """What this key was answered, refused when it came with another request."""
    stored = IdempotencyRecord.objects.filter(token_id=token_id, key=key).first()
    if stored is None:
        return None
    if stored.fingerprint != seen:
        raise KeyReused
    return Answer(stored.status, stored.body, replayed=True)


def _lost() -> Answer:
    """The record that stood in the way is gone: its deed was undone while we waited."""
    raise Overtaken
