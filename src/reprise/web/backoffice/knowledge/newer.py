"""A colleague who saved an article while somebody else was writing it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from reprise.apps.knowledge.queries import Shelved, versions_of
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.rules.shop_content import content_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.knowledge.changes import Change, changes
from reprise.web.backoffice.pages import address


@dataclass(frozen=True, slots=True)
class Newer:
    """The version there is now, and what it changed of the one that was read."""

    number: int
    by: str
    at: datetime | None
    changes: list[Change]
    url: str


def newer_than(request: StaffRequest, shelved: Shelved, seen: int) -> Newer | None:
    """What was saved since version `seen` was read; None while that is still the current one."""
    slug, number = shelved.article.id, shelved.version
    if number == seen:
        return None
    rows = {row.number: row for row in versions_of(request.actor, slug)}
    read, now = rows.get(seen), rows.get(number)
    before = read.content if read else shipped_content(slug)
    who = str(now.by) if now and now.by else gettext("a colleague")
    url = (
        address(request, "knowledge_version", slug, number) if number else address(request, "knowledge_versions", slug)
    )
    return Newer(number, who, now.at if now else None, changes(before, content_of(shelved.article)), url)


def shipped_content(slug: str) -> dict[str, Any]:
    """What an article says as it ships; nothing for one that a shop wrote."""
    ours = next((one for one in shipped() if one.id == slug), None)
    return content_of(ours) if ours else {}
