"""What the queue can do with many cases at once; each deed looks at its case as it is now, or says why not."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import Turn
from reprise.apps.cases.services.tag_case import tag_case
from reprise.apps.cases.transitions import LineMove
from reprise.apps.conversations.kinds import Author
from reprise.apps.conversations.message_queries import latest
from reprise.core.refusals import Kind, Refusal, mark
from reprise.readmodels.available_actions import Action, Deed, available_actions
from reprise.readmodels.case_picture import CasePicture, picture_of
from reprise.readmodels.proposal import proposal_of
from reprise.readmodels.remedies import proposed_remedy
from reprise.web.backoffice.cases.decide import PRICED
from reprise.workflows import ask_for_details, assign_case, decide, write_message
from reprise.workflows.bulk import Done, OnOneCase

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, CaseLine

A_DAY: Final = timedelta(days=1)


class LookYourself(Refusal):
    """A person has to look at this one."""

    code = "look_yourself"
    kind = Kind.CONFLICT
    sentence = mark("Law and policy do not settle this alone: open the case and decide.")


class SafetyFirst(Refusal):
    """Cases where somebody was in danger are never decided by the dozen."""

    code = "safety_first"
    kind = Kind.CONFLICT
    sentence = mark("Safety: somebody was in danger. Open the case and look yourself.")


class StillLacking(Refusal):
    """The shop's own rule asks for something that has not come."""

    code = "still_lacking"
    kind = Kind.CONFLICT
    sentence = mark("Something that was asked to be shown is missing: ask for it, or open the case and decide.")


class NothingToDecide(Refusal):
    """No line waits for a decision any more."""

    code = "nothing_to_decide"
    kind = Kind.CONFLICT
    sentence = mark("Nothing waits for a decision: somebody decided meanwhile, or a detail was asked for.")


class NothingToAsk(Refusal):
    """No line can be put on hold."""

    code = "nothing_to_ask"
    kind = Kind.CONFLICT
    sentence = mark("No line waits for a decision, so nothing can be asked about.")


class NotTheirTurn(Refusal):
    """A reminder is for somebody who has to act."""

    code = "not_their_turn"
    kind = Kind.CONFLICT
    sentence = mark("The case does not wait for the customer.")


class JustWritten(Refusal):
    """Nobody is reminded twice within a day."""

    code = "just_written"
    kind = Kind.CONFLICT
    sentence = mark("We wrote to this customer less than a day ago.")


class NoText(Refusal):
    """The customer reads another language than those that were written in."""

    code = "no_text"
    sentence = mark("No text was written in the customer’s language (%(language)s).")


class TaggedBefore(Refusal):
    """The tag is there already."""

    code = "tagged_before"
    kind = Kind.CONFLICT
    sentence = mark("This tag is on the case already.")


def assign(*, actor: Actor, case: "Case", params: Mapping[str, Any], run_id: int, at: datetime) -> Done:
    """Give the case to somebody, or to nobody."""
    assign_case.assign(actor=actor, case=case, person_id=params.get("person"), at=at)
    if not params.get("person"):
        return Done(mark("Nobody has it now."))
    return Done(mark("The case is now with %(name)s."), {"name": params.get("name", "")})


def tag(*, actor: Actor, case: "Case", params: Mapping[str, Any], run_id: int, at: datetime) -> Done:
    """Put a word on the case."""
    if not tag_case(actor=actor, case=case, label=params["label"]):
        raise TaggedBefore
    return Done(mark("Tagged “%(tag)s”."), {"tag": params["label"]})


def approve(*, actor: Actor, case: "Case", params: Mapping[str, Any], run_id: int, at: datetime) -> Done:
    """Grant the lines for which law and policy say yes; those that a person must judge are left."""
    actor.require(Right.CASES_DECIDE)
    if case.danger:
        raise SafetyFirst
    picture = picture_of(case)
    waiting = _lines(picture, actor, Deed.DECIDE)
    if not waiting:
        raise NothingToDecide
    agreed = [line for line in waiting if is_agreed(line)]
    if not agreed:
        raise StillLacking if any(lacks(line) for line in waiting) else LookYourself
    for line in agreed:
        proposal = proposal_of(line.proposal)
        told = proposal.told.get(case.language) or proposal.told["en"] if proposal else None
        decide.decide(
            actor=actor, case=case, line_id=line.pk, verdict=LineMove.APPROVE, text=told.what if told else "",
            keep_goods=bool(proposal and proposal.keep_goods), at=at,
        )  # fmt: skip
    left = len(waiting) - len(agreed)
    if left:
        return Done(mark("%(granted)s granted; %(left)s left for a person to judge."),
                    {"granted": len(agreed), "left": left})  # fmt: skip
    return Done(mark("%(granted)s granted."), {"granted": len(agreed)})


def is_agreed(line: "CaseLine") -> bool:
    """Whether law and policy said yes to all of it, nothing asked for is missing, and nobody has to set an amount."""
    proposal, remedy = proposal_of(line.proposal), proposed_remedy(line)
    if proposal is None or proposal.verdict != "yes" or proposal.calls_a_person or lacks(line):
        return False
    return remedy is not None and remedy not in PRICED


def ask(*, actor: Actor, case: "Case", params: Mapping[str, Any], run_id: int, at: datetime) -> Done:
    """Ask for one detail, in the customer's language; the case waits for the answer."""
    actor.require(Right.CASES_DECIDE)
    lines = _lines(picture_of(case), actor, Deed.ASK)
    if not lines:
        raise NothingToAsk
    ask_for_details.ask(actor=actor, case=case, line_id=lines[0].pk, question=_text(case, params), at=at)
    return Done(mark("Question sent. The case waits for the customer."))


def remind(*, actor: Actor, case: "Case", params: Mapping[str, Any], run_id: int, at: datetime) -> Done:
    """Write to a customer whose turn it is, unless we just did."""
    actor.require(Right.MESSAGES_WRITE)
    if case.closed_at is not None or case.turn != Turn.CUSTOMER.value:
        raise NotTheirTurn
    last = latest(actor, case.pk, limit=1)
    if last and last[0].author_kind != Author.CUSTOMER.value and last[0].created_at > at - A_DAY:
        raise JustWritten
    write_message.write(actor=actor, case=case, body=_text(case, params), at=at, client_id=f"bulk-{run_id}")
    return Done(mark("Reminder sent."))


def _text(case: "Case", params: Mapping[str, Any]) -> str:
    text = str(params.get(f"text_{case.language}") or "").strip()
    if not text:
        raise NoText(language=case.language)
    return text


def _lines(picture: CasePicture, actor: Actor, deed: Deed) -> "list[CaseLine]":
    open_ids = {action.line_id for action in _open(picture, actor) if action.deed is deed}
    return [line for line in picture.lines if line.pk in open_ids]


def _open(picture: CasePicture, actor: Actor) -> list[Action]:
    return available_actions(picture, actor)


DEEDS: Final[Mapping[str, OnOneCase]] = {
    "assign": assign, "tag": tag, "approve": approve, "ask": ask, "remind": remind,
}  # fmt: skip


def lacks(line: "CaseLine") -> bool:
    """Whether a rule of the shop asks for something about it that has not come."""
    proposal = proposal_of(line.proposal)
    return bool(proposal and proposal.policy and proposal.policy.lacking)
