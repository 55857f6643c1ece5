"""The only ways to obtain letters."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import LetterSettings, Mail, Wording
from reprise.core.refusals import NotFound

#: What a letter says, in its three columns: kilobytes that no list shows.
WORDS: Final = ("said", "kept_text", "kept_html")
#: How the names of letters to the shop's own people begin.
TO_THE_TEAM: Final = "staff_"


def outbox_newest(limit: int = 50, *, before: int | None = None) -> list[Mail]:
    """The newest letters of the whole instance, for the local outbox page of the demo only."""
    rows = Mail.objects.select_related("shop").defer("kept_html").order_by("-id")
    return list((rows.filter(pk__lt=before) if before else rows)[:limit])


def outbox_mail(mail_id: int) -> Mail:
    """One letter, for the local outbox page of the demo only."""
    mail = Mail.objects.filter(pk=mail_id).select_related("shop").first()
    if mail is None:
        raise NotFound
    return mail


def letters_of_case(actor: Actor, case_id: int) -> list[Mail]:
    """What was written to the customer of a case, newest first."""
    actor.require(Right.CASES_READ)
    written = Mail.objects.filter(shop_id=actor.shop_id, case_id=case_id).exclude(letter__startswith=TO_THE_TEAM)
    return list(written.defer(*WORDS).order_by("-id"))


def letter_log(
    actor: Actor, *, states: Collection[str] = (), letters: Collection[str] = (), search: str = "",
    case_ids: Collection[int] = (), before: int | None = None, limit: int = 40,
) -> list[Mail]:  # fmt: skip
    """A page of all a shop wrote, newest first; one row more than `limit` means there is another page.

    `search` is an address or its beginning; `case_ids` are the cases the same words name.
    """
    actor.require(Right.CASES_READ)
    rows = Mail.objects.filter(shop_id=actor.shop_id).defer(*WORDS)
    if states:
        rows = rows.filter(state__in=states)
    if letters:
        rows = rows.filter(letter__in=letters)
    if search:
        rows = rows.filter(Q(to__istartswith=search) | Q(case_id__in=case_ids))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: limit + 1])


def letter_for(actor: Actor, mail_id: int) -> Mail:
    """One letter of the shop."""
    actor.require(Right.CASES_READ)
    mail = Mail.objects.filter(shop_id=actor.shop_id, pk=mail_id).select_related("shop", "again_of").first()
    if mail is None:
        raise NotFound
    return mail


def failed_letters(actor: Actor, since: datetime) -> QuerySet[Mail]:
    """The letters that did not arrive since a time and were not sent again, to be counted."""
    failed = Mail.objects.filter(shop_id=actor.shop_id, state=Mail.State.FAILED, created_at__gte=since)
    again = Mail.objects.filter(again_of=OuterRef("pk"))
    return failed.filter(~Exists(again), erased_at__isnull=True)


def wordings(actor: Actor, letter: str, language: str) -> list[Wording]:
    """Every wording of a letter in a language, newest first."""
    actor.require(Right.SETTINGS_EDIT)
    rows = Wording.objects.filter(shop_id=actor.shop_id, letter=letter, language=language)
    return list(rows.select_related("made_by").order_by("-number"))


def reworded(actor: Actor) -> dict[tuple[str, str], Wording]:
    """The wording in force of each letter and language the shop has worded itself."""
    rows = Wording.objects.filter(shop_id=actor.shop_id).select_related("made_by").order_by("number")
    return {(row.letter, row.language): row for row in rows}


def letter_settings(shop_id: int) -> LetterSettings:
    """How a shop reminds and where answers go; the defaults while it has said nothing."""
    return LetterSettings.objects.filter(shop_id=shop_id).first() or LetterSettings(shop_id=shop_id)


def letters_of_withdrawals(actor: Actor, *, keys: Collection[str], case_ids: Collection[int]) -> list[Mail]:
    """The letters that acknowledge withdrawals: those written under these keys, and those of these cases."""
    actor.require(Right.CASES_READ)
    of_cases = Q(case_id__in=list(case_ids), letter=Letter.WITHDRAWAL_RECEIVED)
    found = Mail.objects.filter(Q(dedupe_key__in=list(keys)) | of_cases, shop_id=actor.shop_id)
    return list(found.defer(*WORDS).order_by("id"))
