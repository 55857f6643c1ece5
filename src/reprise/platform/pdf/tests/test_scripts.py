"""A name is drawn in its own script, or spelled and enclosed as it was written: nothing is lost, nothing is a box."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reprise.platform.pdf import render
from reprise.platform.pdf.blocks import Facts, Paragraph
from reprise.platform.pdf.paper import render_paper
from reprise.platform.pdf.plain import directed, fit
from reprise.platform.pdf.slip import Size, rma_slip
from reprise.platform.pdf.spelled import ENCLOSED, Spelling, lacking
from reprise.platform.pdf.tests.conformance import broken_promises
from reprise.platform.pdf.tests.test_paper import read, saying
from reprise.platform.pdf.tests.test_rma_slip import SLIP

NAMES = {
    "Chinese": "张伟", "Japanese": "山田 ひかり", "Korean": "김민수", "Arabic": "محمد علي", "Persian": "می\u200cخواهم",
    "Hebrew": "דוד כהן", "Thai": "สมชาย ใจดี", "Devanagari": "राम कुमार", "Tamil": "தமிழ்", "Bengali": "বাংলা",
    "Amharic": "ሰላም", "Georgian": "ქართული", "emoji": "Zoé 🎉", "Vietnamese": "Nguyễn Thị Ánh", "polytonic": "Ἀθηνᾶ",
    "rare": "𠮷野家", "nowhere": "\U0001e900\U0001e901 \U00010330",
}  # fmt: skip
#: What the fonts that come with us draw on every machine.
OURS = ("Arabic", "Persian", "Hebrew", "Thai", "Devanagari", "Vietnamese", "Georgian", "polytonic")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a font of its own."""
    drawn = render._drawn
    monkeypatch.setattr(render, "_drawn", lambda *given, **_machine: drawn(*given, of_machine=False))


def enclosed(pdf: bytes) -> str:
    """What the file has enclosed as it was written."""
    return b"".join(part for parts in read(pdf)[0].attachments.values() for part in parts).decode()


@pytest.mark.parametrize("script", NAMES)
def test_a_name_is_drawn_or_spelled_and_enclosed(script: str) -> None:
    pdf = render_paper(saying(Facts((("De", NAMES[script]),)), Paragraph("Bonjour")))
    reader, text = read(pdf)
    assert broken_promises(pdf, lang="fr") == []
    assert "Bonjour" in text
    assert "□" not in text
    if ENCLOSED in reader.attachments:
        assert NAMES[script] in enclosed(pdf)
        assert ENCLOSED in text  # the paper says where


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("script", NAMES)
def test_without_fonts_of_the_machine_nothing_is_lost_either(script: str) -> None:
    pdf = render_paper(saying(Facts((("De", NAMES[script]),))))
    assert broken_promises(pdf, lang="fr") == []
    assert (ENCLOSED in read(pdf)[0].attachments) is (script not in OURS)
    if script not in OURS:
        assert NAMES[script] in enclosed(pdf)


@pytest.mark.usefixtures("bare")
def test_what_cannot_be_drawn_is_spelled_and_the_rest_stays_as_it_is() -> None:
    pdf = render_paper(saying(Facts((("De", "张伟 Müller, Παπαδοπούλου 🎉"),))))
    text = read(pdf)[1]
    assert "ZhangWei Müller, Παπαδοπούλου" in text
    assert ":tada:" in text


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("size", ["a4", "a6"])
def test_slip_and_label_keep_what_was_written(size: Size) -> None:
    slip = replace(SLIP, customer_name="张伟", return_address=("深圳市", "12 rue des Couches"))
    pdf = rma_slip(slip, "fr", size=size)
    assert "ZhangWei" in read(pdf)[1]
    assert "张伟" in enclosed(pdf)
    assert broken_promises(pdf, lang="fr") == []


def test_plain_papers_enclose_nothing() -> None:
    reader, _ = read(render_paper(saying(Facts((("De", "Zoé Łukasiewicz-Παπαδοπούλου"),)))))
    assert not reader.attachments


def test_a_line_from_right_to_left_keeps_its_numbers_and_stops_within() -> None:
    assert directed("شارع 12.\nParis") == "\u2067شارع 12.\u2069\nParis"
    assert directed("12 שלום") == "\u206712 שלום\u2069"
    assert directed("Bonjour محمد") == "Bonjour محمد"


def test_joiners_stay_where_they_shape_a_word_and_go_where_they_hide() -> None:
    assert fit("می\u200cخواهم क्\u200dष") == "می\u200cخواهم क्\u200dष"
    assert fit("pay\u200cpal\u200d") == "paypal"


@given(st.lists(st.text(min_size=1, max_size=6), max_size=4), st.text(max_size=20))
@settings(max_examples=60)
def test_a_spelled_text_has_nothing_left_of_what_was_learnt(learnt: list[str], text: str) -> None:
    spelling = Spelling()
    for word in learnt:
        spelling.learn(word[0])
    told = spelling.spell(text)
    assert not set(told) & {letter for letter in spelling.letters if not letter.isascii()}
    assert spelling.spell(told) == told or not told.isascii()


def test_every_letter_named_by_a_fault_is_understood() -> None:
    faults: Iterator[tuple[str, str]] = iter(
        (('the text `"张"` could not be displayed', "张"), ('the text `"\\u{1e900}"` could', "\U0001e900"))
    )
    for fault, letter in faults:
        assert lacking(fault) == letter


def test_the_day_of_a_paper_is_untouched() -> None:
    assert read(render_paper(replace(saying(Paragraph("张")), made_on=date(2026, 11, 24))))[1].count("2026") >= 1


@pytest.mark.usefixtures("bare")
def test_a_letter_no_font_has_spells_nothing_from_right_to_left_beside_it() -> None:
    slip = replace(SLIP, customer_name="محمد علي", customer_address=("شارع 12، بيت 5", "김민수 서울"))
    text = enclosed(rma_slip(slip, "fr"))
    assert "김민수 서울" in text
    assert "محمد" not in text
