"""A shop's own words around a letter: its subject, how it begins and how it ends. What it tells stays ours."""

from dataclasses import dataclass, replace

from django.utils.translation import override

from reprise.apps.notifications.drawing.content import Content, paragraphs
from reprise.apps.notifications.letters import NEEDS, Letter
from reprise.apps.notifications.writing.placeholders import IN_SUBJECTS, PLACEHOLDER, fill
from reprise.apps.notifications.writing.said import Said
from reprise.apps.notifications.writing.writers import WRITERS


@dataclass(frozen=True, slots=True)
class Words:
    """The parts a shop may say in its own words; an empty one is the house's."""

    subject: str = ""
    opening: str = ""
    closing: str = ""


class _Names(Said):
    """Stands for the values of a letter by their names in braces."""

    def __contains__(self, name: str) -> bool:
        return name == "name" or name in self.values

    def __getitem__(self, name: str) -> str:
        return "agent" if name == "role" else f"{{{name}}}"

    def number(self, name: str) -> int:  # noqa: ARG002  # any number makes a sentence
        return 2


def house_words(letter: Letter, language: str) -> Words:
    """What we say ourselves, with its placeholders: what an editor begins with."""
    with override(language):
        content = WRITERS[letter](_Names(dict.fromkeys(NEEDS[letter].must, ""), language, "UTC"))
    return Words(content.subject, content.greeting, "\n\n".join((*content.closing, "{signature}")))


def in_own_words(content: Content, words: Words, said: Said) -> Content:
    """The letter with the shop's words in place of ours."""
    if words.subject:
        content = replace(content, subject=fill(_only_allowed(words.subject), said))
    if words.opening:
        content = replace(content, greeting=fill(words.opening, said))
    if words.closing:
        content = replace(content, closing=paragraphs(fill(words.closing, said)), signature="")
    return content


def _only_allowed(subject: str) -> str:
    """A subject holds nothing personal, whatever was stored."""
    return PLACEHOLDER.sub(lambda found: found[0] if found[1] in IN_SUBJECTS else "", subject)
