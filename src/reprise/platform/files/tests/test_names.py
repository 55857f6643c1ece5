import pytest

from reprise.platform.files.names import tidy_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("IMG_0042.HEIC", "IMG_0042.jpg"),
        ("C:\\Users\\Alice\\photo.png", "photo.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("pho\u202egpj.exe", "phogpj.jpg"),
        ("a\u200bb\x00c\x1b[31m.jpg", "abc[31m.jpg"),
        ("ligne\nsuivante.jpg", "ligne suivante.jpg"),
        ("  .  ", "file.jpg"),
        ("", "file.jpg"),
        ("cle\u0301.jpg", "clé.jpg"),
        ('<img src="x">.jpg', "_img src=_x__.jpg"),
        ("x" * 300 + ".jpg", "x" * 100 + ".jpg"),
        ("fichier sans fin", "fichier sans fin.jpg"),
    ],
)
def test_a_name_is_tidied_and_ends_as_its_content_demands(given: str, shown: str) -> None:
    assert tidy_name(given, "image/jpeg") == shown
