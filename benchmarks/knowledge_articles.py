"""Articles as a large shop might have them, for the benchmarks: many things, many symptoms, many ways to ask."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from reprise.apps.knowledge.rules.article import Article, Kind, Text
from reprise.apps.knowledge.rules.shelf import shipped

_MAKES: Final = (
    "Prusa",
    "Bambu Lab",
    "Creality",
    "Anycubic",
    "Elegoo",
    "Sovol",
    "Qidi",
    "Voron",
    "Artillery",
    "Flashforge",
)
_SERIES: Final = ("MK", "X", "Ender", "Kobra", "Mars", "Saturn", "Photon", "Neptune", "Trident", "Sidewinder")
_PARTS: Final = {
    "fr": "buse plateau extrudeur courroie ventilateur écran carte-mère thermistance bac-à-résine film-FEP moteur "
    "capteur-de-fin-de-course tube-PTFE alimentation axe-Z roulement caméra sonde-de-niveau bobine tête-d’impression "
    "porte filtre-à-charbon vis-sans-fin ressort",
    "en": "nozzle bed extruder belt fan screen mainboard thermistor resin-tank FEP-film motor limit-switch PTFE-tube "
    "power-supply Z-axis bearing camera level-probe spool print-head door carbon-filter lead-screw spring",
}
_DEEDS: Final = {
    "fr": "remplacer nettoyer régler démonter vérifier graisser étalonner tester choisir stocker",
    "en": "replace clean adjust take-apart check grease calibrate test choose store",
}
_WAYS: Final = {
    "fr": (
        "comment {do} {part} sur {it}", "{part} {it} à {do}", "je dois {do} {part} de ma {it}", "{do} {part}",
        "faut-il {do} {part} souvent", "{part} de la {it} ne va plus", "bruit de {part} {it}", "tuto {do} {part} {it}",
        "ou acheter {part} pour {it}", "{it} {part} bloqué", "message d'erreur {part} {it}", "g un pb avec {part} {it}",
    ),
    "en": (
        "how do I {do} the {part} on {it}", "{part} {it} {do}", "I need to {do} the {part} of my {it}", "{do} {part}",
        "do I have to {do} the {part} often", "the {part} of the {it} stopped working", "{part} noise {it}",
        "where to buy a {part} for {it}", "{it} {part} stuck", "{part} error message {it}", "pb with {part} {it}",
        "{do} {part} {it} guide",
    ),
}  # fmt: skip
_TITLE: Final = {"fr": "{it} : {do} {part}", "en": "{it}: {do} the {part}"}


def articles(wanted: int, *, seed: int = 5) -> list[Article]:
    """Our own articles, and as many more as are wanted, each about another thing."""
    drawn = random.Random(seed)
    return [*shipped(), *(_article(number, drawn) for number in range(wanted - len(shipped())))]


def questions(some: list[Article], *, seed: int = 7) -> Iterator[tuple[str, str]]:
    """What people would type: phrasings as they are, with a slip, cut short, and two put together."""
    drawn = random.Random(seed)
    while True:
        language = drawn.choice(("fr", "en"))
        asked = drawn.choice(drawn.choice(some).texts[language].phrasings)
        other = drawn.choice(drawn.choice(some).texts[language].phrasings)
        at = drawn.randrange(len(asked))
        yield drawn.choice((asked, asked[:at] + asked[at + 1 :], asked[: at + 3], f"{asked} {other}")), language


def changed(article: Article, word: str) -> Article:
    """An article with another title."""
    return replace(
        article, texts={name: replace(text, title=f"{text.title} {word}") for name, text in article.texts.items()}
    )


def _article(number: int, drawn: random.Random) -> Article:
    it = f"{drawn.choice(_MAKES)} {drawn.choice(_SERIES)}{drawn.randrange(1, 12)}"
    part, deed, others = drawn.randrange(24), drawn.randrange(10), drawn.sample(shipped(), 3)
    return Article(
        id=f"own-{number}", kind=Kind.HELP, reviewed=date(2026, 11, 1),
        texts={name: _text(name, it, part, deed, others, drawn) for name in ("fr", "en")},
    )  # fmt: skip


def _text(
    language: str, it: str, part: int, deed: int, others: list[Article], drawn: random.Random
) -> Text:  # fmt: skip
    """Its own title and most phrasings; sentences drawn from ours, so that words are as common as in real texts."""
    named = {"it": it, "part": _of(_PARTS[language], part), "do": _of(_DEEDS[language], deed)}
    told = [line for one in others for line in one.texts[language].body.split("\n") if line]
    borrowed = [one for other in others for one in drawn.sample(other.texts[language].phrasings, 4)]
    return Text(
        title=_TITLE[language].format(**named),
        answer=f"{it}. {drawn.choice(others).texts[language].answer}"[:700],
        body="\n\n".join(drawn.sample(told, min(9, len(told)))),
        phrasings=tuple(dict.fromkeys([*(way.format(**named) for way in _WAYS[language]), *borrowed])),
    )


def _of(some: str, place: int) -> str:
    return some.split()[place].replace("-", " ")
