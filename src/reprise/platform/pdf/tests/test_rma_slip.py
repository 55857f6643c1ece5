import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from reprise.platform.pdf import render_pdf
from reprise.platform.pdf.paper import qr_code
from reprise.platform.pdf.plain import DISPLAYED
from reprise.platform.pdf.slip import SlipData, SlipLine, SlipStep, rma_slip

DRYER = SlipLine("Sécheur de filament", 1, "DRY-2S", ("Alimentation 24 V", "Notice"))
SLIP = SlipData(
    shop_name="Atelier Lamelle",
    rma_number="RMA-2026-00012",
    case_reference="RP-9M2D-X4K7",
    order_number="AL-20397",
    customer_name="Alice Martin",
    customer_address=("12, rue des Tanneurs", "35000 Rennes"),
    expires_on=date(2026, 12, 7),
    lines=(DRYER,),
    return_address=("Atelier Lamelle, Retours", "8 allée des Forges", "44800 Saint-Herblain"),
    qr="https://retours.example/fr/s/atelier/c/RP-9M2D-X4K7/abcdefghijklmnopqrstuv/",
    who_pays="buyer",
    why="Rétractation du 23 novembre 2026",
    steps=(SlipStep("i-box", "Put it in its own box", "With everything that came with it, then in a carton."),),
)


def root(reader: PdfReader) -> Any:
    """The document's catalogue."""
    return reader.trailer["/Root"].get_object()


def read(pdf: bytes) -> tuple[PdfReader, str]:
    """The document and all its text, with spaces as they come."""
    reader = PdfReader(io.BytesIO(pdf))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_slip_says_in_french_what_to_send_where_and_until_when() -> None:
    reader, text = read(rma_slip(SLIP, "fr"))
    for said in (
        "Bon de retour", "RMA-2026-00012", "Dossier RP-9M2D-X4K7", "lundi 7 décembre 2026", "Alice Martin",
        "Commande AL-20397", "À votre charge", "Sécheur de filament", "Alimentation 24 V", "DRY-2S",
        "44800 Saint-Herblain", "Découpez et collez",
    ):  # fmt: skip
        assert said in text, said
    assert len(reader.pages) == 1


def test_the_slip_is_english_for_whoever_reads_english() -> None:
    reader, text = read(rma_slip(replace(SLIP, who_pays="seller"), "en"))
    for said in (
        "Return slip",
        "Monday, 7 December 2026",
        "The shop pays for sending it back.",
        "Put it in its own box",
    ):
        assert said in text, said
    assert root(reader)["/Lang"] == "en"


def test_the_file_can_be_archived_and_read_aloud() -> None:
    reader, _ = read(rma_slip(SLIP, "fr"))
    about = root(reader)["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert root(reader)["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Bon de retour RMA-2026-00012"


def test_every_letter_comes_from_a_font_in_the_file() -> None:
    page: Any = read(rma_slip(SLIP, "fr"))[0].pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
    assert {font["/BaseFont"][8:].split("-")[0] for font in fonts} == {"InstrumentSans", "DejaVuSansMono"}


@pytest.mark.parametrize("name", ['#include "/etc/passwd"', "$ x^2 $ *gras* _it_ @ref <b>", "\\ // ] )", "Ελένη Жанна"])
def test_what_people_typed_stays_text(name: str) -> None:
    _, text = read(rma_slip(replace(SLIP, lines=(SlipLine(name, 1),), customer_name=name), "fr"))
    assert text.count(name.split()[0]) >= 2


@pytest.mark.parametrize("name", ["名前", "Alice 😀", "\x07\u202e", "علي"])
def test_a_name_our_fonts_cannot_show_is_no_reason_to_draw_nothing(name: str) -> None:
    reader, text = read(rma_slip(replace(SLIP, customer_name=name), "fr"))
    assert "RMA-2026-00012" in text
    assert len(reader.pages) == 1


def test_every_character_held_to_be_displayable_is() -> None:
    every = "".join(character for character in map(chr, range(0x2500)) if DISPLAYED.match(character))
    assert "□" not in read(rma_slip(replace(SLIP, why=every), "fr"))[1]


def test_a_long_list_goes_on_overleaf_and_the_label_stays_in_one_piece() -> None:
    lines = tuple(SlipLine(f"Article {number}", 1, f"SKU-{number}") for number in range(60))
    reader, text = read(rma_slip(replace(SLIP, lines=lines), "fr"))
    assert len(reader.pages) > 1
    assert text.count("À cocher") == len(reader.pages) - (0 if "Article" in reader.pages[-1].extract_text() else 1)
    last = reader.pages[-1].extract_text()
    assert "Saint-Herblain" in last
    assert "Destinataire" in last


def test_a_qr_code_is_drawn_from_the_address_alone() -> None:
    assert qr_code(SLIP.qr) == qr_code(SLIP.qr) != qr_code(SLIP.qr + "x")
    assert qr_code("<script>").count("<script") == 0


def test_only_templates_of_ours_are_drawn() -> None:
    with pytest.raises(ValueError, match="no template"):
        render_pdf(template="../render.py", lang="fr", title="x", data={})
