"""Take a withdrawal statement: on the disk first, then in the database. Nothing about it can be refused or lost."""

import secrets
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog
from django.conf import settings
from django.db import Error, connection
from django.utils.crypto import salted_hmac

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.accounts.faces import Face
from reprise.apps.accounts.queries import shop_by_slug, shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.services.budget import afford
from reprise.apps.cases.services.record_statement import record_statement, said_before
from reprise.apps.cases.spool import Filed, SpoolFull, lay_down, read, take_away
from reprise.apps.cases.stated import Stated, fingerprint, key_of, reference_of
from reprise.platform import killpoints
from reprise.platform.impatience import briefly
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.transactions import atomic
from reprise.readmodels.statements import Acknowledged, day_of

if TYPE_CHECKING:
    from reprise.apps.cases.models import Statement

LETTERS_A_DAY: Final = 3  # to one address that fits no order: enough for anybody, useless for pestering somebody
STATEMENTS_AN_HOUR: Final = 20  # from one network address, which may be a whole office
killpoints.declare("statement.filed", "statement.recorded")
log = structlog.get_logger("reprise.statements")


@dataclass(frozen=True, slots=True)
class Receipt:
    """How a statement was kept: what its acknowledgement tells, whether its row is written and its letter held."""

    told: Acknowledged
    recorded: bool
    held: bool


def spool_folder() -> Path:
    """Where statements lie until their row is committed."""
    return Path(settings.ENV.data_dir) / "statements"


def receive(*, face: Face, said: Stated, language: str, network: str, at: datetime, channel: str = "portal") -> Receipt:
    """Keep a statement and acknowledge it. The same statement again is the first one."""
    seen = fingerprint(settings.SECRET_KEY, face.slug, said)
    if (known := _known(face, seen, at)) is not None:
        return known
    filed = _filed(face, said, language=language, network=network, at=at, channel=channel)
    unkept: Exception | None = None
    try:
        filed = lay_down(spool_folder(), filed)
    except (SpoolFull, OSError) as fault:  # the database may lie on another disk, or have room within its own files
        log.exception("statement not kept on the disk", reference=filed.reference, fault=type(fault).__name__)
        unkept = fault
    killpoints.reach("statement.filed")
    try:
        with nullcontext() if connection.in_atomic_block else briefly():
            statement = record(filed, at=at)
    except Error as fault:
        connection.close()
        if unkept is not None:
            raise unkept from fault
        log.error("statement kept on the disk", reference=filed.reference, fault=type(fault).__name__)
        return Receipt(_told(filed), recorded=False, held=False)
    killpoints.reach("statement.recorded")
    if unkept is None:
        take_away(spool_folder(), filed.reference)
    return Receipt(_told(filed), recorded=True, held=statement.held)


@atomic
def declare(*, actor: Actor, said: Stated, language: str, at: datetime) -> "Statement":
    """Write down what somebody told the staff or a program of the shop; said before, it is the first one."""
    actor.require(Right.CASES_WRITE)
    face = Face.of(shop_of(actor))
    known = said_before(shop_id=actor.shop_id, fingerprint=fingerprint(settings.SECRET_KEY, face.slug, said), at=at)
    channel = "staff" if actor.kind is ActorKind.STAFF else "api"
    filed = _filed(face, said, language=language, network="", at=at, channel=channel)
    return known or record(filed, at=at)


@atomic
def record(filed: Filed, *, at: datetime) -> "Statement":
    """Write the row of a filed statement and ask for what follows; once, however often it is called."""
    shop = shop_by_slug(filed.shop)
    held = filed.channel == "portal" and not _within_budgets(filed, at)
    statement, is_new = record_statement(shop_id=shop.pk, filed=filed, held=held, at=at)
    if is_new:
        enqueue(kind="statement.treat", payload={"statement_id": statement.pk}, at=at)
    return statement


def acknowledged_at(face: Face, reference: str) -> Receipt | None:
    """A statement that waits on the disk, as its acknowledgement tells it."""
    filed = read(spool_folder(), reference)
    return Receipt(_told(filed), recorded=False, held=False) if filed and filed.shop == face.slug else None


def _filed(face: Face, said: Stated, *, language: str, network: str, at: datetime, channel: str) -> Filed:
    seen = fingerprint(settings.SECRET_KEY, face.slug, said)
    key = key_of(seen, day_of(face, at))
    return Filed(
        shop=face.slug, reference=reference_of(settings.SECRET_KEY, f"{face.slug}:{key}"), key=key, fingerprint=seen,
        received_at=at, channel=channel, language=language, content=said.content(), salt=secrets.token_hex(16),
        network=_digest(network),
    )  # fmt: skip


def _known(face: Face, seen: str, at: datetime) -> Receipt | None:
    try:
        shop = shop_by_slug(face.slug)
        found = said_before(shop_id=shop.pk, fingerprint=seen, at=at)
        if found is None:
            return None
        said = Stated.from_content(found.private.content)
    except Error:
        connection.close()
        return None
    told = Acknowledged(found.reference, found.received_at, found.language, said)
    return Receipt(told, recorded=True, held=found.held)


def _within_budgets(filed: Filed, at: datetime) -> bool:
    """Whether a letter may leave by itself; counted in any case, and nobody is turned away."""
    email = str(filed.content.get("email", ""))
    asks = [("statement_to", f"{filed.shop} {email}", LETTERS_A_DAY, timedelta(days=1))]
    if filed.network:
        asks.append(("statement_from", filed.network, STATEMENTS_AN_HOUR, timedelta(hours=1)))
    left = [afford(what=what, who=who, limit=limit, per=per, at=at) for what, who, limit, per in asks]
    return all(left)


def _digest(network: str) -> str:
    """Where it came from, as a keyed digest: addresses are not kept, not even on the disk."""
    return salted_hmac("reprise.statements", network, algorithm="sha256").hexdigest() if network else ""


def _told(filed: Filed) -> Acknowledged:
    return Acknowledged(filed.reference, filed.received_at, filed.language, Stated.from_content(filed.content))
