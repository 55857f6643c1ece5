"""What is typed on the statement's page: read, checked, and carried from page to page under our signature."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext

from reprise.apps.cases.stated import ADDRESS, NAME, NUMBER, WORDS, Piece, Stated, stated
from reprise.readmodels.statement_goods import free_pieces
from reprise.web.portal.pages import Problem
from reprise.web.portal.withdrawal.known import Known

SALT: Final = "reprise.statement"
TEXTS: Final = {"name": NAME, "email": ADDRESS, "number": NUMBER, "bought": WORDS, "goods": WORDS}


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields as they came, cut where they are far too long; `part`: not the whole order."""

    name: str = ""
    email: str = ""
    number: str = ""
    bought: str = ""
    goods: str = ""
    part: bool = False
    quantities: dict[int, int] = field(default_factory=dict)
    order: int | None = None  # the order this browser proved, if it came from there
    case: str = ""  # the case's address, if it came from there


def typed_in(post: QueryDict, known: Known) -> Typed:
    """Read the form; articles count only where the browser proved that the order is theirs."""
    texts = {name: post.get(name, "")[: most + 100] for name, most in TEXTS.items()}
    chosen = set(post.getlist("line"))
    quantities = {line.pk: _pieces(post.get(f"pieces-{line.pk}", "")) for line in known.lines if str(line.pk) in chosen}
    return Typed(
        **texts, part=post.get("what") == "part", quantities=quantities,
        order=known.order.pk if known.order else None, case=post.get("from", "")[:300],
    )  # fmt: skip


def filled_from(known: Known, case: str = "") -> Typed:
    """The empty form, or what is known already."""
    quantities = {line.pk: free_pieces(line) for line in known.lines}
    return Typed(
        known.name[:NAME], known.email, known.number, quantities=quantities,
        order=known.order.pk if known.order else None, case=case[:300],
    )  # fmt: skip


def statement_of(typed: Typed, known: Known) -> Stated:
    """The statement in what was typed."""
    pieces = _chosen(typed, known) if typed.part else ()
    return stated(
        name=typed.name, email=typed.email, order_number=typed.number, bought=typed.bought,
        goods=typed.goods if typed.part and not pieces else "", pieces=pieces,
    )  # fmt: skip


def _chosen(typed: Typed, known: Known) -> tuple[Piece, ...]:
    rows = [(line, typed.quantities.get(line.pk, 0)) for line in known.lines]
    return tuple(Piece(line.pk, min(number, free_pieces(line)), line.name) for line, number in rows if number > 0)


def problems_of(typed: Typed, said: Stated) -> list[Problem]:
    """What to correct, in the order of the fields."""
    found = [Problem(gettext(fault.sentence) % {"most": fault.most}, fault.field) for fault in said.faults()]
    if typed.part and not said.pieces and not said.goods:
        target = "goods" if typed.order is None else "articles"
        found.append(Problem(gettext("Say which articles you withdraw from, or choose the whole order."), target))
    return [*found, *_address_problems(said.email)]


def _address_problems(email: str) -> Sequence[Problem]:
    if not email:
        return [Problem(gettext("Enter the e-mail address that receives the acknowledgement."), "email")]
    try:
        validate_email(email)
        if len(email) > ADDRESS:
            raise ValidationError("")
    except ValidationError:
        return [Problem(gettext("Enter an e-mail address such as camille@example.com."), "email")]
    return []


def sealed(typed: Typed, said: Stated) -> str:
    """Form and statement under our signature: what is confirmed is what was shown, and reloads change nothing."""
    names = ("name", "email", "number", "bought", "goods", "part", "order", "case")
    form = {name: getattr(typed, name) for name in names}
    form["quantities"] = {str(line): number for line, number in typed.quantities.items()}
    return signing.dumps({"form": form, "said": said.content()}, salt=SALT, compress=True)


def unsealed(seal: str) -> tuple[Typed, Stated] | None:
    """What was sealed; None when it is not ours."""
    try:
        held: dict[str, Any] = signing.loads(seal, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    form = held["form"]
    quantities = {int(line): int(number) for line, number in form.pop("quantities").items()}
    return Typed(**form, quantities=quantities), Stated.from_content(held["said"])


def _pieces(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
