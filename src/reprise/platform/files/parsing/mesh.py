"""STL, OBJ and STEP, looked at from end to end in small pieces: complete, not empty, numbers that are numbers."""

import math
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from reprise.platform.files.parsing.polyglot import refuse_hidden_files
from reprise.platform.files.verdict import Outcome, Rejected, Verdict

_FACETS: Final = 2_000  # read at a time
_CHUNK: Final = 2**20


def read_stl(path: Path) -> Verdict:
    """A binary STL whose length says the same as its head."""
    refuse_hidden_files(path, "model")
    with path.open("rb") as file:
        triangles = struct.unpack("<80xI", file.read(84))[0]
        if triangles == 0:
            raise Rejected("model_empty", "model")
        step = max(1, triangles // 200_000)  # of a very large one every so-many-th block is looked at
        for block in range(0, triangles, _FACETS * step):
            file.seek(84 + 50 * block)
            _check_numbers(file.read(50 * min(_FACETS, triangles - block)))
    return _model("stl", {"triangles": triangles})


def _check_numbers(block: bytes) -> None:
    for facet in struct.iter_unpack("<12f2x", block[: len(block) // 50 * 50]):
        if not math.isfinite(sum(facet[3:])):
            raise Rejected("file_damaged", "model")


def read_text_stl(path: Path) -> Verdict:
    """An STL in words: as many facets ended as begun."""
    refuse_hidden_files(path, "model")
    begun = ended = solids = 0
    for chunk in _lines(path):
        lower = chunk.lower()
        begun += len(re.findall(rb"^\s*facet\b", lower, re.MULTILINE))
        ended += len(re.findall(rb"^\s*endfacet\b", lower, re.MULTILINE))
        solids += len(re.findall(rb"^\s*endsolid\b", lower, re.MULTILINE))
    if begun == 0:
        raise Rejected("model_empty", "model")
    if begun != ended or solids == 0:
        raise Rejected("file_damaged", "model")
    return _model("stl", {"triangles": begun, "text": True})


def read_obj(path: Path) -> Verdict:
    """An OBJ with points and faces between them."""
    refuse_hidden_files(path, "model")
    points = faces = 0
    for chunk in _lines(path):
        if b"\0" in chunk:
            raise Rejected("file_damaged", "model")
        points += len(re.findall(rb"^\s*v\s", chunk, re.MULTILINE))
        faces += len(re.findall(rb"^\s*f\s", chunk, re.MULTILINE))
    if points < 3 or faces == 0:
        raise Rejected("model_empty", "model")
    return _model("obj", {"faces": faces, "points": points})


def read_step(path: Path) -> Verdict:
    """A STEP whose last section ends, with something in it."""
    refuse_hidden_files(path, "model")
    things, before = 0, b""
    for chunk in _lines(path):
        if b"\0" in chunk:
            raise Rejected("file_damaged", "model")
        things += len(re.findall(rb"^\s*#\d+\s*=", chunk, re.MULTILINE))
        before = (before + chunk)[-4096:]
    if b"END-ISO-10303-21;" not in before:
        raise Rejected("file_damaged", "model")
    if not things:
        raise Rejected("model_empty", "model")
    return _model("step", {"entities": things})


def _lines(path: Path) -> Iterator[bytes]:
    """The file in pieces that end with a line; a line of more than a megabyte is no line."""
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            text = (rest + chunk).replace(b"\r", b"\n")
            whole, newline, rest = text.rpartition(b"\n")
            if not newline and len(rest) > _CHUNK:
                raise Rejected("file_damaged", "model")
            yield whole
    yield rest


def _model(form: str, facts: dict[str, Any]) -> Verdict:
    return Verdict(Outcome.ACCEPT, "model", f"model/{form}", facts={"format": form, "warnings": []} | facts)
