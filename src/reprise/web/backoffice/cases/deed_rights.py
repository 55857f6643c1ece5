"""Which right the page of each deed asks for; buttons of pages one may not open are not drawn."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.accounts.rights import Right
from reprise.readmodels.available_actions import Action, Deed

DEED_RIGHTS: Final[Mapping[Deed, Right]] = {
    Deed.APPROVE_REFUND: Right.PAYMENTS_APPROVE,
    Deed.RESOLVE_REFUND: Right.PAYMENTS_REFUND,
    Deed.CONFIRM_REFUND: Right.PAYMENTS_REFUND,
    Deed.RETRY_REFUND: Right.PAYMENTS_REFUND,
    Deed.REPAY_BY_HAND: Right.PAYMENTS_REFUND,
    Deed.VOID_REFUND: Right.PAYMENTS_REFUND,
    Deed.REFUND: Right.PAYMENTS_REFUND,
    Deed.DECIDE: Right.CASES_DECIDE,
    Deed.REVIEW_APPEAL: Right.CASES_DECIDE,
    Deed.INSPECT: Right.GOODS_INSPECT,
    Deed.FINISH_REMEDY: Right.CASES_DECIDE,
    Deed.DISPOSE: Right.GOODS_INSPECT,
    Deed.RECEIVE: Right.GOODS_RECEIVE,
    Deed.AUTHORISE: Right.CASES_DECIDE,
    Deed.ANNOUNCE_PARCEL: Right.GOODS_RECEIVE,
    Deed.ADD_PROOF: Right.GOODS_RECEIVE,
    Deed.ASK: Right.CASES_DECIDE,
    Deed.CANCEL: Right.CASES_WRITE,
    Deed.APPEAL: Right.CASES_WRITE,
    Deed.ADD_EVIDENCE: Right.GOODS_INSPECT,  # every role that writes cases holds it too
    Deed.MESSAGE: Right.MESSAGES_WRITE,
    Deed.NOTE: Right.MESSAGES_WRITE,
    Deed.ASSIGN: Right.CASES_WRITE,
    Deed.KEEP_DATE: Right.CASES_WRITE,
}


def target_of(action: Action) -> dict[str, object]:
    """What an action is about, as the query of its page's address."""
    return {
        "line": action.line_id, "item": action.item_ids[0] if action.item_ids else None, "remedy": action.remedy_id,
        "refund": action.refund_id, "parcel": action.parcel_id, "date": action.deadline_id,
    }  # fmt: skip
