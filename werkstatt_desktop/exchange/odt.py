"""The protocol as an OpenDocument text (.odt), to go on writing in.

Styles, headings, lists, tables and the contents are real ones. What people wrote gets in through `_words`
alone: as text, never as a field, a link or anything that runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from ..domain.photos import Source, nothing
from ..domain.records import Id
from ..report import blocks as b
from ..report.stopping import Cancelled, never
from ..texts import Texts
from . import look
from . import odt_parts as parts
from .composing import no_board, nothing_said, pieces
from .look import STYLES
from .pieces import Contents, Grid, Items, Line, Piece, Run, Shot
from .svg import kept
from .svg import text as harmless

if TYPE_CHECKING:
    from odfdo import Document

_LONG = 1500
"""A row with a text of more characters may go on on the next page."""
_KEPT = ".kept"
"""Added to the name of a style for paragraphs that stay with the next one."""
_BLANKS = re.compile(r" {2,}|^ | $")
_UNUSED = ("Thumbnails/", "Configurations2/")
"""Parts of the library's own document."""


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
    """Write what is told; everything is as in `docx.write`."""
    from odfdo import Document

    document = Document("text")
    writer = _Writer(document)
    told = pieces(blocks, t, picture=picture, board=board, colophon=colophon, cancelled=cancelled)
    body = "".join(text for piece in told for text in writer.piece(piece))
    if cancelled():
        raise Cancelled
    styles = parts.styles(t, title, status, t("Draft") if draft else "")
    for path, words in (
        ("content.xml", _content(body, writer.styles)),
        ("styles.xml", styles),
        ("settings.xml", parts.settings()),
    ):
        document.set_part(path, words.encode())
    for path in document.parts:
        if path.startswith(_UNUSED):
            document.del_part(path)
    for path in document.manifest.get_paths():
        if str(path).startswith(_UNUSED):
            document.manifest.del_full_path(str(path))
    _describe(document, t, title, author)
    whole = BytesIO()
    document.save(whole)
    target.write(whole.getvalue())


