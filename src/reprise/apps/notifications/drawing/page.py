"""The HTML of a letter: its frame is a template, drawn once for each shop and language; what stands in it comes here.

Several letters are written in every return, and a template takes longer over their paragraphs than all else does.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.utils.translation import override

from reprise.apps.notifications.drawing.content import Button, Content
from reprise.apps.notifications.values import Ground
from reprise.core.refusals import mark
from reprise.platform.sentences import in_language

_P = '<p style="margin:0 0 16px">'
_WHY = (
    '<p class="why" style="margin:20px 0 0;padding-top:16px;border-top:1px solid #dbe1df;font-size:14px;color:#4c5a59">'
)
_BARE = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"'


def as_page(content: Content, footer: tuple[str, ...], *, language: str, brand: str, shop_name: str, logo: str) -> str:
    """The page; everything that was told is escaped here."""
    head, top, between, end = _frame(language, brand, shop_name, logo)
    body = "\n    ".join(part for part in _body(content, brand or "#0b5a6e", language) if part)
    return "".join((head, escape(content.headline), top, "    ", body, "\n", between, _foot(footer), end))


@lru_cache(maxsize=128)
def _frame(language: str, brand: str, shop_name: str, logo: str) -> tuple[str, ...]:
    """What stands around headline, body and footer; names are escaped in it, so none can look like a mark."""
    look = {"language": language, "brand": brand, "shop_name": shop_name, "logo": logo}
    with override(language):
        drawn = render_to_string("letters/letter.html", look)
    return tuple(re.split("<!--(?:headline|body|footer)-->", drawn))


def _body(content: Content, colour: str, language: str) -> Iterator[str]:
    if content.meta:
        yield f'<p class="meta" style="margin:0 0 8px;font-size:14px;color:#4c5a59">{escape(content.meta)}</p>'
    headline = escape(content.headline)
    yield f'<h1 style="margin:0 0 20px;font-size:27px;line-height:1.15;letter-spacing:-0.4px">{headline}</h1>'
    yield _paragraphs(content.opening)
    if content.code:
        yield (
            "<p style=\"margin:0 0 16px;font-family:Menlo,Consolas,'Courier New',monospace;font-size:32px;"
            f'font-weight:700;letter-spacing:4px">{escape(content.code)}</p>'
        )
    yield _paragraphs(content.lead)
    if content.quote:
        yield (
            '<p class="quote" style="margin:0 0 20px;padding:2px 0 2px 16px;'
            f'border-left:4px solid {escape(colour)}">{_lines(content.quote)}</p>'
        )
    yield _facts(content.facts)
    if content.button:
        yield _button(content.button, colour)
    yield _choices(content, colour)
    yield _paragraphs(content.after)
    yield _steps(content, language)
    yield _paragraphs(content.closing)
    if content.signature:
        yield f'<p style="margin:0">{escape(content.signature)}</p>'
    for paragraph in content.why:
        yield _WHY + f"{_lines(paragraph)}</p>"
    if content.grounds:
        yield _WHY + "<br>".join(_ground(ground) for ground in content.grounds.entries) + "</p>"


def _steps(content: Content, language: str) -> str:
    """What to do when one does not agree: a numbered list below its heading."""
    if not content.steps:
        return ""
    items = "".join(f'<li style="margin:0 0 10px">{_ground(step)}</li>' for step in content.steps.entries)
    said = escape(in_language(language, mark("If you disagree")))
    heading = f'<h2 style="margin:8px 0 10px;font-size:19px;line-height:1.25">{said}</h2>'
    return f'{heading}\n    <ol style="margin:0 0 20px;padding-left:22px;font-size:15px">{items}</ol>'


def _ground(ground: Ground) -> str:
    """A sentence, its texts behind it as links."""
    cited = "; ".join(_cited(label, url) for label, url in ground.sources)
    if not ground.text:
        return cited
    return f"{_lines(ground.text)} ({cited})" if cited else _lines(ground.text)


def _cited(label: str, url: str) -> str:
    return f'<a href="{escape(url)}" style="color:inherit">{escape(label)}</a>' if url else escape(label)


def _paragraphs(paragraphs: Iterable[str]) -> str:
    return "\n    ".join(f"{_P}{_lines(paragraph)}</p>" for paragraph in paragraphs)


def _facts(facts: tuple[tuple[str, str], ...]) -> str:
    rows = "\n      ".join(
        '<tr><td class="k" style="padding:9px 16px;vertical-align:top;width:116px;color:#4c5a59;font-size:15px">'
        f'{escape(label)}</td><td style="padding:9px 16px;vertical-align:top;font-weight:700">{_lines(value)}</td></tr>'
        for label, value in facts
    )
    style = 'bgcolor="#e9f4f6" style="margin:8px 0 24px;border-radius:10px"'
    return f'<table class="facts" {_BARE} {style}>\n      {rows}\n    </table>' if rows else ""


def _button(button: Button, colour: str) -> str:
    return (
        f'<table {_BARE} style="margin:0 0 24px"><tr><td class="btn" align="center" bgcolor="{escape(colour)}" '
        f'style="border-radius:10px"><a href="{escape(button.link)}" style="display:block;padding:15px 24px;'
        f'color:#ffffff;font-weight:700;text-decoration:none">{escape(button.label)}</a></td></tr></table>'
    )


def _choices(content: Content, colour: str) -> str:
    """Answers one below the other: a row of them breaks on a telephone, and a finger needs room."""
    style = f"display:block;padding:11px 16px;border:1px solid {escape(colour)};border-radius:10px"
    rows = "\n      ".join(
        f'<tr><td class="choice" style="padding:0 0 8px"><a href="{escape(link)}" style="{style};color:inherit;'
        f'text-decoration:none">{escape(label)}</a></td></tr>'
        for label, link in content.choices.entries
    )
    return f'<table {_BARE} style="margin:0 0 20px">\n      {rows}\n    </table>' if rows else ""


def _foot(footer: tuple[str, ...]) -> str:
    style = "padding:16px 24px 24px;font-size:13px;color:#596765;border-top:1px solid #dbe1df"
    lines = "<br>".join(escape(line) for line in footer)
    return f'  <tr><td class="foot" style="{style}">{lines}</td></tr>\n' if footer else ""


def _lines(text: str) -> str:
    """Text of a person with its line breaks."""
    return escape(text.replace("\r\n", "\n").replace("\r", "\n")).replace("\n", "<br>")
