"""The PDF file itself: each object is written as soon as it is whole, so that no page is kept in memory.

The library draws pages and embeds fonts; what it knows at the end only is formatted by it. What it cannot say
(metadata in XML, the colours that are meant, small objects in packs) is written here.
"""

from __future__ import annotations

import re
import struct
import zlib
from array import array
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import md5
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PRODUCER = "ReportLab PDF Library"
_CREATOR = "Werkstatt"
_END = b"\r\nendstream"
"""The rules of PDF/A want a line to end before it: with two bytes, as the first could be the stream's own."""
_PACK = 200
"""Objects in one pack: a reader unpacks all of them to get one."""
_IN_FILE, _IN_PACK = 1, 2
_LEVEL = 6
_PAGE_ENTRIES = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
_CATALOG_ENTRIES = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Neither XML nor a reader has a use for them.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Described:
    """What a file says about itself; `accessible`: that it keeps the rules of PDF/UA-1 and PDF/A-2a."""

    title: str
    author: str
    subject: str
    language: str
    day: date | None
    accessible: bool = True


class File:
    """Objects with their numbers. The numbers are those of the library's document, which counts on."""

    def __init__(self, target: BinaryIO, canvas: Canvas) -> None:
        self._target = target
        self._canvas = canvas
        self._doc: Any = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001
        self._digest = md5(usedforsecurity=False)
        self._size = 0
        self._kinds = bytearray(1)
        self._places = array("L", [0])
        self._indexes = array("H", [65535])
        self._open: list[tuple[int, bytes]] = []
        self._write(_HEADER)

    def number(self) -> int:
        """The number of an object to come."""
        self._doc.objectcounter += 1
        return int(self._doc.objectcounter)

    def number_of(self, name: str) -> int:
        """The number of an object that the library knows by name."""
        return int(self._doc.idToObjectNumberAndVersion[name][0])

    def put(self, number: int, content: bytes) -> None:
        """Write an object."""
        self._note(number, _IN_FILE, self._size)
        self._write(b"%d 0 obj\n%b%bendobj\n" % (number, content, b"" if content.endswith(b"\n") else b"\n"))

    def stream(self, content: bytes, entries: bytes = b"", *, packed: bool = True) -> int:
        """Write a stream; its number."""
        number = self.number()
        if packed:
            content, entries = zlib.compress(content, _LEVEL), entries + b"/Filter/FlateDecode"
        head = b"<<%b/Length %d>>\nstream\n" % (entries, len(content))
        self.put(number, head + content + _END)
        return number

    def pack(self, number: int, content: bytes) -> None:
        """Write a small object together with others."""
        self._open.append((number, content))
        if len(self._open) == _PACK:
            self._close_pack()

    def end_page(self, **entries: str) -> int:
        """Write what is on the page that the canvas has just shown; the number of the page."""
        page = self._doc.Pages.pages[-1]
        page.Contents = f"{self.stream(page.stream.encode('latin-1'))} 0 R"
        page.stream = None
        page.__NoDefault__ = _PAGE_ENTRIES
        for name, value in entries.items():
            setattr(page, name, value)
        return self.number_of(f"Page{len(self._doc.Pages.pages)}")

    def finish(self, told: Described, structure: int | None) -> None:
        """Write everything that is known at the end; `structure` is the number of the root of the tags."""
        doc = self._doc
        for font in doc.delayedFonts:
            font.addObjects(doc)
        self._fill_catalog(told, structure)
        root = self.number_of(doc.Reference(doc.Catalog).name)
        doc.Outlines.prepare(doc, self._canvas)
        if doc.Outlines.ready < 0:
            doc.Catalog.Outlines = None
        info = self.number()
        self.put(info, _info(told))
        self._close_pack()
        self._put_all()
        self._end(root, info)

    def _fill_catalog(self, told: Described, structure: int | None) -> None:
        catalog = self._doc.Catalog
        catalog.__NoDefault__ = _CATALOG_ENTRIES
        catalog.ViewerPreferences = "<</DisplayDocTitle true>>"
        # What is read as XML is not compressed, so that any program finds it.
        entries = b"/Type/Metadata/Subtype/XML"
        catalog.Metadata = f"{self.stream(_metadata(told).encode(), entries, packed=False)} 0 R"
        profile = self.stream(_srgb(), b"/N 3")
        catalog.OutputIntents = (
            "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
            f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>]"
        )
        if structure is not None:
            catalog.StructTreeRoot = f"{structure} 0 R"
            catalog.MarkInfo = "<</Marked true>>"

    def _put_all(self) -> None:
        """Write what the library knows; formatting an object can make others known to it."""
        doc, number = self._doc, 0
        while number < doc.objectcounter:
            number += 1
            name = doc.numberToId.get(number)
            if name is None:
                continue
            content = pdfdoc.format(doc.idToObject[name], doc, toplevel=1)
            if content.endswith(b"endstream\n"):
                content = content[:-10] + _END
            self.put(number, content)

    def _end(self, root: int, info: int) -> None:
        """Write where everything is."""
        number, place = self.number(), self._size
        self._note(number, _IN_FILE, place)
        rows = zip(self._kinds, self._places, self._indexes, strict=True)
        table = zlib.compress(b"".join(struct.pack(">BIH", *row) for row in rows), _LEVEL)
        name = self._digest.hexdigest()
        entries = (
            f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R/ID[<{name}><{name}>]"
        )
        head = f"{number} 0 obj\n<<{entries}/Filter/FlateDecode/Length {len(table)}>>\nstream\n"
        self._write(head.encode() + table + _END + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % place)

    def _close_pack(self) -> None:
        if not self._open:
            return
        objects, self._open = self._open, []
        head, place = [], 0
        for number, content in objects:
            head.append(b"%d %d" % (number, place))
            place += len(content) + 1
        first = b" ".join(head) + b"\n"
        body = first + b"\n".join(content for _, content in objects)
        entries = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(first))
        pack = self.stream(body, entries)
        for index, (number, _) in enumerate(objects):
            self._note(number, _IN_PACK, pack, index)

    def _note(self, number: int, kind: int, place: int, index: int = 0) -> None:
        if (lacking := number + 1 - len(self._kinds)) > 0:
            self._kinds.extend(bytes(lacking))
            self._places.extend([0] * lacking)
            self._indexes.extend([65535] * lacking)
        self._kinds[number], self._places[number], self._indexes[number] = kind, place, index

    def _write(self, content: bytes) -> None:
        self._target.write(content)
        self._digest.update(content)
        self._size += len(content)


