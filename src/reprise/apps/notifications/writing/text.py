"""The plain text of a letter."""

from collections.abc import Iterator

from django.utils.translation import gettext

from reprise.apps.notifications.writing.content import Content, ground_text


def as_text(content: Content, footer: tuple[str, ...]) -> str:
    """The same words as on the page, in the same order."""
    return "\n\n".join(part for part in _parts(content, footer) if part) + "\n"


def _parts(content: Content, footer: tuple[str, ...]) -> Iterator[str]:
    yield content.headline
    yield content.meta
    yield from content.opening
    yield content.code
    yield from content.lead
    yield "\n".join(f"> {line}" for line in content.quote.splitlines())
    yield "\n".join(_row(label, " / ".join(value.splitlines())) for label, value in content.facts)
    if content.button:
        yield f"{content.button.label}\n{content.button.link}"
    yield "\n".join(f"{label}\n{link}" for label, link in content.choices.entries)
    yield from content.after
    yield _steps(content)
    yield from content.closing
    yield content.signature
    yield from content.why
    yield "\n".join(ground_text(ground) for ground in content.grounds.entries)
    yield "\n".join(("-- ", *footer)) if footer else ""


def _steps(content: Content) -> str:
    if not content.steps:
        return ""
    told = (f"{number}. {ground_text(step)}" for number, step in enumerate(content.steps.entries, 1))
    return "\n".join((gettext("If you disagree"), *told))


def _row(label: str, value: str) -> str:
    """A fact on its line; languages differ in what stands before a colon."""
    return gettext("%(label)s: %(value)s") % {"label": label, "value": value}
