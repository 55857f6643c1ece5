"""A letter as its customer would get it, before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, override

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.apps.notifications.drawing.content import ground_text
from reprise.apps.notifications.letters import NEEDS, Letter, Value
from reprise.apps.notifications.samples import sample_values
from reprise.apps.notifications.writing.own_words import Words
from reprise.apps.notifications.writing.said import Said, spoken
from reprise.apps.notifications.writing.write import write
from reprise.apps.notifications.writing.writers import WRITERS
from reprise.readmodels.case_letters import to_customer


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be sent: the subject, and the same sentences as text and as a page."""

    subject: str
    text: str
    html: str


def preview(
    *, case: Case | None, shop: Shop, letter: Letter, language: str, values: Mapping[str, Value] | None = None,
    words: Words | None = None,
) -> Preview:  # fmt: skip
    """Write a letter without sending it.

    With a case it is that case's letter, told `values` (those of an `Envelope`, such as `decision_letters.accepted`
    gives); only what it must be told and was not is an example. Without a case everything is an example. `words` tries
    words out that are not in force.
    """
    language = spoken(language)
    told = dict(values or {})
    if case is None:
        told = {**sample_values(letter, language), "shop_name": shop.name, **told}
    else:
        known = NEEDS[letter].must.keys() | NEEDS[letter].may.keys()
        example = sample_values(letter, language, only_must=True)
        order_number = case.order.number if case.order else None
        of_case = to_customer(case, shop, letter, order_number=order_number)["values"]
        told = {**example, **{name: value for name, value in of_case.items() if name in known}, **told}
    written = write(letter=letter, values=told, language=language, shop=shop, words=words)
    return Preview(written.subject, written.text, written.html)


def fixed_part(*, shop: Shop, letter: Letter, language: str) -> list[str]:
    """What a letter tells between its opening and its closing, with example values: no shop words these lines."""
    language = spoken(language)
    example = {**sample_values(letter, language), "shop_name": shop.name}
    with override(language):
        content = WRITERS[letter](Said(example, language, shop.timezone))
        told = (gettext("%(label)s: %(value)s") % {"label": label, "value": value} for label, value in content.facts)
        button = (f"[ {content.button.label} ]",) if content.button else ()
        return [content.headline, *content.lead, *([content.quote] if content.quote else []), *told, *button,
                *content.after, *(step.text for step in content.steps.entries), *content.why,
                *(ground_text(ground) for ground in content.grounds.entries)]  # fmt: skip
