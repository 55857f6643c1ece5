"""A refusal as the ways in tell it: its status and its sentence in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext

from reprise.core.money import Money
from reprise.core.refusals import Invalid, Kind, Refusal
from reprise.web.templatetags.reprise_format import money_text

STATUS = {
    Kind.INVALID: 422,
    Kind.FORBIDDEN: 403,
    Kind.MISSING: 404,
    Kind.CONFLICT: 409,
    Kind.TOO_MANY: 429,
    Kind.UNAVAILABLE: 503,
}


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return STATUS[refusal.kind]


def tell(refusal: Refusal) -> str:
    """The refusal's sentence in the active language, marked parameters translated too."""
    params = {name: _told(value) for name, value in refusal.params.items()}
    sentence = gettext(refusal.sentence)
    return sentence % params if params else sentence


def tell_plainly(refusal: Refusal) -> str:
    """The refusal's sentence for a conversation, with no field beside it to look at: what to do."""
    if not isinstance(refusal, Invalid) or "why" not in refusal.params:
        return tell(refusal)
    why = str(_told(refusal.params["why"]))
    return why[:1].upper() + why[1:]


def _told(value: object) -> object:
    """A marked text in the reader's language, an amount as people write it there."""
    if isinstance(value, Money):
        return money_text(value)
    return gettext(str(value)) if isinstance(value, str | Promise) and value else value
