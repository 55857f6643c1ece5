"""What a customer threatens with, read from their words: a lawyer, the press, a public review, an authority.

A person of the shop looks whenever something is found, so a rule may be wrong once in a while; what it must not do is
miss a threat, or cry at every “great reviews”, every press fit and every avocado.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from reprise.apps.conversations.kinds import Alarm
from reprise.apps.conversations.rules.threats import every_sign

LONGEST: Final = 20_000  # a message has half of it


@dataclass(frozen=True, slots=True)
class Found:
    """A threat, the words that say it, and where they stand."""

    alarm: Alarm
    words: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Sign:
    alarm: Alarm
    pattern: re.Pattern[str]
    whole: bool
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None


@cache
def _signs() -> tuple[_Sign, ...]:
    return tuple(
        _Sign(
            alarm, re.compile(sign.pattern), sign.whole, re.compile(sign.needs) if sign.needs else None,
            re.compile(sign.unless) if sign.unless else None,
        )
        for alarm, sign in every_sign()
    )  # fmt: skip


#: What somebody else said is no threat: lines of an older mail, and words between quotation marks.
_QUOTED: Final = re.compile(r"^[ \t]*>.*$|«[^»\n]{0,400}»|“[^”\n]{0,400}”|\"[^\"\n]{0,400}\"", re.MULTILINE)
_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:[.](?=\w)[^.!?\n]*)*")
#: A clause ends where another thought begins; “not” does not reach over it.
_BREAK: Final = re.compile(r"[,;:()]|\s[-–—]\s|\b(?:mais|sinon|donc|alors|car|but|otherwise|so|then|because|unless)\b")
#: These say no and mean yes.
_MEANT: Final = re.compile(
    r"\b(?:n'hesit\w+|ne manquer\w+|ne recul\w+|ne (?:me|nous) gener\w+|n'aur\w+)(?: \w+)? (?:pas|plus|"
    r"aucun\w*)\b(?: d'autre)?"
    r"|\b(?:ne (?:me|nous) laiss\w+ (?:pas|plus|aucun)|n'a(?:i|urai) (?:plus|pas)) (?:d'autres? |le |"
    r"l'autre )?(?:\w+ )?choix\b(?: que)?"
    r"|\b(?:won't|wont|will not|wouldn't|would not|shall not|not going to|don't|do not) (?:\w+ )?(?:hesitate|"
    r"be afraid|think twice)\b"
    r"|\bne (?:m'|me |nous )(?:oblig|forc|pouss|contraign)\w+ pas\b|\b(?:don't|do not) (?:make|force|push|"
    r"let) (?:me|us)\b"
    r"|\b(?:no|not? any|leav\w+ me no|have no) (?:other )?(?:choice|option|alternative)\b|\bnot afraid\b|"
    r"\bn'ai pas peur\b"
)
_WHO: Final = r"(?:\bj'|\b(?:je|nous|on|i|we|mon avocat|my (?:lawyer|solicitor))\b)"
_NEGATED: Final = re.compile(
    rf"(?:(?:\bne\b|\bn')(?:(?!{_WHO}).)*?\b(?:pas|jamais|plus|aucune?|rien|point)\b"
    rf"|\b(?:pas|jamais|sans|aucune?)\b|\b(?:not|never|without|no|cannot|nor|neither)\b|n't\b|\b(?:wont|dont)\b)"
    rf"(?:(?!{_WHO}).)*$"
)


def make_ready() -> None:
    """Have what is looked for at hand, so that the first text need not wait for it."""
    _signs()


def alarms_in(text: str) -> frozenset[Alarm]:
    """What is threatened with."""
    return frozenset(found.alarm for found in found_in(text))


def found_in(text: str) -> tuple[Found, ...]:
    """What is threatened with and in which words, in their order: of the first such sentence, the most of it."""
    text = text[:LONGEST]
    plain = _plain(text)
    plain = _QUOTED.sub(lambda quote: " " * len(quote[0]), plain)
    plain = _MEANT.sub(lambda meant: "~" * len(meant[0]), plain)
    hits: dict[Alarm, tuple[int, int]] = {}
    for sentence in _SENTENCE.finditer(plain):
        longest: dict[Alarm, tuple[int, int]] = {}
        for alarm, start, end in _in_sentence(sentence[0]):
            known = longest.get(alarm, (0, 0))
            longest[alarm] = max((start, end), known, key=lambda hit: hit[1] - hit[0])
        for alarm, (start, end) in longest.items():
            hits.setdefault(alarm, (sentence.start() + start, sentence.start() + end))
    ordered = sorted(hits.items(), key=lambda hit: hit[1])
    return tuple(Found(alarm, text[start:end], start, end) for alarm, (start, end) in ordered)


def _in_sentence(sentence: str) -> Iterator[tuple[Alarm, int, int]]:
    for sign in _signs():
        if sign.needs is not None and not sign.needs.search(sentence):
            continue
        if sign.unless is not None and sign.unless.search(sentence):
            continue
        for hit in sign.pattern.finditer(sentence):
            if not _negated(sentence, hit, whole=sign.whole):
                yield sign.alarm, hit.start(), hit.end()
                break


def _negated(sentence: str, hit: re.Match[str], *, whole: bool) -> bool:
    """Whether it is said not to be done: a “not” before it in its own clause, or within it."""
    if whole:
        return bool(_NEGATED.search(hit[0]))
    breaks = [found.end() for found in _BREAK.finditer(sentence, 0, hit.start())]
    return bool(_NEGATED.search(sentence[breaks[-1] if breaks else 0 : hit.end()]))


def _plain(text: str) -> str:
    """Small letters without accents, letter for letter: places in it are places in the text."""
    return "".join(_bare(letter) for letter in text)


def _bare(letter: str) -> str:
    if letter in "’‘ʼ`´":
        return "'"
    if letter in "\u00a0\u202f\t":
        return " "
    bare = unicodedata.normalize("NFKD", letter.lower())[:1]
    return bare or letter
