"""A word as it may stand in the index when one letter of what was typed is wrong."""

from string import ascii_lowercase
from typing import Final

SHORTEST: Final = 4  # a shorter word with a slip is any word
LONGEST: Final = 14


def one_slip(word: str) -> list[str]:
    """Every word one slip away: a letter left out, one too many, another one, or two neighbours swapped.

    Words with digits are codes, which have a likeness of their own.
    """
    if not SHORTEST <= len(word) <= LONGEST or not word.isascii() or not word.isalpha():
        return []
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = [
        *(head + tail[1:] for head, tail in parts if tail),
        *(head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1),
        *(head + letter + tail[1:] for head, tail in parts if tail for letter in ascii_lowercase),
        *(head + letter + tail for head, tail in parts for letter in ascii_lowercase),
    ]
    return list(dict.fromkeys(form for form in found if form != word))
