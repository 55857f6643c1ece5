"""The tiles say what the taxonomy knows, each with a drawing that exists."""

from pathlib import Path

import pytest

from reprise.apps.catalogue.kinds import ProductKind
from reprise.printing.defects import defect
from reprise.web.portal.request import tiles

SPRITE = Path(tiles.__file__).parents[2] / "templates" / "layouts" / "sprite.html"


@pytest.mark.parametrize("code", list(tiles.DRAWN))
def test_a_drawn_tile_is_a_known_defect_with_a_drawing_of_the_sprite(code: str) -> None:
    assert defect(code) is not None
    assert f'id="d-{tiles.DRAWN[code][0]}"' in SPRITE.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", sorted(tiles.NOT_AS_ORDERED | tiles.NOT_ASKED))
def test_a_code_named_here_is_one_of_the_taxonomy(code: str) -> None:
    assert defect(code) is not None


@pytest.mark.parametrize("kind", ["", *ProductKind])
def test_every_kind_offers_something_and_accepts_what_it_offers(kind: str) -> None:
    offered = {tile.code for group in tiles.tile_groups(kind, "fr") for tile in (*group.drawn, *group.others)}
    assert offered
    assert offered | {tiles.OTHER, "withdraw"} == tiles.codes_for(kind)


def test_an_answer_becomes_the_claim_it_amounts_to() -> None:
    assert [tiles.claim_of(code) for code in ("withdraw", "wrong_item", "fdm_warping", "other")] == [
        "withdraw", "wrong_item", "defect", "defect",
    ]  # fmt: skip
