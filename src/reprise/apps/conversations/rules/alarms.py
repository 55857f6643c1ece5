"""What a customer threatens with, read from their words: a lawyer, the press, a public review, an authority.

A person of the shop looks whenever something is found, so a rule may be wrong once in a while. It listens clause by
clause: what is denied there, what is quoted, and a review one has read or gladly writes, are no threats.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from reprise.apps.conversations.kinds import Alarm
from reprise.apps.conversations.rules.alarm_words import KIND, NO, NO_NO, SEEN, UNKIND, WORDS

LONGEST: Final = 20_000  # of what is listened to


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


_THREATS: Final = {alarm: _any_of(words) for alarm, words in WORDS.items()}
_NO_NO, _NO, _SEEN, _KIND, _UNKIND = (_any_of(words) for words in (NO_NO, NO, SEEN, KIND, UNKIND))
_QUOTED: Final = re.compile(r"«[^»]{0,2000}»|“[^”]{0,2000}”|\"[^\"\n]{0,2000}\"|^>.*$", re.MULTILINE)
_CLAUSE: Final = re.compile(
    r"[.!?;:,()\n]|\b(?:mais|but|sinon|otherwise|or else|et(?! demi)|and(?! shame| desist| hold)|ou|or)\b"
)
_SPEAKER: Final = re.compile(r"\b(?:j|je|i|nous|we|on|il|this|ca|cela|vous|you)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A threat, the words that say it, and where they stand."""

    alarm: Alarm
    words: str
    start: int
    end: int


def alarms_in(text: str) -> frozenset[Alarm]:
    """What is threatened with."""
    return frozenset(found.alarm for found in found_in(text))


def found_in(text: str) -> tuple[Found, ...]:
    """The same with the words, in their order."""
    said = unicodedata.normalize("NFC", text)[:LONGEST]
    plain = "".join(_plain(character) for character in said)
    for pattern in (_QUOTED, _NO_NO):
        plain = pattern.sub(lambda hit: " " * len(hit.group()), plain)
    plain = plain.translate(_APOSTROPHES)
    plain = _NO_NO.sub(lambda hit: " " * len(hit.group()), plain)
    found = [
        Found(alarm, said[start + hit.start() : start + hit.end()], start + hit.start(), start + hit.end())
        for start, clause in _clauses(plain)
        for alarm, pattern in _THREATS.items()
        for hit in pattern.finditer(clause)
        if _is_meant(alarm, clause, hit)
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


_APOSTROPHES: Final = str.maketrans(dict.fromkeys("'’ʼ‘`-\u00a0\u202f", " "))


def _plain(character: str) -> str:
    """One character for one character: small, without its accent."""
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def _clauses(plain: str) -> Iterator[tuple[int, str]]:
    start = 0
    for end in _CLAUSE.finditer(plain):
        yield start, plain[start : end.start()]
        start = end.end()
    yield start, plain[start:]


def _is_meant(alarm: Alarm, clause: str, hit: re.Match[str]) -> bool:
    before = clause[: hit.start()]
    if _is_denied(before):
        return False
    if alarm in {Alarm.REVIEW, Alarm.PRESS} and _SEEN.search(before):
        return False
    if alarm is Alarm.REVIEW:
        return _UNKIND.search(clause) is not None or _KIND.search(clause) is None
    return True


def _is_denied(before: str) -> bool:
    """Whether a no stands before, with nobody beginning to speak anew after it: “if I am not paid I go to court”."""
    denials = list(_NO.finditer(before))
    return bool(denials) and _SPEAKER.search(before, denials[-1].end()) is None
