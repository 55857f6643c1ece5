"""What a letter says, as its row keeps it until it has left: text and page are drawn from it when somebody asks.

The words, the shop's name, colour and footer are those of the moment it was written. To be read by later versions, it
only ever gets more names.
"""

from collections.abc import Mapping
from typing import Any

from reprise.apps.notifications.drawing.content import Button, Content
from reprise.apps.notifications.drawing.page import as_page
from reprise.apps.notifications.drawing.text import as_text
from reprise.apps.notifications.values import Choices, Ground, Grounds

#: As JSON; what is empty is left out.
Kept = Mapping[str, Any]


def as_kept(content: Content, footer: tuple[str, ...], *, brand: str, shop_name: str, logo: str) -> Kept:
    """All that text and page need; the subject is a column of its own."""
    button = content.button
    whole = {
        "headline": content.headline, "meta": content.meta, "greeting": content.greeting, "lead": content.lead,
        "code": content.code, "quote": content.quote, "facts": content.facts,
        "button": (button.label, button.link) if button else None, "choices": content.choices.entries,
        "after": content.after, "closing": content.closing, "signature": content.signature, "why": content.why,
        "steps": _grounds(content.steps), "grounds": _grounds(content.grounds), "footer": footer, "brand": brand,
        "shop_name": shop_name, "logo": logo,
    }  # fmt: skip
    return {name: value for name, value in whole.items() if value}


def text_of(kept: Kept, language: str) -> str:
    """The plain text of a letter."""
    return as_text(_content(kept), tuple(kept.get("footer", ())), language)


def page_of(kept: Kept, language: str) -> str:
    """Its HTML."""
    return as_page(
        _content(kept), tuple(kept.get("footer", ())), language=language, brand=kept.get("brand", ""),
        shop_name=kept.get("shop_name", ""), logo=kept.get("logo", ""),
    )  # fmt: skip


def _grounds(grounds: Grounds) -> list[tuple[str, Any]]:
    return [(ground.text, ground.sources) for ground in grounds.entries]


def _content(kept: Kept) -> Content:
    return Content(
        subject="", headline=kept.get("headline", ""), meta=kept.get("meta", ""), greeting=kept.get("greeting", ""),
        lead=tuple(kept.get("lead", ())), code=kept.get("code", ""), quote=kept.get("quote", ""),
        facts=_pairs(kept.get("facts", ())), button=Button(*kept["button"]) if "button" in kept else None,
        choices=Choices(_pairs(kept.get("choices", ()))), after=tuple(kept.get("after", ())),
        closing=tuple(kept.get("closing", ())), signature=kept.get("signature", ""), why=tuple(kept.get("why", ())),
        steps=_read_grounds(kept.get("steps", ())), grounds=_read_grounds(kept.get("grounds", ())),
    )  # fmt: skip


def _pairs(told: Any) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in told)


def _read_grounds(told: Any) -> Grounds:
    return Grounds(tuple(Ground(text, _pairs(sources)) for text, sources in told))
