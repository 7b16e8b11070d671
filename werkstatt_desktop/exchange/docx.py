"""The protocol as a Word document (.docx), to go on writing in.

Styles, headings, lists, tables and the contents are real ones. What people wrote gets in through `_words`
alone: as text, never as a field, a link or anything that runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from ..domain.photos import Source, nothing
from ..domain.records import Id
from ..report import blocks as b
from ..report.stopping import Cancelled, never
from ..texts import Texts
from . import docx_parts as parts
from . import look
from .composing import no_board, nothing_said, pieces
from .pieces import Contents, Grid, Items, Line, Piece, Run, Shot
from .pixels import named
from .svg import kept
from .svg import text as harmless

if TYPE_CHECKING:
    from docx.document import Document

_EMU = 12_700
"""Word's units of a picture in a point."""
_LONG = 1500
"""A row with a text of more characters may go on on the next page."""


def write(
    blocks: Iterable[b.Block],
    t: Texts,
    target: BinaryIO,
    *,
    title: str,
    picture: Source = nothing,
    board: Callable[[Id], bytes | None] = no_board,
    colophon: Callable[[int, int], str] = nothing_said,
    author: str = "",
    status: str = "",
    draft: bool = False,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Write what is told. `board` gives a PNG of a group's wall, `picture` the bytes of photos.

    `status` stands in the footer beside `title`; a `draft` says on each page that it is one. `colophon` says
    how many of the cards are in it, of how many there are. Raises `Cancelled`.
    """
    import docx

    document = docx.Document()
    _furnish(document, t, title, author, status, t("Draft") if draft else "")
    writer = _Writer(document)
    told = pieces(blocks, t, picture=picture, board=board, colophon=colophon, cancelled=cancelled)
    writer.put("".join(text for piece in told for text in writer.piece(piece)))
    if cancelled():
        raise Cancelled
    document.save(target)


def _furnish(document: Document, t: Texts, title: str, author: str, status: str, above: str) -> None:
    """Everything but the text, in place of what the library's own document has."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = document.part
    _replace(document.styles.element, parts.styles(t))
    _replace(part.numbering_part.element, parts.numbering())
    _replace(document.settings.element, parts.settings(t))
    kept = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS}
    for name, relation in [*part.rels.items()]:
        if relation.reltype not in {*kept, RELATIONSHIP_TYPE.THEME}:
            del part.rels[name]
    package = part.package
    for name, relation in [*package.rels.items()]:
        if relation.reltype not in {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}:
            del package.rels[name]
    said = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{parts.fonts()}'.encode()
    fonts = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, said, package)
    part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    _describe(document, t, title, author)
    _set_page(document, parts.foot(t, title, status), parts.head(above) if above else "")


def _describe(document: Document, t: Texts, title: str, author: str) -> None:
    about = document.core_properties
    # The library takes no more.
    about.title, about.author = _plain(title)[:255], _plain(author)[:255]
    about.language = {"de": "de-DE", "en": "en-GB"}[t.language]
    about.comments, about.last_modified_by = "", "Werkstatt"
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _set_page(document: Document, foot: str, head: str) -> None:
    from docx.oxml import parse_xml
    from docx.shared import Pt

    section = document.sections[0]
    section.page_width, section.page_height = Pt(look.PAGE[0]), Pt(look.PAGE[1])
    section.left_margin = section.right_margin = Pt(look.MARGIN_X)
    section.top_margin, section.bottom_margin = Pt(look.MARGIN_TOP), Pt(look.MARGIN_BOTTOM)
    section.header_distance = section.footer_distance = Pt(look.FOOT)
    for part, words in ((section.footer, foot), (section.header, head)):
        if words:
            part.is_linked_to_previous = False
            _clear(part.part.element)
            part.part.element.append(parse_xml(words))


def _clear(element: Any) -> None:
    for child in [*element]:
        element.remove(child)


def _replace(element: Any, words: str) -> None:
    """What an element holds becomes what another one holds."""
    from docx.oxml import parse_xml

    _clear(element)
    element.extend([*parse_xml(words)])


