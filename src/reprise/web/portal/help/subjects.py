"""The articles by subject, in the order in which people in trouble look for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from reprise.apps.knowledge.rules.article import Kind
from reprise.core.refusals import mark
from reprise.printing.defects import defect
from reprise.web.portal.request.tiles import drawing_of

if TYPE_CHECKING:
    from reprise.apps.knowledge.queries import Shelf
    from reprise.apps.knowledge.rules.article import Article

#: What the welcome page names: what goes wrong most at home and can be mended in an evening.
OFTEN: Final = ("help-under-extrusion", "help-bed-adhesion", "help-stringing")
MOST_LISTED: Final = 40  # of a subject on the page of all of them; a shop that wrote more has a page for each subject
USUAL: Final = 5  # articles shown of a subject before one asks for all of them
PRINTING, RECEIVED, MACHINE, RETURNS = "printing", "received", "machine", "returns"
DELIVERY, MONEY, RIGHTS, OTHER = "delivery", "money", "rights", "other"

#: Subject → its icon, its heading and the articles that come first.
SUBJECTS: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    PRINTING: ("nozzle", mark("My print goes wrong"), (
        "help-bed-adhesion", "help-under-extrusion", "help-stringing", "help-warping", "help-layer-shift",
        "help-resin-not-curing",
    )),
    RECEIVED: ("cube", mark("A printed part has a defect"), (
        "defect-dimension_out_of_tolerance", "defect-fdm_warping", "defect-fdm_delamination",
        "defect-fdm_layer_shift", "defect-support_scars", "photo-evidence",
    )),
    MACHINE: ("wrench", mark("Printer, filament, resin"), (
        "printer-defective", "repair", "opened-filament", "recycling",
    )),
    RETURNS: ("return", mark("Return something or change my mind"), (
        "return-start", "withdrawal-14-days", "returnable-products", "return-packaging", "return-tracking",
        "custom-parts",
    )),
    DELIVERY: ("truck", mark("Order and delivery"), (
        "late-delivery", "damaged-in-transit", "wrong-item", "cancel-before-printing",
    )),
    MONEY: ("euro", mark("Refund, costs, invoice"), (
        "refund-timing-method", "return-fees", "invoice-credit-note", "b2b-returns",
    )),
    RIGHTS: ("scale", mark("Guarantee and disagreement"), ("warranty", "dispute-unresolved", "mediation")),
    OTHER: ("book", mark("Good to know"), ()),
}  # fmt: skip
#: Where an article on a defect stands, by the group of the taxonomy.
OF_DEFECTS: Final = {"printed_part": RECEIVED, "any_order": DELIVERY}
_PLACES: Final = {
    slug: (key, place) for key, (_, _, slugs) in SUBJECTS.items() for place, slug in enumerate(slugs)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a list: its title in the page's language, and the drawing of its defect where it has one."""

    slug: str
    title: str
    drawing: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Articles under one heading, and the less usual ones below them."""

    key: str
    icon: str
    title: str
    usual: tuple[Entry, ...]
    others: tuple[Entry, ...]
    more: int = 0  # that stand on its own page only


def subject_of(article: "Article") -> str:
    """The subject an article is about; a shop's own one is found by its kind."""
    if article.id in _PLACES:
        return _PLACES[article.id][0]
    if found := defect(article.id.removeprefix("defect-")):
        return OF_DEFECTS.get(found.group, MACHINE)
    return PRINTING if article.kind is Kind.HELP else OTHER


def title_of(key: str) -> str:
    """The heading of a subject."""
    return gettext(SUBJECTS[key][1])


def entry(article: "Article", language: str) -> Entry:
    """An article as a list names it."""
    return Entry(article.id, article.in_(language).title, drawing_of(article.id.removeprefix("defect-")))


def subjects(articles: Iterable["Article"], language: str) -> Iterator[Subject]:
    """Every subject that has an article; what people need most stands first."""
    for key, some in _sorted(articles, language).items():
        if some:
            few = USUAL if len(some) > USUAL + 1 else len(some)  # nobody opens a list for one more line
            listed = [entry(one, language) for one in some[:MOST_LISTED]]
            more = max(0, len(some) - MOST_LISTED)
            yield Subject(key, SUBJECTS[key][0], title_of(key), tuple(listed[:few]), tuple(listed[few:]), more)


def listed(articles: Iterable["Article"], key: str, language: str) -> list[Entry]:
    """Every article of one subject."""
    return [entry(one, language) for one in _sorted(articles, language).get(key, [])]


def _sorted(articles: Iterable["Article"], language: str) -> dict[str, list["Article"]]:
    found: dict[str, list[Article]] = {key: [] for key in SUBJECTS}
    for article in articles:
        found[subject_of(article)].append(article)
    for some in found.values():
        some.sort(key=lambda one: _order(one, language))
    return found


def _order(article: "Article", language: str) -> tuple[int, str]:
    return _PLACES.get(article.id, ("", len(_PLACES)))[1], article.in_(language).title


def often_read(shelf: "Shelf", language: str) -> Iterator[Entry]:
    """The few articles that spare most people a request."""
    for slug in OFTEN:
        one = shelf.articles.get(slug)
        if one is not None and not one.hidden:
            yield entry(one.article, language)
