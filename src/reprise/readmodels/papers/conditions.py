"""A version of the conditions on paper, word for word as its page tells it."""

from collections.abc import Iterator

from django.utils.translation import gettext, override

from reprise.apps.accounts.models import Shop
from reprise.law.formats import long_date
from reprise.platform.pdf import Paper
from reprise.platform.pdf.blocks import Answer, Block, Facts, Heading, Items, Paragraph, Source, Table
from reprise.readmodels.conditions.history import Edition
from reprise.readmodels.conditions.section import Conditions, Section
from reprise.readmodels.conditions.table import Row
from reprise.readmodels.papers.letterhead import letterhead_of


def conditions_paper(told: Conditions, edition: Edition, shop: Shop, lang: str) -> Paper:
    """The whole version; the day on it is the one from which it holds."""
    with override(lang):
        return Paper(
            title=gettext("Return conditions"), language=lang, letterhead=letterhead_of(shop),
            reference=gettext("version %(number)s") % {"number": told.number}, made_on=told.in_force_from,
            sections=tuple(_blocks(told, edition, lang)),
        )  # fmt: skip


def _blocks(told: Conditions, edition: Edition, lang: str) -> Iterator[Block]:
    yield Paragraph(holds(edition, lang), soft=True)
    yield Answer(told.headline, told.lead)
    yield Facts(tuple((short.question, short.answer) for short in told.short))
    for section in told.sections:
        yield from _section(section)


def holds(edition: Edition, lang: str) -> str:
    """From when to when a version holds."""
    since = long_date(edition.since, lang)
    if edition.state == "never":
        return gettext("Never applied: another version came for the same day.")
    if edition.until is None:
        return gettext("For orders made from %(day)s on.") % {"day": since}
    return gettext("For orders made from %(day)s to %(end)s.") % {"day": since, "end": long_date(edition.until, lang)}


def _section(section: Section) -> Iterator[Block]:
    yield Heading(section.title)
    for paragraph in section.paragraphs:
        yield Paragraph(paragraph)
    if section.rows:
        yield _table(section.rows)
    if section.listed:
        yield Items(section.listed, "number" if section.numbered else "bullet")
    named = " · ".join(why.label for why in section.sources)
    if named:
        yield Source("", named)


def _table(rows: tuple[Row, ...]) -> Table:
    head = (gettext("Article"), gettext("Sealed"), gettext("Opened or downloaded"), gettext("Who pays the return"))
    return Table(head, tuple((row.name, row.sealed.words, row.opened_words, row.sealed.payer) for row in rows))
