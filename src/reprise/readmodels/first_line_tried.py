"""What the assistant tried in a conversation, for whoever takes it over: from which articles, how sure, and why not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.formats import number_format
from django.utils.translation import gettext

from reprise.apps.conversations.kinds import TurnKind
from reprise.apps.knowledge.rules.danger import DANGERS
from reprise.apps.knowledge.rules.handover import Reason
from reprise.core.refusals import mark

if TYPE_CHECKING:
    from reprise.readmodels.thread_view import Said

KINDS: Final[Mapping[str, str]] = {
    TurnKind.SURE: mark("Answered from an article"),
    TurnKind.CHOICES: mark("Offered some titles"),
    TurnKind.ASKED_BACK: mark("Asked what it is about"),
    TurnKind.HANDED: mark("Left to you"),
    TurnKind.SETTLED: mark("The customer: that is it"),
    TurnKind.NOTED: mark("The customer: that is it"),
}
REASONS: Final[Mapping[str, str]] = {
    Reason.DISTRESS: mark("Left to you: somebody speaks of harming themselves"),
    Reason.SAFETY: mark("Left to you: a danger"),
    Reason.LEGAL_THREAT: mark("Left to you: a threat"),
    Reason.PRIVACY_REQUEST: mark("Left to you: personal data"),
    Reason.FRAUD: mark("Left to you: fraud is suspected"),
    Reason.PAYMENT_DISPUTE: mark("Left to you: a payment is disputed"),
    Reason.PAYMENT_INCIDENT: mark("Left to you: a payment went wrong"),
    Reason.ASKS_HUMAN: mark("Left to you: a person is asked for"),
    Reason.ACCOUNT_ACTION: mark("Left to you: something is to be changed"),
    Reason.OUT_OF_SCOPE: mark("Left to you: no article says it"),
    Reason.TOO_VAGUE: mark("Left to you: unclear what it is about"),
    "threat": mark("Left to you: a threat"),
    "files": mark("Left to you: files to look at"),
    "not-that": mark("Left to you: it was not that"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An article that was told or offered, and how near it was to the question."""

    slug: str
    score: str
    title: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One turn of the assistant."""

    sequence: int
    kind: str
    told: str
    articles: tuple[Found, ...]
    grave: bool


def tried_in(said: "Said") -> Tried | None:
    """What the assistant did with one message; None for everybody else's."""
    if said.turn is None:
        return None
    kind, reason = str(said.turn["kind"]), str(said.turn["reason"])
    told = REASONS.get(reason, KINDS[TurnKind.HANDED]) if kind == TurnKind.HANDED else KINDS[kind]
    found = tuple(Found(slug, number_format(score, 2), title) for slug, score, _, title in said.turn["articles"])
    return Tried(said.sequence, kind, gettext(told), found, reason in DANGERS)


def all_tried(said: "Iterable[Said]") -> list[Tried]:
    """Every turn of what is shown, in order."""
    return [turn for one in said if (turn := tried_in(one)) is not None]
