"""What a case waits for: in one sentence, with the button that does it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import get_language, gettext, ngettext

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import RemedyType, Turn
from reprise.core.money import Money
from reprise.core.refusals import mark
from reprise.readmodels.available_actions import Action, Deed
from reprise.readmodels.deadline_words import title_of
from reprise.readmodels.decision_letters import is_stopped
from reprise.readmodels.guides import part_to_send
from reprise.readmodels.lacking_words import lacking_in_words
from reprise.readmodels.proposal import proposal_of
from reprise.web.backoffice.cases.buttons import Button, buttons
from reprise.web.backoffice.cases.proposal import Proposed, proposed
from reprise.web.backoffice.cases.scene import Scene
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.pages import address
from reprise.web.backoffice.words import REMEDIES
from reprise.web.templatetags.reprise_format import money_text

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine

WAITING: Final = {
    Turn.CUSTOMER: mark("The customer has to act"),
    Turn.CARRIER: mark("The parcel is on its way"),
    Turn.PROVIDER: mark("The provider is paying"),
    Turn.NOBODY: mark("Nothing is left to do"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The title and the reason, the main button (filled when it is our turn), those beside it, and all the others."""

    title: str
    text: str
    ours: bool
    main: Button | None
    beside: list[Button]
    others: list[Button]


def next_step(request: StaffRequest, scene: Scene) -> NextStep:
    """The first open deed is the next step; the others wait behind it."""
    steps = [action for action in scene.actions if action.is_next_step]
    aside = [action for action in scene.actions if not action.is_next_step]
    drawn, main = buttons(request, scene, steps), None
    if drawn:
        main = drawn[0]
    asks = [b for b in buttons(request, scene, aside) if b.deed == Deed.ASK.value][:1]
    photo = _photo_first(request, scene, steps[0] if steps else None)
    if photo is not None:
        drawn, asks = [photo, *drawn], drawn[:1]
        main = photo
    others = [b for b in buttons(request, scene, aside) if b.deed not in {Deed.MESSAGE.value, Deed.NOTE.value}]
    ours = scene.case.turn == Turn.US.value
    title, text = _told(scene, steps[0]) if steps and (ours or main) else ("", "")
    if not ours:
        title = gettext(WAITING.get(Turn(scene.case.turn), WAITING[Turn.NOBODY]))
        text = _wait_text(scene)
    elif not steps:
        title = gettext("Nothing to do for you here")
        text = gettext("Your role lets you look; somebody else takes the next step.")
    rest = [*drawn[1:], *(other for other in others if other.deed != Deed.ASK.value or photo is None)]
    return NextStep(title, text, ours, main, asks if ours else [], [one for one in rest if one not in asks])


def _photo_first(request: StaffRequest, scene: Scene, action: Action | None) -> Button | None:
    """The question for what a rule asks to be shown, before anybody decides without it."""
    line = _lacks(scene, action)
    if line is None or not request.actor.may(Right.CASES_DECIDE) or not _may_ask(scene, line.pk):
        return None
    url = address(request, Deed.ASK.value, scene.case.reference, line=line.pk, shots="1")
    return Button(Deed.ASK.value, gettext("Ask for what is missing"), url)


def _may_ask(scene: Scene, line_id: int) -> bool:
    return any(action.line_id == line_id for action in scene.open(Deed.ASK))


def _lacks(scene: Scene, action: Action | None) -> "CaseLine | None":
    """The line to decide, where a rule asked for more than was shown and nobody may be in danger."""
    if action is None or action.deed is not Deed.DECIDE or scene.case.danger:
        return None
    line = scene.line(action.line_id)
    kept = proposal_of(line.proposal)
    return line if kept and kept.policy and kept.policy.lacking and kept.verdict != "no" else None


def _wait_text(scene: Scene) -> str:
    if scene.case.turn == Turn.CUSTOMER.value and scene.picture.authorisation is not None:
        return gettext("The goods are awaited; when they are here, receive them.")
    if scene.case.turn == Turn.CUSTOMER.value:
        return gettext("We asked for a detail; the answer brings the case back to us.")
    if scene.case.turn == Turn.PROVIDER.value:
        return gettext("Nothing to do: the outcome comes by itself, and nothing is sent twice.")
    if scene.case.turn == Turn.CARRIER.value:
        return gettext("When it is here, receive it.")
    return ""


def _told(scene: Scene, action: Action) -> tuple[str, str]:
    match action.deed:
        case Deed.DECIDE | Deed.REVIEW_APPEAL:
            return _decision(scene, action)
        case Deed.REFUND:
            return _refund(scene, action)
        case Deed.AUTHORISE:
            return gettext("Authorise the return"), gettext(
                "The customer gets a number, a slip to print and a last day."
            )
        case Deed.RECEIVE | Deed.INSPECT | Deed.DISPOSE:
            return _goods(scene, action)
        case Deed.FINISH_REMEDY:
            name = _remedy(scene, scene.remedy(action.remedy_id).type)
            title = gettext("Carry out the remedy: %(remedy)s") % {"remedy": name}
            return title, gettext("Mark it as done when it has left.")
        case Deed.KEEP_DATE:
            date = next(row for row in scene.picture.deadlines if row.pk == action.deadline_id)
            return title_of(date), gettext("Nothing on the case shows it: say so once it is done.")
        case _:
            return _money(scene, action)


