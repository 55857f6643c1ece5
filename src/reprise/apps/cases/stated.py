"""What a withdrawal statement says: the fields the law names, in bounds, and the fingerprint of their content."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from reprise.core.references import ALPHABET
from reprise.core.refusals import mark
from reprise.core.typed_text import readable

NAME, NUMBER, WORDS, ADDRESS = 120, 80, 500, 254  # the longest that is kept of each

#: Characters that take no room: they hide words from whoever reads.
_UNSEEN: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u2062\u2063\u2064")
_LINK: Final = re.compile(r"://|\bwww\.|\bhttps?\b|\bmailto:", re.IGNORECASE)

TOO_LONG: Final = mark("Shorten this to %(most)s characters.")
NO_LINK: Final = mark("Write this without a web or e-mail address.")
NO_NAME: Final = mark("Enter your first and last name.")
NO_CONTRACT: Final = mark("Enter the order number, or say what you bought and when.")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some pieces of one order line, chosen by a customer who proved that the order is theirs."""

    line_id: int
    quantity: int
    name: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field, as a marked sentence with its parameters."""

    field: str
    sentence: str
    most: int = 0


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement as somebody makes it. `goods` empty: the whole order."""

    name: str
    email: str
    order_number: str = ""
    bought: str = ""
    goods: str = ""
    pieces: tuple[Piece, ...] = ()

    def faults(self) -> list[Fault]:
        """What the law asks for and is not there, and what no honest field holds; the way in checks the e-mail."""
        found = [Fault("name", NO_NAME)] if not self.name else []
        found += [Fault("number", NO_CONTRACT)] if not (self.order_number or self.bought) else []
        for field, text, most in (
            ("name", self.name, NAME), ("number", self.order_number, NUMBER), ("bought", self.bought, WORDS),
            ("goods", self.goods, WORDS),
        ):  # fmt: skip
            if len(text) > most:
                found.append(Fault(field, TOO_LONG, most))
            elif _LINK.search(text) or ("@" in text and field != "goods"):
                found.append(Fault(field, NO_LINK))
        return found

    def content(self) -> dict[str, object]:
        """What is stated as JSON, to be kept and committed to."""
        return {
            "name": self.name, "email": self.email, "order_number": self.order_number, "bought": self.bought,
            "goods": self.goods,
            "pieces": [{"line_id": p.line_id, "quantity": p.quantity, "name": p.name} for p in self.pieces],
        }  # fmt: skip

    @classmethod
    def from_content(cls, content: Mapping[str, object]) -> Self:
        """What was kept, read again."""
        kept = content.get("pieces")
        rows = kept if isinstance(kept, list) else []
        pieces = tuple(Piece(int(row["line_id"]), int(row["quantity"]), str(row["name"])) for row in rows)
        texts = {name: str(content.get(name, "")) for name in ("name", "email", "order_number", "bought", "goods")}
        return cls(**texts, pieces=pieces)


def one_line(typed: str) -> str:
    """A name or a number as one line of visible characters."""
    return " ".join("".join(c for c in readable(typed) if c not in _UNSEEN).split())


def some_lines(typed: str) -> str:
    """A few words, at most ten lines of them, without characters nobody sees."""
    lines = "".join(c for c in readable(typed) if c not in _UNSEEN).split("\n")
    kept = [" ".join(line.split()) for line in lines]
    return "\n".join(line for line in kept if line)


def stated(
    *, name: str, email: str, order_number: str = "", bought: str = "", goods: str = "", pieces: tuple[Piece, ...] = ()
) -> Stated:
    """A statement out of what was typed."""
    return Stated(
        name=one_line(name), email=one_line(email), order_number=one_line(order_number), bought=some_lines(bought),
        goods=some_lines(goods), pieces=pieces,
    )  # fmt: skip


def fingerprint(secret: str, shop_slug: str, said: Stated) -> str:
    """One word for one statement, however it is spelled; keyed, so that it tells nothing of what was erased."""
    parts = (said.name, said.email, said.order_number.lstrip("#"), said.bought, said.goods)
    pieces = sorted(f"{piece.line_id}×{piece.quantity}" for piece in said.pieces)
    text = "\n".join((shop_slug, *(_folded(part) for part in parts), *pieces))
    return hmac.new(secret.encode(), f"statement\n{text}".encode(), hashlib.sha256).hexdigest()


def key_of(print_of_it: str, day: date) -> str:
    """A statement and its day: what is said again the same day is the same, with the database or without."""
    return f"{print_of_it[:40]}:{day.isoformat()}"


def reference_of(secret: str, key: str) -> str:
    """The number a statement is called by, e.g. RT-7F3K-Q2M4: it follows from the key, so nothing has to be asked."""
    number = int.from_bytes(hmac.new(secret.encode(), f"reference\n{key}".encode(), hashlib.sha256).digest())
    letters = ""
    for _ in range(8):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return f"RT-{letters[:4]}-{letters[4:]}"


def proof_token(secret: str, reference: str) -> str:
    """The secret part of an acknowledgement's address."""
    return hmac.new(secret.encode(), f"proof\n{reference}".encode(), hashlib.sha256).hexdigest()[:32]


def proof_fits(secret: str, reference: str, token: str) -> bool:
    """Whether a token is the acknowledgement's, compared in constant time."""
    return hmac.compare_digest(proof_token(secret, reference).encode(), token.encode())


def unlinked(text: str) -> str:
    """The text as a letter may carry it: no mail program makes a link of it."""
    apart = re.sub(r"(?<=[^\W\d])\.(?=\w)|(?<=\w)\.(?=[^\W\d])", ".\u2060", text)
    return apart.replace("@", "\u2060@\u2060").replace("//", "/\u2060/")


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())
