"""Which of our languages a text is in, by its small words."""

import re
from typing import Final

_WORD: Final = re.compile(r"[a-zàâäçéèêëîïôöùûüœ']+")
_FRENCH: Final = frozenset({
    "le", "la", "les", "un", "une", "des", "du", "de", "et", "est", "ce", "cette", "je", "j'ai", "nous", "vous", "il",
    "elle", "pas", "ne", "que", "qui", "pour", "dans", "sur", "avec", "mais", "mon", "ma", "mes", "votre", "vos", "au",
    "aux", "bonjour", "merci", "cordialement", "être", "été", "suis", "c'est", "d'une", "d'un", "l'ai", "n'est",
    "n'ai", "ça", "commande", "colis", "reçu",
})  # fmt: skip
_ENGLISH: Final = frozenset({
    "the", "a", "an", "and", "is", "are", "was", "this", "that", "i", "i'm", "i've", "we", "you", "he", "she", "it",
    "not", "no", "of", "to", "for", "in", "with", "but", "my", "your", "have", "has", "had", "hello", "hi", "thanks",
    "thank", "regards", "please", "would", "it's", "don't", "didn't", "order", "parcel", "received", "when", "where",
})  # fmt: skip
_ENOUGH: Final = 2


def language_of(text: str) -> str:
    """“fr”, “en”, or nothing where the words do not say."""
    words = _WORD.findall(text[:4_000].lower().replace("’", "'"))
    french, english = (sum(word in small for word in words) for small in (_FRENCH, _ENGLISH))
    if max(french, english) < _ENOUGH or french == english:
        return ""
    return "fr" if french > english else "en"
