"""Small files of every kind, sound and hostile, made where they are needed."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

DATA = Path(__file__).parent / "data"


def picture(width: int = 800, height: int = 600, colour: str = "#b0c4b1") -> Image.Image:
    """A drawing with enough edges to be sharp."""
    image = Image.new("RGB", (width, height), colour)
    draw = ImageDraw.Draw(image)
    for at in range(0, width, 16):
        draw.line((at, 0, width - at, height), fill="#20302a", width=2)
    draw.rectangle((0, 0, width // 4, height // 8), fill="#f2633a")  # the upper left corner
    return image


def pixel(image: Image.Image, x: int, y: int) -> tuple[int, int, int]:
    """Red, green and blue of one pixel."""
    red, green, blue = image.convert("RGB").crop((x, y, x + 1, y + 1)).tobytes()
    return red, green, blue


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """An image as a file."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def jpeg(width: int = 800, height: int = 600, **options: Any) -> bytes:
    """A photo."""
    return saved(picture(width, height), "JPEG", quality=85, **options)


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: where, with what, and which way up."""
    tags = Image.Exif()
    tags[0x010F] = "CanaryPhone"
    tags[0x0112] = orientation
    place = tags.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (48.0, 6.0, 30.0), "W", (1.0, 40.0, 12.0)
    return tags


def huge_png(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nearly nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def zipped(members: Mapping[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def pdf(catalog: bytes = b"", more: bytes = b"", trailer: bytes = b"") -> bytes:
    """One empty page, and whatever a test puts beside it."""
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R" + catalog + b">>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n",
        more,
    ]
    out = b"%PDF-1.7\n"
    places = []
    for content in objects[:3]:
        places.append(len(out))
        out += content
    out += more
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer<</Size 4/Root 1 0 R" + trailer + b">>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def packed_objects(content: bytes, dictionary: bytes = b"/Filter/FlateDecode") -> bytes:
    """A stream of objects, as PDF 1.5 packs them."""
    body = zlib.compress(content)
    return (
        b"9 0 obj<</Type/ObjStm/N 1/First 4/Length %d" % len(body)
        + dictionary
        + b">>stream\n"
        + body
        + b"\nendstream endobj\n"
    )


def box(name: bytes, body: bytes = b"") -> bytes:
    """One box of an MP4."""
    return struct.pack(">I", 8 + len(body)) + name + body


def mp4(place: bytes = b"", seconds: int = 12) -> bytes:
    """A film of nothing; `place` is where a phone wrote where it was taken."""
    head = box(b"mvhd", b"\0" * 12 + struct.pack(">II", 600, 600 * seconds) + b"\0" * 80)
    told = box(b"udta", box(b"\xa9xyz", place)) if place else b""
    return box(b"ftyp", b"isom\0\0\0\0isommp42") + box(b"mdat", b"\0" * 64) + box(b"moov", head + told)


def film_with_track(pieces: Sequence[bytes], handler: bytes = b"meta", entry: bytes = b"gpmd") -> bytes:
    """A film beside whose picture a track runs, a chunk for each two of its pieces."""
    before = box(b"ftyp", b"isom\0\0\0\0isommp42")
    chunks = [b"".join(pieces[at : at + 2]) for at in range(0, len(pieces), 2)]
    media = b"picture" * 9
    starts, content = [], media
    for chunk in chunks:
        starts.append(len(before) + 8 + len(content))
        content += chunk + media

    def table(name: bytes, *numbers: int) -> bytes:
        return box(name, b"\0" * 4 + struct.pack(f">{len(numbers)}I", *numbers))

    last = (len(chunks), len(pieces) - 2 * (len(chunks) - 1), 1) if len(pieces) % 2 else ()
    tables = (
        box(b"stsd", b"\0" * 4 + struct.pack(">II", 1, 16) + entry + b"\0" * 8)
        + table(b"stco", len(starts), *starts)
        + table(b"stsz", 0, len(pieces), *map(len, pieces))
        + table(b"stsc", 2 if last else 1, 1, 2, 1, *last)
    )
    described = box(b"hdlr", b"\0" * 8 + handler + b"\0" * 12) + box(b"minf", box(b"stbl", tables))
    head = box(b"mvhd", b"\0" * 12 + struct.pack(">II", 600, 600) + b"\0" * 80)
    return before + box(b"mdat", content) + box(b"moov", head + box(b"trak", box(b"mdia", described)))


def webm() -> bytes:
    """The head of a WebM."""
    return b"\x1aE\xdf\xa3\x9fB\x82\x84webm" + b"\x18\x53\x80\x67" + b"\0" * 100


def stl(triangles: int = 12, corner: float = 1.0) -> bytes:
    """A binary STL."""
    facet = struct.pack("<12fH", 0, 0, 1, 0, 0, 0, corner, 0, 0, 0, 1, 0, 0)
    return b"made for a test".ljust(80) + struct.pack("<I", triangles) + facet * triangles


TEXT_STL = (
    b"solid cube\n"
    + b"facet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet\n" * 2
)
OBJ = b"# a face\no thing\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"
STEP = (
    b"ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nENDSEC;\nDATA;\n"
    b"#1=CARTESIAN_POINT('',(0.,0.,0.));\nENDSEC;\nEND-ISO-10303-21;\n"
)
GCODE = (
    b"; generated by PrusaSlicer 2.8.1\nM104 S215\nG28\n" + b"G1 X10 Y10 E0.4 F1200\n" * 40 + b"; layer_height = 0.2\n"
)
MODEL = (
    '<?xml version="1.0"?><model unit="inch" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02">'
    '<resources><object id="1"><mesh><vertices><vertex x="0" y="0" z="0"/></vertices><triangles>'
    '<triangle v1="0" v2="0" v3="0"/><triangle v1="0" v2="0" v3="0"/></triangles></mesh></object></resources>'
    "<build/></model>"
)
TYPES = "<Types/>"


def threemf(model: str | bytes = MODEL, **more: bytes | str) -> bytes:
    """A 3MF, with other members by their names."""
    return zipped({"[Content_Types].xml": TYPES, "3D/3dmodel.model": model, **more})


def bgcode(unpacked: int = 100) -> bytes:
    """Binary G-code of one block."""
    body = b"G1 X1\n" * 10
    return (
        struct.pack("<4sIH", b"GCDE", 1, 1)
        + struct.pack("<HHII", 1, 1, unpacked, len(body))
        + b"\0\0"
        + body
        + b"\0" * 4
    )
