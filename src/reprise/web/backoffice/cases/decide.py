"""Decide on a line: grant it, in whole or in part, or refuse it, with the reasons proposed."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, get_language_info, gettext, override
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.transitions import LineMove
from reprise.readmodels.available_actions import Deed
from reprise.readmodels.decision_letters import is_stopped
from reprise.readmodels.guides import part_to_send
from reprise.readmodels.proposal import proposal_of
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.adding import is_look, not_yet_in, with_sentence
from reprise.web.backoffice.cases.letter import letters_of
from reprise.web.backoffice.cases.proposal import Proposed, proposed
from reprise.web.backoffice.cases.reasons import reason_name
from reprise.web.backoffice.cases.rules import missing_facts, policies_named, rules_said
from reprise.web.backoffice.cases.scene import NotNow, Scene, asked_number, scene_of
from reprise.web.backoffice.cases.sentences import reasons_for, sources_for
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.fields import MoneyField, PiecesField
from reprise.web.backoffice.words import REMEDIES
from reprise.workflows import decide as workflow

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine

GRANTING = frozenset({LineMove.APPROVE, LineMove.APPROVE_PARTLY, LineMove.OVERTURN})
#: Verdicts that refuse something, so that the customer reads why.
EXPLAINED = frozenset({LineMove.APPROVE_PARTLY, LineMove.DECLINE, LineMove.UPHOLD})
#: The source is named in the reason itself.
NAMED_IN_TEXT = "text"
STOPPED, LEFT = "stopped", workflow.LEFT
_NAMES_A_TEXT = re.compile(r"\bart(icle|\.)|\b[LRD]\.? ?\d|§|directive|politique|policy|conditions", re.IGNORECASE)
PRICED = (RemedyType.PARTIAL_REFUND_KEEP, RemedyType.PRICE_REDUCTION, RemedyType.STORE_CREDIT)
OFFERED = (
    RemedyType.REPAIR, RemedyType.REPLACEMENT, RemedyType.REPRINT, RemedyType.SPARE_PART, RemedyType.EXCHANGE,
    RemedyType.REFUND, *PRICED,
)  # fmt: skip


class DecideForm(DeedForm):
    """Verdict, how many pieces, what the customer gets, and the sentences of the letter."""

    verdict = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    remedy = forms.ChoiceField(label=_("What the customer gets"), required=False)
    amount = MoneyField(label=_("Amount"), required=False, help_text=_("What is paid back; the customer keeps it."))
    keep_goods = forms.BooleanField(label=_("The customer keeps the goods, nothing to send back"), required=False)
    parcel = forms.ChoiceField(
        label=_("Stop the parcel first"), required=False, widget=forms.RadioSelect,
        choices=[(STOPPED, _("Stopped: it does not leave")), (LEFT, _("It had left: the customer sends it back"))],
    )  # fmt: skip
    text = forms.CharField(
        label=_("Reasons in the letter"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )  # fmt: skip

    source = forms.ChoiceField(
        label=_("What a refusal rests on"), required=False,
        help_text=_("The article or rule stands behind your reason in the letter."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, line: "CaseLine", appeal: bool, currency: str, sources: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [
            *((source, source) for source in sources),
            (NAMED_IN_TEXT, gettext("Another text, named in my reason")),
        ]
        self.fields["source"].choices = [("", gettext("Choose…")), *named]  # type: ignore[attr-defined]
        self.line = line
        if not is_stopped(line, proposal_of(line.proposal)):
            del self.fields["parcel"]
        self.fields["verdict"].choices = _verdicts(line, appeal=appeal)  # type: ignore[attr-defined]
        remedies = [RemedyType.REFUND] if line.ground == "withdrawal" else OFFERED
        self.fields["remedy"].choices = [(r.value, gettext(REMEDIES[r])) for r in remedies]  # type: ignore[attr-defined]
        if line.quantity > 1:
            self.fields["quantity"] = PiecesField(
                label=_("Pieces granted"), most=line.quantity, required=False,
                help_text=_("Fewer than the customer asked about."),
            )  # fmt: skip
            self.fields["quantity"].widget.attrs["class"] = "form-control rp-w-10"

    def clean(self) -> dict[str, Any]:
        """A verdict has what it needs: pieces, a remedy, an amount or a reason."""
        given = super().clean() or {}
        verdict = given.get("verdict")
        if verdict == LineMove.APPROVE_PARTLY.value and not given.get("quantity") and "quantity" not in self.errors:
            self.add_error("quantity", gettext("Write how many pieces are granted."))
        if verdict in EXPLAINED and not given.get("text", "").strip():
            self.add_error("text", gettext("Say why it is refused: the customer reads these sentences."))
        if verdict in {move.value for move in GRANTING}:
            self._check_remedy(given)
        elif verdict and "source" not in self.errors:
            self._check_source(given)
        return given

    def _check_source(self, given: dict[str, Any]) -> None:
        """A refusal names the article or rule it rests on."""
        source, text = given.get("source", ""), given.get("text", "").strip()
        if not source:
            self.add_error("source", gettext("Choose the article or the rule this refusal rests on."))
        elif source == NAMED_IN_TEXT:
            if text and not _NAMES_A_TEXT.search(text):
                self.add_error("text", gettext("Name the text in your reason, for example “art. L217-3”."))
        elif text and source not in text:
            given["text"] = f"{text} ({source})"

    def _check_remedy(self, given: dict[str, Any]) -> None:
        if not given.get("remedy") and "remedy" not in self.errors:
            self.add_error("remedy", gettext("Choose what the customer gets."))
        if "parcel" in self.fields and not given.get("parcel") and "parcel" not in self.errors:
            self.add_error("parcel", gettext("Say whether the parcel was stopped or had left: the letter tells it."))
        priced = given.get("remedy") in {remedy.value for remedy in PRICED}
        if priced and not given.get("amount") and "amount" not in self.errors:
            self.add_error("amount", gettext("Write the amount that is paid back."))


def _verdicts(line: "CaseLine", *, appeal: bool) -> list[tuple[str, str]]:
    if appeal:
        return [
            (LineMove.OVERTURN.value, gettext("Grant it after all")),
            (LineMove.UPHOLD.value, gettext("Stand by the refusal")),
        ]
    some = [(LineMove.APPROVE_PARTLY.value, gettext("Grant a part"))] if line.quantity > 1 else []
    return [(LineMove.APPROVE.value, gettext("Grant")), *some, (LineMove.DECLINE.value, gettext("Refuse"))]


@deed_page(right=Right.CASES_DECIDE)
def decide(request: StaffRequest, reference: str) -> HttpResponse:
    """The decision on one line."""
    return _decide(request, scene_of(request, reference), Deed.DECIDE)


@deed_page(right=Right.CASES_DECIDE)
def review_appeal(request: StaffRequest, reference: str) -> HttpResponse:
    """The second look at a decision the customer disputes."""
    return _decide(request, scene_of(request, reference), Deed.REVIEW_APPEAL)


def _decide(request: StaffRequest, scene: Scene, deed: Deed) -> HttpResponse:
    line, is_open = line_asked(request, scene, deed)
    appeal = deed is Deed.REVIEW_APPEAL
    proposal = proposed(line, scene.case.language)
    sentences, sources = reasons_for(line, scene.case.language), sources_for(line, scene.case.language)
    form = DecideForm(
        with_sentence(request, "text", sentences), line=line, appeal=appeal, currency=scene.case.currency,
        sequence=scene.case.timeline_sequence, sources=sources,
        initial={
            "source": sources[0] if sources else "",
            "verdict": "" if appeal else proposal.move, "remedy": proposal.remedy,
            "keep_goods": proposal.keep_goods, "text": _letter(scene, proposal),
        },
    )  # fmt: skip
    heading = gettext("Look again at %(article)s") if appeal else gettext("Decide on %(article)s")
    policies = policies_named(request, [line])
    context = {
        "heading": heading % {"article": line.name}, "line": line, "reason": reason_name(line), "proposal": proposal,
        "rules": rules_said(request, proposal.kept, policies, scene.case.currency),
        "missing": missing_facts(proposal.kept),
        "appeal": appeal, "sentences": not_yet_in(form["text"].value(), sentences),
        "letters": letters_of(request, scene, form),
        "written": _language(scene.case.language),
    }  # fmt: skip
    return act(
        request, scene, form, lambda: _do(request, scene, form), template="decide", context=context,
        closed=not is_open, quiet=is_look(request),
    )  # fmt: skip


def _letter(scene: Scene, proposal: Proposed) -> str:
    """The sentences proposed, and the part that a guide found, in the customer's language."""
    language = scene.case.language
    part = part_to_send(scene.case.pk, language) if proposal.remedy == RemedyType.SPARE_PART else ""
    if not part:
        return proposal.letter
    with override(language):
        named = gettext("The part we send: %(part)s.") % {"part": part}
    return f"{proposal.letter}\n{named}".strip()


