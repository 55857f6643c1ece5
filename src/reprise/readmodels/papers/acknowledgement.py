"""The acknowledgement of a request: what was asked, when to the minute, and what one is entitled to."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext, override

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case, CaseLine
from reprise.law.formats import long_date
from reprise.platform.pdf import Paper
from reprise.platform.pdf.blocks import Answer, Block, Code, Facts, Heading, Notice, Quote
from reprise.readmodels.case_letters import case_link, statement
from reprise.readmodels.papers import words
from reprise.readmodels.papers.letterhead import letterhead_of
from reprise.readmodels.papers.lines import about, table_of, wished
from reprise.readmodels.papers.rights import entitled
from reprise.readmodels.proposal import proposal_of
from reprise.readmodels.statements import moment_to_the_second

WITHDRAW = "withdraw"


def acknowledgement(case: Case, shop: Shop, lines: Sequence[CaseLine], lang: str) -> Paper:
    """What the customer keeps as proof that the request reached the shop."""
    withdrawn = all(line.claim == WITHDRAW for line in lines)
    with override(lang):
        title = (
            gettext("Acknowledgement of your withdrawal") if withdrawn else gettext("Acknowledgement of your request")
        )
        return Paper(
            title=title, language=lang, letterhead=letterhead_of(shop), reference=case.reference,
            made_on=words.local_day(shop, case.opened_at), sections=tuple(_sections(case, shop, lines, lang)),
            scan=follow(case, shop),
        )  # fmt: skip


def _sections(case: Case, shop: Shop, lines: Sequence[CaseLine], lang: str) -> Iterator[Block]:
    withdrawn = [line for line in lines if line.claim == WITHDRAW]
    received = (
        moment_to_the_second(case.opened_at, shop.timezone, lang)
        if withdrawn
        else words.moment(shop, case.opened_at, lang)
    )
    yield Answer(gettext("It reached us on %(moment)s") % {"moment": received}, _answer_by(lines, lang))
    yield about(case, *_contract(case, shop, lang), (gettext("Received"), received))
    if case.danger:
        yield Notice(
            gettext("Keep it unplugged and away from children until we tell you what to do."),
            gettext("Do not use it any more."),
        )
    yield Heading(gettext("What you asked"))
    yield table_of(lines, lang)
    if withdrawn:
        yield Quote(statement(withdrawn, lang), by=case.contact_name)
    for line in lines:
        if line.description:
            yield Quote(line.description, by=line.name)
    likes = tuple((line.name, wish) for line in lines if (wish := wished(line)))
    if likes:
        yield Heading(gettext("What you would like"))
        yield Facts(likes)
    yield from entitled(lines, lang)


def _contract(case: Case, shop: Shop, lang: str) -> Iterator[tuple[str, str]]:
    """What else names the contract, and by which electronic means the acknowledgement goes."""
    if case.order is not None:
        yield gettext("Ordered"), words.day(shop, case.order.ordered_at, lang)
    if case.contact_email:
        yield gettext("Acknowledgement sent to"), case.contact_email


def _answer_by(lines: Sequence[CaseLine], lang: str) -> str:
    days = [proposal.answer_by for line in lines if (proposal := proposal_of(line.proposal))]
    return gettext("You have our answer by %(day)s.") % {"day": long_date(min(days), lang)} if days else ""


def follow(case: Case, shop: Shop) -> Code:
    """Where the customer reads on: the link of their case, for a telephone."""
    return Code(
        holds=case_link(case, shop),
        text=gettext("Your case. Keep this code to yourself."),
        says=gettext("QR code of case %(reference)s") % {"reference": case.reference},
    )
