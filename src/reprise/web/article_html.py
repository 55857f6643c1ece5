"""An article’s little Markdown as HTML; whatever is no markup of ours stays text."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

#: The address of an article by its id; None where there is none to lead to.
Address = Callable[[str], str | None]

_INLINE: Final = re.compile(
    r"\[(?P<words>[^\[\]]*)\]\((?P<to>(?:[^()\[\s]|\([^()\[\s]*\))*)\)|\*\*(?P<bold>[^*]+)\*\*|(?<![\w*])\*(?P<italic>[^*\s][^*]*)\*(?![\w*])"
)
_POINT: Final = re.compile(r"[-*] +(.*)")
_STEP: Final = re.compile(r"\d{1,3}[.)] +(.*)")
_HEADING: Final = re.compile(r"## +(.*)")
_WARNING: Final = re.compile(r"> ?(.*)")


def body_html(body: str, *, address: Address, shift: int = 0, ids: str = "part") -> SafeString:
    """The body for a page; headings are h2 and `shift` levels below, named part-1, part-2… unless `ids` is empty."""
    blocks: list[str] = []
    number = 0
    for kind, lines in _blocks(body):
        if kind == "h":
            number += 1
            name = f' id="{escape(ids)}-{number}"' if ids else ""
            blocks += [f"<h{2 + shift}{name}>{_inline(line, address)}</h{2 + shift}>" for line in lines]
        elif kind in {"p", "warning"}:
            told = f"<p>{_inline(' '.join(lines), address)}</p>"
            blocks.append(told if kind == "p" else f'<div class="rp-article-warning">{told}</div>')
        else:
            items = "".join(f"<li>{_inline(line, address)}</li>" for line in lines)
            blocks.append(f"<{kind}>{items}</{kind}>")
    return mark_safe("\n".join(blocks))  # noqa: S308  # every piece is escaped below


def line_html(line: str, *, address: Address) -> SafeString:
    """One line, its bold, italics and links drawn."""
    return mark_safe(_inline(line, address))  # noqa: S308  # escaped piece by piece


def plain_body(body: str) -> str:
    """The words alone, for whatever draws nothing: mails, excerpts, data for search engines."""
    return "\n\n".join(
        "\n".join(_plain(line) for line in lines) if kind in {"ul", "ol"} else " ".join(map(_plain, lines))
        for kind, lines in _blocks(body)
    )


def _blocks(body: str) -> Iterator[tuple[str, list[str]]]:
    """The blocks in their order with their lines; a line that goes on belongs to what it follows."""
    told: list[tuple[str, str] | None] = []
    for raw in body.replace("\r\n", "\n").split("\n"):
        line = raw.strip()
        kind, words = _sort(line)
        last = told[-1] if told else None
        if not line:
            told.append(None)
        elif kind == "p" and last is not None and last[0] in {"ul", "ol"}:
            told[-1] = (last[0], f"{last[1]} {words}")
        else:
            told.append((kind, words))
    for part, lines in groupby(told, key=lambda one: one[0] if one else ""):
        found = [one[1] for one in lines if one is not None]
        if part == "h":
            yield from ((part, [one]) for one in found)
        elif part:
            yield part, found


def _sort(line: str) -> tuple[str, str]:
    for kind, pattern in (("h", _HEADING), ("warning", _WARNING), ("ul", _POINT), ("ol", _STEP)):
        if found := pattern.fullmatch(line):
            return kind, found[1]
    return "p", line


def _inline(line: str, address: Address) -> str:
    drawn, at = [], 0
    for found in _INLINE.finditer(line):
        drawn += [escape(line[at : found.start()]), _piece(found, address)]
        at = found.end()
    return "".join([*drawn, escape(line[at:])])


def _piece(found: re.Match[str], address: Address) -> str:
    if found["bold"] is not None:
        return f"<strong>{_inline(found['bold'], address)}</strong>"
    if found["italic"] is not None:
        return f"<em>{_inline(found['italic'], address)}</em>"
    words = _inline(found["words"], lambda _slug: None)
    to = found["to"]
    if to.startswith("help:"):
        inside = address(to.removeprefix("help:"))
        return f'<a href="{escape(inside)}">{words}</a>' if inside else words
    if to.startswith("https://"):
        return f'<a href="{escape(to)}" rel="noopener noreferrer">{words}</a>'
    return words


def _plain(line: str) -> str:
    return _INLINE.sub(lambda found: found["words"] or found["bold"] or found["italic"] or "", line)