def _describe(document: Document, t: Texts, title: str, author: str) -> None:
    about = document.meta
    about.title, about.language = _plain(title), {"de": "de-DE", "en": "en-GB"}[t.language]
    if author:
        about.initial_creator = about.creator = _plain(author)
    about.creation_date = about.date = datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _content(body: str, tables: list[str]) -> str:
    line, dark = f"0.5pt solid {look.LINE}", f"1.5pt solid {look.TEXT}"
    cells = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties'
        f' fo:padding="2.5pt" fo:padding-left="4pt" fo:padding-right="4pt" fo:border-left="none"'
        f' fo:border-right="none" fo:border-top="{top}" fo:border-bottom="{bottom}"'
        f"{place}/></style:style>"
        for name, top, bottom, place in (
            ("Cell", line, line, ""),
            ("CellTogether", "none", line, ""),
            ("CellHead", "none", dark, ' style:vertical-align="bottom"'),
        )
    )
    rows = "".join(
        f'<style:style style:name="{name}" style:family="table-row">'
        f'<style:table-row-properties fo:keep-together="{how}"/></style:style>'
        for name, how in (("Row", "always"), ("RowLong", "auto"))
    )
    shot = (
        '<style:style style:name="Shot" style:family="graphic"><style:graphic-properties'
        ' style:vertical-pos="top" style:vertical-rel="baseline" fo:border="none"/></style:style>'
    )
    keeps = "".join(
        f'<style:style style:name="{name}{_KEPT}" style:family="paragraph" style:parent-style-name="{name}">'
        '<style:paragraph-properties fo:keep-with-next="always"/></style:style>'
        for name in map(parts.style_id, STYLES)
    )
    right = (
        f'<style:style style:name="HeadRight" style:family="paragraph" style:parent-style-name='
        f'"{parts.style_id("head")}"><style:paragraph-properties fo:text-align="end"/></style:style>'
    )
    return (
        f"{parts.HEAD}<office:document-content {parts.NAMES} {parts.VERSION}>{parts.fonts()}"
        f"<office:automatic-styles>{cells}{rows}{shot}{keeps}{right}{''.join(tables)}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


@dataclass(slots=True)
class _Writer:
    """Says each piece as OpenDocument does. Pictures are put into the document on the way."""

    document: Document
    styles: list[str] = field(default_factory=list, init=False)
    """Those of single tables."""
    _shots: int = field(default=0, init=False)
    _kept: set[str] = field(default_factory=set, init=False)

    def piece(self, piece: Piece) -> Iterator[str]:
        match piece:
            case Line():
                yield _line(piece)
            case Items():
                rows = (f"<text:list-item>{''.join(map(_line, row))}</text:list-item>" for row in piece.rows)
                yield f'<text:list text:style-name="{parts.LIST}">{"".join(rows)}</text:list>'
            case Grid():
                yield from self._grid(piece)
            case Shot():
                yield self._shot(piece)
            case Contents():
                yield from _contents(piece)

    def _grid(self, grid: Grid) -> Iterator[str]:
        name = f"Table{sum('table-properties' in style for style in self.styles) + 1}"
        self._style_table(name, [column.share for column in grid.columns])
        yield f'<table:table table:name="{name}" table:style-name="{name}">'
        yield f"<table:desc>{_line_words(grid.about)}</table:desc>"
        for n in range(len(grid.columns)):
            yield f'<table:table-column table:style-name="{name}.{n}"/>'
        heads = "".join(
            '<table:table-cell table:style-name="CellHead" office:value-type="string">'
            f'<text:p text:style-name="{"HeadRight" if column.right else parts.style_id("head")}">'
            f"{_words(column.head)}</text:p></table:table-cell>"
            for column in grid.columns
        )
        yield f"<table:table-header-rows><table:table-row>{heads}</table:table-row></table:table-header-rows>"
        for n, row in enumerate(grid.rows):
            style = "CellTogether" if n < len(grid.together) and grid.together[n] else "Cell"
            long = sum(len(run.text) for cell in row for line in cell for run in line.runs) > _LONG
            cells = "".join(
                f'<table:table-cell table:style-name="{style}" office:value-type="string">'
                f"{''.join(map(_line, cell))}</table:table-cell>"
                for cell in row
            )
            kind = "RowLong" if long else "Row"
            yield f'<table:table-row table:style-name="{kind}">{cells}</table:table-row>'
        yield f"</table:table>{_line(Line('gap', ()))}"

    def _style_table(self, name: str, shares: list[float]) -> None:
        self.styles.append(
            f'<style:style style:name="{name}" style:family="table"><style:table-properties'
            f' style:width="{look.WIDTH:.1f}pt" style:rel-width="100%" table:align="margins"'
            ' table:border-model="collapsing"/></style:style>'
        )
        self.styles += [
            f'<style:style style:name="{name}.{n}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{look.WIDTH * share:.1f}pt"/></style:style>'
            for n, share in enumerate(shares)
        ]

    def _shot(self, shot: Shot) -> str:
        self._shots += 1
        place = self._put(shot.content)
        return (
            f'<text:p text:style-name="{parts.style_id("shot")}{_KEPT if shot.keep else ""}">'
            f'<draw:frame draw:style-name="Shot" draw:name="Picture {self._shots}" text:anchor-type="as-char"'
            f' svg:width="{shot.wide:.1f}pt" svg:height="{shot.high:.1f}pt"><draw:image'
            f' xlink:href="{place}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
            f"<svg:desc>{_line_words(shot.about)}</svg:desc></draw:frame></text:p>"
        )

    def _put(self, content: bytes) -> str:
        """The name that a picture has in the document."""
        kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
        place = f"Pictures/{sha256(content).hexdigest()[:32]}.{kind}"
        if place not in self._kept:
            self._kept.add(place)
            self.document.set_part(place, content)
            self.document.manifest.add_full_path(place, f"image/{kind}")
        return place


def _line(line: Line) -> str:
    style, level = parts.style_id(line.place), STYLES[line.place].level
    mark = f'<text:bookmark text:name="{line.mark}"/>' if line.mark else ""
    runs = "".join(map(_run, line.runs))
    if level:
        return f'<text:h text:style-name="{style}" text:outline-level="{level}">{mark}{runs}</text:h>'
    return f'<text:p text:style-name="{style}{_KEPT if line.keep else ""}">{mark}{runs}</text:p>'


def _contents(contents: Contents) -> Iterator[str]:
    """An index that is filled already, and knows how to be brought up to date."""
    title, entry = parts.style_id("contents-title"), parts.style_id("contents")
    yield (
        '<text:table-of-content text:name="Contents" text:protected="false">'
        '<text:table-of-content-source text:outline-level="1" text:use-outline-level="false"'
        ' text:use-index-marks="false" text:use-index-source-styles="true">'
        f'<text:index-title-template text:style-name="{title}">{_words(contents.title)}'
        "</text:index-title-template>"
        f'<text:table-of-content-entry-template text:outline-level="1" text:style-name="{entry}">'
        "<text:index-entry-link-start/><text:index-entry-text/>"
        '<text:index-entry-tab-stop style:type="right"/><text:index-entry-page-number/>'
        "<text:index-entry-link-end/></text:table-of-content-entry-template>"
        '<text:index-source-styles text:outline-level="1"><text:index-source-style'
        f' text:style-name="{parts.style_id("chapter")}"/></text:index-source-styles>'
        "</text:table-of-content-source><text:index-body>"
        f'<text:index-title text:name="Contents_Head"><text:p text:style-name="{title}">'
        f"{_words(contents.title)}</text:p></text:index-title>"
    )
    for words, mark in contents.rows:
        page = f'<text:bookmark-ref text:reference-format="page" text:ref-name="{mark}"/>'
        yield (
            f'<text:p text:style-name="{entry}"><text:a xlink:type="simple" xlink:href="#{mark}"'
            f' text:style-name="{parts.LEADING}" text:visited-style-name="{parts.LEADING}">'
            f"{_words(words)}<text:tab/>{page}</text:a></text:p>"
        )
    yield "</text:index-body></text:table-of-content>"


def _run(run: Run) -> str:
    if not run.text or not run.look:
        return _words(run.text)
    return f'<text:span text:style-name="{parts.look_id(run.look)}">{_words(run.text)}</text:span>'


def _words(text: str) -> str:
    """What people wrote: the only way by which it gets into the text."""
    lines = (
        "<text:tab/>".join(_BLANKS.sub(_spaces, harmless(part)) for part in line.split("\t"))
        for line in text.split("\n")
    )
    return "<text:line-break/>".join(lines)


def _spaces(found: re.Match[str]) -> str:
    """Blanks that would be passed over if they stood there as such."""
    return f'<text:s text:c="{len(found[0])}"/>'


def _line_words(text: str) -> str:
    """What people wrote, on one line."""
    return harmless(" ".join(text.split()))


def _plain(text: str) -> str:
    """The same where others escape it."""
    return kept(" ".join(text.split()))
