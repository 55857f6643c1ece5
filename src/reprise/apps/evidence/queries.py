"""The only ways to obtain evidence and the files behind it, each checking that the actor may have them."""

from django.db.models import Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import cases_of
from reprise.apps.evidence.models import Evidence
from reprise.core.refusals import NotFound
from reprise.platform.files.models import StoredFile


def evidence_of(actor: Actor, case_id: int) -> list[Evidence]:
    """What was added to a case within reach and not taken back, oldest first."""
    found = Evidence.objects.filter(case__in=cases_of(actor), case_id=case_id, removed_at__isnull=True)
    return list(found.select_related("file", "line").order_by("id"))


def evidence_for(actor: Actor, evidence_id: int) -> Evidence:
    """One piece of evidence within reach; any other looks like missing."""
    found = Evidence.objects.filter(case__in=cases_of(actor), pk=evidence_id, removed_at__isnull=True)
    piece = found.select_related("file", "case", "line").first()
    if piece is None:
        raise NotFound
    return piece


def file_for(actor: Actor, file_id: int) -> StoredFile:
    """A stored file the actor may open; any other looks like missing.

    A customer reaches what lies on their case and what they uploaded themselves, before there is a case too. Staff and
    tokens that read cases reach every file of their shop, and any token what it uploaded itself.
    """
    file = _reach(actor).filter(pk=file_id, erased_at__isnull=True).first()
    if file is None:
        raise NotFound
    return file


def files_for(actor: Actor, file_ids: list[int]) -> list[StoredFile]:
    """Several files at once, in the order asked; a single one out of reach refuses them all."""
    found = _reach(actor).filter(erased_at__isnull=True).in_bulk(file_ids)
    if len(found) != len(set(file_ids)):
        raise NotFound
    return [found[file_id] for file_id in file_ids]


def _reach(actor: Actor) -> QuerySet[StoredFile]:
    files = StoredFile.objects.filter(shop_id=actor.shop_id)
    own = Q(uploaded_by=actor.key)
    if actor.is_customer:
        pieces = Evidence.objects.filter(case__in=cases_of(actor), removed_at__isnull=True)
        return files.filter(own | Q(pk__in=pieces.values("file_id")))
    if actor.may(Right.CASES_READ) or actor.may(Right.GOODS_RECEIVE) or actor.may(Right.GOODS_INSPECT):
        return files
    return files.filter(own)
