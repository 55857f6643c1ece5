"""What a program may send for each deed a case names, so that whatever is listed can be done."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.journeys.customers import a_photo

Case = dict[str, Any]
Action = dict[str, Any]
Call = tuple[str, dict[str, Any]]
#: Sends a call and says what came back: for the deeds that take two.
Send = Callable[[str, dict[str, Any]], Any]

_NUMBERS: Final[Iterator[int]] = itertools.count(1)
IN_MONEY: Final = frozenset({"price_reduction", "partial_refund_keep"})
REMEDIES: Final = ("refund", "replacement", "repair", "price_reduction", "partial_refund_keep", "none")
ROUTES: Final = ("refurbish", "recycle", "send_back")


def call_for(action: Action, case: Case, choice: int, send: Send) -> Call | None:
    """The call of a deed in one of the ways there are; None for one that only people at a page do."""
    way = _WAYS.get(action["deed"])
    if way is None:
        return None
    path, body = way(action, case, choice, send)
    return (path if path.startswith("/refunds/") else f"/cases/{case['reference']}{path}"), body


def _line(case: Case, action: Action) -> dict[str, Any]:
    return next(line for line in case["lines"] if line["id"] == action["line_id"])


def _some(case: Case, action: Action, choice: int) -> dict[str, Any]:
    """One of the items of an action, and some or all of its pieces."""
    items = [item for item in case["items"] if item["id"] in action["item_ids"]]
    item = items[choice % len(items)]
    return {"item_id": item["id"], "quantity": 1 + choice % item["quantity"]}


def _decide(action: Action, case: Case, choice: int, _: Send) -> Call:
    line = _line(case, action)
    moves = ("approve", "decline", "approve_partly" if line["quantity"] > 1 else "approve", "approve")
    body: dict[str, Any] = {"move": moves[choice % 4], "text": "Voici pourquoi.", "keep_goods": choice % 7 == 6}
    if body["move"] == "approve_partly":
        body["quantity"] = line["quantity"] - 1
    return f"/lines/{line['id']}/decisions", body | _remedy(line, choice // 4)


def _remedy(line: dict[str, Any], choice: int) -> dict[str, Any]:
    """A withdrawal is repaid; else anything, a sum of a few units among it."""
    if line["ground"] == "withdrawal":
        return {}
    remedy = REMEDIES[choice % len(REMEDIES)]
    return {"remedy": remedy, "amount_minor": 1 + choice % 3} if remedy in IN_MONEY else {"remedy": remedy}


def _review(action: Action, case: Case, choice: int, _: Send) -> Call:
    line = _line(case, action)
    body: dict[str, Any] = {"move": ("overturn", "uphold")[choice % 2], "text": "Relu."}
    return f"/lines/{line['id']}/decisions", body | (_remedy(line, choice) if choice % 2 == 0 else {})


def _announce(action: Action, case: Case, choice: int, _: Send) -> Call:
    said: dict[str, Any] = {"contents": [_some(case, action, choice)], "tracking_number": f"6A{next(_NUMBERS):012}"}
    return "/parcels", said | ({"dispatched_on": timezone.localdate().isoformat()} if choice % 2 else {})


def _prove(action: Action, case: Case, _choice: int, send: Send) -> Call:
    number = next(_NUMBERS)
    photo = SimpleUploadedFile(f"{number}.jpg", a_photo(number))
    receipt = send(f"/cases/{case['reference']}/evidence", {"file": photo})
    return f"/parcels/{action['parcel_id']}/proofs", {"evidence_id": receipt["id"]}


def _receive(action: Action, case: Case, choice: int, _: Send) -> Call:
    variance = ("as_announced", "damaged", "incomplete", "missing", "wrong")[choice % 5]
    return "/receipts", {"found": [{**_some(case, action, choice), "variance": variance}]}


def _inspect(action: Action, case: Case, choice: int, _: Send) -> Call:
    lost = {"depreciation_minor": 1, "depreciation_reason": "Rayée"} if choice % 3 == 2 else {}
    return "/inspections", {**_some(case, action, choice), "grade": ("like_new", "worn")[choice % 2], **lost}


def _dispose(action: Action, case: Case, choice: int, send: Send) -> Call:
    seen = send(f"/cases/{case['reference']}/inspections", {})
    gone = send(f"/cases/{case['reference']}/dispositions", {})
    for row in seen:
        left = row["quantity"] - sum(each["quantity"] for each in gone if each["inspection_id"] == row["id"])
        if left and row["return_item_id"] in action["item_ids"]:
            body = {"inspection_id": row["id"], "quantity": 1 + choice % left, "route": ROUTES[choice % 3]}
            return "/dispositions", {**body, "reason": "Usée"}
    raise AssertionError("pieces are to be put away, and no inspection holds them")


def _refund(action: Action, case: Case, choice: int, send: Send) -> Call:
    due = send(f"/cases/{case['reference']}/refunds/preview?remedy_id={action['remedy_id']}", {})
    body: dict[str, Any] = {"remedy_id": action["remedy_id"], "expected_minor": due["total_minor"]}
    goods = sum(line["amount_minor"] for line in due["lines"] if line["kind"] == "goods")
    if goods > 1 and choice % 3 == 2:
        body["expected_minor"] -= 1
        body["deductions"] = [{"line_id": action["line_id"], "minor": 1, "reason": "Rayée"}]
    if choice % 2:
        return "/refunds", body
    paid = {} if due["needs_second_person"] else {"reference": f"VIR {next(_NUMBERS)}"}
    return "/refunds", {**body, "provider": "by_hand", **paid}


def _about_refund(what: str, **said: object) -> "_Way":
    return lambda action, _case, _choice, _send: (f"/refunds/{action['refund_id']}/{what}", dict(said))


def _confirm(action: Action, _case: Case, _choice: int, _: Send) -> Call:
    return f"/refunds/{action['refund_id']}/confirmations", {"reference": f"VIR {next(_NUMBERS)}"}


_Way = Callable[[Action, Case, int, Send], Call]
_WAYS: Final[dict[str, _Way]] = {
    "decide": _decide,
    "review_appeal": _review,
    "ask": lambda action, *_: (f"/lines/{action['line_id']}/questions", {"question": "Quelle buse ?"}),
    "authorise": lambda *_: ("/authorisations", {}),
    "announce_parcel": _announce,
    "add_proof": _prove,
    "receive": _receive,
    "inspect": _inspect,
    "dispose": _dispose,
    "finish_remedy": lambda action, *_: (f"/remedies/{action['remedy_id']}/completions", {"note": "Parti."}),
    "refund": _refund,
    "approve_refund": _about_refund("approvals"),
    "confirm_refund": _confirm,
    "retry_refund": _about_refund("retries"),
    "repay_by_hand": _about_refund("retries", by_hand=True),
    "resolve_refund": _about_refund("resolutions"),
    "void_refund": _about_refund("voids", reason="Erreur."),
    "keep_date": lambda action, *_: (f"/deadlines/{action['deadline_id']}/completions", {}),
    "cancel": lambda *_: ("/cancellations", {}),
    "appeal": lambda action, *_: (f"/lines/{action['line_id']}/appeals", {"text": "Relisez."}),
    "message": lambda *_: ("/messages", {"body": "Bonjour."}),
    "note": lambda *_: ("/messages", {"body": "Vu.", "internal": True}),
}
