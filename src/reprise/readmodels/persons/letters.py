"""A letter as it is handed to whoever it was written to: its words, not how they are kept."""

from typing import Any

from reprise.apps.notifications.drawing.kept import text_of


def as_read(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its text, drawn where it is not kept as such yet."""
    said, kept = row.pop("said"), row.pop("kept_text")
    row.pop("kept_html")  # the same words
    return {**row, "text": kept if said is None else text_of(said, row["language"])}
