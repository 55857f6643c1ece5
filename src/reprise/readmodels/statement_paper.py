"""The acknowledgement of a withdrawal statement as a paper: durable, with its content, date and time."""

from django.utils.translation import gettext, override

from reprise.apps.accounts.brand import HOUSE_COLOUR, logo_of
from reprise.apps.accounts.faces import Face
from reprise.apps.accounts.models import Shop
from reprise.platform.pdf.blocks import Answer, Block, Facts, Heading, Paragraph, Quote
from reprise.platform.pdf.paper import Letterhead, Paper
from reprise.readmodels.statements import Acknowledged, day_of, declaration, moment_to_the_second, rows, sources


def statement_paper(told: Acknowledged, face: Face, shop: Shop | None = None) -> Paper:
    """Draw the paper; without the shop's row (the database is away) it goes without the logo."""
    with override(told.language):
        return Paper(
            title=gettext("Acknowledgement of your withdrawal"),
            language=told.language,
            letterhead=_letterhead(face, shop),
            reference=told.reference,
            made_on=day_of(face, told.received_at),
            sections=_blocks(told, face),
        )


def _blocks(told: Acknowledged, face: Face) -> tuple[Block, ...]:
    when = moment_to_the_second(told.received_at, face.timezone, told.language)
    cited = sources(face.country, day_of(face, told.received_at), told.language)
    return (
        Answer(gettext("We have received your withdrawal"), when),
        Facts(
            ((gettext("Received"), when), (gettext("Reference"), told.reference), (gettext("Seller"), _seller(face)))
        ),
        Heading(gettext("What you declared")),
        Quote(declaration(told.said, told.language), told.said.name),
        Facts(rows(told.said, told.language)),
        Heading(gettext("What it means")),
        Paragraph(
            gettext(
                "This paper proves that the statement above reached the seller at that moment. Whether the right of "
                "withdrawal applies to each article is answered separately, with its reason."
            )
        ),
        Paragraph(" · ".join(why.label for why in cited), soft=True),
    )


def _letterhead(face: Face, shop: Shop | None) -> Letterhead:
    where = face.address
    town = f"{where.get('postcode', '')} {where.get('city', '')}".strip()
    address = tuple(str(line) for line in (*where.get("lines", ()), town, face.email) if line)
    return Letterhead(
        face.name, address, face.brand_colour or HOUSE_COLOUR, logo_of(shop) if shop else None, _seller(face)
    )


def _seller(face: Face) -> str:
    return ", ".join(part for part in (face.legal_name or face.name, face.registration_number) if part)
