from pathlib import Path

import pytest

from tools.translations.catalogues import CatalogueFault, compile_french, merged
from tools.translations.faults import of_setting, of_text
from tools.translations.texts import Text


def a_part(folder: Path, name: str, *entries: tuple[str, str]) -> Path:
    path = folder / f"{name}.fr.po"
    path.write_text("".join(f'msgid "{english}"\nmsgstr "{french}"\n\n' for english, french in entries))
    return path


def test_one_text_with_two_translations_is_refused(tmp_path: Path) -> None:
    first = a_part(tmp_path, "cases", ("Return", "Retour"))
    second = a_part(tmp_path, "parcels", ("Return", "Renvoi"))
    with pytest.raises(CatalogueFault, match=r"cases\.fr\.po.*parcels\.fr\.po"):
        merged([first, second])


def test_one_text_translated_twice_alike_is_one_entry(tmp_path: Path) -> None:
    parts = [a_part(tmp_path, name, ("Return", "Retour")) for name in ("cases", "parcels")]
    assert len(merged(parts)) == 1


def test_an_empty_translation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueFault, match="not translated"):
        merged([a_part(tmp_path, "cases", ("Return", ""))])


def test_the_parts_become_one_compiled_catalogue(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    a_part(tmp_path / "parts", "cases", ("Return", "Retour"))
    assert b"Retour" in compile_french(tmp_path).read_bytes()


@pytest.mark.parametrize(
    "french",
    ["Le dossier %(reference)s", "%(numero)s", "Le dossier"],
    ids=["another name", "unknown name", "left out"],
)
def test_placeholders_must_agree(tmp_path: Path, french: str) -> None:
    catalogue = merged([a_part(tmp_path, "cases", ("Case %(number)s", french))])
    assert list(of_text(Text("", "Case %(number)s", "", "a.py:1"), catalogue))


@pytest.mark.parametrize("french", ["l'avoir", "Pourquoi?", "Pourquoi ?", "Reçu:", "« Reçu »", "Reçu !"])
def test_bad_setting_is_found(tmp_path: Path, french: str) -> None:
    assert list(of_setting(merged([a_part(tmp_path, "cases", ("Text", french))])))


@pytest.mark.parametrize("french", ["l’avoir", "Pourquoi\u00a0?", "https://x, 14:32", "10\u00a0%%, %(due)s\u00a0: oui"])
def test_good_setting_is_left_alone(tmp_path: Path, french: str) -> None:
    assert not list(of_setting(merged([a_part(tmp_path, "cases", ("Text", french))])))
