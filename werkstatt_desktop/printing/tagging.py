"""The structure of a printed document, for those who hear it: what is a heading, a table, a list, a picture.

A page says of each piece of what it draws which element it belongs to, or that it is decoration. Elements are
written as soon as nothing can be added to them; one text that goes on over a page stays open until its end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import LinkAnnotation
from reportlab.pdfgen.canvas import Canvas

from .rows import Cell, Role, Row
from .writing import File, string

_GROUPS = {"row": "Table", "entry": "L", "contents": "TOC"}
_LEVELS = {"title": 1, "chapter": 2, "heading": 3}
_MARK = (-1, 0)
"""Where a row's mark is among its texts."""
_TH = "/A<</O/Table/Scope/{}>>"

Rect = tuple[float, float, float, float]


@dataclass(slots=True, eq=False)
class Element:
    """A part of the structure.

    `kids`: marks on its `page`, (page, mark) on others, (page, -number) of a link, references to elements.
    """

    number: int
    tag: str
    parent: int
    extra: str = ""
    page: int = 0
    kids: list[int | tuple[int, int] | str] = field(default_factory=list)


class _Link(LinkAnnotation):
    """A link that is part of the structure."""

    permitted = (*LinkAnnotation.permitted, "StructParent")


class Tags:
    """The structure in the making, beside the pages of a canvas."""

    def __init__(self, file: File, canvas: Canvas) -> None:
        self._file, self._canvas = file, canvas
        self._root = file.number()
        self._document = Element(file.number(), "Document", self._root)
        self._role = ""
        self._group: Element | None = None
        self._columns = 0
        self._level = 0
        self._begun = False
        self._line: list[Element] = []
        self._texts: dict[tuple[int, int], Element] = {}
        self._link: Element | None = None
        self._page = 1
        self._marks: list[int] = []
        self._closed: list[Element] = []
        self._page_numbers = [0]
        self._owners = [0]
        """Of each page and of each link: the object that says to which elements it belongs."""

    # --- What is drawn belongs to an element or to none; each of these ends with `end`

    def artifact(self) -> None:
        """What follows is decoration."""
        self._canvas.addLiteral("/Artifact BMC")

    def text(self, cell: int, part: int) -> None:
        """What follows is a text of the row, or a piece of it."""
        self._draw(self._texts.get((cell, part)))

    def mark(self) -> None:
        """What follows is the symbol of the row."""
        self._draw(self._texts.get(_MARK))

    def number(self) -> None:
        """What follows is the number of the page that the row leads to."""
        self._draw(self._link)

    def figure(self, alt: str, box: Rect) -> None:
        """What follows is a picture, said in words; without any it is decoration."""
        if not alt:
            self.artifact()
            return
        self._end_group()
        place = " ".join(f"{side:.2f}" for side in box)
        extra = f"/Alt{string(alt)}/A<</O/Layout/Placement/Block/BBox[{place}]>>"
        element = self._element("Figure", self._document, extra)
        self._draw(element)
        self._closed.append(element)

    def end(self) -> None:
        self._canvas.addLiteral("EMC")

    # --- Rows

    def begin_row(self, row: Row, *, first: bool) -> None:
        """A row is drawn, or what is left of the one before."""
        if not first:
            return
        role: Role = "contents" if row.target else row.role
        parent = self._parent_of(row, role)
        self._texts, self._line, self._link = {}, [], None
        match role:
            case "row":
                self._table_row(row, self._open(parent, "TR"))
            case "entry":
                self._entry(row, self._open(parent, "LI"))
            case "contents":
                self._entry_of_contents(row, self._open(parent, "TOCI"))
            case "none":
                pass  # All of it is decoration.
            case _:
                self._paragraphs(row)
        self._say_marks(row)

    def end_row(self, *, last: bool) -> None:
        if last:
            self._closed += self._line
            self._line = []

    def link(self, key: str, words: str, box: Rect) -> None:
        """The row leads to an anchor."""
        canvas: Any = self._canvas
        owner = len(self._owners)
        annotation = _Link(
            box,
            words,
            canvas._bookmarkReference(key),  # noqa: SLF001
            Border="[0 0 0]",
            F=4,
            StructParent=owner,
        )
        name = f"link-{owner}"
        canvas._addAnnotation(annotation, name)  # noqa: SLF001
        assert self._link is not None
        self._link.kids.append((self._page, -self._file.number_of(f"Annot.{name}")))
        self._owners.append(self._link.number)

    def _parent_of(self, row: Row, role: Role) -> Element:
        """The table or list that a row belongs to, or the document."""
        begins = bool(row.about) or (row.head and self._begun)
        if role == "row" and (begins or self._columns != len(row.cells)):
            self._end_group()
        if role != self._role:
            self._end_group()
        if (tag := _GROUPS.get(role)) is None:
            return self._document
        if self._group is None:
            self._group = self._element(tag, self._document, _about(row))
            self._role, self._columns = role, len(row.cells)
        self._begun = not row.head
        return self._group

    def _end_group(self) -> None:
        if self._group is not None:
            self._closed.append(self._group)
        self._group, self._role, self._columns, self._begun = None, "", 0, False

    def _paragraphs(self, row: Row) -> None:
        heading = -1
        if row.role in _LEVELS:
            sizes = [style.size if text.strip() else 0.0 for text, style in row.cells[0].parts]
            heading = sizes.index(max(sizes))
            # A reader takes a level that is left out for a part that is missing.
            self._level = min(_LEVELS[row.role], self._level + 1)
        for n, cell in enumerate(row.cells):
            for k, (text, _) in enumerate(cell.parts):
                if text.strip():
                    tag = f"H{self._level}" if (n, k) == (0, heading) else "P"
                    self._texts[n, k] = self._open(self._document, tag)

    def _table_row(self, row: Row, line: Element) -> None:
        for n, cell in enumerate(row.cells):
            if row.head:
                self._cell(n, cell, self._open(line, "TH", _TH.format("Column")))
            elif cell.names:
                self._cell(n, cell, self._open(line, "TH", _TH.format("Row")))
            else:
                self._cell(n, cell, self._open(line, "TD"))

    def _say_marks(self, row: Row) -> None:
        """A symbol that is no label of an entry is said with the first text."""
        if _MARK not in self._texts and self._texts and (alt := _alt(row)):
            self._texts[_MARK] = self._open(next(iter(self._texts.values())), "Span", alt)

    def _entry(self, row: Row, line: Element) -> None:
        if alt := _alt(row):
            self._texts[_MARK] = self._open(line, "Lbl", alt)
        for n, cell in enumerate(row.cells):
            if cell.label:
                self._cell(n, cell, self._open(line, "Lbl"))
        body = self._open(line, "LBody")
        alone = sum(not cell.label for cell in row.cells) == 1
        for n, cell in enumerate(row.cells):
            if not cell.label:
                self._cell(n, cell, body, alone=alone)

    def _entry_of_contents(self, row: Row, line: Element) -> None:
        self._link = self._open(self._open(line, "Reference"), "Link")
        for n, cell in enumerate(row.cells):
            for k in range(len(cell.parts)):
                self._texts[n, k] = self._link

    def _cell(self, n: int, cell: Cell, holder: Element, *, alone: bool = True) -> None:
        """The only text of a cell is its content, several are paragraphs in it."""
        said = [k for k, (text, _) in enumerate(cell.parts) if text.strip()]
        for k in said:
            self._texts[n, k] = holder if alone and len(said) == 1 else self._open(holder, "P")

    # --- Elements

    def _element(self, tag: str, parent: Element, extra: str = "") -> Element:
        element = Element(self._file.number(), tag, parent.number, extra)
        parent.kids.append(f"{element.number} 0 R")
        return element

    def _open(self, parent: Element, tag: str, extra: str = "") -> Element:
        element = self._element(tag, parent, extra)
        self._line.append(element)
        return element

    def _draw(self, element: Element | None) -> None:
        if element is None:
            self.artifact()
            return
        mark = len(self._marks)
        self._marks.append(element.number)
        if not element.page:
            element.page = self._page
        element.kids.append(mark if element.page == self._page else (self._page, mark))
        self._canvas.addLiteral(f"/{element.tag}<</MCID {mark}>>BDC")

    # --- The file

    def begin_page(self) -> None:
        """A page begins."""
        self._owners.append(0)
        self._marks = []
        self._owner = len(self._owners) - 1

    def end_page(self) -> None:
        """The canvas has shown a page: write it, and all elements that nothing is added to any more."""
        number = self._file.end_page(StructParents=str(self._owner), Tabs="/S")
        self._page_numbers.append(number)
        self._page += 1
        owners = self._file.number()
        self._owners[self._owner] = owners
        self._file.pack(owners, f"[{' '.join(f'{n} 0 R' for n in self._marks)}]".encode())
        self._write_closed()

    def _write_closed(self) -> None:
        closed, self._closed = self._closed, []
        for element in closed:
            self._file.pack(element.number, self._told(element))

    def _told(self, element: Element) -> bytes:
        pages = self._page_numbers
        kids = [self._elsewhere(*kid) if isinstance(kid, tuple) else str(kid) for kid in element.kids]
        said = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
        page_entry = f"/Pg {pages[element.page]} 0 R" if element.page else ""
        told = f"<</S/{element.tag}/P {element.parent} 0 R{element.extra}{page_entry}/K {said}>>"
        return told.encode("ascii")

    def _elsewhere(self, page: int, what: int) -> str:
        """A mark on another page, or a link."""
        kind = f"/Type/MCR/MCID {what}" if what >= 0 else f"/Type/OBJR/Obj {-what} 0 R"
        return f"<<{kind}/Pg {self._page_numbers[page]} 0 R>>"

    def finish(self) -> int:
        """Write what is left; the number of the root."""
        self._end_group()
        self._closed.append(self._document)
        self._write_closed()
        owners = self._file.number()
        pairs = " ".join(f"{n} {number} 0 R" for n, number in enumerate(self._owners) if n)
        self._file.pack(owners, f"<</Nums[{pairs}]>>".encode())
        tree = f"/K {self._document.number} 0 R/ParentTree {owners} 0 R/ParentTreeNextKey {len(self._owners)}"
        self._file.pack(self._root, f"<</Type/StructTreeRoot{tree}>>".encode())
        return self._root


def _alt(row: Row) -> str:
    """What the symbols of a row say."""
    said = ", ".join(mark.word for mark in row.marks if mark.word)
    return f"/Alt{string(said)}" if said else ""


def _about(row: Row) -> str:
    """What a table or a list says about itself."""
    if row.role == "row" and row.about:
        return f"/A<</O/Table/Summary{string(row.about)}>>"
    label = next((text for cell in row.cells if cell.label for text, _ in cell.parts), "")
    if row.role == "entry" and (label or row.marks):
        return f"/A<</O/List/ListNumbering/{'Decimal' if label[:1].isdigit() else 'Disc'}>>"
    return ""
