"""What law and policy proposed for a case line on the day it was asked, as kept with the line, and read back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from reprise.apps.policies.rules import TableName
from reprise.core.canonical import plain, plain_record
from reprise.law.version import LAW_VERSION
from reprise.readmodels.assessment import AssessedLine, AssessedRequest
from reprise.readmodels.citing import Cited
from reprise.readmodels.explained import Told, Way, Why, tell
from reprise.readmodels.policy_said import PolicySaid, said_json, said_of
from reprise.readmodels.requests import Delivery, Wish

LANGUAGES = ("fr", "en")
#: What a proposal kept before anybody asked for it does not hold.
_LATER = frozenset({"away", "policy", "opened", "delivery", "contradictions", "reopened"})


class Tellings(Mapping[str, Told]):
    """The answer in each language, read from what was kept only when somebody asks for its words: most do not."""

    __slots__ = ("_kept",)

    def __init__(self, kept: Mapping[str, Mapping[str, Any]]) -> None:
        self._kept = kept

    def __getitem__(self, lang: str) -> Told:
        return _told(self._kept[lang])

    def __contains__(self, lang: object) -> bool:
        return lang in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The answer of that day: `told` in each language, money in minor units, and what it rests on."""

    verdict: str  # yes, part, no, person
    basis: str  # withdrawal, conformity, commercial, … none
    outcome: str  # money_back, repair_or_replacement, price_reduction, …
    refund_minor: int | None
    paid_minor: int
    delivery_minor: int  # of the whole request
    keep_goods: bool
    return_cost_by: str
    refund_due: date | None
    return_by: date | None
    answer_by: date
    missing: tuple[str, ...]
    rights: tuple[str, ...]
    told: Mapping[str, Told]
    facts: Mapping[str, object]
    law_version: str
    policy_number: int
    away: bool  # the customer holds no goods: nothing comes back
    policy: PolicySaid | None = None  # what the shop's own rules said, None where there were none
    opened: bool = False  # what the customer said of the packaging
    delivery: Mapping[str, Any] | None = None  # what they told of goods that did not come
    contradictions: tuple[str, ...] = ()  # dates that cannot both be true
    reopened: bool = False  # a rule had accepted it, and somebody took that back

    @property
    def is_automatic(self) -> bool:
        """Whether a row of the shop's policy accepts it without a person."""
        said = self.policy
        accepts = said is not None and said.verdict == "accept" and said.automatic and not said.held
        return accepts and self.verdict == "yes" and not self.reopened

    @property
    def calls_a_person(self) -> bool:
        """Whether somebody has to answer a question, whatever the customer was told."""
        return self.verdict == "person" or (self.policy is not None and bool(self.policy.questions))


_ALWAYS: Final = tuple(name for name in Proposal.__slots__ if name not in _LATER)


def proposal_json(request: AssessedRequest, line: AssessedLine) -> dict[str, object]:
    """What is kept with the line."""
    answer = line.assessment
    kept: dict[str, object] = {
        "verdict": line.verdict,
        "basis": answer.basis if answer else "none",
        "outcome": answer.outcome if answer else "review",
        "refund_minor": line.refund.minor if line.refund else None,
        "paid_minor": line.paid.minor,
        "delivery_minor": request.delivery.minor,
        "keep_goods": line.keep_goods,
        "return_cost_by": answer.return_cost_by if answer else "none",
        "refund_due": answer.refund_due if answer else None,
        "return_by": answer.day("return_by") if answer else None,
        "answer_by": request.answer_by,
        "missing": answer.missing if answer else ("product_kind",),
        "rights": sorted(answer.rights) if answer else (),
        "told": {},
        "facts": plain_record(answer.facts) if answer else {},
        "law_version": LAW_VERSION,
        "policy_number": request.policy_number,
        "away": line.away, **_said_by_the_customer(line.wish),
        "contradictions": answer.contradictions if answer else (),
    }  # fmt: skip
    if line.ruling is not None:
        tables = tuple(name.value for name in TableName if request.sale.policy.rows(name))
        kept["policy"] = said_json(line.ruling, tables, held=line.held, lacking=line.lacking)
    written = cast("dict[str, object]", plain(kept))
    written["told"] = {lang: plain_record(tell(request, line, lang)) for lang in LANGUAGES}
    return written


def _said_by_the_customer(wish: Wish) -> dict[str, object]:
    """What only the customer said, so that the answer can be computed again."""
    told: dict[str, object] = {"opened": True} if wish.opened else {}
    return told if wish.delivery == Delivery() else {**told, "delivery": plain_record(wish.delivery)}


def proposal_of(kept: Mapping[str, Any]) -> Proposal | None:
    """The proposal kept with a case line, None for a line that never had one."""
    if not kept:
        return None
    read: dict[str, Any] = {name: kept[name] for name in _ALWAYS}
    read |= {name: _day(kept[name]) for name in ("refund_due", "return_by", "answer_by")}
    read |= {name: tuple(kept[name]) for name in ("missing", "rights")}
    read |= {name: kept[name] for name in ("opened", "delivery", "reopened") if name in kept}
    read["away"] = kept.get("away", False)
    read["contradictions"] = tuple(kept.get("contradictions", ()))
    read["policy"] = said_of(kept.get("policy"))
    read["told"] = Tellings(kept["told"])
    return Proposal(**read)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _told(words: Mapping[str, Any]) -> Told:
    plain_words = {name: text for name, text in words.items() if name not in {"why", "remains", "paths"}}
    why = tuple(Why(**reason) for reason in words["why"])
    paths = tuple(_way(way) for way in words.get("paths", ()))
    return Told(**plain_words, why=why, remains=tuple(words["remains"]), paths=paths)


def _way(kept: Mapping[str, Any]) -> Way:
    return Way(kept["code"], kept["text"], tuple(Cited(**source) for source in kept["sources"]))
