"""Refusals: what a deed answers when it may not be done, in a sentence a person can act on."""

from enum import StrEnum
from typing import ClassVar


def mark(text: str) -> str:
    """Mark a sentence for translation; the way in (page, API, command) translates it."""
    return text


class Kind(StrEnum):
    """What sort of refusal it is; only the ways in turn it into a status or an exit code."""

    INVALID = "invalid"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    CONFLICT = "conflict"
    TOO_MANY = "too_many"
    UNAVAILABLE = "unavailable"


class Refusal(Exception):
    """A deed that was not done, why, and what the person can do about it.

    `sentence` is an English message with named placeholders, filled from `params`; `field` names the input at fault.
    """

    code: ClassVar[str] = "refused"
    kind: ClassVar[Kind] = Kind.INVALID
    sentence: ClassVar[str] = mark("This cannot be done.")

    def __init__(self, *, field: str | None = None, **params: object) -> None:
        self.field = field
        self.params = params
        super().__init__(self.sentence % params if params else self.sentence)


class NotFound(Refusal):
    """The object does not exist, or is not the actor's to see: both answer alike."""

    code = "not_found"
    kind = Kind.MISSING
    sentence = mark("We could not find this. Check the address or go back to the list.")


class Forbidden(Refusal):
    """The actor lacks a right."""

    code = "forbidden"
    kind = Kind.FORBIDDEN
    sentence = mark("Your role does not allow this. Ask a manager of the shop (missing right: %(right)s).")


class OutOfScope(Forbidden):
    """A program's token lacks a right: no role helps, another token does."""

    sentence = mark("This token may not do this. Make one with the right %(right)s on the settings page API tokens.")


class Overtaken(Refusal):
    """Somebody changed the object since it was read."""

    code = "overtaken"
    kind = Kind.CONFLICT
    sentence = mark("Somebody changed this in the meantime. Look at the current state, then try again.")


class Invalid(Refusal):
    """A value cannot be used."""

    code = "invalid"
    sentence = mark("Check this value: %(why)s")
