"""An answer in plain French or English: the conclusion first, then until when, who pays, what next, why, what else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reprise.law.assessment import Assessment, Reason
from reprise.law.glossary import Glosser
from reprise.law.parameters import Source, Status
from reprise.law.phrases import Phrases, phrases
from reprise.law.telling_answer import conclusion, pays, until, what
from reprise.law.telling_next import disagree, next_step, remains
from reprise.law.telling_paths import ways


@dataclass(frozen=True, slots=True)
class ExplainedSource:
    """A text as it is cited: its name, a shorter one for when the code was named before, and where to read it."""

    label: str
    url: str
    status: Status
    short: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedReason:
    """One reason in words, with the texts it rests on; `code` tells programs which rule spoke."""

    text: str
    sources: tuple[ExplainedSource, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything said about one answer, in one language; a legal word is explained where it first stands.

    `disagree` says in two sentences what `paths` tells step by step: us again, the mediator, the authority, the court.
    """

    conclusion: str
    what: str
    until: str
    pays: str
    next: str
    reasons: tuple[ExplainedReason, ...]
    remains: tuple[str, ...]
    disagree: str
    paths: tuple[ExplainedReason, ...] = ()


def explain(assessment: Assessment, lang: str) -> Explanation:
    """Tell an answer in `fr` or `en` (English for any other language)."""
    words = phrases(lang)
    glosser = Glosser(words.lang)
    gloss = glosser.read
    return Explanation(
        conclusion=gloss(conclusion(assessment, words)),
        what=gloss(what(assessment, words)),
        until=gloss(until(assessment, words)),
        pays=gloss(pays(assessment, words)),
        next=gloss(next_step(assessment, words)),
        reasons=tuple(explain_reason(reason, words, gloss) for reason in assessment.reasons),
        remains=tuple(gloss(sentence) for sentence in remains(assessment, words)),
        disagree=glosser.aside(disagree(assessment, words)),
        paths=tuple(
            ExplainedReason(gloss(way.text), _cited(way.sources, words.lang), way.name)
            for way in ways(assessment, words)
        ),
    )


def explain_reason(reason: Reason, words: Phrases, gloss: Callable[[str], str] | None = None) -> ExplainedReason:
    """Tell one reason; standing alone, it explains its own legal words."""
    gloss = gloss or Glosser(words.lang).read
    text = gloss(words.say("reasons", reason.code, reason.params))
    return ExplainedReason(text, _cited(reason.sources, words.lang), reason.code)


def _cited(sources: Sequence[Source], lang: str) -> tuple[ExplainedSource, ...]:
    return tuple(
        ExplainedSource(source.labels[lang], source.url, source.status, source.short_labels[lang]) for source in sources
    )
