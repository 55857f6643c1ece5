"""Answer the same call once: the record commits with the deed, and a repeat gets the stored answer.

The record is written once, last, with the answer. Of the same call twice at the same moment both may begin; whoever
comes second finds the record at the end, or what the other has done on the way, and everything of theirs is undone.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from reprise.core.refusals import Invalid, Kind, Overtaken, Refusal, mark
from reprise.platform.idempotency.models import IdempotencyRecord
from reprise.platform.statements import Reading, insert_surely
from reprise.platform.transactions import optimistic

Kept = Sequence[IdempotencyRecord]


class KeyReused(Refusal):
    """The key came before with another request."""

    code = "idempotency_key_reused"
    kind = Kind.CONFLICT
    sentence = mark("This Idempotency-Key was used for another request. Use a new key for each new request.")


class _AnsweredBefore(Exception):  # no fault: the deed is not done again
    """A record of this key is there already."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a JSON body; `replayed` tells a stored answer."""

    status: int
    body: str
    replayed: bool = False


def fingerprint(method: str, path: str, body: bytes) -> str:
    """What makes two calls the same."""
    return hashlib.sha256(b"\n".join((method.encode(), path.encode(), body))).hexdigest()


def kept_answers(token_id: Any, key: Any) -> QuerySet[IdempotencyRecord]:
    """What this key was answered: one record, or none."""
    return IdempotencyRecord.objects.filter(token_id=token_id, key=key)


_KEPT = Reading(kept_answers)


def answer_once(
    *, token_id: int, key: str, seen: str, at: datetime, deed: Callable[[], Answer], before: Kept | None = None
) -> Answer:
    """Do the deed unless this key was answered before; a refused deed leaves no trace of the key.

    `before` is what the caller has read of the key already.
    """
    _check(key)
    kept = _KEPT.all(token_id, key) if before is None else before
    if kept:
        return _again(kept, seen)

    def kept_with_its_answer() -> Answer:
        answer = deed()
        insert_surely(_record(token_id, key, seen, at, answer), otherwise=Overtaken)
        return answer

    try:
        answer = optimistic(kept_with_its_answer)
    except Exception:
        if kept := _KEPT.all(token_id, key):  # the same call was answered meanwhile, and this one undone
            return _again(kept, seen)
        raise
    return answer


def answer_afterwards(
    *, token_id: int, key: str, seen: str, at: datetime, deed: Callable[[], Answer], before: Kept | None = None
) -> Answer:
    """The same for a deed that commits on its way and changes nothing when it is done again, such as an import."""
    _check(key)
    kept = _KEPT.all(token_id, key) if before is None else before
    if kept:
        return _again(kept, seen)
    answer = deed()
    IdempotencyRecord.objects.bulk_create([_record(token_id, key, seen, at, answer)], ignore_conflicts=True)
    return answer


def is_key(key: str) -> bool:
    """Whether a text can be kept as a key."""
    return key.isprintable() and 1 <= len(key) <= 255


def _check(key: str) -> None:
    if not is_key(key):
        raise Invalid(field="Idempotency-Key", why=mark("use 1 to 255 printable characters."))


def _record(token_id: int, key: str, seen: str, at: datetime, answer: Answer) -> IdempotencyRecord:
    return IdempotencyRecord(
        token_id=token_id, key=key, fingerprint=seen, status=answer.status, body=answer.body, created_at=at
    )


def _again(kept: Kept, seen: str) -> Answer:
    """The stored answer, refused when its key came with another request."""
    if kept[0].fingerprint != seen:
        raise KeyReused
    return Answer(kept[0].status, kept[0].body, replayed=True)
