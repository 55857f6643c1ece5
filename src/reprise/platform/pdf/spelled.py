"""Letters that no font here can draw: spelled in Latin ones, and enclosed as they were written; nothing is lost."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from anyascii import anyascii

ENCLOSED: Final = "original.txt"
_LACKING: Final = re.compile(r'the text `"(.+?)"`', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_ROW: Final = 128  # characters of one script stand together
_EAST: Final = ((0x2E80, 0x2FFF), (0x3000, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7FF), (0x20000, 0x3FFFF))
_WIDEST: Final = 12  # scripts missed one by one; then everything beyond European letters is spelled
_EUROPEAN: Final = 0x0500


def lacking(fault: str) -> str:
    """The letter that could not be drawn, as Typst names it."""
    found = _LACKING.search(fault)
    named = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""
    return named[:1]


@dataclass(slots=True)
class Spelling:
    """What is spelled so far: single letters, then whole scripts; and each text as it was written."""

    letters: set[str] = field(default_factory=set)
    scripts: set[int] = field(default_factory=set)
    written: dict[str, str] = field(default_factory=dict)
    everything: bool = False

    def learn(self, letter: str) -> None:
        """One more letter no font has; the second one of a script stands for all of it."""
        script = _script(letter) if letter else 0
        if not letter or letter in self.letters or len(self.letters) > _WIDEST:
            self.everything = True
        elif any(_script(known) == script for known in self.letters):
            self.scripts.add(script)
        self.letters.add(letter)

    def spell(self, text: str) -> str:
        """The text with what cannot be drawn in Latin letters."""
        if text.isascii() or not any(map(self._is_spelled, text)):
            return text
        told = "".join(
            _in_latin("".join(run)) if spelled else "".join(run) for spelled, run in groupby(text, self._is_spelled)
        )
        self.written[told.strip()] = text.strip()
        return told

    def enclosure(self) -> str:
        """Every text that was spelled, and how it was written."""
        return "".join(f"{told}\n= {text}\n\n" for told, text in self.written.items())

    def _is_spelled(self, letter: str) -> bool:
        if letter in self.letters or _script(letter) in self.scripts:
            return True
        return self.everything and ord(letter) >= _EUROPEAN and not 0x2000 <= ord(letter) < 0x2070


def again(spelling: Spelling) -> Callable[[str], str]:
    """How texts are changed for the next try, told anew from what was written."""
    spelling.written.clear()
    return spelling.spell


def _in_latin(run: str) -> str:
    """Letters beside each other, in Latin ones; their numbers where nobody ever spelled them."""
    return anyascii(run) or "".join(f"[U+{ord(letter):04X}]" for letter in run)


def _script(letter: str) -> int:
    code = ord(letter)
    return next((first for first, last in _EAST if first <= code <= last), code // _ROW)