def string(text: str) -> str:
    """A text as a PDF file writes it."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def _plain(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text)


def _info(told: Described) -> bytes:
    day = f"D:{told.day or date(2000, 1, 1):%Y%m%d}"
    entries = {
        "Title": told.title,
        "Author": told.author,
        "Subject": told.subject,
        "Creator": _CREATOR,
        "Producer": _PRODUCER,
        "CreationDate": day,
        "ModDate": day,
    }
    return f"<<{''.join(f'/{key}{string(_plain(text))}' for key, text in entries.items())}>>".encode("ascii")


@cache
def _srgb() -> bytes:
    """The profile of the colours that are meant, without the moment in which it was made."""
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[:24] + struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + profile[36:]


def _metadata(told: Described) -> str:
    """What a file says about itself, once more as XML."""
    day = f"{told.day or date(2000, 1, 1):%Y-%m-%d}"
    title, author, subject = (
        _plain(text).translate(_XML) for text in (told.title, told.author, told.subject)
    )
    creator = f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
    claims = _CLAIMS if told.accessible else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">\n'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\n'
        f"{creator}\n"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt>'
        "</dc:description>\n"
        f"<dc:language><rdf:Bag><rdf:li>{told.language}</rdf:li></rdf:Bag></dc:language>\n"
        f"<xmp:CreatorTool>{_CREATOR}</xmp:CreatorTool><xmp:CreateDate>{day}</xmp:CreateDate>"
        f"<xmp:ModifyDate>{day}</xmp:ModifyDate>\n<pdf:Producer>{_PRODUCER}</pdf:Producer>\n"
        f"</rdf:Description>\n{claims}</rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    )


_CLAIMS = """\
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"\
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""The rules that the file keeps; those of PDF/UA have to be introduced to readers that know PDF/A."""
