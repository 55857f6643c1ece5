"""How a list of texts is cited: a code or directive by its full name once, then by its article alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_ARTICLE = ", art. "


@dataclass(frozen=True, slots=True)
class Cited:
    """A text, or several articles of one text, and where to read them."""

    label: str
    url: str


def cited_once(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The label of each text (full, short): full the first time its code comes up, short after."""
    named: set[str] = set()
    for full, short in texts:
        code, comma, _article = full.partition(", art.")
        label = short if short and code in named else full
        if comma:
            named.add(code)
        yield label.replace("rt. ", "rt.\u00a0")


@lru_cache(maxsize=2_048)  # the same texts stand behind the same way, whoever asks
def cited_together(texts: tuple[tuple[str, str], ...]) -> tuple[Cited, ...]:
    """The texts (full label, address) with the articles of one code in one citation: a list of chips says no more."""
    articles: dict[tuple[str, str], list[str]] = {}
    for label, url in texts:
        code, _, article = label.partition(_ARTICLE)
        articles.setdefault((code, url), []).append(article)
    named = {text: ", ".join(dict.fromkeys(filter(None, found))) for text, found in articles.items()}
    return tuple(Cited(f"{code}, art.\u00a0{of}" if of else code, url) for (code, url), of in named.items())
