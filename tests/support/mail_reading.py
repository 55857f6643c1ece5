"""Letters as a mail program shows them."""

import re
from html.parser import HTMLParser
from typing import Final

#: What Gmail and Outlook take away or ignore before they show a page.
_NEVER_SHOWN: Final = frozenset({"head", "style", "script", "title", "template"})
_VOID: Final = frozenset({"br", "img", "meta", "hr", "link", "input"})


class _Shown(HTMLParser):
    """Gathers the words of a page that are not hidden by their own styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden: list[bool] = [False]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.words.append("\n" if tag == "br" else "")
            return
        style = re.sub(r"\s", "", dict(attrs).get("style") or "").lower()
        self._hidden.append(self._hidden[-1] or tag in _NEVER_SHOWN or "display:none" in style)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and len(self._hidden) > 1:
            self._hidden.pop()
            self.words.append("\n" if tag in {"p", "td", "h1", "h2", "li", "div", "tr"} else "")

    def handle_data(self, data: str) -> None:
        if not self._hidden[-1]:
            self.words.append(data)


def seen_text(html: str) -> str:
    """What somebody reads of a page."""
    reader = _Shown()
    reader.feed(html)
    reader.close()
    return "".join(reader.words)
