"""What a page says: its title, its heading, and its words in the page's own language."""

import re
from html.parser import HTMLParser
from typing import Final

from django.utils.translation import gettext, override

SILENT: Final = frozenset({"script", "style", "svg", "template", "textarea"})
VOID: Final = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
SAID: Final = ("placeholder", "aria-label", "title", "alt")
LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
#: So many words in a row are a sentence of the product: names, articles and references are shorter.
SENTENCE: Final = 4


class Words(HTMLParser):
    """The texts of a page, element by element, without what is marked as another language's."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self.title = self.heading = ""
        self._open: list[tuple[str, bool]] = []  # each with whether its words are heard
        self._piece = ""
        self.feed(page)
        self._end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins, and says what its attributes say."""
        self._end()
        given = dict(attrs)
        heard = self._heard() and tag not in SILENT and ("lang" not in given or tag == "html")
        if heard:
            self.texts |= {plain(given[name] or "") for name in SAID if name in given}
        if tag not in VOID:
            self._open.append((tag, heard))

    def handle_endtag(self, tag: str) -> None:
        """An element ends, with those within it that were left open."""
        self._end()
        places = [place for place, (name, _heard) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        """Words."""
        names = [name for name, _heard in self._open]
        self.title += data if names[-2:] == ["head", "title"] else ""
        self.heading += data if "h1" in names else ""
        self._piece += data if self._heard() else ""

    def _heard(self) -> bool:
        return not self._open or self._open[-1][1]

    def _end(self) -> None:
        self.texts.add(plain(self._piece))
        self._piece = ""


def plain(text: str) -> str:
    """A text as it is read, whatever its spaces."""
    return " ".join(text.split())


def misnamed(page: str) -> str:
    """The title of a page that begins neither with its heading nor with a shorter form of it; empty where it does."""
    words = Words(page)
    heading = plain(words.heading).lower()
    parts = [plain(part).lower() for part in re.split(r" – ", plain(words.title))][:-1]
    well = any(part.startswith(heading) or heading.startswith(part) for part in parts)
    return "" if well else f"{plain(words.title)} | {plain(words.heading)}"


def untranslated(french: str, english: str, names: frozenset[str]) -> set[str]:
    """The texts of the product that both languages' pages show alike; names are what people wrote or are called."""
    alike = Words(french).texts & Words(english).texts
    with override("fr"):
        ours = {text for text in alike if len(LETTERS.findall(text)) >= SENTENCE or gettext(text or " ") != text}
    return {text for text in ours if LETTERS.search(text) and not any(name in text for name in names)}
