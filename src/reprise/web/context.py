"""What every page knows about the instance."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info

from reprise.platform.fence import fence

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The page one is on, in another language."""

    code: str
    name: str
    url: str


def instance(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demo, the theme the visitor chose, and the way to the other languages."""
    theme = request.COOKIES.get("theme", "")
    return {
        "demo": settings.ENV.demo,
        "fenced": fence,  # looked at only by the pages that show it
        "theme": theme if theme in THEMES else "",
        "other_languages": other_languages(request),
    }


def other_languages(request: HttpRequest) -> list[LanguageLink]:
    """The same address under each other language; pages without a language have no such link."""
    here = get_language() or ""
    prefix, path = f"/{here}/", request.get_full_path()
    if not path.startswith(prefix):
        return []
    return [
        LanguageLink(code, get_language_info(code)["name_local"].capitalize(), f"/{code}/{path[len(prefix) :]}")
        for code, _ in settings.LANGUAGES
        if code != here
    ]
