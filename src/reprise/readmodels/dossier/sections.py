"""Which records belong to the dossier of a case: those about it, none about other purchases, no note of the staff."""

from typing import Any, Final

from django.db.models import QuerySet

from reprise.apps.cases.models import Case
from reprise.apps.conversations.models import Message
from reprise.apps.evidence.models import Evidence
from reprise.apps.logistics.models import Parcel
from reprise.apps.notifications.models import Mail
from reprise.platform.files.models import StoredFile
from reprise.readmodels.persons.holdings import Holdings
from reprise.readmodels.persons.sections import SECTIONS as OF_A_PERSON
from reprise.readmodels.persons.sections import Find

_SAME: Final = (
    "orders", "order_lines", "payments", "cases", "case_lines", "decisions", "remedies", "deadlines",
    "returns_authorised", "goods", "parcels", "goods_received", "inspections", "refunds", "refund_lines",
    "credit_notes", "evidence", "files",
)  # fmt: skip


def holding(case: Case) -> Holdings:
    """The rows of one case, by their numbers."""
    files = set(Evidence.objects.filter(case=case, removed_at__isnull=True).values_list("file_id", flat=True))
    proofs = Parcel.objects.filter(case=case, proof_of_deposit__isnull=False)
    files.update(proofs.values_list("proof_of_deposit_id", flat=True))
    return Holdings(
        shop_id=case.shop_id, email="", customer_ids=(), order_ids=(case.order_id,) if case.order_id else (),
        case_ids=(case.pk,), statement_ids=(), parcel_ids=(), conversation_ids=(), file_ids=tuple(sorted(files)),
        goes={}, stays={}, obstacles=(),
    )  # fmt: skip


def files_of(held: Holdings) -> "QuerySet[StoredFile]":
    """The files themselves."""
    return StoredFile.objects.filter(pk__in=held.file_ids).order_by("pk")


def _messages(held: Holdings) -> "QuerySet[Any]":
    return Message.objects.filter(conversation__case_id__in=held.case_ids, internal=False)


def _letters(held: Holdings) -> "QuerySet[Any]":
    return Mail.objects.filter(case_id__in=held.case_ids)


#: File of the dossier → its rows, and columns joined from beside.
SECTIONS: Final[dict[str, tuple[Find, tuple[str, ...]]]] = {
    **{name: OF_A_PERSON[name] for name in _SAME}, "messages": (_messages, ()), "letters": (_letters, ()),
}  # fmt: skip
