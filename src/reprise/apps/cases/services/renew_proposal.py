from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.models import Case, CaseLine, EarlierProposal
from reprise.apps.cases.services.record import record
from reprise.core.refusals import Overtaken
from reprise.platform.statements import insert
from reprise.platform.transactions import atomic

UNDECIDED = (LineState.PENDING.value, LineState.NEEDS_INFO.value)


@atomic
def renew_proposal(
    *, case: Case, line: CaseLine, proposal: dict[str, object], ground: str, product_kind: str, because: str,
    actor: Actor, at: datetime,
) -> None:  # fmt: skip
    """Put the answer computed now in the place of the one before, which is kept; a decided line keeps its own."""
    earlier = EarlierProposal(line=line, proposal=line.proposal, because=because, replaced_at=at, replaced_by=actor.key)
    found = CaseLine.objects.filter(pk=line.pk, state__in=UNDECIDED)
    if found.update(proposal=proposal, ground=ground, product_kind=product_kind) != 1:
        raise Overtaken
    insert(earlier)
    line.proposal, line.ground, line.product_kind = proposal, ground, product_kind
    told: dict[str, object] = {"line": line.position, "because": because, "verdict": proposal.get("verdict")}
    record(case=case, actor=actor, at=at, event=Event(EventType.ANSWER_RENEWED, told))


@atomic
def keep_earlier(*, line: CaseLine, because: str, actor: Actor, at: datetime) -> None:
    """Keep the answer a line has, before another takes its place."""
    if line.proposal:
        insert(
            EarlierProposal(line=line, proposal=line.proposal, because=because, replaced_at=at, replaced_by=actor.key)
        )
