"""What earlier versions kept as terms, as rows: one window with its kinds, and one limit to keep goods."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from reprise.apps.policies.rules import Between, Cell, Is, OneOf, Row, TableName
from reprise.law.vocabulary import Claim

#: Kinds the one window left out unless the shop said otherwise.
_NOT_FOR_RESALE: Final = frozenset({"custom_print", "personalised_print", "digital_file"})
_FAULTY: Final = OneOf(frozenset({Claim.DEFECT.value, Claim.WRONG_ITEM.value}))


def rows_of_former(kept: Mapping[str, Any]) -> dict[TableName, tuple[Row, ...]]:
    """The rows that say what the former terms said."""
    tables = {TableName.WINDOW: tuple(_window(kept)), TableName.ANSWER: tuple(_kept_goods(kept))}
    return {name: rows for name, rows in tables.items() if rows}


def _window(kept: Mapping[str, Any]) -> Iterator[Row]:
    days = kept.get("return_days", 0)
    if not days:
        return
    then = {"days": days, "return_cost_by": kept.get("return_cost_by", "buyer")}
    if kept.get("refunds_delivery"):
        then["refunds_delivery"] = True
    kinds = {kind: {"accepted": False} for kind in sorted(_NOT_FOR_RESALE)} | dict(kept.get("kinds", {}))
    for kind, said in kinds.items():
        only, notes = OneOf(frozenset({kind})), [str(said.get(name, "")) for name in ("note_fr", "note_en")]
        if not said.get("accepted", True):
            yield Row(f"w-{kind}", {"kind": only}, {"days": 0}, *notes)
        elif said.get("unopened_only"):
            yield Row(f"w-{kind}", {"kind": only, "opened": Is(value=False)}, then, *notes)
            yield Row(f"w-{kind}-opened", {"kind": only}, {"days": 0})
        elif any(notes):
            yield Row(f"w-{kind}", {"kind": only}, then, *notes)
    yield Row("w-all", {}, then)


def _kept_goods(kept: Mapping[str, Any]) -> Iterator[Row]:
    limit = kept.get("keep_below_minor", 0)
    if not limit:
        return
    small: dict[str, Cell] = {"claim": _FAULTY, "value_minor": Between(None, limit - 1)}
    right = OneOf(frozenset({"accept", "part"}))
    yield Row("keep-small", {**small, "law": right}, {"verdict": "accept", "goods": "keep"})
    asked = {
        "verdict": "person", "goods": "keep",
        "question_fr": "L’article est-il défectueux ou différent de la commande ?",
        "question_en": "Is the article faulty, or not as ordered?",
    }  # fmt: skip
    yield Row("keep-small-asked", {**small, "law": OneOf(frozenset({"person"}))}, asked)
