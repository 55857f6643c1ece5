"""The addresses of built style sheets and scripts: their names carry a fingerprint, so browsers may keep them."""

import json
from functools import lru_cache
from pathlib import Path

from django import template
from django.templatetags.static import static

register = template.Library()

BUILD = Path(__file__).parent.parent / "static" / "build"


@lru_cache(maxsize=2)
def _built(manifest: Path, _changed: float) -> dict[str, str]:
    entries = json.loads(manifest.read_text(encoding="utf-8"))
    return {source: entry["file"] for source, entry in entries.items()}


def built(build: Path = BUILD) -> dict[str, str]:
    """Source name → built name; empty before the first build, read again when a build replaced it."""
    manifest = build / "manifest.json"
    try:
        changed = manifest.stat().st_mtime
        return _built(manifest, changed)
    except (FileNotFoundError, json.JSONDecodeError):  # not built yet, or being built this moment
        return {}


@register.simple_tag
def asset(source: str) -> str:
    """The address of a built file, e.g. {% asset "frontend/style.css" %}; pages render before any build too."""
    return static(f"build/{built().get(source, source)}")
