"""The rights card on paper: what one is entitled to, until when, who pays, what next and why."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case, CaseLine
from reprise.platform.pdf.blocks import Block, Facts, Heading, Items, Paragraph, Source
from reprise.readmodels.explained import Told, Way, Why
from reprise.readmodels.proposal import proposal_of


def entitled(lines: Iterable[CaseLine], lang: str) -> Iterator[Block]:
    """The answer kept with each line; articles with the same answer share it."""
    answers: dict[Told, list[str]] = {}
    for line in lines:
        proposal = proposal_of(line.proposal)
        if proposal is not None and lang in proposal.told:
            answers.setdefault(proposal.told[lang], []).append(line.name)
    for told, names in answers.items():
        yield Heading(told.headline)
        if len(answers) > 1:
            yield Paragraph(", ".join(names), soft=True)
        yield from _card(told)


def _card(told: Told) -> Iterator[Block]:
    facts = (
        (gettext("What you get"), told.what),
        (gettext("Until when"), told.until),
        (gettext("Who pays the return"), told.pays),
        (gettext("What happens next"), told.next_step),
    )
    yield Facts(tuple(fact for fact in facts if fact[1]))
    yield from why(told.why)
    if told.remains:
        yield Heading(gettext("What remains open to you"))
        yield Items(told.remains)


def why(reasons: Iterable[Why]) -> Iterator[Block]:
    """Each reason with its article or rule."""
    told = tuple(Source(reason.text, reason.label, shop=reason.is_shop) for reason in reasons)
    if told:
        yield Heading(gettext("Why"))
        yield from told


def disagree(case: Case, shop: Shop, told: Told | None) -> Iterator[Block]:
    """How to disagree, step by step, and the mediator by name where the shop has named one."""
    yield Heading(gettext("If you disagree"))
    first = gettext("Say so on your case or by e-mail: another person reads the whole case again.")
    if told and told.paths:
        yield Items(tuple(_way(way) for way in told.paths), mark="number")
    else:
        yield Paragraph(told.disagree if told and told.disagree else first)
    mediator = shop.mediator
    if case.buyer_kind == "consumer" and mediator.get("name"):
        reached = (str(mediator.get(part, "")) for part in ("name", "address", "website"))
        yield Facts(((gettext("Our consumer mediator"), "\n".join(part for part in reached if part)),))


def _way(way: Way) -> str:
    """One step; on paper an address would only be in the way of its article."""
    cited = "; ".join(source.label for source in way.sources)
    return f"{way.text} ({cited})" if cited else way.text
