"""What is wrong with the French: missing, out of step with the English, or badly set."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from babel.messages.catalog import Catalog, Message

from tools.translations.texts import Text

PLACEHOLDER: Final = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
BAD_SETTING: Final = (
    (re.compile(r"\w'\w"), "a straight apostrophe"),
    (re.compile(r"[^\u00a0\u202f\s](?:[;?]|:(?=\s|$))|[ ](?:[:;?%€»])"), "no no-break space before : ; ? % € »"),
    (re.compile(r"«[^\u00a0\u202f]"), "no no-break space after «"),
    (re.compile(r"!(?:\s|$)"), "an exclamation mark"),
)


def french_of(message: Message) -> list[str]:
    """The French forms of an entry."""
    return list(message.string) if isinstance(message.string, (list, tuple)) else [message.string or ""]


def placeholders(text: str) -> set[str]:
    """The named places a text leaves to be filled."""
    return set(PLACEHOLDER.findall(text))


def of_text(text: Text, catalogue: Catalog) -> Iterator[str]:
    """What keeps one marked text from reading well in French."""
    message = catalogue.get(text.singular, text.context or None)
    if message is None:
        yield f"{text.place}: no French for {text.singular!r}"
        return
    forms = french_of(message)
    if len(forms) != (2 if text.plural else 1):
        yield f"{text.place}: {text.singular!r} has {len(forms)} French form(s)"
    allowed = placeholders(text.singular) | placeholders(text.plural)
    for form in forms:
        if not placeholders(form) <= allowed:
            yield f"{text.place}: {sorted(placeholders(form) - allowed)} of {form!r} is not in {text.singular!r}"
    if not placeholders(text.plural or text.singular) <= placeholders(forms[-1]):
        yield f"{text.place}: {forms[-1]!r} leaves out a placeholder of {text.singular!r}"


def of_setting(catalogue: Catalog) -> Iterator[str]:
    """French that is not set as French is."""
    for message in catalogue:
        for form in french_of(message) if message.id else ():
            plain = re.sub(r"<[^>]+>", "", PLACEHOLDER.sub("x", form))
            yield from (f"{form!r}: {fault}" for pattern, fault in BAD_SETTING if pattern.search(plain))


def unused(texts: Iterable[Text], catalogue: Catalog) -> list[str]:
    """Entries for texts that nobody writes any more."""
    known = {text.key for text in texts}
    ids = ((m.context or "", m.id if isinstance(m.id, str) else m.id[0]) for m in catalogue if m.id)
    return [f"{singular!r}" for context, singular in ids if (context, singular) not in known]
