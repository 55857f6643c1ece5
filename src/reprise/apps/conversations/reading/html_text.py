"""The words of an HTML mail, with quotation marks before what it quotes. Nothing hidden or run is among them."""

import re
from html.parser import HTMLParser
from typing import Final

LARGEST: Final = 4_000_000
_SILENT: Final = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe", "select"}
)
_VOID: Final = frozenset(
    {"br", "img", "hr", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr"}
)
_BLOCKS: Final = frozenset({
    "p", "div", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr",
    "section", "article", "header", "footer", "address", "dl", "dt", "dd", "center", "form", "fieldset", "tbody",
})  # fmt: skip
_APART: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "pre"})
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0\b", re.IGNORECASE
)
_QUOTES: Final = re.compile(r"\b(yahoo_quoted|protonmail_quote|gmail_extra_quote|tutanota_quote|zmail_extra)\b")
_DEEPEST: Final = 12


def html_text(html: str) -> str:
    """The visible text of an HTML page."""
    reader = _Words()
    reader.feed(html[:LARGEST])
    reader.close()
    return reader.text()


class _Words(HTMLParser):
    """Collects words line by line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._open: list[tuple[str, bool, bool]] = []  # tag, hides, quotes
        self._hidden = self._quoted = self._pre = 0
        self._link, self._linked = "", ""

    def text(self) -> str:
        """Everything read so far."""
        self._end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: said or "" for name, said in attrs}
        if tag == "br":
            self._end_line(keep=True)
            return
        if tag in _VOID:
            if tag == "hr":
                self._end_line()
            return
        self._block(tag)
        hides = tag in _SILENT or "hidden" in told or bool(_HIDDEN.search(told.get("style", "")[:2_000]))
        quotes = tag == "blockquote" or (tag == "div" and bool(_QUOTES.search(told.get("class", "")[:500])))
        self._open.append((tag, hides, quotes))
        self._hidden += hides
        self._quoted += quotes
        self._pre += tag == "pre"
        if tag == "li" and not self._hidden:
            self._line += "- "
        if tag == "a":
            self._link, self._linked = told.get("href", "").strip(), ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
        self._block(tag)
        if tag in {"td", "th"} and self._line.strip():
            self._line += " "
        for at in range(len(self._open) - 1, max(-1, len(self._open) - 60), -1):
            if self._open[at][0] == tag:
                for name, hides, quotes in self._open[at:]:
                    self._hidden -= hides
                    self._quoted -= quotes
                    self._pre -= name == "pre"
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._pre:
            first, *rest = data.split("\n")
            self._line += first
            for line in rest:
                self._end_line(keep=True)
                self._line = line
            return
        words = re.sub(r"[ \t\r\n\f]+", " ", data)
        self._linked += words if self._link else ""
        self._line += words.lstrip(" ") if not self._line or self._line.endswith(" ") else words

    def _end_link(self) -> None:
        """Where a link leads stands beside its words, unless they say so: people see what they would open."""
        shown = self._linked.strip()
        if self._link.startswith(("https://", "http://")) and len(self._link) < 500 and shown and not self._hidden:
            bare = self._link.split("://", 1)[1].rstrip("/")
            if bare not in shown:
                self._line += f" ({self._link})"
        self._link = self._linked = ""

    def _block(self, tag: str) -> None:
        if tag not in _BLOCKS:
            return
        self._end_line()
        if tag in _APART and self._lines and self._lines[-1].strip("> "):
            self._lines.append(self._mark().rstrip())

    def _mark(self) -> str:
        return "> " * min(self._quoted, _DEEPEST)

    def _end_line(self, *, keep: bool = False) -> None:
        line = self._line.rstrip()
        if line.strip() or keep:
            self._lines.append((self._mark() + line).rstrip())
        self._line = ""
