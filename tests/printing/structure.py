"""The structure of a PDF file as a program that reads aloud finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject


@dataclass(slots=True)
class Node:
    """An element: its kind, its words in the order of reading, what it says about itself."""

    tag: str
    text: str = ""
    kids: list[Node] = field(default_factory=list)
    alt: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    links: list[DictionaryObject] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, *tags: str) -> list[Node]:
        return [node for node in self.walk() if node.tag in tags]

    @property
    def words(self) -> str:
        """All of it, read aloud."""
        said = [self.alt or self.text, *(kid.words for kid in self.kids)]
        return " ".join(part for part in said if part)

    def outline(self) -> str:
        """Its shape: `Table(TR(TH TH) TR(TD TD))`."""
        return self.tag + (f"({' '.join(kid.outline() for kid in self.kids)})" if self.kids else "")


def read(content: bytes) -> Node:
    """The whole document."""
    reader = PdfReader(BytesIO(content), strict=True)
    texts = {page.indirect_reference.idnum: _texts(page, reader) for page in reader.pages}
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    document = _node(root["/K"].get_object(), texts)
    _check_owners(reader)
    return document


def _check_owners(reader: PdfReader) -> None:
    """Each mark of a page and each link knows its element, and that one knows it."""
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    nums = root["/ParentTree"]["/Nums"]
    keys = list(nums[::2])
    assert keys == sorted(set(keys))
    assert keys[-1] < root["/ParentTreeNextKey"]
    table = dict(zip(keys, (value.get_object() for value in nums[1::2]), strict=True))
    for page in reader.pages:
        number = page.indirect_reference.idnum
        for mark, owner in enumerate(table.pop(page["/StructParents"])):
            assert (number, mark) in _marks(owner), f"page {number}, mark {mark}"
        for link in page.get("/Annots", ()):
            owner = table.pop(link.get_object()["/StructParent"])
            links = [kid for kid in _kids(owner) if isinstance(kid, DictionaryObject)]
            assert link.idnum in [kid.raw_get("/Obj").idnum for kid in links if "/Obj" in kid]
    assert not table


def _kids(element: DictionaryObject) -> list[Any]:
    kids = element["/K"]
    return [kid.get_object() for kid in kids] if isinstance(kids, list) else [kids]


def _marks(element: DictionaryObject) -> set[tuple[int, int]]:
    """Pages and marks of an element."""
    marks = set()
    for kid in _kids(element):
        if isinstance(kid, int):
            marks.add((element.raw_get("/Pg").idnum, int(kid)))
        elif "/MCID" in kid:
            marks.add((kid.raw_get("/Pg").idnum, int(kid["/MCID"])))
    return marks


def unmarked(content: bytes) -> list[str]:
    """What is drawn and is neither part of the structure nor decoration."""
    reader = PdfReader(BytesIO(content), strict=True)
    drawing = {b"Tj", b"TJ", b"'", b'"', b"f", b"f*", b"S", b"s", b"B", b"B*", b"b", b"Do", b"sh"}
    found = []
    for number, page in enumerate(reader.pages, 1):
        depth = 0
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            depth += (operator in {b"BDC", b"BMC"}) - (operator == b"EMC")
            if operator in drawing and depth == 0:
                found.append(f"page {number}: {operands} {operator!r}")
        assert depth == 0, f"page {number} leaves a mark open"
    return found


def _node(element: DictionaryObject, texts: dict[int, dict[int, str]]) -> Node:
    node = Node(str(element["/S"])[1:], alt=str(element.get("/Alt", "")))
    attributes = element.get("/A")
    node.attributes = dict(attributes.get_object()) if attributes is not None else {}
    kids = element.get("/K", [])
    page = element.raw_get("/Pg").idnum if "/Pg" in element else 0
    said = []
    for raw in kids if isinstance(kids, list) else [element.raw_get("/K")]:
        kid = raw.get_object()
        if isinstance(kid, int):
            said.append(texts[page][kid])
        elif kid.get("/Type") == "/MCR":
            said.append(texts[kid.raw_get("/Pg").idnum][kid["/MCID"]])
        elif kid.get("/Type") == "/OBJR":
            node.links.append(kid["/Obj"])
        else:
            assert isinstance(raw, IndirectObject)
            node.kids.append(_node(kid, texts))
    node.text = re.sub(r"\s+", " ", " ".join(said)).strip()
    return node


def _texts(page: Any, reader: PdfReader) -> dict[int, str]:
    """What each mark of a page says, in forms too."""
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    forms = {str(name): form for name, form in page["/Resources"].get("/XObject", {}).items()}
    texts: dict[int, str] = {}
    _say(ContentStream(page.get_contents(), reader), reader, fonts, forms, texts, [])
    return texts


def _say(
    stream: ContentStream,
    reader: PdfReader,
    fonts: dict[str, dict[int, str]],
    forms: dict[str, Any],
    texts: dict[int, str],
    stack: list[int],
) -> None:
    font: dict[int, str] = {}
    for operands, operator in stream.operations:
        match operator:
            case b"BDC" | b"BMC":
                mark = operands[1].get("/MCID", -1) if operator == b"BDC" else -1
                stack.append(mark)
                texts.setdefault(mark, "")
            case b"EMC":
                stack.pop()
            case b"Tf":
                font = fonts[operands[0]]
            case b"T*" | b"Td" | b"Tm" if stack:
                texts[stack[-1]] += " "
            case b"Tj" if stack:
                texts[stack[-1]] += "".join(font[byte] for byte in operands[0].original_bytes)
            case b"Do" if operands[0] in forms and forms[operands[0]].get_object()["/Subtype"] == "/Form":
                form = forms[operands[0]].get_object()
                _say(ContentStream(form, reader), reader, fonts, {}, texts, stack)
            case _:
                pass


def _letters(font: DictionaryObject) -> dict[int, str]:
    """What each byte of a text in a font stands for."""
    table = font["/ToUnicode"].get_data().decode("ascii")
    letters = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for byte, code in re.findall(r"<(\w{2})> <(\w+)>", part):
            letters[int(byte, 16)] = bytes.fromhex(code).decode("utf-16-be")
    assert letters
    return letters
