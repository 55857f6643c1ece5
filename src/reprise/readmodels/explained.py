"""The answer to one wish in a reader's language: what the law library says, and what the shop adds to it."""

from dataclasses import dataclass

from django.utils.translation import gettext, override

from reprise.core.money import Money
from reprise.law.explain import Explanation, explain
from reprise.law.formats import amount
from reprise.law.glossary import OPEN, glossary
from reprise.readmodels.assessment import AssessedLine, AssessedRequest
from reprise.readmodels.choice_words import words_of_choice
from reprise.readmodels.citing import Cited, cited_once, cited_together
from reprise.readmodels.rule_words import Rule, Words, next_when_automatic, rules_told, words_of_rule


@dataclass(frozen=True, slots=True)
class Why:
    """One reason with the text or the shop's rule behind it; `url` is empty where there is nothing to open."""

    text: str
    label: str = ""
    url: str = ""
    is_shop: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to do after a "no", and the texts behind it; `code` tells programs which: again, mediator, court…"""

    code: str
    text: str
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The answer in words: what one gets, until when, who pays, what next, why, what remains, how to disagree."""

    headline: str
    what: str
    until: str
    pays: str
    next_step: str
    why: tuple[Why, ...]
    remains: tuple[str, ...]
    disagree: str
    paths: tuple[Way, ...] = ()  # the same, step by step


def tell(request: AssessedRequest, line: AssessedLine, lang: str) -> Told:
    """Put the answer to one wish into words."""
    with override(lang):
        if line.assessment is None:
            return _unsorted()
        said, ours = explain(line.assessment, lang), words_of_rule(line, lang)
        if not ours.headline:
            ours = words_of_choice(line, lang)
        headline, words = _headline(said.conclusion, lang)
        return Told(
            headline=ours.headline or headline,
            what=" ".join((ours.what or _brings(request, line, lang) or said.what, *(() if ours.headline else words))),
            until=_until(line, said, ours),
            pays=gettext("Nobody: you keep the article, nothing to send back.") if line.keep_goods else said.pays,
            next_step=ours.next_step or next_when_automatic(line) or said.next,
            why=(*_legal(said), *_shop(request, line, lang), *_repaid(line, lang)),
            remains=said.remains,
            disagree=said.disagree,
            paths=_ways(said),
        )


def _headline(conclusion: str, lang: str) -> tuple[str, tuple[str, ...]]:
    """The conclusion without the meaning of its legal words, which follows in sentences of its own."""
    text, words = conclusion.removesuffix("."), []
    if OPEN not in text:  # no legal word is in it
        return text, ()
    for term in glossary(lang).values():
        before, found, after = text.partition(f" ({term.gloss})")
        if found:
            word = next(form for form in term.forms if before.lower().endswith(form.lower()))
            told = {"label": word[:1].upper() + word[1:], "value": term.gloss}
            words.append(gettext("%(label)s: %(value)s") % told + ".")
            text = before + after
    return text, tuple(words)


def _brings(request: AssessedRequest, line: AssessedLine, lang: str) -> str:
    """The sum that is really paid, where the delivery fee comes on top of the price of the one article asked about."""
    alone = len(request.lines) == 1 and line.refund is not None and request.delivery.minor
    if not alone or request.refund is None:
        return ""
    told = {"amount": in_words(request.refund, lang)}
    return gettext("We refund you %(amount)s, delivery included, by the means of payment you used.") % told


def _until(line: AssessedLine, said: Explanation, ours: Words) -> str:
    """A refusal that no date decides has no last day to tell: nothing to say is better than a riddle."""
    if ours.headline and not ours.is_law:
        return ours.until
    tells_something = line.verdict != "no" or any(sign.isdigit() for sign in said.until)
    return said.until if tells_something else ""


def _legal(said: Explanation) -> tuple[Why, ...]:
    """Each reason with its first text; the texts that follow say the same of another side."""
    firsts = [reason.sources[0] if reason.sources else None for reason in said.reasons]
    labels = iter(cited_once((source.label, source.short) for source in firsts if source))
    return tuple(
        Why(reason.text, next(labels), source.url) if source else Why(reason.text)
        for reason, source in zip(said.reasons, firsts, strict=True)
    )


def _ways(said: Explanation) -> tuple[Way, ...]:
    return tuple(
        Way(way.code, way.text, cited_together(tuple([(source.label, source.url) for source in way.sources])))
        for way in said.paths
    )


def _shop(request: AssessedRequest, line: AssessedLine, lang: str) -> tuple[Why, ...]:
    """What the shop's own rules add, each with its number and version."""
    url = f"/{lang}/s/{request.sale.shop.slug}/conditions/v/{request.policy_number}/"
    return tuple(
        Why(rule.text, _label(rule, request.policy_number), url, is_shop=True) for rule in rules_told(line, lang)
    )


def _label(rule: Rule, number: int) -> str:
    if rule.is_contract:
        label = gettext("Your contract, rule %(rule)s, version %(number)s")
    else:
        label = gettext("Our policy, rule %(rule)s, version %(number)s")
    return label % {"rule": rule.row, "number": number}


def _repaid(line: AssessedLine, lang: str) -> tuple[Why, ...]:
    """That part of the price went back before, where it did."""
    if not line.repaid.minor:
        return ()
    text = gettext("%(amount)s of the price of these pieces were repaid before.")
    return (Why(text % {"amount": in_words(line.repaid, lang)}),)


def _unsorted() -> Told:
    return Told(
        headline=gettext("A person answers you"),
        what=gettext("We have not sorted this article yet, so nothing is computed for it."),
        until="",
        pays="",
        next_step=gettext("Send your request: somebody looks at the article and answers with your rights."),
        why=(),
        remains=(),
        disagree="",
    )


def in_words(money: Money, lang: str) -> str:
    """An amount as the language writes it."""
    return amount(money, "fr" if lang == "fr" else "en")
