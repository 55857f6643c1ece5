"""Questions for a person, told from their words before anything is looked up."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from reprise.apps.knowledge.rules.ear import GRAVE, LIKELY, NEAR, ear
from reprise.apps.knowledge.rules.spelling import Speller
from reprise.apps.knowledge.rules.wording import lexicon, plain, unglued, words, written_out

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LONGEST_WATCHED: Final = 20_000  # characters: a danger may stand at the end of a long story
_FEW: Final = 12  # words, beyond which a question is no longer called vague
_SHORTEST_MENDED: Final = 5
_GAP: Final = r"(?: \w+){0,5} "
_BREAK: Final = re.compile(r"[.!?\n]+")
_WORDS: Final = re.compile(r"[^\W_]+|\|")


class Reason(StrEnum):
    """Why a person has to answer; the gravest first."""

    DISTRESS = "distress"
    SAFETY = "safety"
    LEGAL_THREAT = "legal-threat"
    PRIVACY_REQUEST = "privacy-request"
    FRAUD = "fraud"
    PAYMENT_DISPUTE = "payment-dispute"
    PAYMENT_INCIDENT = "payment-incident"
    ASKS_HUMAN = "asks-human"
    ACCOUNT_ACTION = "account-action"
    OUT_OF_SCOPE = "out-of-scope"
    TOO_VAGUE = "too-vague"


@dataclass(frozen=True, slots=True)
class _Point:
    worth: int
    kind: str  # who, power or what
    say: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Rule:
    say: re.Pattern[str]
    both: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    unless: re.Pattern[str]
    points: tuple[_Point, ...]
    enough: int


def reason_for_a_person(
    question: str, *, known: Callable[[str], bool], near: Callable[[str], float] | None = None
) -> Reason | None:
    """Why a person has to answer, or None.

    `known` says whether an article holds a word, as others may be slips; `near` how near the nearest article is to some
    words: what is worded like a danger is one where nothing is.
    """
    typed = words(question[:LONGEST_WATCHED])
    readings = [" ".join(typed), *(" ".join(written_out(typed, language)) for language in ("fr", "en"))]
    readings.append(" ".join(_mended(word, known) for word in typed))
    for reason, rule in _rules().items():
        if any(_holds(rule, reading) for reading in dict.fromkeys(readings)):
            return reason
        if reason is Reason.SAFETY and _is_worded_so(rule, question[:LONGEST_WATCHED], near):
            return reason
    return Reason.TOO_VAGUE if is_vague(typed) else None


def is_vague(typed: list[str]) -> bool:
    """Whether a short question holds no word that says what it is about, or a bare thing without a complaint."""
    if len(typed) > _FEW:
        return False
    said = [word for language in ("fr", "en") for word in written_out(typed, language)]
    stop = lexicon("fr").stop | lexicon("en").stop
    telling = {word for word in said if word not in stop and len(word) > 1}
    document = _document()
    things, complaints = telling & document["things"], telling & document["complaints"]
    turned = complaints or document["turns"].intersection(said)
    return not telling - document["vague"] - things - complaints and not (things and turned)


def _holds(rule: _Rule, reading: str) -> bool:
    left = rule.unless.sub("|", reading)  # what was withdrawn is gone; what else is said still counts
    if rule.say.search(left):
        return True
    if any(first.search(left) and second.search(left) for first, second in rule.both):
        return True
    return _adds_up(rule, left)


def _is_worded_so(rule: _Rule, question: str, near: Callable[[str], float] | None) -> bool:
    """Whether it is told as dangers are; what was withdrawn is not listened to."""
    told = _BREAK.sub(" | ", question)
    grave, stretch = ear().heard(rule.unless.sub("|", " ".join(_WORDS.findall(plain(told)))))
    return grave >= GRAVE or (grave >= LIKELY and near is not None and near(stretch) < NEAR)


def _adds_up(rule: _Rule, left: str) -> bool:
    """Whether words that say little alone say danger together: to somebody, or from a source of energy."""
    total, kinds = 0, set()
    for point in rule.points:
        left, times = point.say.subn("|", left)
        if times:
            total += point.worth
            kinds.add(point.kind)
    return total >= rule.enough and not kinds.isdisjoint({"who", "power"})


def _mended(word: str, known: Callable[[str], bool]) -> str:
    """A grave word for the slip it may be; an article glued to it (“loeil”) comes off."""
    if known(word):
        return word
    grave: Speller = _document()["mend"]
    bare = unglued(word)
    return bare if bare in grave.known or len(word) < _SHORTEST_MENDED else grave.mended(word)


@cache
def _rules() -> Mapping[Reason, _Rule]:
    document = _document()
    return {reason: _rule(document[reason]) for reason in Reason if reason in document}


def _rule(told: Mapping[str, Any]) -> _Rule:
    both = tuple((_joined([first]), _joined([second])) for first, second in told.get("both", []))
    points = tuple(_Point(worth, kind, _joined([say])) for worth, kind, say in told.get("points", []))
    return _Rule(_joined(told["say"]), both, _joined(told.get("unless", ["(?!)"])), points, told.get("enough", 1))


def _joined(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{pattern.replace(' … ', _GAP)})\b" for pattern in patterns))


@cache
def _document() -> dict[str, Any]:
    text = files("reprise.apps.knowledge").joinpath("words", "handover.yaml").read_bytes()
    document: dict[str, Any] = yaml.load(text, LOADER)  # noqa: S506  # a safe loader
    mend = Speller(words(document["mend"]))
    kinds = {kind: frozenset(words(document[kind])) for kind in ("vague", "things", "complaints", "turns")}
    return {**document, **kinds, "mend": mend}
