"""Which guides are offered before a claim: never a wall, and never to whoever changes their mind."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reprise.apps.knowledge.rules.bench import process_of
from reprise.apps.knowledge.rules.guide_finding import called_for
from reprise.apps.knowledge.rules.guide_shelf import shipped_guides
from reprise.web.portal.request.answers import DEFECT, Answers, Offer

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import OrderLine


def offer_of(said: Answers, goods: "Mapping[int, OrderLine]", language: str) -> Offer | None:
    """What the first article calls for that its buyer uses himself and that fails; nothing for anything else."""
    for line_id in said.items:
        about, line = said.about(line_id), goods[line_id]
        if about.claim != DEFECT:
            continue
        guides = called_for(
            shipped_guides(), thing=line.kind, process=process_of(line.kind, line.name), reason=about.reason,
            words=about.description, language=language,
        )  # fmt: skip
        if guides:
            return Offer(line_id, about.reason, guides)
    return None
