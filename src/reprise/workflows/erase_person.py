"""Erase a person on request: all that tells who they are, in one transaction; what the law asks to keep stays."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.erasure_log import keep_line, lines_in
from reprise.apps.accounts.queries import shop_by_slug, shop_of
from reprise.apps.accounts.services import forget as accounts
from reprise.apps.accounts.services.record_erasure import record_erasure
from reprise.apps.cases.services import forget as cases
from reprise.apps.catalogue.services import forget as catalogue
from reprise.apps.conversations.services import forget as conversations
from reprise.apps.evidence.services import forget as evidence
from reprise.apps.knowledge.services import forget as knowledge
from reprise.apps.logistics.services import forget as logistics
from reprise.apps.notifications.services import forget as notifications
from reprise.apps.search.services import forget as search
from reprise.apps.search.services.keep_documents import Document, keep_documents
from reprise.core.refusals import Invalid, Kind, NotFound, Overtaken, Refusal, mark
from reprise.platform import killpoints
from reprise.platform.files.erase import erase_files
from reprise.platform.idempotency.forget import forget_answers
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.forget import forget_jobs
from reprise.platform.jobs.registry import Finish, handles
from reprise.platform.transactions import atomic
from reprise.readmodels import search_documents as read
from reprise.readmodels.persons import talk
from reprise.readmodels.persons.again import addresses_of, erasure, is_recorded
from reprise.readmodels.persons.holdings import Holdings, holdings

AFTERWARDS: Final = timedelta(minutes=1)  # whoever read a row before has put it into the search index by then


class StillNeeded(Refusal):
    """A matter with this person is open, or money is owed to them."""

    code = "person_still_needed"
    kind = Kind.CONFLICT
    sentence = mark("This person cannot be erased yet: finish first what is still open with them.")


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of it: the record's number and what went; nothing was here when there is no number."""

    number: uuid.UUID | None
    counts: dict[str, int]


def preview(actor: Actor, email: str) -> Holdings:
    """What would go, what stays, and what stands in the way."""
    return holdings(actor, _tidied(email))


def sight(held: Holdings) -> str:
    """A short mark of what a preview showed, so that nothing goes that nobody saw."""
    told = f"{held.shop_id} {held.email} {sorted(held.ids.items())} {held.file_ids} {sorted(held.goes.items())}"
    return salted_hmac("reprise.erasure.sight", told, algorithm="sha256").hexdigest()[:32]


def digest(shop_id: int, email: str) -> str:
    """What stands for an address in the record: without the instance's secret nobody finds the address from it."""
    return salted_hmac("reprise.erasure", f"{shop_id}\n{email.strip().lower()}", algorithm="sha256").hexdigest()


@atomic
def erase_person(*, actor: Actor, email: str, at: datetime, seen: str = "") -> Erased:
    """Check, erase in every app, and record; done again it finds nothing and changes nothing.

    `seen` is the mark of the preview somebody agreed to. Bytes of files and the last traces in the search index go by
    jobs, which are committed with the rest: a process that dies leaves all of it or nothing to be done again.
    """
    held = holdings(actor, _tidied(email), hold=True)
    if held.obstacles:
        raise StillNeeded
    if held.is_empty:
        return Erased(None, held.goes)
    if seen and seen != sight(held):
        raise Overtaken
    number = uuid.uuid4()
    _erase(held, shop_of(actor).slug, at, number=number)
    killpoints.reach("person.erased")
    record_erasure(
        number=number, shop_id=held.shop_id, asked_by=actor.key, digest=digest(held.shop_id, held.email),
        ids=held.ids, counts=held.goes, at=at,
    )  # fmt: skip
    transaction.on_commit(lambda: _keep_line(number))
    return Erased(number, held.goes)


def erase_again(*, path: Path, at: datetime) -> int:
    """Erase whoever a file of erasures names by numbers and this database has not erased; says how many.

    A restored copy is older than some erasures: nothing may stand in their way, they were done.
    """
    done = 0
    for line in lines_in(path):
        if not is_recorded(line["number"]):
            done += _again(line, at)
    return done