@dataclass(slots=True)
class _Writer:
    """Says each piece as Word does. Pictures are put into the document on the way."""

    document: Document
    _names: int = field(default=0, init=False)

    def put(self, body: str) -> None:
        """All paragraphs and tables before what describes the page."""
        from docx.oxml import parse_xml

        end = self.document.element.body[-1]
        for element in [*parse_xml(f"<w:body {parts.NAMES}>{body}</w:body>")]:
            end.addprevious(element)

    def piece(self, piece: Piece) -> Iterator[str]:
        match piece:
            case Line():
                yield self._line(piece)
            case Items():
                yield from (self._line(line) for row in piece.rows for line in row)
            case Grid():
                yield from self._grid(piece)
            case Shot():
                yield self._shot(piece)
            case Contents():
                yield from self._contents(piece)

    def _line(self, line: Line, extra: str = "") -> str:
        runs = "".join(map(_run, line.runs))
        if line.mark:
            self._names += 1
            at = f'w:id="{self._names}"'
            runs = f'<w:bookmarkStart {at} w:name="{line.mark}"/>{runs}<w:bookmarkEnd {at}/>'
        keep = "<w:keepNext/>" if line.keep else ""
        style = f'<w:pStyle w:val="{parts.style_id(line.place)}"/>'
        return f"<w:p><w:pPr>{style}{keep}{extra}</w:pPr>{runs}</w:p>"

    def _grid(self, grid: Grid) -> Iterator[str]:
        wide = parts.twips(look.WIDTH)
        widths = [round(wide * column.share) for column in grid.columns]
        about = _attribute(grid.about)
        names = "1" if grid.columns and grid.columns[0].names else "0"
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{parts.TABLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0"'
            f' w:firstColumn="{names}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            f'<w:tblDescription w:val="{about}"/></w:tblPr>'
        )
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield f"<w:tblGrid>{columns}</w:tblGrid>"
        heads = [(Line("head", (Run(column.head),)),) for column in grid.columns]
        right = [column.right for column in grid.columns]
        yield self._row(widths, heads, "<w:cantSplit/><w:tblHeader/>", "", right)
        for n, row in enumerate(grid.rows):
            joined = n < len(grid.together) and grid.together[n]
            border = '<w:tcBorders><w:top w:val="nil"/></w:tcBorders>' if joined else ""
            long = sum(len(run.text) for cell in row for line in cell for run in line.runs) > _LONG
            yield self._row(widths, row, "" if long else "<w:cantSplit/>", border)
        yield f"</w:tbl>{self._line(Line('gap', ()))}"

    def _row(
        self,
        widths: list[int],
        cells: Iterable[tuple[Line, ...]],
        kind: str,
        border: str,
        right: list[bool] | None = None,
    ) -> str:
        said = []
        for n, (wide, cell) in enumerate(zip(widths, cells, strict=True)):
            side = '<w:jc w:val="right"/>' if right and right[n] else ""
            lines = "".join(self._line(line, side) for line in cell)
            said.append(f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{border}</w:tcPr>{lines}</w:tc>')
        return f"<w:tr><w:trPr>{kind}</w:trPr>{''.join(said)}</w:tr>"

    def _shot(self, shot: Shot) -> str:
        key, _ = self.document.part.get_or_add_image(BytesIO(named(shot.content)))
        self._names += 1
        size = f'cx="{round(shot.wide * _EMU)}" cy="{round(shot.high * _EMU)}"'
        said = f'id="{self._names}" name="Picture {self._names}" descr="{_attribute(shot.about)}"'
        keep = "<w:keepNext/>" if shot.keep else ""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{parts.style_id("shot")}"/>{keep}</w:pPr><w:r><w:drawing>'
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {said}/>'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f"<pic:pic><pic:nvPicPr><pic:cNvPr {said}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )

    def _contents(self, contents: Contents) -> Iterator[str]:
        """A field that is filled already. Word adds the pages when it is told to bring it up to date."""
        yield self._line(Line("contents-title", (Run(contents.title),)))
        last = len(contents.rows) - 1
        for n, (title, mark) in enumerate(contents.rows):
            begin = _field(r' TOC \o "1-1" \h \z ') if n == 0 else ""
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if n == last else ""
            page = f'{_field(f" PAGEREF {mark} ")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            yield (
                f'<w:p><w:pPr><w:pStyle w:val="{parts.style_id("contents")}"/></w:pPr>{begin}'
                f'<w:hyperlink w:anchor="{mark}" w:history="1">{_run(Run(title))}<w:r><w:tab/></w:r>{page}'
                f"</w:hyperlink>{end}</w:p>"
            )


def _field(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{harmless(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _run(run: Run) -> str:
    look_ = f'<w:rPr><w:rStyle w:val="{parts.look_id(run.look)}"/></w:rPr>' if run.look else ""
    return f"<w:r>{look_}{_words(run.text)}</w:r>" if run.text else ""


def _words(text: str) -> str:
    """What people wrote: the only way by which it gets into the text."""
    lines = (
        "<w:tab/>".join(f'<w:t xml:space="preserve">{harmless(part)}</w:t>' for part in line.split("\t"))
        for line in text.split("\n")
    )
    return "<w:br/>".join(lines)


def _attribute(text: str) -> str:
    """What people wrote, as the value of an attribute."""
    return harmless(" ".join(text.split())).replace('"', "&quot;")


def _plain(text: str) -> str:
    """The same on one line, where it is escaped by others."""
    return kept(" ".join(text.split()))
