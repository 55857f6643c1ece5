"""The rights card: what a customer is entitled to, until when, who pays, what next and why, before they commit."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, override

from reprise.core.money import Money
from reprise.law.vocabulary import Basis
from reprise.readmodels.assessment import AssessedLine, AssessedRequest
from reprise.readmodels.explained import Told, in_words, tell
from reprise.readmodels.lacking_words import lacking_in_words, missing_in_words

_LAST_DAY = {
    Basis.WITHDRAWAL: "withdrawal_last_day",
    Basis.COMMERCIAL: "commercial_last_day",
    Basis.CONFORMITY: "guarantee_until",
    Basis.DIGITAL_CONFORMITY: "guarantee_until",
    Basis.HIDDEN_DEFECT: "hidden_defect_until",
}


@dataclass(frozen=True, slots=True)
class RightsLine:
    """The answer for one article; texts in the reader's language."""

    order_line_id: int
    name: str
    quantity: int
    verdict: str  # yes, part, no, person
    amount: Money | None
    until: date | None
    until_basis: str  # law, policy
    return_by: date | None
    return_cost_by: str  # buyer, seller, none
    keep_goods: bool
    told: Told
    automatic: bool = False  # accepted as soon as it is sent
    rule: str = ""  # the row of the shop's answer table that spoke
    lacking: tuple[str, ...] = ()  # what the shop asks to be shown and nobody has added, in words
    missing: tuple[str, ...] = ()  # facts that decide and that nobody knows, in words


@dataclass(frozen=True, slots=True)
class RightsCard:
    """The answer for the whole request."""

    verdict: str  # yes, no, person, mixed
    headline: str
    lead: str
    lines: tuple[RightsLine, ...]
    total: Money | None
    delivery: Money | None  # the delivery fee within the total, None when there is none
    refund_due: date | None
    until: date | None
    return_by: date | None
    return_cost_by: str
    answer_by: date
    next_step: str
    policy_number: int = 0

    @property
    def automatic(self) -> bool:
        """Whether all of it is accepted as soon as it is sent."""
        return all(line.automatic for line in self.lines)

    @property
    def answers(self) -> tuple[tuple[RightsLine, ...], ...]:
        """The articles by their answer: those told the very same stand together, unless each has a sum of its own."""
        found: list[list[RightsLine]] = []
        for line in self.lines:
            alike = next((group for group in found if _is_alike(group[0], line)), None)
            if alike is None:
                found.append([line])
            else:
                alike.append(line)
        return tuple(tuple(group) for group in found)


def _is_alike(one: RightsLine, other: RightsLine) -> bool:
    same = (one.verdict, one.told, one.lacking, one.automatic) == (
        other.verdict, other.told, other.lacking, other.automatic,
    )  # fmt: skip
    return same and one.amount is None and other.amount is None


def rights_card(request: AssessedRequest, lang: str) -> RightsCard:
    """Draw the card in a language."""
    lines = tuple(_line(request, line, lang) for line in request.lines)
    verdicts = {"yes" if line.verdict == "part" else line.verdict for line in lines}
    verdict = verdicts.pop() if len(verdicts) == 1 else "mixed"
    with override(lang):
        headline, lead = _headline(request, lines, verdict, lang)
    payers = {line.return_cost_by for line in lines if line.return_cost_by != "none"}
    return RightsCard(
        verdict=verdict,
        headline=headline,
        lead=lead,
        lines=lines,
        total=request.refund,
        delivery=request.delivery if request.delivery.minor else None,
        refund_due=request.refund_due,
        until=min((line.until for line in lines if line.until), default=None),
        return_by=min((line.return_by for line in lines if line.return_by), default=None),
        return_cost_by="buyer" if "buyer" in payers else "seller" if payers else "none",
        answer_by=request.answer_by,
        next_step=lines[0].told.next_step,
        policy_number=request.policy_number,
    )


def _line(request: AssessedRequest, line: AssessedLine, lang: str) -> RightsLine:
    answer = line.assessment
    by_policy = answer is not None and answer.basis is Basis.COMMERCIAL
    return RightsLine(
        order_line_id=line.line.pk,
        name=line.line.name,
        quantity=line.wish.quantity,
        verdict=line.verdict,
        amount=line.refund,
        until=answer.day(_LAST_DAY.get(answer.basis, "")) if answer else None,
        until_basis="policy" if by_policy else "law",
        return_by=answer.day("return_by") if answer and not line.keep_goods else None,
        return_cost_by=answer.return_cost_by.value if answer and not line.keep_goods else "none",
        keep_goods=line.keep_goods,
        told=tell(request, line, lang),
        automatic=line.is_automatic,
        rule=line.ruling.policy.row_id if line.ruling and not line.ruling.asks_a_person else "",
        lacking=lacking_in_words(line.lacking, lang),
        missing=missing_in_words(line, lang),
    )


def _headline(request: AssessedRequest, lines: tuple[RightsLine, ...], verdict: str, lang: str) -> tuple[str, str]:
    if len(lines) == 1:
        return lines[0].told.headline, lines[0].told.what
    if verdict == "yes" and request.refund is not None and all(line.amount for line in lines):
        amount = in_words(request.refund, lang)
        return gettext("You get %(amount)s back") % {"amount": amount}, gettext(
            "Here is the answer article by article."
        )
    if verdict == "yes":
        same = all(_is_alike(lines[0], line) for line in lines)
        lead = (
            gettext("The answer is the same for each article.")
            if same
            else gettext("Here is the answer article by article.")
        )
        return gettext("Your request is justified"), lead
    if verdict == "no":
        return gettext("We cannot take these articles back"), gettext("Here is why, and what remains open to you.")
    if verdict == "person":
        return gettext("A person answers you"), gettext("The answer depends on something that only a person can judge.")
    return gettext("The answer differs by article"), gettext("Here is the answer article by article.")
