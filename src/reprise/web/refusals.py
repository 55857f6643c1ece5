"""A refusal as the ways in tell it: its status and its sentence in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext

from reprise.core.refusals import Kind, Refusal

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
    params = {name: gettext(p) if isinstance(p, str | Promise) and p else p for name, p in refusal.params.items()}
    sentence = gettext(refusal.sentence)
    return sentence % params if params else sentence
