"""What is asked of a document that people go on writing in, whichever program wrote it."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from werkstatt_desktop.report import blocks as b

SHA = "0" * 64
GREY = (
    "ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912"
    "130f141d1a1f1e1d1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432ffc0000b080001"
    "000101011100ffc40014000100000000000000000000000000000009ffc400141001000000000000000000000000000000"
    "00ffda0008010100003f0054dfffd9"
)


def png(wide: int = 40, high: int = 30) -> bytes:
    """A whole picture."""
    rows = zlib.compress((b"\0" + b"\x80" * wide) * high)

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


JPEG = bytes.fromhex(GREY)
NOT_WHOLE = (
    b"",
    b"no picture",
    png()[:-20],
    png().replace(b"IDAT", b"IDAX"),
    JPEG[:-30],
    b"\xff\xd8\xff\xd9",
)


def texts_of(block: b.Block) -> list[str]:
    """The texts of a block that people are to read, in their order."""
    return [text for text in (_of_rows(block) or _of_words(block)) if text]


def _of_words(block: b.Block) -> list[str]:
    found: list[str] = []
    match block:
        case b.Title():
            found = [block.over, block.title, block.below]
        case b.Chapter():
            found = [block.title, block.facts]
        case b.Heading():
            found = [block.text, block.count, *block.marks, block.hint]
        case b.Paragraph():
            found = [block.text]
        case b.Box():
            found = [block.label, block.text, *(text.text for text in block.below)]
        case b.Colophon():
            found = [*block.lines]
    return found


def _of_rows(block: b.Block) -> list[str]:
    found: list[str] = []
    match block:
        case b.Facts():
            found = [text for row in block.rows for text in row]
        case b.Entries():
            found = [text for row in block.rows for text in _of_entry(row)]
        case b.Table():
            cells = [text.text for row in block.rows for cell in row for text in cell]
            found = [*(column.head for column in block.columns), *cells]
        case b.Legend():
            found = [text for sign, asked in block.rows for text in (sign.word, asked)]
        case b.Bars():
            found = [text for name, _, words in block.rows for text in (name, words)]
        case b.Pictures():
            found = [text.text for picture in block.rows for text in picture.texts]
    return found


def _of_entry(entry: b.Entry) -> list[str]:
    first, *others = entry.texts
    sign = entry.sign.word if entry.sign else ""
    return [entry.number, sign, first.text, entry.note, *(text.text for text in others)]


def bare(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s+", "", text)


def missing(blocks: list[b.Block], found: str) -> list[str]:
    """The texts that are not in a document in the order in which they are told."""
    found, at, lost = bare(found), 0, []
    for text in (text for block in blocks for text in texts_of(block)):
        place = found.find(bare(text), at)
        if place < 0:
            lost.append(text)
        else:
            at = place + len(bare(text))
    return lost


def attributes(content: bytes) -> list[tuple[str, str, str]]:
    """Each attribute in the document's XML: its element, its name and its value."""
    found = []
    with ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                for element in ET.fromstring(package.read(name)).iter():
                    found += [(local(element.tag), local(key), value) for key, value in element.items()]
    return found


def local(name: str) -> str:
    """A name in XML without the address in front of it."""
    return name.rpartition("}")[2]
