"""What is worded like a danger is heard where no pattern says it, and ordinary trouble in the same words is not."""

from pathlib import Path

import pytest

from reprise.apps.knowledge.rules import kept_index
from reprise.apps.knowledge.rules.answering import Answer, answer
from reprise.apps.knowledge.rules.danger import danger_in, is_dangerous
from reprise.apps.knowledge.rules.ear import LIKELY, ear, keep_ear, learnt
from reprise.apps.knowledge.rules.handover import Reason
from reprise.apps.knowledge.rules.index import shipped_index

#: Words of nobody who wrote a rule: each was missed before the ear was there.
DANGERS = """
le plateau m'a écrasé le pouce en descendant, il est tout noir
papa a respiré la poudre blanche et ne va pas bien
mon apprenti tremble, il a touché les bornes
le collier imprimé a étranglé le chien
ma petite sœur a trempé ses doigts dans le bac de résine
big flash and now there's a strange smell
the charger of the lamp is scalding and stinks of plastic
a piece of the printed blade shot into my shin
the apprentice is shaking, he touched the terminals
room is hazy and my eyes are streaming
""".strip().splitlines()

ORDINARY = """
le ventilateur de la tête ne tourne plus
mon axe x fait un bruit de casserole
il manque un doigt à la statuette
les supports ont arraché la peau de ma figurine
la lampe uv est-elle reprise si elle n'a pas servi ?
votre délai de remboursement me tue
barbe à papa entre les deux pièces
the latch gave out on day one
supports ripped the skin off my mini
handle broke while opening a drawer, nobody hurt
box squashed flat, spool in pieces
""".strip().splitlines()


@pytest.mark.parametrize("text", DANGERS)
def test_what_is_worded_like_a_danger_brings_a_person(text: str) -> None:
    assert is_dangerous(text)
    outcome = answer(text, page_language="fr", index=shipped_index())
    assert (outcome.kind, outcome.reason) == (Answer.PERSON, Reason.SAFETY)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_trouble_in_such_words_does_not(text: str) -> None:
    assert not is_dangerous(text)


def test_the_gravest_stretch_of_a_long_story_counts_and_its_length_does_not() -> None:
    story = "j'ai commandé une bobine et je voudrais savoir quand elle arrive " * 40
    assert not is_dangerous(story)
    assert is_dangerous(f"{story}. Mon apprenti tremble, il a touché les bornes. {story}")
    assert danger_in("Bonjour. Mon apprenti tremble, il a touché les bornes. Merci.").startswith("Mon apprenti")


def test_what_was_learnt_is_kept_and_said_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = kept_index.kept_in().parent
    for part in ("articles", "words", "rules"):
        (tmp_path / part).symlink_to(package / part)
    monkeypatch.setattr(kept_index, "kept_in", lambda: tmp_path / kept_index.FILE)
    keep_ear()
    ear.cache_clear()
    kept, now = ear(), learnt()
    ear.cache_clear()
    assert kept == now
    assert kept.heard(DANGERS[5])[0] >= LIKELY > kept.heard("facture")[0]
