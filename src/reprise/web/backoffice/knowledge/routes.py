"""The addresses of the knowledge desk, below a shop's desk: name and view."""

from typing import Final

from reprise.web.backoffice.knowledge import (
    deeds,
    editing,
    figures,
    links,
    listing,
    questions,
    sample,
    trying,
    versions,
)
from reprise.web.backoffice.routes import Routes

ROUTES: Final[Routes] = {
    "knowledge/": ("knowledge", listing.articles),
    "knowledge/new/": ("knowledge_new", editing.new),
    "knowledge/questions/": ("knowledge_questions", questions.questions),
    "knowledge/sample/": ("knowledge_sample", sample.sample),
    "knowledge/sample/<int:asked_id>/": ("knowledge_judge", sample.judge),
    "knowledge/figures/": ("knowledge_figures", figures.figures),
    "knowledge/try/": ("knowledge_try", trying.try_it),
    "knowledge/links/": ("knowledge_links", links.links),
    "knowledge/articles/<slug:article>/": ("knowledge_article", editing.article),
    "knowledge/articles/<slug:article>/deed/": ("knowledge_deed", deeds.deed),
    "knowledge/articles/<slug:article>/versions/": ("knowledge_versions", versions.versions),
    "knowledge/articles/<slug:article>/versions/<int:number>/": ("knowledge_version", versions.version),
}
