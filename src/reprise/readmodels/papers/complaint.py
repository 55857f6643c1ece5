"""A complaint on a durable medium: that it reached the shop, by when it is answered, and everything said until then."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import case_by_id
from reprise.apps.conversations.models import Message
from reprise.apps.conversations.queries import thread_of_case
from reprise.apps.notifications.enclosures import Enclosure, draws
from reprise.core.refusals import NotFound
from reprise.law.formats import long_date
from reprise.platform.pdf import Paper, render_paper
from reprise.platform.pdf.blocks import Answer, Block, Facts, Heading, Items, Paragraph, Quote
from reprise.readmodels.papers import words
from reprise.readmodels.papers.letterhead import letterhead_of
from reprise.readmodels.statements import moment_to_the_second
from reprise.readmodels.thread_letters import headline

if TYPE_CHECKING:
    from reprise.apps.notifications.models import Mail

MOST: int = 500  # messages on the paper; the page of the case has them all


def complaint_enclosure(*, up_to: int, received_at: datetime, answer_by: date) -> dict[str, object]:
    """The paper as it is named with its letter: everything said up to a number."""
    return {
        "kind": "complaint", "up_to": up_to, "received_at": received_at.isoformat(), "answer_by": answer_by.isoformat(),
    }  # fmt: skip


@draws("complaint", named=lambda _: gettext("Confirmation of your complaint"))
def draw_complaint(mail: "Mail", about: Mapping[str, Any]) -> Enclosure | None:
    """Draw it when its letter leaves; what was erased meanwhile goes nowhere."""
    try:
        case = case_by_id(system(mail.shop_id or 0), mail.case_id or 0)
    except NotFound:
        return None
    if case.erased_at is not None or mail.shop is None:
        return None
    received = datetime.fromisoformat(str(about["received_at"]))
    said = said_until(case, int(about["up_to"]))
    day = date.fromisoformat(str(about["answer_by"]))
    paper = complaint_paper(case, mail.shop, said, received, day, words.language(mail.language))
    return Enclosure(f"{case.reference}-complaint.pdf", "application/pdf", render_paper(paper))


def said_until(case: Case, up_to: int) -> list[Message]:
    """What both sides said up to a number, in order, the last of it; notes are for the staff alone."""
    thread = thread_of_case(system(case.shop_id), case.pk)
    said = Message.objects.filter(
        conversation=thread, sequence__lte=up_to, internal=False, erased_at__isnull=True
    ).prefetch_related("files__file")  # fmt: skip
    return list(said.order_by("-sequence")[:MOST])[::-1]


def complaint_paper(
    case: Case, shop: Shop, said: Sequence[Message], received_at: datetime, answer_by: date, lang: str
) -> Paper:
    """The paper, in the customer's language."""
    with override(lang):
        return Paper(
            title=gettext("Confirmation of your complaint"), language=lang, letterhead=letterhead_of(shop),
            reference=case.reference, made_on=words.local_day(shop, received_at),
            sections=tuple(_blocks(case, shop, said, received_at, answer_by, lang)),
        )  # fmt: skip


def _blocks(
    case: Case, shop: Shop, said: Sequence[Message], received_at: datetime, answer_by: date, lang: str
) -> Iterator[Block]:
    when = moment_to_the_second(received_at, shop.timezone, lang)
    answer = gettext("You have our answer by %(day)s.") % {"day": long_date(answer_by, lang)}
    yield Answer(gettext("Your complaint is registered"), answer)
    rows = [(gettext("Reference"), case.reference), (gettext("Received"), when)]
    if case.order is not None:
        rows.append((gettext("Order"), case.order.number))
    if case.contact_email:
        rows.append((gettext("Confirmation sent to"), case.contact_email))
    yield Facts(tuple(rows))
    yield Heading(gettext("What was said"))
    for message in said:
        yield Quote(_words(message), by=headline(message, lang, shop.timezone, nobody=shop.name))
    yield Heading(gettext("What follows"))
    yield Items(tuple(next_steps(shop)), mark="number")
    yield Paragraph(
        gettext("This paper proves that the complaint reached the seller at that moment, and what was said before."),
        soft=True,
    )


def _words(message: Message) -> str:
    names = ", ".join(one.file.name for one in message.files.all())
    files = gettext("Files: %(names)s") % {"names": names} if names else ""
    return "\n".join(part for part in (message.body, files) if part)


def next_steps(shop: Shop) -> Iterator[str]:
    """What happens to a complaint, step by step, in the active language; none of it shuts the court's door."""
    yield gettext("We read it, look at the facts, and answer in writing with our reasons.")
    yield gettext("You do not agree with the answer? Say so: another person looks at it again.")
    name, website = shop.mediator.get("name", ""), shop.mediator.get("website", "")
    if name:
        told = ", ".join(part for part in (name, website) if part)
        yield gettext(
            "As a consumer you may then ask our mediator, free of charge, within one year of this complaint: %(name)s."
        ) % {"name": told}
    else:
        yield gettext("As a consumer you may then ask a consumer mediator, free of charge, within one year.")
    yield gettext("The court stays open to you at any time.")
