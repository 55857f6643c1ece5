"""What a program sends at each step of one return: Alice's two spools, from the request to the refund."""

from collections.abc import Mapping
from typing import Any, Final

_WISH: Final = {"order_line_id": 7, "quantity": 2, "claim": "withdraw"}

#: By the name of the shape.
EXAMPLES: Final[Mapping[str, dict[str, Any]]] = {
    "WishesIn": {"lines": [_WISH]},
    "CaseIn": {"order_id": 3, "lines": [_WISH], "language": "fr", "client_id": "form-81"},
    "DecisionIn": {"move": "approve", "authorise": True},
    "QuestionIn": {"question": "Which nozzle did you print with?"},
    "FactsIn": {"delivered_on": "2026-11-20", "delivery_said_by": "carrier"},
    "ParcelIn": {
        "contents": [{"item_id": 12, "quantity": 2}], "carrier": "Colissimo", "tracking_number": "6A20447190381",
        "dispatched_on": "2026-11-24",
    },
    "ReceiptIn": {"parcel_id": 5, "found": [{"item_id": 12, "quantity": 2}]},
    "InspectionIn": {"item_id": 12, "quantity": 2, "grade": "like_new"},
    "DispositionIn": {"inspection_id": 9, "quantity": 2, "route": "restock", "place": "B-04"},
    "RefundIn": {"remedy_id": 4, "expected_minor": 4_980, "reference": "SEPA 2026-11-27 0042"},
    "StatementIn": {
        "name": "Alice Martin", "email": "alice@example.com", "order_number": "#1042", "language": "fr",
        "received_at": "2026-11-24T16:05:00+01:00",
    },
    "HelpQuestionIn": {"question": "How long do refunds take?", "language": "en"},
    "SayIn": {"body": "Your parcel is here, we look at it today.", "client_id": "m-17", "seen": 4},
}  # fmt: skip
