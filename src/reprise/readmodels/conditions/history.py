"""Every version of a shop's conditions: when it held, what is announced, and what changed from one to the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher

from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.queries import versions_of
from reprise.core.refusals import NotFound
from reprise.readmodels.conditions.section import Conditions, Section


@dataclass(frozen=True, slots=True)
class Edition:
    """One version and the days it held: `until` None means until further notice; never: another came for that day."""

    version: PolicyVersion
    number: int
    since: date
    until: date | None
    state: str  # announced, in_force, past, never


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that came, went or was changed, under the heading it stands below."""

    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def editions(shop_id: int, today: date) -> tuple[Edition, ...]:
    """Every version, newest first, with the days it held."""
    versions = versions_of(shop_id)
    return tuple(_edition(version, versions, today) for version in versions)


def _edition(version: PolicyVersion, versions: list[PolicyVersion], today: date) -> Edition:
    later = [each.in_force_from for each in versions if each.number > version.number]
    end = min(later) - timedelta(days=1) if later else None
    if end is not None and end < version.in_force_from:
        return Edition(version, version.number, version.in_force_from, end, "never")
    state = "past" if end is not None and end < today else "in_force" if version.in_force_from <= today else "announced"
    if state == "announced" and version.number == 1:
        state = "in_force"  # the first version holds for every order before it too
    return Edition(version, version.number, version.in_force_from, end, state)


def edition(shop_id: int, number: int, today: date) -> Edition:
    """One version by its number; missing when there is none."""
    found = next((each for each in editions(shop_id, today) if each.number == number), None)
    if found is None:
        raise NotFound
    return found


def day_of(edition: Edition, today: date) -> date:
    """The day whose law a version is told with: today while it holds, else the nearest day on which it did."""
    if edition.state == "past" and edition.until is not None:
        return max(edition.since, edition.until)
    return max(edition.since, today) if edition.state == "in_force" else edition.since


def changes(before: Conditions, after: Conditions) -> tuple[Change, ...]:
    """What reads differently, section by section, sentence by sentence."""
    old, new = ({section.key: section for section in told.sections} for told in (before, after))
    keys = list(dict.fromkeys([*new, *old]))
    return tuple(change for key in keys for change in _changed(old.get(key), new.get(key)))


def _changed(old: Section | None, new: Section | None) -> Iterator[Change]:
    section = new or old
    if section is None:
        return
    was, now = (list(sentences(each)) if each else [] for each in (old, new))
    for tag, one, two, three, four in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Change(section.title, tuple(was[one:two]), tuple(now[three:four]))


def sentences(section: Section) -> Iterator[str]:
    """Everything a section says, in order; the table row by row."""
    yield from section.paragraphs
    yield from section.listed
    for row in section.rows:
        yield row.told
