from collections.abc import Sequence
from dataclasses import dataclass

from reprise.apps.search.kinds import Found
from reprise.apps.search.models import SearchDocument, SearchMark
from reprise.apps.search.queries import known, scope
from reprise.apps.search.words import indexed
from reprise.platform.transactions import atomic

FIELDS = ["shop_id", "words", "texts", "version"]


@dataclass(frozen=True, slots=True)
class Document:
    """A thing as it is found: the texts to show, and the words it answers to."""

    kind: Found
    shop_id: int
    object_id: int
    words: frozenset[str]
    texts: tuple[tuple[str, str], ...]
    version: int = 0


@atomic
def keep_documents(*, documents: Sequence[Document]) -> int:
    """Write what is new or has changed; how many rows that were. Nothing is written where nothing changed."""
    new, changed = list[SearchDocument](), list[SearchDocument]()
    for kind in {document.kind for document in documents}:
        told = {document.object_id: _row(document) for document in documents if document.kind is kind}
        before = known(kind, list(told))
        for object_id, row in told.items():
            old = before.get(object_id)
            if old is None:
                new.append(row)
            elif any(getattr(old, name) != getattr(row, name) for name in FIELDS):
                row.pk = old.pk
                changed.append(row)
    SearchDocument.objects.bulk_create(new, ignore_conflicts=True, batch_size=200)
    SearchDocument.objects.bulk_update(changed, FIELDS, batch_size=100)
    return len(new) + len(changed)


def _row(document: Document) -> SearchDocument:
    words = indexed((scope(document.shop_id, document.kind), *document.words))
    return SearchDocument(
        shop_id=document.shop_id, kind=document.kind.value, object_id=document.object_id, words=words,
        texts=[list(text) for text in document.texts], version=document.version,
    )  # fmt: skip


@atomic
def move_mark(*, stream: str, last_id: int) -> None:
    """Keep how far a stream was read."""
    SearchMark.objects.update_or_create(stream=stream, defaults={"last_id": last_id})


@atomic
def drop_documents(*, kind: Found, object_ids: Sequence[int]) -> None:
    """Let go of documents whose thing is gone."""
    SearchDocument.objects.filter(kind=kind.value, object_id__in=list(object_ids)).delete()
