"""Which goods carry no right of withdrawal (L221-28, Directive 2011/83/EU art. 16); the list is closed."""

from dataclasses import dataclass

from reprise.law.assessment import Reason
from reprise.law.facts import Line
from reprise.law.situation import Situation
from reprise.law.vocabulary import Item

MADE_FOR_THE_BUYER = frozenset({Item.CUSTOM_FILE, Item.CUSTOM_DIMENSIONS, Item.CATALOGUE_PERSONALISED})


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A reason to refuse withdrawal, or to let a person decide when `unsettled`."""

    reasons: tuple[Reason, ...]
    unsettled: bool = False


def exclusion_of(situation: Situation, line: Line) -> Exclusion | None:
    """Find the exception that fits the goods, if any."""
    if line.item in MADE_FOR_THE_BUYER:
        return _made_for_the_buyer(situation, line.item)
    if line.item is Item.RESIN_OPENED:
        return Exclusion((situation.because("opened_resin", "withdrawal.exception.hygiene"),), unsettled=True)
    if line.item.is_digital:
        return _digital(situation, line)
    return None


def kept_right(situation: Situation, line: Line) -> tuple[Reason, ...]:
    """Say why an exception one might think of does not fit."""
    if line.item is Item.CATALOGUE_STANDARD:
        return (situation.because("preset_options", "withdrawal.exception.preset_options"),)
    if line.item is Item.FILAMENT_OPENED:
        return (
            situation.because("opening_keeps_the_right", "withdrawal.exception.hygiene", "withdrawal.depreciation"),
        )
    if line.item.is_digital:
        if _gives_up(situation, line):
            return (situation.because("digital_not_supplied", "withdrawal.digital_survives"),)
        return (situation.because("digital_condition_missing", "withdrawal.digital_survives"),)
    return ()


def _made_for_the_buyer(situation: Situation, item: Item) -> Exclusion:
    reasons = (_how_it_was_made(situation, item),)
    if situation.facts.info.exclusion:
        return Exclusion(reasons)
    # Courts have let a buyer withdraw when nobody had said beforehand that the right was excluded.
    unannounced = situation.because("exclusion_not_announced", "withdrawal.exception.announced")
    return Exclusion((*reasons, unannounced), unsettled=True)


def _how_it_was_made(situation: Situation, item: Item) -> Reason:
    if item is Item.CATALOGUE_PERSONALISED:
        return situation.because("personalised", "withdrawal.exception.personalised")
    if item is Item.CUSTOM_DIMENSIONS:
        return situation.because("custom_dimensions", "withdrawal.exception.custom")
    return situation.because("custom_file", "withdrawal.exception.custom")


def _digital(situation: Situation, line: Line) -> Exclusion | None:
    if situation.facts.downloaded and _gives_up(situation, line):
        return Exclusion((situation.because("digital_supply_begun", "withdrawal.exception.digital"),))
    return None


def _gives_up(situation: Situation, line: Line) -> bool:
    """Whether the right ends with the supply: the three conditions are those of paid contracts."""
    return situation.facts.digital.all_met or line.price == 0