def _language(code: str) -> str:
    """The customer's language, as it stands in a sentence."""
    name = str(get_language_info(code)["name_translated"])
    return name.lower() if get_language() == "fr" else name


def _do(request: StaffRequest, scene: Scene, form: DecideForm) -> str:
    given = form.cleaned_data
    move = LineMove(given["verdict"])
    granted = move in GRANTING
    remedy = RemedyType(given["remedy"]) if granted else None
    workflow.decide(
        actor=request.actor, case=scene.case, line_id=form.line.pk, verdict=move, text=given["text"],
        quantity=given.get("quantity") if move is not LineMove.APPROVE else None, remedy=remedy,
        amount_minor=given["amount"] if remedy in PRICED else None,
        keep_goods=granted and (given["keep_goods"] or remedy is RemedyType.PARTIAL_REFUND_KEEP),
        parcel=given.get("parcel", "") if granted else "", at=timezone.now(),
    )  # fmt: skip
    return gettext("Decision recorded. The customer is told by e-mail.")


def line_asked(request: StaffRequest, scene: Scene, deed: Deed) -> tuple["CaseLine", bool]:
    """The line the address names, or the first the deed is open for; and whether it is open for it."""
    open_ids = [action.line_id for action in scene.open(deed)]
    asked = asked_number(request, "line")
    if asked is None and not open_ids:
        raise NotNow
    line = scene.line(asked if asked is not None else open_ids[0])
    if line.pk not in open_ids and request.method != "POST":
        raise NotNow
    return line, line.pk in open_ids
