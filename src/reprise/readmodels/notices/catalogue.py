"""The notices as they are kept: each duty with its articles, where its text goes, and the text with its blanks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, cast

import yaml

from reprise.law.parameters import LOADER

LANGUAGES: Final = ("fr", "en")


@dataclass(frozen=True, slots=True, eq=False)
class Notice:
    """One duty. `wording`: law, ours or link; `needs`: what the shop must have said of itself; `told`: see Notices."""

    name: str
    title: Mapping[str, str]
    duty: Mapping[str, str]
    where: Mapping[str, str]
    articles: tuple[str, ...]
    wording: str
    needs: tuple[str, ...]
    told: str
    texts: Mapping[str, str]


@cache
def notices() -> tuple[Notice, ...]:
    """Every notice, in the order a seller meets them."""
    return tuple(
        Notice(
            name, entry["title"], entry["duty"], entry["where"], tuple(entry["articles"]), entry["wording"],
            tuple(entry["needs"]), entry.get("told", ""), entry["texts"],
        )
        for name, entry in _kept("texts.yaml").items()
    )  # fmt: skip


@cache
def articles() -> Mapping[str, Mapping[str, str]]:
    """Each article by its id: its label per language, and its address."""
    return _kept("articles.yaml")


def _kept(name: str) -> Mapping[str, Any]:
    text = resources.files("reprise.readmodels.notices").joinpath(name).read_text("utf-8")
    return cast("Mapping[str, Any]", yaml.load(text, LOADER))  # noqa: S506  # a safe loader
