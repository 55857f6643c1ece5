"""What became of the letters a shop wrote: to whom, about which case, and what to do when one did not arrive."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext, pgettext

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.models import Case
from reprise.apps.notifications.about import NAMES
from reprise.apps.notifications.enclosures import Listed, listed
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.queries import letter_log, letters_of_case
from reprise.core.references import tidy_reference
from reprise.core.refusals import mark

PAGE: Final = 40
#: What can be asked of the list, and the states it means.
VIEWS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "": (mark("In any state"), ()),
    "failed": (mark("Not arrived"), ("failed",)),
    "waiting": (mark("On their way"), ("waiting",)),
    "sent": (mark("Sent"), ("sent", "local")),
    "dropped": (mark("No longer needed"), ("dropped",)),
}


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter of the list."""

    mail: Mail
    name: str
    reference: str  # of its case, empty without one
    state: str  # as a glyph
    word: str
    detail: str
    papers: tuple[Listed, ...] = ()  # that travel with it


def log_page(
    actor: Actor, *, view: str = "", letter: str = "", search: str = "", before: int | None = None
) -> tuple[list[LetterRow], int | None]:
    """A page of the list, and where the next one begins."""
    words = search.strip()
    cases = _cases_named(actor, words) if words else []
    found = letter_log(
        actor, states=VIEWS.get(view, VIEWS[""])[1], letters=[letter] if letter else [], search=words, case_ids=cases,
        before=before, limit=PAGE,
    )  # fmt: skip
    rows = told(found[:PAGE])
    return rows, (found[PAGE - 1].pk if len(found) > PAGE else None)


def letters_on(actor: Actor, case: Case) -> list[LetterRow]:
    """The letters of one case, newest first."""
    return [_row(mail, case.reference) for mail in letters_of_case(actor, case.pk)]


def told(mails: Iterable[Mail]) -> list[LetterRow]:
    """The rows in words, with the references of their cases in one query."""
    mails = list(mails)
    wanted = {mail.case_id for mail in mails if mail.case_id}
    references = dict(Case.objects.filter(pk__in=wanted).values_list("pk", "reference")) if wanted else {}
    papers = listed(mails)
    return [replace(_row(mail, references.get(mail.case_id or 0, "")), papers=tuple(papers[mail.pk])) for mail in mails]


def letter_name(letter: str) -> str:
    """What people call a letter."""
    return gettext(NAMES[Letter(letter)]) if letter in set(Letter) else letter


def _cases_named(actor: Actor, words: str) -> list[int]:
    named = Q(reference=tidy_reference(words)) | Q(order__number__in=[words, f"#{words}"])
    return list(Case.objects.filter(named, shop_id=actor.shop_id).values_list("pk", flat=True)[:50])


def _row(mail: Mail, reference: str) -> LetterRow:
    state, word, detail = _state(mail)
    return LetterRow(mail, letter_name(mail.letter), reference, state, word, detail)


def _state(mail: Mail) -> tuple[str, str, str]:
    if mail.erased_at is not None:
        return "na", pgettext("letter", "Erased"), ""
    match Mail.State(mail.state):
        case Mail.State.SENT:
            return "done", pgettext("letter", "Sent"), ""
        case Mail.State.LOCAL:
            return "done", pgettext("letter", "Kept here"), ""
        case Mail.State.DROPPED:
            return "na", pgettext("letter", "No longer needed"), gettext("What it reminds of was done before it left.")
        case Mail.State.WAITING if mail.last_error:  # the first attempt may be under way
            return "wait", pgettext("letter", "Trying again"), mail.server_said or _fault(mail)
        case Mail.State.WAITING:
            return "active", pgettext("letter", "Queued"), ""
    if mail.server_said:
        return "fail", pgettext("letter", "Refused by the mail server"), mail.server_said
    return "fail", pgettext("letter", "Not sent"), _fault(mail)


def _fault(mail: Mail) -> str:
    if mail.last_error == "no usable address":
        return gettext("There was no usable address.")
    if mail.last_error.startswith("the mail server does not answer"):
        return gettext("The mail server does not answer.")
    if mail.last_error == "the mail server refused the password":
        return gettext("The mail server refused our password: tell whoever runs this instance.")
    return mail.last_error
