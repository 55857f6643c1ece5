"""Every notice as the desk shows it: its text filled in, what the shop has still to say, whether it is in place."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reprise.apps.accounts.models import Shop
from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.models import PolicyVersion
from reprise.apps.policies.notice_queries import notices_in_place
from reprise.readmodels.explained import Why
from reprise.readmodels.notices.catalogue import LANGUAGES, Notice, articles, notices
from reprise.readmodels.notices.filling import blanks, known_of


@dataclass(frozen=True, slots=True)
class Placed:
    """One notice of one shop. `state`: in_place, changed (its text is another since), open."""

    name: str
    title: str
    duty: str
    where: str
    sources: tuple[Why, ...]
    wording: str
    texts: Mapping[str, str]  # by language
    missing: tuple[str, ...]
    told: str  # the statement of the policy that hangs on it
    is_told: bool
    digest: str
    state: str
    since: datetime | None


def notices_of(shop: Shop, version: PolicyVersion, lang: str, base_url: str) -> tuple[Placed, ...]:
    """All notices of a shop, read in one query."""
    policy, known = policy_of(version), known_of(shop)
    ticked = {row.notice: (row.digest, row.placed_at) for row in notices_in_place(shop.pk)}
    filled = {each: blanks(shop, policy, version.number, base_url, each) for each in LANGUAGES}
    said = policy.terms.notices
    return tuple(
        _placed(notice, filled, known, ticked.get(notice.name), lang, getattr(said, notice.told, False))
        for notice in notices()
    )


def _placed(
    notice: Notice, filled: Mapping[str, Mapping[str, str]], known: Mapping[str, str],
    ticked: tuple[str, datetime] | None, lang: str, is_told: bool,
) -> Placed:  # fmt: skip
    code = "fr" if lang == "fr" else "en"
    texts = {each: notice.texts[each].format(**filled[each]).strip() for each in LANGUAGES if each in notice.texts}
    digest = digest_of(texts)
    state = "open" if ticked is None else "in_place" if ticked[0] == digest else "changed"
    return Placed(
        name=notice.name, title=notice.title[code], duty=notice.duty[code],
        where=notice.where[code].format(**filled[code]), sources=_sources(notice, code), wording=notice.wording,
        texts=texts, missing=tuple(name for name in notice.needs if not known[name]), told=notice.told,
        is_told=is_told, digest=digest, state=state, since=ticked[1] if ticked else None,
    )  # fmt: skip


def digest_of(texts: Mapping[str, str]) -> str:
    """What tells one state of a notice's texts from another."""
    return hashlib.sha256("\x1f".join(texts.get(each, "") for each in LANGUAGES).encode()).hexdigest()


def _sources(notice: Notice, lang: str) -> tuple[Why, ...]:
    return tuple(Why("", articles()[name][lang], articles()[name]["url"]) for name in notice.articles)


def tally(placed: Sequence[Placed]) -> tuple[int, int]:
    """How many are in place, out of how many."""
    return sum(notice.state == "in_place" for notice in placed), len(placed)
