"""Everything we say can be said in both languages, and reads as it should."""

import ast
import re
import string
from collections.abc import Iterator
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

import reprise.law
from reprise.core.money import Money
from reprise.law.assess import assess
from reprise.law.assessment import Param, Reason
from reprise.law.explain import explain, explain_reason
from reprise.law.facts import Line, Notices
from reprise.law.formats import amount, long_date
from reprise.law.letters import as_text
from reprise.law.phrases import LANGUAGES, Language, phrases
from reprise.law.tests.people import alice, defect
from reprise.law.vocabulary import Buyer, Claim, Item, Payer

SAMPLES: dict[str, Param] = {
    "country": "DE", "fact": "delivered", "other": "ordered", "days": 14, "months": 12, "employees": 5,
    **dict.fromkeys(("fee", "supplement", "amount", "postage"), Money(123450, "EUR")),
    **dict.fromkeys(
        ("start", "last_day", "until", "given", "declared", "presumed", "noticed", "due", "back", "published",
         "delivered", "repair_by", "day", "other_day"), date(2026, 12, 7)),
}  # fmt: skip


def spoken() -> Iterator[tuple[str, frozenset[str]]]:
    """Each reason code in the modules, with the names of its values."""
    for path in sorted(Path(reprise.law.__path__[0]).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield from _said(path, node)


def _said(path: Path, call: ast.Call) -> Iterator[tuple[str, frozenset[str]]]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in {"because", "because_on", "Reason"} or path.name == "situation.py":
        return
    code = call.args[1] if name == "because_on" else call.args[0]
    params = [keyword.arg for keyword in call.keywords]
    if name == "Reason":
        params = [key.value for node in call.args[1:] if isinstance(node, ast.Dict) for key in node.keys]  # type: ignore[union-attr]  # written as words
    for branch in (code.body, code.orelse) if isinstance(code, ast.IfExp) else (code,):
        assert isinstance(branch, ast.Constant), f"{path.name}: a reason code has to be written out"
        yield str(branch.value), frozenset(str(param) for param in params)


SPOKEN = sorted(set(spoken()), key=str)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("code", "params"), SPOKEN)
def test_every_reason_can_be_told_with_its_values_in_their_place(
    code: str, params: frozenset[str], lang: Language
) -> None:
    text = explain_reason(Reason(code, {name: SAMPLES[name] for name in params}), phrases(lang)).text
    assert "{" not in text
    assert text.endswith(".")
    assert len(text) > 20


def test_no_sentence_is_left_that_nobody_says() -> None:
    codes = {code for code, _ in SPOKEN}
    for lang in LANGUAGES:
        assert set(phrases(lang).sections["reasons"]) == codes


def test_both_languages_say_the_same_things_with_the_same_blanks() -> None:
    french, english = (
        {
            (section, key): blanks(text)
            for section, texts in phrases(lang).sections.items()
            for key, text in texts.items()
        }
        for lang in LANGUAGES
    )
    assert french == english


def blanks(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def sentences(lang: Language) -> list[str]:
    return [text for texts in phrases(lang).sections.values() for text in texts.values()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tone_is_that_of_a_competent_person_at_the_counter(lang: Language) -> None:
    unwanted = re.compile(r"!|malheureusement|veuillez|unfortunately|please|définitive|final|'|\.\.\.", re.IGNORECASE)
    assert [text for text in sentences(lang) if unwanted.search(text)] == []


def test_french_spaces_do_not_break() -> None:
    loose = re.compile(r"(?<!\u00a0)[:;?%»]| [:;?%»]|«(?!\u00a0)")
    assert [text for text in sentences("fr") if loose.search(text)] == []


def test_dates_and_amounts_are_written_as_people_read_them() -> None:
    assert long_date(date(2026, 12, 7), "fr") == "lundi 7\u00a0décembre 2026"
    assert long_date(date(2026, 2, 1), "fr") == "dimanche 1er\u00a0février 2026"
    assert long_date(date(2026, 12, 7), "en") == "Monday 7\u00a0December 2026"
    assert amount(Money(123450, "EUR"), "fr") == "1\u202f234,50\u00a0€"
    assert amount(Money(123450, "EUR"), "en") == "€1,234.50"
    assert amount(Money(-990, "EUR"), "fr") == "−9,90\u00a0€"
    assert amount(Money(1500, "CHF"), "en") == "CHF\u00a015.00"
    assert amount(Money(1500, "JPY"), "fr") == "1\u202f500\u00a0JPY"


def test_the_conclusion_names_the_exact_thing_refused() -> None:
    told = explain(assess(alice(declared=date(2026, 6, 1))), "fr")
    assert told.conclusion == "Il n’est pas possible de renoncer à cet achat."
    assert told.until == "Loi\u00a0: le dernier jour pour renoncer était le lundi 16\u00a0mars 2026."
    assert any("garantie légale de conformité" in sentence for sentence in told.remains)
    assert "médiateur" in told.disagree


def test_reasons_carry_their_texts_in_full_and_in_short() -> None:
    told = explain(assess(defect()), "fr")
    labels = [source.label for reason in told.reasons for source in reason.sources]
    assert "Code de la consommation, art. L217-7" in labels
    assert "Art. L217-7" in [source.short for reason in told.reasons for source in reason.sources]
    assert all(source.url.startswith("https://") for reason in told.reasons for source in reason.sources)


def test_a_company_is_not_sent_to_the_consumer_mediator() -> None:
    told = explain(assess(defect(buyer=Buyer.PROFESSIONAL)), "fr")
    assert "médiateur" not in told.disagree
    assert "juge" in told.disagree


def test_a_buyer_abroad_hears_of_the_european_centre() -> None:
    assert "European Consumer Centre" in explain(assess(alice(country="DE")), "en").disagree


def test_lines_refused_are_named() -> None:
    lines = (Line(item=Item.CUSTOM_FILE, price=8000), Line(item=Item.FILAMENT_SEALED, price=2500))
    from_file = alice(lines=lines, info=Notices(withdrawal=True, exclusion=True))
    assert "pièce faite d’après votre fichier" in explain(assess(from_file), "fr").what


@pytest.mark.parametrize("claim", Claim)
def test_every_claim_has_a_refusal_of_its_own(claim: Claim) -> None:
    assert phrases("fr").knows("conclusions", f"refuse.{claim}")


@pytest.mark.parametrize("payer", Payer)
def test_every_payer_is_named(payer: Payer) -> None:
    assert phrases("en").knows("pays", payer)


@pytest.mark.parametrize("item", Item)
def test_every_item_is_named(item: Item) -> None:
    assert phrases("fr").knows("items", item)


def test_a_letter_begins_with_its_conclusion_and_ends_with_how_to_disagree() -> None:
    told = explain(assess(alice()), "en")
    lines = as_text(told, "en").splitlines()
    assert lines[0] == told.conclusion
    assert lines[-1].strip().startswith("French Code of Civil Procedure")
    steps = [way.text for way in told.paths]
    assert [
        line.strip().partition(". ")[2] for line in lines if line.startswith("  ") and line.strip()[0].isdigit()
    ] == steps


def test_another_language_is_answered_in_english() -> None:
    assert explain(assess(alice()), "de").conclusion == "You may withdraw from this purchase."


def test_the_wording_is_in_the_package() -> None:
    names = {file.name for file in (resources.files("reprise.law") / "wording").iterdir()}
    assert {"fr.yaml", "en.yaml"} <= names
