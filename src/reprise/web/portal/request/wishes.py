"""What would the customer like? The law may answer another thing first; the rights card says so."""

from collections.abc import Iterator
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.web.portal.pages import Problem
from reprise.web.portal.request.answers import NOT_HERE, PRINTS, WITHDRAW, Stop
from reprise.web.portal.request.choices import Choice
from reprise.web.portal.request.draft import DraftRequest, ask, keep, language

REPAIRED: Final = frozenset({"printer", "spare_part", "accessory"})


def choices(kinds: set[str], part: str = "") -> Iterator[Choice]:
    """What may be wished for goods of these kinds with something wrong; a guide may have found the part that failed."""
    if part:
        yield Choice("spare_part", gettext("Send me the part"), part)
    if kinds and kinds <= PRINTS:
        yield Choice("replacement", gettext("Print it again"), gettext("The same part, right this time, at our cost."))
    else:
        yield Choice("replacement", gettext("Replace it"), gettext("The same article, in good order, at our cost."))
    if kinds & REPAIRED or "" in kinds:
        yield Choice("repair", gettext("Repair it"), gettext("We repair it at our cost and send it back."))
    yield Choice("price_reduction", gettext("Keep it for less"), gettext("You keep it, we pay part of the price back."))
    yield Choice("refund", gettext("Get my money back"), gettext("You return it, unless we tell you to keep it."))
    yield _tell_me()


def choices_without_goods() -> Iterator[Choice]:
    """What may be wished where nothing came."""
    yield Choice("replacement", gettext("Have it delivered"), gettext("We find the parcel or send the goods again."))
    yield Choice("refund", gettext("Cancel and get my money back"), gettext("You do not want it any more."))
    yield _tell_me()


def _tell_me() -> Choice:
    return Choice("", gettext("Tell me what I am entitled to"), gettext("We propose what law or policy gives you."))


def _part(request: DraftRequest) -> str:
    """The part that a guide found to have failed, in the reader's language."""
    found = request.draft.data.get("part") or {}
    return str(found.get(language(), ""))


def wish(request: DraftRequest, stop: Stop) -> HttpResponse:
    """What would you like?"""
    said = request.said
    wrong = [line_id for line_id in said.items if said.about(line_id).claim != WITHDRAW]
    nothing_came = all(said.about(line_id).claim in NOT_HERE for line_id in wrong)
    offered = list(
        choices_without_goods() if nothing_came else choices({said.kinds[line_id] for line_id in wrong}, _part(request))
    )
    frame: dict[str, object] = {
        "question": gettext("What would you like?"),
        "lead": gettext("You see your rights before you send anything, and may come back here."),
        "name": "wish", "choices": offered,
    }  # fmt: skip
    if request.method != "POST":
        return ask(request, stop, {**frame, "chosen": said.wish}, template="choose")
    answer = request.POST.get("wish")
    if answer not in {choice.value for choice in offered}:
        problem = Problem(gettext("Choose what you would like, or let us tell you."), "wish-1")
        return ask(request, stop, {**frame, "chosen": None}, [problem], template="choose")
    return keep(request, stop, wish=answer)
