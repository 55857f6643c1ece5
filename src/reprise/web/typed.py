"""What somebody had typed into a form that was refused, so that the page that says so gives it back."""

from typing import Final

from django.http import HttpRequest

SHORTEST: Final = 12  # shorter texts are choices and codes, quickly made again
LONGEST: Final = 20_000
_HIDDEN: Final = frozenset({"csrfmiddlewaretoken", "client_id", "seen", "code", "password", "next"})


def typed_texts(request: HttpRequest) -> list[str]:
    """The texts of a refused form worth keeping, in their order; never a password or a code."""
    if request.method != "POST":
        return []
    texts = [text for name, values in request.POST.lists() if name not in _HIDDEN for text in values]
    return [text[:LONGEST] for text in texts if len(text.strip()) >= SHORTEST and " " in text.strip()]
