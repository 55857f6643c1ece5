"""What every page knows about the instance."""

from django.conf import settings
from django.http import HttpRequest


def instance(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demo, and the theme the visitor chose."""
    theme = request.COOKIES.get("theme", "")
    return {"demo": settings.ENV.demo, "theme": theme if theme in {"light", "dark"} else ""}
