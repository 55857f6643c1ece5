"""An explanation as plain text, as a letter or a terminal shows it."""

from collections.abc import Iterator

from reprise.law.explain import ExplainedReason, Explanation
from reprise.law.phrases import phrases


def as_text(told: Explanation, lang: str) -> str:
    """Write an explanation from top to bottom, each reason with its texts below it."""
    return "\n".join(_lines(told, lang))


def _lines(told: Explanation, lang: str) -> Iterator[str]:
    headings = phrases(lang).sections["headings"]
    yield told.conclusion
    yield told.what
    for name in ("until", "pays", "next"):
        yield ""
        yield headings[name]
        yield f"  {getattr(told, name)}"
    yield ""
    yield headings["reasons"]
    for reason in told.reasons:
        yield from _reason(reason)
    if told.remains:
        yield ""
        yield headings["remains"]
        yield from (f"  - {sentence}" for sentence in told.remains)
    yield ""
    yield headings["disagree"]
    for number, way in enumerate(told.paths, 1):
        yield f"  {number}. {way.text}"
        yield from _texts(way)


def _reason(reason: ExplainedReason) -> Iterator[str]:
    yield f"  - {reason.text}"
    yield from _texts(reason)


def _texts(reason: ExplainedReason) -> Iterator[str]:
    for source in reason.sources:
        yield f"    {source.label} <{source.url}>"