@atomic
def _again(line: dict[str, Any], at: datetime) -> bool:
    try:
        shop = shop_by_slug(line["shop"])
    except NotFound:
        return False
    named = addresses_of(shop.pk, line)
    theirs = {email for email in named if digest(shop.pk, email) == line["digest"]}
    for email in theirs or named:  # with another secret nothing fits: the rows themselves say who it was
        _erase(holdings(system(shop.pk), email, hold=True), shop.slug, at)
    ids = {name: line.get(f"{name}_ids", []) for name in ("customer", "order", "case", "statement", "conversation")}
    record_erasure(
        number=uuid.UUID(line["number"]), shop_id=shop.pk, asked_by=line["asked_by"], digest=line["digest"],
        ids=ids, counts=line["counts"], at=datetime.fromisoformat(line["at"]),
    )  # fmt: skip
    return True


def _keep_line(number: uuid.UUID) -> None:
    keep_line(Path(settings.ENV.data_dir), erasure(str(number)))


def _erase(held: Holdings, shop_slug: str, at: datetime, *, number: uuid.UUID | None = None) -> None:
    """Satellites first: they find their rows by the cases, whose links to customer and order go last."""
    ids = {"case_ids": held.case_ids, "order_ids": held.order_ids, "customer_ids": held.customer_ids}
    said = conversations.forget(
        at=at, case_ids=held.case_ids, shop_id=held.shop_id, email=held.email, conversation_ids=held.conversation_ids
    )
    files = {*held.file_ids, *said, *evidence.forget(case_ids=held.case_ids), *logistics.forget(case_ids=held.case_ids)}
    asked_in = talk.with_merged(held.conversation_ids)
    knowledge.forget(shop_id=held.shop_id, case_ids=held.case_ids, conversation_ids=asked_in)
    notifications.forget(at=at, shop_id=held.shop_id, case_ids=held.case_ids, email=held.email)
    search.forget(at=at, parcel_ids=held.parcel_ids, conversation_ids=held.conversation_ids, **ids)
    cases.forget(at=at, shop_id=held.shop_id, email=held.email, **ids)
    catalogue.forget(at=at, customer_ids=held.customer_ids, order_ids=held.order_ids)
    accounts.forget(
        at=at, shop_id=held.shop_id, email=held.email, customer_ids=held.customer_ids, order_ids=held.order_ids
    )
    erase_files(file_ids=files, at=at)
    forget_jobs(shop=shop_slug, email=held.email)
    forget_answers(words=held.email)
    more = {"parcel_ids": held.parcel_ids, "conversation_ids": held.conversation_ids}
    again = {name: list(found) for name, found in {**ids, **more}.items()}
    again_and_record = {**again, "number": str(number) if number else ""}
    enqueue(kind="persons.erased", payload=again_and_record, at=at + AFTERWARDS)


@handles("persons.erased")
def erased_before(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """Empty the index once more, as somebody who read just before may have written since; then index what is left."""
    if payload["number"]:  # whoever erased may have died before the file had its line
        keep_line(Path(settings.ENV.data_dir), erasure(payload["number"]))
    things = ("case_ids", "order_ids", "customer_ids", "parcel_ids", "conversation_ids")
    search.forget(at=at, **{name: payload.get(name, []) for name in things})
    left = [*read.case_documents(payload["case_ids"]), *read.order_documents(payload["order_ids"]),
            *read.parcel_documents(payload["parcel_ids"]),
            *read.conversation_documents(payload.get("conversation_ids", []))]  # fmt: skip
    return lambda: _index(left)


def _index(documents: list[Document]) -> None:
    keep_documents(documents=documents)


def _tidied(email: str) -> str:
    address = email.strip().lower()
    if "@" not in address.strip("@") or len(address) > 254 or not address.isprintable():
        raise Invalid(field="email", why=mark("write a whole e-mail address, for example alice@example.com."))
    return address
