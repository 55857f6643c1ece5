import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from reprise.platform.pdf import render_pdf
from reprise.platform.pdf.paper import Letterhead, qr_code
from reprise.platform.pdf.slip import Size, SlipData, SlipLine, SlipStep, rma_slip
from reprise.platform.pdf.tests.conformance import broken_promises, tagged
from reprise.platform.pdf.tests.test_paper import a_logo

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


@pytest.mark.parametrize("size", ["a4", "a6"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_file_can_be_archived_and_read_aloud(lang: str, size: Size) -> None:
    pdf = rma_slip(SLIP, lang, size=size)
    assert broken_promises(pdf, lang=lang) == []
    assert pdf == rma_slip(SLIP, lang, size=size)


def test_the_label_alone_fits_one_small_page_and_says_where_and_which_return() -> None:
    far = replace(SLIP, return_address=("Société Lamelle, Retours et réparations", *SLIP.return_address, "France"))
    reader, text = read(rma_slip(replace(far, customer_name="x" * 60), "fr", size="a6"))
    for said in ("Destinataire", "44800 Saint-Herblain", "RMA-2026-00012", "RP-9M2D-X4K7", "35000 Rennes"):
        assert said in text, said
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4), len(reader.pages)) == (105, 148, 1)


def test_two_articles_with_their_parts_and_the_label_share_one_page() -> None:
    machine = SlipLine("Imprimante", 1, "LUM-4K", tuple(f"Accessoire {number}" for number in range(7)))
    spool = SlipLine("Bobine", 3, "PLA", ("Étiquette avec le numéro de lot",))
    step = SLIP.steps[0]
    full = replace(SLIP, lines=(machine, spool), steps=(step, replace(step, drawing="i-camera")),
                   warnings=("Resin stays at home.",))  # fmt: skip
    assert len(read(rma_slip(full, "fr"))[0].pages) == 1


def test_the_slip_wears_the_shop_s_logo_colour_and_identity() -> None:
    head = Letterhead("Atelier Lamelle", ("8 allée des Forges",), "#7a1fa2", a_logo(), "Lamelle SARL")
    pdf = rma_slip(replace(SLIP, head=head), "fr")
    reader, text = read(pdf)
    assert broken_promises(pdf, lang="fr") == []
    assert "Lamelle SARL" in text
    assert tagged(reader, "/Figure")[0]["/Alt"] == "Atelier Lamelle"


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


@pytest.mark.parametrize("name", ["名前", "Alice 😀", "\x07\u202e", "علي", "ሰላም"])
def test_a_name_our_fonts_cannot_show_is_no_reason_to_draw_nothing(name: str) -> None:
    pdf = rma_slip(replace(SLIP, customer_name=name), "fr")
    reader, text = read(pdf)
    assert "RMA-2026-00012" in text
    assert "□" not in text
    assert len(reader.pages) == 1
    assert broken_promises(pdf, lang="fr") == []


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
