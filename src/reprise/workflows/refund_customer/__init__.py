"""A refund from preview to settlement: decided here, sent by a job, followed until the provider's last word."""

from reprise.workflows.refund_customer.compute import TakenOff
from reprise.workflows.refund_customer.decide import refund
from reprise.workflows.refund_customer.deeds import approve, confirm_by_hand, resolve, retry, void
from reprise.workflows.refund_customer.preview import PreviewLine, RefundPreview, preview_refund

__all__ = [
    "PreviewLine",
    "RefundPreview",
    "TakenOff",
    "approve",
    "confirm_by_hand",
    "preview_refund",
    "refund",
    "resolve",
    "retry",
    "void",
]
