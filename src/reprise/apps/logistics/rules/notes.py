"""Short texts people type on the bench, made safe to keep."""

from reprise.core.typed_text import readable


def tidy_note(typed: str, limit: int = 2000) -> str:
    """The text as it reads, cut at `limit` characters."""
    return readable(typed)[:limit]
