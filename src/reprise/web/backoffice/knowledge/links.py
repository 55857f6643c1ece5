"""Where articles lead: to one another, looked at by itself, and outside, asked only when somebody presses."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.queries import Shelf, shelf_of
from reprise.apps.knowledge.rules.article import Article
from reprise.apps.knowledge.rules.markup import links_in
from reprise.integrations.web_links.check import Answered, check_links
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.knowledge.editing import title_of
from reprise.web.backoffice.knowledge.frame import show_knowledge
from reprise.web.backoffice.knowledge.needs import broken_links
from reprise.web.backoffice.pages import address, go

AT_ONCE: Final = 24  # addresses asked in one press: each may take some seconds, eight at a time
KEPT: Final = 7 * 24 * 3600  # seconds for which an answer is remembered
WORDS: Final[dict[Answered, tuple[str, Promise]]] = {
    Answered.GONE: ("late", _("is gone")),
    Answered.SILENT: ("late", _("does not answer")),
    Answered.UNWELCOME: ("late", _("is no public https address")),
    Answered.MOVED: ("wait", _("has moved")),
    Answered.SHY: ("wait", _("answers people only: look yourself")),
    Answered.FINE: ("done", _("answers")),
}


@dataclass(frozen=True, slots=True)
class Outside:
    """An address outside with the articles that lead to it, and how it answered last."""

    address: str
    used_by: list[tuple[str, str]]  # title, url of the editor
    state: str = ""
    words: str | Promise = ""
    to: str = ""
    at: str = ""

    @property
    def rank(self) -> tuple[int, str]:
        """What is broken first, what was never asked before what is fine."""
        return {"late": 0, "wait": 1, "": 2, "done": 3}[self.state], self.address


@desk_page(right=Right.CASES_READ)
def links(request: StaffRequest) -> HttpResponse:
    """All links of the shop’s articles."""
    shelf = shelf_of(request.shop.pk)
    found = _outside(request, shelf)
    if request.POST.get("do") == "ask":
        return _check(request, found)
    visible = {one.article.id for one in shelf.visible()}
    broken = [
        (title_of(one.article), address(request, "knowledge_article", one.article.id), gone)
        for one in shelf.visible() if (gone := broken_links(one.article, visible))
    ]  # fmt: skip
    unasked = sum(not one.state for one in found)
    context = {
        "broken": broken, "outside": sorted(found, key=lambda one: one.rank), "unasked": unasked,
        "next_count": min(AT_ONCE, unasked or len(found)),
    }  # fmt: skip
    return show_knowledge(request, "links", gettext("Where articles lead"), context, tab="links")


def _check(request: StaffRequest, found: list[Outside]) -> HttpResponse:
    """Ask those never asked first, then those asked longest ago."""
    asked = sorted(found, key=lambda one: (bool(one.state), one.at, one.address))[:AT_ONCE]
    now = timezone.now().isoformat()
    told = check_links(one.address for one in asked)
    cache.set_many({_key(one.address): (one.answered.value, one.to, now) for one in told}, KEPT)
    bad = sum(WORDS[one.answered][0] == "late" for one in told)
    said = ngettext("%(n)s address asked", "%(n)s addresses asked", len(told)) % {"n": len(told)}
    found_bad = ngettext("%(n)s is broken.", "%(n)s are broken.", bad) % {"n": bad}
    return go(request, f"{said}. {found_bad}" if bad else gettext("%(said)s. None is broken.") % {"said": said},
              "knowledge_links")  # fmt: skip


def _outside(request: StaffRequest, shelf: Shelf) -> list[Outside]:
    used: dict[str, list[tuple[str, str]]] = {}
    for one in shelf.visible():
        place = (title_of(one.article), address(request, "knowledge_article", one.article.id))
        for to in dict.fromkeys(addresses_of(one.article)):
            used.setdefault(to, []).append(place)
    known = cache.get_many([_key(to) for to in used])
    return [_told(to, places, known.get(_key(to))) for to, places in used.items()]


def _told(to: str, places: list[tuple[str, str]], known: tuple[str, str, str] | None) -> Outside:
    if known is None:
        return Outside(to, places)
    state, words = WORDS[Answered(known[0])]
    return Outside(to, places, state, words, known[1], known[2])


def addresses_of(article: Article) -> Iterator[str]:
    """Every address outside that an article leads to."""
    yield from (source.url for source in article.sources)
    for code in article.languages:
        yield from (link for link in links_in(article.texts[code].body) if link.startswith("https://"))


def _key(to: str) -> str:
    return f"link:{sha256(to.encode()).hexdigest()[:40]}"
