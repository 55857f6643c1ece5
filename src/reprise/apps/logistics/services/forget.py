from collections.abc import Collection

from reprise.apps.logistics.models import Disposition, Inspection, Parcel, ParcelPhoto, Receipt
from reprise.platform.transactions import atomic


@atomic
def forget(*, case_ids: Collection[int]) -> list[int]:
    """Erase what tells who a person is from the goods of their cases; quantities, grades and routes stay.

    Answers the ids of the stored files let go of, for the caller to destroy. Staff appear only by number, so
    forgetting one of them needs nothing here.
    """
    proofs = Parcel.objects.filter(case_id__in=case_ids, proof_of_deposit__isnull=False)
    files = list(proofs.values_list("proof_of_deposit_id", flat=True))
    labels = Parcel.objects.filter(case_id__in=case_ids, label__isnull=False)
    files += labels.values_list("label_id", flat=True)
    photos = ParcelPhoto.objects.filter(parcel__case_id__in=case_ids)
    files += photos.values_list("file_id", flat=True)
    photos.delete()
    Parcel.objects.filter(case_id__in=case_ids).update(
        tracking_number="", proof_of_deposit=None, label=None, sender="", note="", client_id=""
    )
    Receipt.objects.filter(case_id__in=case_ids).update(note="")
    inspections = Inspection.objects.filter(case_id__in=case_ids)
    for inspection in inspections.exclude(checklist=[]):
        ticks = [{**tick, "note": ""} for tick in inspection.checklist]
        Inspection.objects.filter(pk=inspection.pk).update(checklist=ticks)
    inspections.update(note="", depreciation_reason="")
    Disposition.objects.filter(inspection__in=inspections).update(reason="")
    return files
