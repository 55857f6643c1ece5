"""Tables of logistics: parcels, receipts, inspections, dispositions, and the counts that bound them."""

from reprise.apps.logistics.models.inspection import Disposition, Inspection
from reprise.apps.logistics.models.line_count import LineCount
from reprise.apps.logistics.models.parcel import Parcel, ParcelItem, ParcelPhoto
from reprise.apps.logistics.models.receipt import Receipt

__all__ = ["Disposition", "Inspection", "LineCount", "Parcel", "ParcelItem", "ParcelPhoto", "Receipt"]