def _decision(scene: Scene, action: Action) -> tuple[str, str]:
    line = scene.line(action.line_id)
    named = {"article": f"{line.name}\u00a0×{line.quantity}"}
    if action.deed is Deed.REVIEW_APPEAL:
        text = gettext("The customer disputes the decision. Somebody else than before should look at it.")
        return gettext("Look again: %(article)s") % named, text
    answer = proposed(line, scene.case.language)
    title = _verdict(answer) % {**named, "remedy": _remedy(scene, answer.remedy)}
    said = answer.kept.policy if answer.kept else None
    if _lacks(scene, action) is not None and said is not None and _may_ask(scene, line.pk):
        missing = ", ".join(lacking_in_words(said.lacking, get_language() or "fr"))
        text = gettext("Rule %(rule)s asks for: %(what)s. The answer is computed again when it is there.")
        title = gettext("Ask for what is missing: %(article)s") % named
        return title, text % {"rule": said.demand.row, "what": missing}
    if said is not None and said.questions:
        return title, " ".join(question.in_(get_language() or "fr") for question in said.questions)
    if is_stopped(line, answer.kept):
        return title, gettext("Stop the parcel first, then decide: the page asks whether it was still here.")
    return title, _first_reason(answer)


def _verdict(answer: Proposed) -> str:
    return {
        "yes": gettext("Grant it: %(remedy)s for %(article)s"),
        "part": gettext("Grant a part: %(article)s"),
        "no": gettext("Refuse, and say what remains: %(article)s"),
    }.get(answer.verdict, gettext("Judge for yourself: %(article)s"))


def _remedy(scene: Scene, remedy: str) -> str:
    """What the customer gets, as it stands in a sentence; of a spare part, the one a guide found."""
    if remedy not in REMEDIES:
        return gettext("what the law gives")
    name = gettext(REMEDIES[remedy]).lower()
    part = part_to_send(scene.case.pk, get_language() or "fr") if remedy == RemedyType.SPARE_PART else ""
    return f"{name} ({part[0].lower()}{part[1:]})" if part else name


def _first_reason(answer: Proposed) -> str:
    if answer.told is None or not answer.told.why:
        return gettext("Law and policy do not settle this: a person decides.")
    why = answer.told.why[0]
    return f"{why.text} ({why.label})" if why.label else why.text


def _refund(scene: Scene, action: Action) -> tuple[str, str]:
    remedy = scene.remedy(action.remedy_id)
    line = scene.line(remedy.line_id)
    title = gettext("Refund %(article)s") % {"article": f"{line.name}\u00a0×{remedy.quantity}"}
    return title, gettext("The next page shows every sum before anything leaves.")


def _goods(scene: Scene, action: Action) -> tuple[str, str]:
    pieces = sum(scene.item(item_id).quantity for item_id in action.item_ids)
    counted = {"pieces": pieces}
    if action.deed is Deed.RECEIVE:
        title = ngettext("Receive %(pieces)d piece", "Receive %(pieces)d pieces", pieces)
        return title % counted, gettext("Count what is in the parcel; differences are written down, not argued.")
    if action.deed is Deed.INSPECT:
        title = ngettext("Inspect %(pieces)d piece", "Inspect %(pieces)d pieces", pieces)
        return title % counted, gettext("Check it against the list and the photos, then give a grade.")
    title = ngettext("Put %(pieces)d piece away", "Put %(pieces)d pieces away", pieces)
    return title % counted, gettext("Back to stock, repaired, recycled or sent back.")


def _money(scene: Scene, action: Action) -> tuple[str, str]:
    refund = next(one for one in scene.picture.refunds if str(one.pk) == action.refund_id)
    amount = {"amount": money_text(Money(refund.amount_minor, scene.case.currency))}
    if action.deed is Deed.APPROVE_REFUND:
        return gettext("Approve the refund of %(amount)s") % amount, gettext("It needs a second person to leave.")
    if action.deed is Deed.CONFIRM_REFUND:
        text = gettext("Make the payment at the bank or on the provider’s page, then write its reference here.")
        return gettext("Pay %(amount)s by hand and confirm it") % amount, text
    if action.deed is Deed.RESOLVE_REFUND:
        text = gettext("The provider has not answered. Nothing will be sent twice.")
        return gettext("Find out what became of %(amount)s") % amount, text
    text = gettext("The provider refused. The sum stays due to the customer.")
    return gettext("Send the refund of %(amount)s again") % amount, text
