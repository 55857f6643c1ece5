"""Which language a question is written in: ours, or one we do not answer in."""

from typing import Final

from reprise.apps.knowledge.rules.index import Index
from reprise.apps.knowledge.rules.wording import LONGEST_READ, lexicon, words

OTHER: Final = "other"
_TELLING: Final = {
    "fr": frozenset(
        ["le", "la", "les", "des", "du", "est", "pas", "je", "vous", "mon", "ma", "mes", "une", "et", "que", "qui", "pour", "dans", "sur", "avec", "ne", "ce", "cette", "j", "ai", "qu", "c", "comment", "combien", "quand", "pourquoi", "quel", "quelle", "puis", "veux", "peux", "faut", "fait", "tout", "mais", "ou", "il", "elle", "on", "nous", "au", "aux", "sont", "suis", "svp", "stp", "bonjour", "merci", "chez", "recu", "toujours", "jamais", "plus", "votre", "vos", "ca", "cest", "jai", "y", "en", "se", "sans", "deja", "mm", "pk", "slt", "jour", "jours", "commande"]
    ),
    "en": frozenset(
        ["the", "is", "are", "my", "i", "you", "your", "it", "to", "of", "and", "not", "do", "does", "how", "what", "when", "why", "where", "can", "can't", "for", "with", "on", "this", "that", "have", "has", "was", "were", "a", "an", "in", "be", "been", "will", "would", "should", "did", "from", "me", "we", "they", "got", "get", "still", "please", "hello", "hi", "thanks", "if", "or", "but", "there"]
    ),
    OTHER: frozenset(
        ["ich", "nicht", "ist", "der", "das", "und", "wie", "mein", "meine", "ein", "eine", "auf", "mit", "bitte", "wo", "kann", "habe", "haben", "zu", "wir", "sie", "von", "fur", "meinen", "bekomme", "wann", "el", "los", "las", "mi", "por", "que", "como", "puedo", "esta", "donde", "cuando", "para", "una", "quiero", "tengo", "hola", "gracias", "pedido", "devolver", "dinero", "muy", "del", "il", "mio", "mia", "come", "posso", "dove", "quando", "per", "non", "che", "sono", "voglio", "ciao", "grazie", "ordine", "della", "restituire", "soldi", "ho", "gli", "ik", "het", "een", "niet", "mijn", "hoe", "waar", "kan", "wanneer", "van", "met", "wil", "bestelling", "terug", "geld", "voor", "hallo", "meu", "minha", "onde", "nao", "eu", "quero", "obrigado", "encomenda", "como", "posso", "gdzie", "jest", "moje", "nie", "jak", "czy", "sie", "zwrot"]
    ),
}  # fmt: skip


def language_of(question: str, *, page_language: str, index: Index) -> str:
    """The language of a question, from its words, then the page's; “other” for one that is not ours."""
    asked = words(question[:LONGEST_READ])
    letters = [letter for letter in question if letter.isalpha()]
    if letters and sum(letter < "ɐ" for letter in letters) < len(letters) / 2:
        return OTHER
    page = "fr" if page_language.startswith("fr") else "en"
    scores = {"fr": _known(asked, "fr", index), "en": _known(asked, "en", index)}
    best = max(scores, key=lambda language: (scores[language], language == page))
    foreign = sum(word in _TELLING[OTHER] for word in asked)
    if foreign >= 2 and foreign > sum(word in _TELLING["fr"] | _TELLING["en"] for word in asked):
        return OTHER
    return best


def _known(asked: list[str], language: str, index: Index) -> float:
    telling = sum(word in _TELLING[language] for word in asked)
    shortened = sum(word in lexicon(language).shortened for word in asked)
    return telling + 0.5 * shortened + 0.6 * sum(index.knows(word, language) for word in asked if len(word) > 2)
