"""An answer in plain French or English: the conclusion first, then until when, who pays, what next, why, what else."""

from dataclasses import dataclass

from reprise.law.assessment import Assessment, Reason
from reprise.law.parameters import Source, Status
from reprise.law.phrases import Phrases, phrases
from reprise.law.telling_answer import conclusion, pays, until, what
from reprise.law.telling_next import disagree, next_step, remains


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
    """Everything said about one answer, in one language."""

    conclusion: str
    what: str
    until: str
    pays: str
    next: str
    reasons: tuple[ExplainedReason, ...]
    remains: tuple[str, ...]
    disagree: str


def explain(assessment: Assessment, lang: str) -> Explanation:
    """Tell an answer in `fr` or `en` (English for any other language)."""
    words = phrases(lang)
    return Explanation(
        conclusion=conclusion(assessment, words),
        what=what(assessment, words),
        until=until(assessment, words),
        pays=pays(assessment, words),
        next=next_step(assessment, words),
        reasons=tuple(explain_reason(reason, words) for reason in assessment.reasons),
        remains=tuple(remains(assessment, words)),
        disagree=disagree(assessment, words),
    )


def explain_reason(reason: Reason, words: Phrases) -> ExplainedReason:
    """Tell one reason."""
    cited = tuple(_cited(source, words.lang) for source in reason.sources)
    return ExplainedReason(words.say("reasons", reason.code, reason.params), cited, reason.code)


def _cited(source: Source, lang: str) -> ExplainedSource:
    return ExplainedSource(source.labels[lang], source.url, source.status, source.short_labels[lang])
