"""How a list of texts is cited: a code or directive by its full name once, then by its article alone."""

from collections.abc import Iterable, Iterator


def cited_once(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The label of each text (full, short): full the first time its code comes up, short after."""
    named: set[str] = set()
    for full, short in texts:
        code, comma, _article = full.partition(", art.")
        label = short if short and code in named else full
        if comma:
            named.add(code)
        yield label.replace("rt. ", "rt.\u00a0")
