"""Every sentence the product can say is there in French, says the same, and is set as French is."""

import pytest
from babel.messages.catalog import Catalog

from tools.translations.catalogues import merged, parts
from tools.translations.faults import of_setting, of_text, unused
from tools.translations.texts import all_texts


@pytest.fixture(scope="module")
def french() -> Catalog:
    return merged(parts())


def test_every_marked_text_has_its_french(french: Catalog) -> None:
    texts = all_texts()
    assert texts
    faults = [fault for text in texts for fault in of_text(text, french)]
    assert not faults, "\n".join(faults)


def test_no_french_is_kept_for_a_text_that_is_gone(french: Catalog) -> None:
    assert unused(all_texts(), french) == []


def test_french_is_set_as_french_is(french: Catalog) -> None:
    faults = list(of_setting(french))
    assert not faults, "\n".join(faults)
