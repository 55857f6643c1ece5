"""The plain text of a letter."""

from collections.abc import Iterator

from reprise.apps.notifications.drawing.content import Content, ground_text
from reprise.core.refusals import mark
from reprise.platform.sentences import in_language


def as_text(content: Content, footer: tuple[str, ...], language: str) -> str:
    """The same words as on the page, in the same order."""
    return "\n\n".join(part for part in _parts(content, footer, language) if part) + "\n"


def _parts(content: Content, footer: tuple[str, ...], language: str) -> Iterator[str]:
    yield content.headline
    yield content.meta
    yield from content.opening
    yield content.code
    yield from content.lead
    yield "\n".join(f"> {line}" for line in content.quote.splitlines())
    row = in_language(language, mark("%(label)s: %(value)s"))  # languages differ in what stands before a colon
    yield "\n".join(row % {"label": label, "value": " / ".join(value.splitlines())} for label, value in content.facts)
    if content.button:
        yield f"{content.button.label}\n{content.button.link}"
    yield "\n".join(f"{label}\n{link}" for label, link in content.choices.entries)
    yield from content.after
    yield _steps(content, language)
    yield from content.closing
    yield content.signature
    yield from content.why
    yield "\n".join(ground_text(ground) for ground in content.grounds.entries)
    yield "\n".join(("-- ", *footer)) if footer else ""


def _steps(content: Content, language: str) -> str:
    if not content.steps:
        return ""
    told = (f"{number}. {ground_text(step)}" for number, step in enumerate(content.steps.entries, 1))
    return "\n".join((in_language(language, mark("If you disagree")), *told))
