"""What the index finds. Only identities leave here: whoever shows the things asks their own app for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.search.asking import Alternatives, Question
from reprise.apps.search.kinds import Found
from reprise.apps.search.models import SearchDocument, SearchMark

_SQLITE = """
SELECT d.id, d.object_id FROM search_words JOIN search_searchdocument d ON d.id = search_words.rowid
WHERE search_words MATCH %s AND d.shop_id = %s AND d.kind = %s ORDER BY search_words.rowid DESC LIMIT %s"""
_POSTGRESQL = """
SELECT id, object_id FROM search_searchdocument
WHERE array_to_tsvector(string_to_array(words, ' ')) @@ %s::tsquery AND shop_id = %s AND kind = %s
ORDER BY id DESC LIMIT %s"""


@dataclass(frozen=True, slots=True)
class Match:
    """One thing found, and the texts it was read from."""

    object_id: int
    texts: Sequence[Sequence[str]]


def found(actor: Actor, asked: Question, kind: Found, *, limit: int) -> list[Match]:
    """The things of one sort in the actor's shop that hold what was asked, the newest first."""
    there = candidates(actor, asked, kind, limit=limit)
    rows = texts_of(list(there))
    return [Match(number, rows[pk]) for pk, number in there.items() if pk in rows]


def texts_of(document_ids: Sequence[int]) -> dict[int, Sequence[Sequence[str]]]:
    """What some documents were read from."""
    return dict(SearchDocument.objects.filter(pk__in=document_ids).values_list("pk", "texts"))


def candidates(actor: Actor, asked: Question, kind: Found, *, limit: int) -> dict[int, int]:
    """The thing of each document that fits, without texts, for whoever has an order of their own."""
    actor.require(Right.ORDERS_READ if kind is Found.ORDER else Right.CASES_READ)
    if asked.is_empty:
        return {}
    statement, tongue = (_SQLITE, _fts5) if connection.vendor == "sqlite" else (_POSTGRESQL, _tsquery)
    with connection.cursor() as cursor:
        cursor.execute(statement, [tongue(asked, scope(actor.shop_id, kind)), actor.shop_id, kind.value, limit])
        return dict(cursor.fetchall())


def scope(shop_id: int, kind: Found) -> str:
    """A word every document of a shop and sort holds, so that no other is even looked at."""
    return f"zshop{shop_id}{kind.value}"


def mark_of(stream: str) -> int:
    """How far the index has read a stream."""
    return SearchMark.objects.filter(stream=stream).values_list("last_id", flat=True).first() or 0


def known(kind: Found, ids: Sequence[int]) -> dict[int, SearchDocument]:
    """The documents there are of some things."""
    return {row.object_id: row for row in SearchDocument.objects.filter(kind=kind.value, object_id__in=ids)}


def _fts5(asked: Question, where: str) -> str:
    words = _all([_any(forms, '"{}"', '"{}"*', " OR ") for forms in asked.words], asked, " AND ", " OR ")
    codes = _any(asked.codes, '"{}"', '"{}"*', " OR ")
    wanted = " OR ".join(f"({part})" for part in (words, codes) if part)
    return f'"{where}" AND ({wanted})'


def _tsquery(asked: Question, where: str) -> str:
    words = _all([_any(forms, "'{}'", "'{}':*", " | ") for forms in asked.words], asked, " & ", " | ")
    codes = _any(asked.codes, "'{}'", "'{}':*", " | ")
    wanted = " | ".join(f"({part})" for part in (words, codes) if part)
    return f"'{where}' & ({wanted})"


def _all(words: list[str], asked: Question, every: str, some: str) -> str:
    """All of the words, or all but one of them, whichever."""
    if not asked.but_one or len(words) < 2:
        return every.join(words)
    without = (every.join(words[:place] + words[place + 1 :]) for place in range(len(words)))
    return some.join(f"({part})" for part in without)


def _any(forms: Alternatives, whole: str, begun: str, between: str) -> str:
    """Forms are letters and digits only, so a quote cannot occur in one."""
    told = between.join((begun if more else whole).format(form) for form, more in forms)
    return f"({told})" if told else ""
