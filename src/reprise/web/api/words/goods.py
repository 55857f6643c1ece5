"""What the fields of parcels, receipts, inspections and dispositions mean."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.logistics.kinds import Grade, ParcelState, Route, Variance
from reprise.web.api.words.common import one_of

WORDS: Final[Mapping[str, str]] = {
    "Parcel.contents": "What is in it.",
    "Parcel.tracking_number": "The carrier's number; empty for none.",
    "Parcel.dispatched_on": "The day it left; null while it has not.",
    "Parcel.state": f"Where it is, as far as anybody said: {one_of(ParcelState)}.",
    "Parcel.delivered_at": "When the carrier delivered it; null while it has not.",
    "received_at": "When it was received; null while it was not.",
    "parcel_id": "The parcel.",
    "Receipt.parcel_id": "The parcel it came in; null for none that was announced.",
    "news": "What the carrier says: `dispatch`, `scan`, `deliver`, `lose` or `send_back`.",
    "News.on": "The day it speaks of.",
    "evidence_id": "The receipt, as a file that this token put on the case (`id` of /evidence).",
    "Proof.dispatched_on": "The day it was handed in; left out, today.",
    "return_item_id": "The return item (`items` of the case); null for a surplus.",
    "variance": f"How it differs from what was announced: {one_of(Variance)}.",
    "Found.item_id": "The return item (`items` of the case); null for a surplus.",
    "Receipt.found": "What was found, or missed, on opening the box.",
    "grade": f"Its state, best first: {one_of(Grade)}.",
    "checklist": "The checklist of its kind, line by line.",
    "Inspection.complete": "Whether everything on the checklist was there.",
    "depreciation_minor": "What it lost in value by being used, in minor units.",
    "depreciation_reason": "Why, in words the customer reads; needed with a loss of value.",
    "inspected_at": "When it was inspected.",
    "Tick.item": "The line of the checklist.",
    "Tick.present": "Whether it is there, or in order.",
    "inspection_id": "The inspection of these pieces.",
    "route": f"Where they go: {one_of(Route)}.",
    "place": "The shelf or the bin; empty for none.",
    "Disposition.reason": "Why there; needed for an unusual destination.",
    "disposed_at": "When they went there.",
}
