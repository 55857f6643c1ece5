import pytest

from reprise.core.references import dated_number, find_dated_number, new_reference, tidy_reference


@pytest.mark.parametrize(
    "text",
    ["RMA-2026-00042", "rma 2026 42", "RMA202600042", "rma_2026_0042", "Retour RMA-2026-00042, merci", "RMA/2026/42"],
)
def test_a_number_is_read_however_it_is_typed_or_scanned(text: str) -> None:
    assert find_dated_number("RMA", text) == "RMA-2026-00042"


@pytest.mark.parametrize("text", ["", "RMA", "RMA-2026", "AV-2026-00042", "FORMA 2026 42", "2026-00042"])
def test_what_is_no_number_of_the_series_is_none(text: str) -> None:
    assert find_dated_number("RMA", text) == ""


def test_a_number_longer_than_its_five_digits_is_kept_whole() -> None:
    assert find_dated_number("RMA", dated_number("RMA", 2026, 1_234_567)) == "RMA-2026-1234567"


def test_a_reference_is_tidied_however_it_is_typed_and_left_alone_when_it_is_tidy() -> None:
    reference = new_reference()
    letters = reference.removeprefix("RP-")
    for typed in (reference, reference.lower(), letters, letters.replace("-", ""), f" rp {letters} ", f"RP_{letters}"):
        assert tidy_reference(typed) == reference
    assert tidy_reference("RP-7F3K-Q2M") == "RP-7F3K-Q2M"
