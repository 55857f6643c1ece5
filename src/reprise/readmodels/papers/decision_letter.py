"""The letter of one decision, told from the record: what was decided, why, what remains, how to disagree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, override

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import LineState, RemedyType
from reprise.apps.cases.models import Case, CaseLine, Decision, Remedy
from reprise.core.money import portion
from reprise.law.formats import long_date
from reprise.platform.pdf import Paper
from reprise.platform.pdf.blocks import Answer, Block, Facts, Heading, Items, Paragraph
from reprise.readmodels.case_letters import GETS, next_step, pieces
from reprise.readmodels.explained import Told
from reprise.readmodels.papers import words
from reprise.readmodels.papers.acknowledgement import follow
from reprise.readmodels.papers.letterhead import letterhead_of
from reprise.readmodels.papers.lines import about, said_of
from reprise.readmodels.papers.rights import disagree, why
from reprise.readmodels.proposal import Proposal, proposal_of

REFUSALS: Final = frozenset({LineState.DECLINED, LineState.UPHELD})


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision with its line, the remedy it brought, and whether the goods are to come back."""

    decision: Decision
    line: CaseLine
    remedy: Remedy | None
    goods_expected: bool
    delivery_minor: int = 0  # of the fee that goes back with it

    @property
    def refuses(self) -> bool:
        """Whether it grants nothing."""
        return LineState(self.decision.verdict) in REFUSALS

    @property
    def granted(self) -> int:
        """The pieces it grants."""
        return 0 if self.refuses else self.decision.quantity

    @property
    def proposal(self) -> Proposal | None:
        """What law and policy had answered."""
        return proposal_of(self.line.proposal)


def decision_letter(case: Case, shop: Shop, decided: Decided, lang: str) -> Paper:
    """The same text however often it is asked for: all of it was kept with the decision and its line."""
    with override(lang):
        return Paper(
            title=gettext("Our decision on your request"), language=lang, letterhead=letterhead_of(shop),
            reference=case.reference, made_on=words.local_day(shop, decided.decision.decided_at),
            sections=tuple(_sections(case, shop, decided, lang)), scan=follow(case, shop),
        )  # fmt: skip


def remedy_of(decision: Decision, remedies: Sequence[Remedy]) -> Remedy | None:
    """What the customer got with a decision: agreed at the same moment, and never changed since."""
    mine = [remedy for remedy in remedies if remedy.line_id == decision.line_id]
    return next((remedy for remedy in mine if remedy.created_at == decision.decided_at), None)


def _sections(case: Case, shop: Shop, decided: Decided, lang: str) -> Iterator[Block]:
    line, decision, proposal = decided.line, decided.decision, decided.proposal
    told = proposal.told.get(lang) if proposal else None
    yield Answer(_headline(decided), _text(decided, case, lang))
    yield about(case, (gettext("Decided"), words.day(shop, decision.decided_at, lang)))
    yield Heading(gettext("What you asked"))
    yield Facts(tuple(fact for fact in (
        (gettext("Article"), pieces(line.name, line.quantity)),
        (gettext("What you told us"), said_of(line, lang)),
        (gettext("Received"), words.day(shop, case.opened_at, lang)),
    ) if fact[1]))  # fmt: skip
    if decision.text:
        yield Heading(gettext("Our answer"))
        yield Paragraph(decision.text)
    if told and proposal and _rests_on(decided, proposal):
        yield from why(told.why)
    yield from _next(decided, told, proposal, lang)
    if decided.granted < line.quantity:
        if told and told.remains:
            yield Heading(gettext("What remains open to you"))
            yield Items(told.remains)
        yield from disagree(case, shop, told)
    yield Paragraph(_record(decided, shop, lang), soft=True)


def _headline(decided: Decided) -> str:
    line = decided.line
    if decided.refuses:
        told = {"pieces": pieces(line.name, line.quantity - decided.decision.quantity)}
        return gettext("We cannot accept your request for %(pieces)s") % told
    gets = GETS[RemedyType(decided.remedy.type) if decided.remedy else RemedyType.NONE]
    return gettext("%(pieces)s: %(gets)s") % {"pieces": pieces(line.name, decided.granted), "gets": gettext(gets)}


def _text(decided: Decided, case: Case, lang: str) -> str:
    told = []
    minor = _sum(decided)
    if minor:
        told.append(gettext("It comes to %(amount)s.") % {"amount": words.money(minor, case.currency, lang)})
    rest = decided.line.quantity - decided.granted
    if rest and not decided.refuses:
        left = {"pieces": pieces(decided.line.name, rest)}
        told.append(gettext("We cannot accept your request for %(pieces)s.") % left)
    return " ".join(told)


def _sum(decided: Decided) -> int | None:
    """The sum granted: the one agreed on, else what the pieces were worth when they were asked about."""
    remedy, proposal = decided.remedy, decided.proposal
    if remedy is None or remedy.amount_minor is not None:
        return remedy.amount_minor if remedy else None
    if remedy.type != RemedyType.REFUND or proposal is None:
        return None
    return portion(proposal.paid_minor, decided.granted, decided.line.quantity) + decided.delivery_minor


def _rests_on(decided: Decided, proposal: Proposal) -> bool:
    """Whether the decision is the one law and policy proposed; a favour or a hard word is not theirs."""
    agreed = proposal.verdict in {"yes", "part"}
    return agreed is not decided.refuses and proposal.verdict != "person"


def _next(decided: Decided, told: Told | None, proposal: Proposal | None, lang: str) -> Iterator[Block]:
    if decided.refuses:
        return
    yield Heading(gettext("What happens next"))
    if not decided.goods_expected:
        stopped = decided.line.claim == "withdraw" and proposal is not None and proposal.away
        away = proposal is not None and proposal.away
        yield Paragraph(next_step(lang, goods_expected=False, stopped=stopped, away=away))
        return
    by = long_date(proposal.return_by, lang) if proposal and proposal.return_by else ""
    facts = (
        (gettext("You"), gettext("You get the return slip and the way to pack it next.")),
        (gettext("To be sent by"), by),
        (gettext("Who pays the return"), told.pays if told else ""),
    )
    yield Facts(tuple(fact for fact in facts if fact[1]))


def _record(decided: Decided, shop: Shop, lang: str) -> str:
    """What the letter rests on, and that it is kept as it was."""
    versions, decision = decided.decision.versions, decided.decision
    told = {"moment": words.moment(shop, decision.decided_at, lang)}
    kept = gettext("Recorded on %(moment)s. A decision is never edited: a new one takes its place.") % told
    if not versions:
        return kept
    rests = gettext("It rests on the law as of %(law)s and on our policy, version %(policy)s.")
    return f"{kept} {rests % {'law': versions.get('law', '–'), 'policy': versions.get('policy', '–')}}"
