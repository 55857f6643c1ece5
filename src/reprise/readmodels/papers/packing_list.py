"""The packing list of an authorised return: what goes in, box by box to tick, how to pack it, what may not travel."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext, override

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Authorisation, Case, CaseLine
from reprise.apps.logistics.rules.dangers import WARNINGS, dangers_of
from reprise.law.formats import long_date
from reprise.platform.pdf import Paper
from reprise.platform.pdf.blocks import Answer, Block, Facts, Heading, Items, Notice, Paragraph, Step, Steps
from reprise.readmodels.case_letters import pieces, who_pays
from reprise.readmodels.papers import words
from reprise.readmodels.papers.acknowledgement import follow
from reprise.readmodels.papers.letterhead import letterhead_of
from reprise.readmodels.papers.packing import steps_for, things_in

#: What to look for with each article, as the authorisation keeps it.
PARTS: Final = ("accessories", "documents", "packaging")


def packing_list(case: Case, shop: Shop, slip: Authorisation, lines: Sequence[CaseLine], lang: str) -> Paper:
    """What the customer ticks off while packing."""
    with override(lang):
        return Paper(
            title=gettext("Packing list"), language=lang, letterhead=letterhead_of(shop), reference=slip.number,
            made_on=words.local_day(shop, slip.issued_at), sections=tuple(_sections(case, shop, slip, lines, lang)),
            scan=follow(case, shop),
        )  # fmt: skip


def _sections(case: Case, shop: Shop, slip: Authorisation, lines: Sequence[CaseLine], lang: str) -> Iterator[Block]:
    by = {"day": long_date(slip.expires_on, lang)}
    yield Answer(gettext("Hand the parcel in by %(day)s") % by, who_pays(slip.return_paid_by, lang))
    known = {line.pk: line for line in lines}
    packed = [known[row["line_id"]] for row in slip.packing if row.get("line_id") in known]
    for danger in sorted({danger for line in packed for danger in dangers_of(line.product_kind, line.name)}):
        yield Notice(gettext(WARNINGS[danger]), gettext("Before you pack"))
    yield Heading(gettext("What goes into the parcel"))
    yield Paragraph(gettext("Tick each thing as you put it in."), soft=True)
    known_as = things_in(case, packed, lang)
    for row in slip.packing:
        yield Items(_things(row, known_as), "tick", headed=True)
    yield Items((gettext("The return slip"),), "tick", headed=True)
    if steps := steps_for(packed):
        yield Heading(gettext("Pack it well"))
        yield Steps(tuple(Step(step.drawing, gettext(step.title), gettext(step.text)) for step in steps))
    yield Heading(gettext("Where it goes"))
    to = (shop.legal_name or shop.name, *words.postal(shop.return_address or shop.address, lang, home=shop.country))
    yield Facts(((gettext("Send to"), "\n".join(to)), (gettext("Number to write on the box"), slip.number)))
    yield Paragraph(gettext("When the parcel has left, add the receipt of the deposit to your case: it is your proof."))


def _things(row: Mapping[str, Any], known_as: Mapping[str, str]) -> tuple[str, ...]:
    """An article and what came with it; lists kept before shops wrote their own are English, marked for translation."""
    with_it = [known_as.get(thing) or gettext(thing) for part in PARTS for thing in row.get(part, ())]
    return (pieces(str(row["name"]), int(row["quantity"])), *with_it)
