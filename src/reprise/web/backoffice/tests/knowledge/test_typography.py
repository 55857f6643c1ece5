"""French spaces and apostrophes are set for whoever types without them."""

import pytest

from reprise.apps.knowledge.rules.article import Article
from reprise.apps.knowledge.rules.markup import french_faults
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.web.backoffice.knowledge.typography import french_spaces

N = "\u00a0"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("C'est l'heure", "C’est l’heure"),
        ("Pourquoi?", f"Pourquoi{N}?"),
        ("Pourquoi ?!", f"Pourquoi{N}?!"),
        ("Prix : 5 € ; 20%", f"Prix{N}: 5{N}€{N}; 20{N}%"),
        ("« oui »", f"«{N}oui{N}»"),
        ("«oui»", f"«{N}oui{N}»"),
        ("à 10:30 précises", "à 10:30 précises"),
        ("[l'article](https://a.example/l'a?b=1;c)", "[l’article](https://a.example/l'a?b=1;c)"),
        ("voir https://a.example/?x:y ok", "voir https://a.example/?x:y ok"),
        ("Étape 1 :\n- un", f"Étape 1{N}:\n- un"),
    ],
)
def test_what_is_typed_reads_as_french(typed: str, kept: str) -> None:
    assert french_spaces(typed) == kept
    assert french_spaces(kept) == kept, "set twice is set once"


@pytest.mark.parametrize("article", shipped(), ids=lambda article: article.id)
def test_our_own_articles_stay_as_they_are(article: Article) -> None:
    text = article.texts["fr"]
    assert [french_spaces(one) for one in (text.title, text.answer, text.body)] == [text.title, text.answer, text.body]


def test_nothing_is_left_to_say_of_what_was_set() -> None:
    assert list(french_faults(french_spaces("L'envoi: combien? «rien» ; 5 %!"))) == []
