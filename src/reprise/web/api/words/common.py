"""What means the same wherever it stands."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


def one_of(words: type[StrEnum]) -> str:
    """The words a field may hold, as their list has them today."""
    return ", ".join(f"`{word}`" if word else "empty" for word in words)


WORDS: Final[Mapping[str, str]] = {
    "amount_minor": "An amount in minor units of the currency beside it (cents).",
    "at": "When it happened.",
    "body": "What is said, as plain text.",
    "carrier": "Who carries the parcel; free text.",
    "case": "The reference of its case; null for none.",
    "client_id": "Your own name for it: sent twice, it is one. Empty for none.",
    "code": "A word for programs; it stays the same in every language.",
    "created_at": "When it was written.",
    "currency": "ISO 4217, such as EUR.",
    "cursor": "The `next` of the page before; left out for the first page.",
    "description": "In the customer's own words.",
    "direction": "`in`: towards the shop; `out`: towards the customer.",
    "email": "An e-mail address.",
    "id": "Its number.",
    "internal": "Whether only the staff may read it.",
    "is_verified": "Whether the address was proved by a mailed link or code.",
    "item_id": "The return item (`items` of the case).",
    "items": "What is on this page.",
    "key": "The key of the conversation.",
    "keep_goods": "Whether the customer keeps the article.",
    "kind": "What kind it is.",
    "label": "Its short name, as one cites it.",
    "language": "`fr` or `en`.",
    "limit": "How many at most.",
    "line_id": "The line of the case.",
    "lines": "Line by line.",
    "media_type": "Its MIME type, as found in the file and not as it was named.",
    "minor": "Minor units of the currency (cents).",
    "name": "As people call it.",
    "next": "The cursor of the page after; null on the last page.",
    "note": "A note for the staff.",
    "order_id": "The number of the order here (`id` of /orders).",
    "order_line_id": "The line of the order (`lines` of /orders/{order_id}).",
    "position": "Its place in the list, from one.",
    "product_kind": "What kind of product it is; empty while nobody has said.",
    "quantity": "How many pieces.",
    "reason": "Why, in words the customer reads.",
    "reference": "The reference of the case, such as RP-7F3K-Q2M4.",
    "remedy_id": "The remedy (`remedies` of the case).",
    "return_by": "The last day, included, to send it back; null when nothing goes back, or it is not known.",
    "return_cost_by": "Who pays the way back: `buyer`, `seller`, or `none` when nothing goes back.",
    "return_paid_by": "Who pays the way back: `buyer` or `seller`.",
    "score": "How near it is to the words asked; higher is nearer.",
    "sequence": "Its number in its own list, from one, without gaps.",
    "sku": "The shop's number of the article.",
    "slug": "Its name in addresses.",
    "source": "The text it rests on.",
    "sources": "The texts it rests on.",
    "text": "In words.",
    "title": "Its title.",
    "url": "Where to read it; empty for none.",
}  # fmt: skip
