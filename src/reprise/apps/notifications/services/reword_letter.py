from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.notifications.about import EDITABLE
from reprise.apps.notifications.letters import NEEDS, Letter
from reprise.apps.notifications.models import Wording
from reprise.apps.notifications.writing.own_words import Words, house_words
from reprise.apps.notifications.writing.placeholders import Placeholder, in_subject, offered, unknown_in
from reprise.apps.notifications.writing.said import LOCALES
from reprise.core.refusals import Invalid, NotFound, Overtaken, Refusal, mark
from reprise.platform.transactions import atomic

LONGEST_SUBJECT: Final = 120
LONGEST_PART: Final = 2_000


class UnknownPlaceholder(Refusal):
    """Something in braces that this letter cannot fill in."""

    code = "unknown_placeholder"
    sentence = mark("We do not know “%(found)s” here. Use %(known)s, and no other braces.")


class MissingPlaceholder(Refusal):
    """A part lacks what its reader needs."""

    code = "missing_placeholder"
    sentence = mark("Put {reference} into the subject: by it the customer and you find the case again.")


class Unsigned(Refusal):
    """Nobody says who writes."""

    code = "unsigned_letter"
    sentence = mark("Say who writes: put {signature} or {shop_name} at the end.")


@atomic
def reword_letter(
    *, actor: Actor, letter: Letter, language: str, words: Words, seen: int, at: datetime
) -> Wording:  # fmt: skip
    """Put new words around a letter from now on; `seen` is the number of those that were read before."""
    actor.require(Right.SETTINGS_EDIT)
    own = checked(letter, language, words)
    same = Wording.objects.filter(shop_id=actor.shop_id, letter=letter.value, language=language)
    last = same.order_by("-number").values_list("number", flat=True).first() or 0
    if last != seen:
        raise Overtaken
    row = Wording(
        shop_id=actor.shop_id, letter=letter.value, language=language, number=seen + 1, subject=own.subject,
        opening=own.opening, closing=own.closing, made_by_id=actor.person_id, made_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as fault:
        raise Overtaken from fault
    return row


def checked(letter: Letter, language: str, words: Words) -> Words:
    """The words as they are kept: tidied, refused with what to do, and empty where they are the house's own."""
    if letter not in EDITABLE or language not in LOCALES:
        raise NotFound
    tidy = Words(" ".join(words.subject.split()), _lines(words.opening), _lines(words.closing))
    house = house_words(letter, language)
    own = Words(
        "" if tidy.subject == house.subject else tidy.subject, "" if tidy.opening == house.opening else tidy.opening,
        "" if tidy.closing == house.closing else tidy.closing,
    )  # fmt: skip
    _check("subject", own.subject, LONGEST_SUBJECT, in_subject(letter))
    _check("opening", own.opening, LONGEST_PART, offered(letter))
    _check("closing", own.closing, LONGEST_PART, offered(letter))
    if own.subject and "reference" in NEEDS[letter].must and "{reference}" not in own.subject:
        raise MissingPlaceholder(field="subject")
    if own.closing and "{signature}" not in own.closing and "{shop_name}" not in own.closing:
        raise Unsigned(field="closing")
    return own


def _check(field: str, text: str, longest: int, known: tuple[Placeholder, ...]) -> None:
    if len(text) > longest:
        raise Invalid(field=field, why=mark("shorten this text: it is too long for a letter."))
    if found := unknown_in(text, known):
        raise UnknownPlaceholder(field=field, found=found, known=", ".join(each.written for each in known))


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
