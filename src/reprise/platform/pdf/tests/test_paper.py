"""Any paper of a shop: what it promises to archives and screen readers, and that nothing typed can break it."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PIL import Image
from pypdf import PdfReader

from reprise.platform.pdf import Letterhead, Paper, render_paper
from reprise.platform.pdf.blocks import (
    Answer,
    Block,
    Code,
    Facts,
    Heading,
    Items,
    Notice,
    Paragraph,
    Quote,
    Source,
    Step,
    Steps,
    Table,
)
from reprise.platform.pdf.tests.conformance import broken_promises, tagged, tags


def a_logo(width: int = 600, height: int = 180) -> bytes:
    """A picture as shops upload them."""
    drawn = io.BytesIO()
    Image.new("RGBA", (width, height), (122, 31, 162, 200)).save(drawn, "PNG")
    return drawn.getvalue()


CODE = Code("https://retours.example/fr/s/lamelle/c/RP-9M2D/abc/", "Votre dossier", "QR du dossier RP-9M2D")
EVERY_BLOCK: tuple[Block, ...] = (
    Answer("Votre demande est acceptée", "Nous remboursons 93,90 € avant le 7 décembre."),
    Facts((("De", "Alice Martin\n35000 Rennes"), ("Commande", "AL-20397")), across=True),
    Heading("Ce que vous avez demandé"),
    Table(("Article", "Nombre", "Montant"), (("Sécheur", "1", "93,90 €"),), ("left", "right", "right"),
          (("Total", "", "93,90 €"),)),
    Quote("Il ne chauffe pas.", "Alice Martin"),
    Heading("Pourquoi"),
    Source("Vous avez quatorze jours.", "Code de la consommation, art. L221-18"),
    Source("La boutique paie.", "Notre politique, version 2", shop=True),
    Items(("Un", "Deux")), Items(("Premier",), "number"), Items(("Notice",), "tick"),
    Steps((Step("i-box", "Calez", "Deux doigts de papier."), Step("i-camera", "Photographiez", "Le colis."))),
    Facts((("Jusqu’à quand", "lundi 7 décembre 2026"),)),
    Notice("La résine ouverte ne voyage pas.", "Attention"),
    CODE,
    Paragraph("Petit texte.", soft=True),
)  # fmt: skip
PAPER = Paper(
    title="Notre décision", language="fr", reference="RP-9M2D-X4K7", made_on=date(2026, 11, 23), sections=EVERY_BLOCK,
    letterhead=Letterhead("Atelier Lamelle", ("8 allée des Forges", "44800 Saint-Herblain"), "#7a1fa2", None,
                          "Atelier Lamelle SARL · SIREN 823 456 789"),
)  # fmt: skip


def read(pdf: bytes) -> tuple[PdfReader, str]:
    """The document and all its text, with spaces as they come."""
    reader = PdfReader(io.BytesIO(pdf))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def saying(*blocks: Block) -> Paper:
    """The same paper with other content."""
    return replace(PAPER, sections=blocks)


@pytest.mark.parametrize("logo", [None, a_logo()])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_keeps_every_promise_to_archives_and_screen_readers(lang: str, logo: bytes | None) -> None:
    paper = replace(PAPER, language=lang, letterhead=replace(PAPER.letterhead, logo=logo), scan=CODE)
    assert broken_promises(render_paper(paper), lang=lang) == []


def test_a_screen_reader_hears_a_title_headings_a_table_with_its_head_and_lists() -> None:
    reader, _ = read(render_paper(PAPER))
    heard = tags(reader)
    assert heard.index("/H1") < heard.index("/H2") < heard.index("/Table")
    assert (heard.count("/TH"), heard.count("/L"), heard.count("/Figure")) == (3, 3, 1)
    assert tagged(reader, "/Figure")[0]["/Alt"] == "QR du dossier RP-9M2D"


def test_everything_is_said_in_its_order_with_the_shop_on_top_and_its_identity_at_the_foot() -> None:
    reader, text = read(render_paper(PAPER))
    said = ("Atelier Lamelle", "44800 Saint-Herblain", "Notre décision", "23 novembre 2026", "RP-9M2D-X4K7",
            "est acceptée", "AL-20397", "Sécheur", "Total", "Il ne chauffe pas.", "art. L221-18", "version 2",
            "Premier",
            "Photographiez", "lundi 7 décembre 2026", "La résine ouverte", "Votre dossier", "Petit texte.")  # fmt: skip
    places = [text.index(word) for word in said]
    assert places == sorted(places)
    for number, page in enumerate(reader.pages, start=1):
        foot = page.extract_text()
        assert f"Page {number} sur {len(reader.pages)}" in foot
        assert "SIREN 823 456 789" in foot


def test_the_same_paper_is_the_same_file_and_its_day_is_the_one_it_was_given() -> None:
    at = datetime(2026, 11, 23, 13, 32, 7, 654321, tzinfo=UTC)
    paper = replace(PAPER, made_on=at)
    assert render_paper(paper) == render_paper(paper) != render_paper(replace(paper, made_on=date(2026, 11, 24)))
    reader, _ = read(render_paper(paper))
    assert reader.metadata is not None
    assert reader.metadata.creation_date == at.replace(microsecond=0)


HOSTILE = (
    '#import "/etc/passwd": *', '#include "../render.py" $ x^2 $ *gras* _it_ @ref <label> = titre', "]) } ] #panic()",
    "\\u{41} // comment /* */ ``` raw", "名前 علي 😀 \U0001f468\u200d\U0001f469\u200d\U0001f467", "a\x00b\x1b[31mc\x7f",
    "exe\u202egnp.", "z\u200be\u200dr\ufeffo", "\ud800", "x" * 10_000, "mot " * 2_500, "\n" * 500, "", " ",
)  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: ascii(typed[:12]))
def test_what_people_type_neither_breaks_nor_commands_a_paper(typed: str) -> None:
    everywhere = (
        Answer(typed, typed), Facts(((typed, typed),) * 2, across=True), Facts(((typed, typed),)), Heading(typed),
        Table((typed, typed), ((typed, typed),), (), ((typed, typed),)), Quote(typed, typed), Source(typed, typed),
        Items((typed,), "tick"), Steps((Step(typed, typed, typed),)), Notice(typed, typed), Paragraph(typed),
        Code("https://retours.example/", typed, "QR"),
    )  # fmt: skip
    head = Letterhead(typed, (typed,), "#0b5a6e", None, typed[:400])
    paper = replace(saying(*everywhere), title=typed or "Titre", reference=typed[:80], letterhead=head)
    pdf = render_paper(paper)
    assert broken_promises(pdf, lang="fr") == [] or not typed.strip()
    if typed.startswith("#"):
        assert read(pdf)[1].count(typed.split()[0]) >= 10


def test_nothing_unseen_stays_in_the_text() -> None:
    _, text = read(render_paper(saying(Paragraph("exe\u202egnp.\u200b\u2066x\u00ad\x07fin"))))
    assert "exegnp.xfin" in text


@pytest.mark.parametrize("name", ["Ελένη Παπαδοπούλου", "Жанна Ковальчук", "Łukasz Śliwiński", "Çağrı Öztürk"])
def test_a_european_name_can_be_read_out_of_the_file(name: str) -> None:
    reader, text = read(render_paper(saying(Facts((("De", name),)))))
    assert name in text
    assert "□" not in text
    assert len(reader.pages) == 1


def test_two_hundred_lines_go_on_overleaf_below_the_same_head() -> None:
    rows = tuple((f"Article {number}", f"SKU-{number}", "1,00 €") for number in range(200))
    reader, text = read(render_paper(saying(Table(("Désignation", "Réf.", "Montant"), rows))))
    assert len(reader.pages) >= 5
    assert all("Désignation" in page.extract_text() for page in reader.pages)
    assert "SKU-199" in text


def test_a_code_stays_in_one_piece_and_holds_its_address() -> None:
    code = "https://retours.example/" + "x" * 60 + "/"  # longer than the run that text may have
    assert broken_promises(render_paper(saying(Code(code, "Suivez", "QR"))), lang="fr") == []


@pytest.mark.parametrize("logo", [b"", b"no picture", a_logo()[:200], a_logo(4000, 40), a_logo(40, 4000)])
def test_a_logo_that_is_broken_or_of_an_odd_shape_stops_no_paper(logo: bytes) -> None:
    reader, text = read(render_paper(replace(PAPER, letterhead=replace(PAPER.letterhead, logo=logo))))
    assert "Atelier Lamelle" in text
    assert len(reader.pages) <= 2


@pytest.mark.parametrize("colour", ["#FFFFFF", "#000000", "#0b5a6e", ""])
def test_any_colour_of_a_shop_leaves_the_text_dark(colour: str) -> None:
    pdf = render_paper(replace(PAPER, letterhead=replace(PAPER.letterhead, colour=colour)))
    assert broken_promises(pdf, lang="fr") == []
