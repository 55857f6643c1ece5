"""No legal word stands unexplained: each is glossed where it first comes, once, in every answer we know."""

import re
from collections.abc import Iterator
from importlib import resources

import pytest

from reprise.law.assess import assess
from reprise.law.explain import Explanation, explain
from reprise.law.facts import Facts
from reprise.law.glossary import Glosser, glossary
from reprise.law.phrases import LANGUAGES, Language, phrases
from reprise.law.reading import read_facts
from reprise.law.scenario_files import read_scenarios

FOLDER = resources.files("reprise.law") / "examples"

#: Words of lawyers that no sentence of ours may hold at all.
JARGON = {
    "fr": r"résolution|rescision|forclusion|prescription|présum\w*|nonobstant|susmentionné\w*|exprès|stipul\w*|"
    r"diligent\w*|opposable|rédhibitoire|délivrance|support durable|non.conforme|grief|vendeur professionnel",
    "en": r"rescission|rescind\w*|resolution|limitation|statutory|presum\w*|hereby|pursuant|liab\w*|express consent|"
    r"durable medium|acknowledge\w*|remed\w+|tangible|non.conform\w*|void|breach",
}


def answered() -> Iterator[Facts]:
    """The facts of every example."""
    for file in sorted(FOLDER.iterdir(), key=lambda file: file.name):
        for scenario in read_scenarios(file.read_bytes()):
            assert isinstance(scenario.content, dict)
            yield read_facts(scenario.content["facts"])


FACTS = list(answered())


def read_aloud(told: Explanation) -> str:
    """Everything a letter says, in its order."""
    parts = [told.conclusion, told.what, told.until, told.pays, told.next]
    parts += [reason.text for reason in told.reasons]
    parts += [*told.remains, *(way.text for way in told.paths)]
    return "\n".join(parts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_legal_word_is_explained_at_its_first_use_and_only_there(lang: Language) -> None:
    for facts in FACTS:
        text = read_aloud(explain(assess(facts), lang))
        for term in glossary(lang).values():
            found = re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, term.forms))})(?!\w)", text, re.IGNORECASE)
            if found is not None:
                assert text[found.end() :].startswith(f" ({term.gloss})"), (term.key, facts)
            assert text.count(f"({term.gloss})") == (found is not None)


def test_several_facts_are_asked_for_as_one_says_them() -> None:
    asked = ("delivered", "noticed", "prices")
    assert phrases("fr").listed("facts", asked[:1]) == "le jour de livraison"
    assert phrases("fr").listed("facts", asked).endswith("le jour où le défaut est apparu et le prix payé")
    assert phrases("en").listed("facts", asked[:2]) == "the day of delivery and the day the defect appeared"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_speaks_like_a_lawyer(lang: Language) -> None:
    jargon = re.compile(rf"\b(?:{JARGON[lang]})\b", re.IGNORECASE)
    texts = [re.sub(r"{\w+}", "", text) for section in phrases(lang).sections.values() for text in section.values()]
    texts += [term.gloss for term in glossary(lang).values()]
    assert [text for text in texts if jargon.search(text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_are_short(lang: Language) -> None:
    long = [
        sentence
        for section in phrases(lang).sections.values()
        for text in section.values()
        for sentence in re.split(r"[.:;?] ", text.replace("\u00a0", " "))
        if len(sentence.split()) > 26
    ]
    assert long == []


def test_both_languages_explain_the_same_words() -> None:
    assert glossary("fr").keys() == glossary("en").keys()


def test_a_gloss_never_needs_a_gloss() -> None:
    for lang in LANGUAGES:
        for term in glossary(lang).values():
            assert Glosser(lang).read(term.gloss) == term.gloss


def test_the_short_answer_and_the_steps_each_explain_the_mediator() -> None:
    told = explain(assess(FACTS[0]), "en")
    assert "mediator (an independent person" in told.disagree
    assert "mediator (an independent person" in told.paths[1].text
