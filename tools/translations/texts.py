"""Which texts are marked for translation in the Python code and in the templates."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

SOURCE: Final = Path(__file__).parents[2] / "src" / "reprise"
MARKS: Final[dict[str, tuple[int | tuple[int, int] | tuple[int, str], ...]]] = {
    "_": (1,),
    "gettext": (1,),
    "gettext_lazy": (1,),
    "gettext_noop": (1,),
    "mark": (1,),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True, slots=True)
class Text:
    """One marked text: its context, its English singular and plural (empty when it has none), and where it stands."""

    context: str
    singular: str
    plural: str
    place: str

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue finds it by."""
        return self.context, self.singular


def in_python(source: str, place: str) -> Iterator[Text]:
    """The texts marked in Python code; a mark around something that is not a literal text is none."""
    for line, function, given, _comments in extract_python(io.BytesIO(source.encode()), MARKS, (), {}):
        said = cast("str | tuple[str, ...] | None", given)  # Babel's annotation says a list, which it never is
        arguments = list(said) if isinstance(said, tuple) else [said or ""]
        at = places(str(function))
        texts = [arguments[position - 1] for position in at if position <= len(arguments)]
        if len(texts) == len(at) and all(texts):
            context = "" if at[0] == 1 else arguments[0]
            yield Text(context or "", texts[0], texts[1] if len(texts) > 1 else "", f"{place}:{line}")


def places(function: str) -> list[int]:
    """Which arguments of a marking function are texts, counted from one; the context is not."""
    return [at for at in MARKS[function] if isinstance(at, int)]


def in_template(source: str, place: str) -> Iterator[Text]:
    """The texts marked in a Django template.

    Django rewrites the template as calls of gettext between blanked words; the brackets keep its indentation harmless.
    """
    yield from in_python("(" + templatize(source, origin=place) + "\n)", place)


def all_texts(root: Path = SOURCE) -> list[Text]:
    """Every marked text of the product; tests are no part of it."""
    found: list[Text] = []
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.html"), *root.rglob("*.txt")]):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        read = in_python if path.suffix == ".py" else in_template
        found.extend(read(path.read_text(encoding="utf-8"), str(path.relative_to(root))))
    return found
