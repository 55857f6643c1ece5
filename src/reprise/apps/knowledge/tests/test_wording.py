"""Words are read alike by every thread."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from reprise.apps.knowledge.rules.wording import plain, stem

WORDS = [f"{begun}{end}" for begun in ("imprim", "rembours", "annul", "livr", "retir") for end in (
    "er", "ement", "ation", "ations", "eraient", "ante", "eur", "euse", "ables", "issements")]  # fmt: skip


def test_threads_that_stem_at_once_find_what_one_alone_finds() -> None:
    alone = [stem.__wrapped__(word, "fr") for word in WORDS]
    start = Barrier(4)

    def read(_: int) -> list[str]:
        start.wait()
        return [stem.__wrapped__(word, "fr") for _ in range(20) for word in WORDS]

    with ThreadPoolExecutor(4) as pool:
        assert all(found == alone * 20 for found in pool.map(read, range(4)))


def test_accents_capitals_and_drawn_out_letters_go() -> None:
    assert plain("Ça NE colle PAAAAS, Œuvre d’été") == "ca ne colle paas, oeuvre d’ete"
    assert plain("HELPPPPP") == "helpp"
