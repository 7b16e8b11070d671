"""The same made-up protocol through different engines, one in each process.

Run `python tests/benchmarks/engines.py ENGINE SECTIONS`; ENGINES says which there are. Each section is a
heading, a table of twelve rows and a list of thirty cards; before them stand a title and the contents with
numbers of pages, all in the embedded fonts of the program. Prints as JSON the seconds to build the file
(without importing the library; `s` by the clock, `busy` of the processor), its pages and bytes, and the peak
of memory in MiB.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from typing import Any, NamedTuple

from werkstatt_desktop.texts import resources

FONTS = resources() / "fonts"
REGULAR, BOLD = "SourceSans3-Regular", "SourceSans3-Bold"
HEAD = ("Nr.", "Maßnahme", "Nutzen", "Punkte")
COLUMNS = (30.0, 200.0, 190.0, 49.0)
PAGE, SIDE, TOP, BOTTOM = (595.28, 841.89), 63.0, 58.0, 66.0
_SAID = (
    "Bürgerinnen Verwaltung Zusammenarbeit gemeinsam Quartier Familien Öffnungszeiten Spielplätze planen und"
    " die der im mit für neue kurze Wege Räume Vereine Schulen Jugendliche Straßenbahnhaltestelle verlängern"
    " Ansprechpersonen benennen regelmäßig austauschen Haushaltsmittel Beteiligung früher beginnen weniger"
    " Formulare mehr Vertrauen Fahrräder Grünflächen pflegen Nachbarschaft stärken Treffpunkte schaffen"
)


class Section(NamedTuple):
    heading: str
    rows: list[tuple[str, str, str, str]]
    cards: list[str]


def sections(count: int) -> Iterator[Section]:
    chance = random.Random(7)
    stock = _SAID.split()

    def words(least: int, most: int) -> str:
        said = " ".join(chance.choice(stock) for _ in range(chance.randint(least, most)))
        return said[:1].upper() + said[1:]

    for n in range(1, count + 1):
        rows = [(str(k), words(4, 10), words(4, 10), str(k * 3 % 11)) for k in range(1, 13)]
        yield Section(f"Arbeitsgruppe {n}: {words(2, 4)}", rows, [f"{words(6, 22)}." for _ in range(30)])


class Clock(NamedTuple):
    """By the clock, and of the processor, in seconds."""

    wall: float
    busy: float


def now() -> Clock:
    return Clock(time.perf_counter(), time.process_time())


class Made(NamedTuple):
    content: bytes
    began: Clock


def ours(parts: list[Section], *, tagged: bool) -> Made:
    """The program's own engine."""
    from werkstatt_desktop.printing import fonts
    from werkstatt_desktop.printing import styles as s
    from werkstatt_desktop.printing.flow import Block, Head, NewPage, Pages
    from werkstatt_desktop.printing.rows import Anchor, Cell, Row, Setter

    def line(texts: tuple[str, ...], style: s.Style, *, head: bool = False) -> Row:
        x, cells = 4.0, []
        for text, wide in zip(texts, COLUMNS, strict=True):
            cells.append(Cell(x, ((text, style),), wide - 8))
            x += wide
        return Row(cells=tuple(cells), pad=(2, 2), rule="line", role="row", head=head)

    def blocks() -> Iterator[Block]:
        yield Row(cells=(Cell(0, (("Ergebnisprotokoll", s.TITLE),)),), role="title")
        yield NewPage()
        for n, part in enumerate(parts):
            cell = Cell(0, ((part.heading, s.CONTENTS),), 400.0)
            yield Row(cells=(cell,), target=f"s{n}", role="contents")
        for n, part in enumerate(parts):
            yield NewPage()
            yield Row(
                cells=(Cell(0, ((part.heading, s.H1),)),),
                pad=(0, 8),
                role="chapter",
                anchor=Anchor(f"s{n}", part.heading, 0),
            )
            yield line(HEAD, cell_style, head=True)
            yield from (line(row, cell_style) for row in part.rows)
            for card in part.cards:
                bullet = Cell(3, (("•", card_style),), 10, label=True)
                yield Row(cells=(bullet, Cell(14, ((card, card_style),))), above=3, role="entry")

    began = now()
    cell_style, card_style = s.Style(8, 10), s.Style(9, 12)
    head = Head("Ergebnisprotokoll", "Amt", "Protokoll", "de", None, "", lambda n, _: f"Seite {n}")
    target = BytesIO()
    pages = Pages(target, head, Setter(fonts.load(), "de"), lambda: None, tagged=tagged)
    pages.add(blocks())
    pages.finish()
    return Made(target.getvalue(), began)


def stock(parts: list[Section]) -> Made:
    """The usual way with the same library: its paragraphs and tables, built as often as the contents want."""
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Spacer, Table
    from reportlab.platypus.tableofcontents import TableOfContents

    began = now()
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))
    text = ParagraphStyle("text", fontName=REGULAR, fontSize=9, leading=12)
    small = ParagraphStyle("small", text, fontSize=8, leading=10)
    card = ParagraphStyle("card", text, leftIndent=14, bulletIndent=3, spaceAfter=3, bulletFontName=REGULAR)
    heading = ParagraphStyle("heading", text, fontName=BOLD, fontSize=18, leading=23, spaceAfter=8)
    title = ParagraphStyle("title", text, fontName=BOLD, fontSize=29, leading=32.5)

    class Document(BaseDocTemplate):  # type: ignore[misc]
        told = 0

        def afterFlowable(self, flowable: Any) -> None:
            if isinstance(flowable, Paragraph) and flowable.style is heading:
                key, words = f"s{self.told}", flowable.getPlainText()
                self.told += 1
                self.canv.bookmarkPage(key)
                self.canv.addOutlineEntry(words, key)
                self.notify("TOCEntry", (0, words, self.page, key))

        def beforeDocument(self) -> None:
            self.told = 0

    def foot(canvas: Any, document: Any) -> None:
        canvas.setFont(REGULAR, 8.5)
        canvas.drawRightString(PAGE[0] - SIDE, 33, f"Seite {document.page}")

    target = BytesIO()
    frame = Frame(SIDE, BOTTOM, PAGE[0] - 2 * SIDE, PAGE[1] - TOP - BOTTOM, 0, 0, 0, 0)
    document = Document(target, pagesize=PAGE, initialFontName=REGULAR)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=foot))
    contents = TableOfContents()
    contents.levelStyles = [text]
    grid = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.75, colors.lightgrey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONT", (0, 0), (-1, -1), REGULAR, 8),
    ]
    story: list[Any] = [Paragraph("Ergebnisprotokoll", title), PageBreak(), contents]
    for part in parts:
        story += [PageBreak(), Paragraph(escape(part.heading), heading)]
        rows = [[a, Paragraph(escape(b), small), Paragraph(escape(c), small), d] for a, b, c, d in part.rows]
        story += [Table([HEAD, *rows], colWidths=COLUMNS, repeatRows=1, style=grid), Spacer(1, 8)]
        story += [Paragraph(escape(words), card, bulletText="•") for words in part.cards]
    document.multiBuild(story)
    return Made(target.getvalue(), began)


def weasyprint(parts: list[Section]) -> Made:
    """A page of HTML, set by WeasyPrint."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    began = now()
    faces = "".join(
        f"@font-face{{font-family:S;font-weight:{weight};src:url('{(FONTS / name).as_uri()}.ttf')}}"
        for weight, name in ((400, REGULAR), (700, BOLD))
    )
    style = (
        f"{faces}@page{{size:A4;margin:{TOP}pt {SIDE}pt {BOTTOM}pt;@bottom-right{{content:'Seite '"
        " counter(page)}}body{font:9pt/12pt S}h1{font-size:18pt;line-height:23pt;margin:0 0 8pt}"
        "h1.new{page-break-before:always;bookmark-level:1}"
        "table{border-collapse:collapse;font-size:8pt;line-height:10pt;width:100%;table-layout:fixed}"
        "td,th{border-bottom:.75pt solid #ccc;vertical-align:top;text-align:left;padding:2pt 4pt;"
        "font-weight:400}"
        "li{margin:0 0 3pt}.to a::after{content:' ' target-counter(attr(href),page)}"
    )
    columns = "".join(f"<col style='width:{wide}pt'>" for wide in COLUMNS)
    head = "".join(f"<th>{text}" for text in HEAD)
    html = [f"<html lang=de><title>P</title><style>{style}</style><h1>Ergebnisprotokoll</h1>"]
    html.append("<div style='page-break-before:always'>")
    html += [f"<p class=to><a href=#s{n}>{escape(part.heading)}</a>" for n, part in enumerate(parts)]
    html.append("</div>")
    for n, part in enumerate(parts):
        rows = "".join(f"<tr>{''.join(f'<td>{escape(text)}' for text in row)}" for row in part.rows)
        cards = "".join(f"<li>{escape(card)}" for card in part.cards)
        html.append(f"<h1 class=new id=s{n}>{escape(part.heading)}</h1>")
        html.append(f"<table>{columns}<thead><tr>{head}<tbody>{rows}</table><ul>{cards}</ul>")
    fonts = FontConfiguration()
    content = HTML(string="".join(html)).write_pdf(font_config=fonts)
    assert content is not None
    return Made(content, began)


def typst(parts: list[Section]) -> Made:
    """The same in the language of Typst."""
    import typst as engine

    def plain(text: str) -> str:
        return text.replace("\\", "\\\\").replace("#", "\\#").replace("*", "\\*").replace("_", "\\_")

    began = now()
    margin = f"(x: {SIDE}pt, top: {TOP}pt, bottom: {BOTTOM}pt)"
    told = [
        f'#set page("a4", margin: {margin}, numbering: "1")',
        '#set text(font: "Source Sans 3", size: 9pt, lang: "de", hyphenate: false)',
        "#show heading.where(level: 1): it => { pagebreak(weak: true); it }",
        "#text(29pt)[*Ergebnisprotokoll*]\n#pagebreak()\n#outline(title: none)",
    ]
    columns = ", ".join(f"{wide}pt" for wide in COLUMNS)
    head = "".join(f"[{text}]" for text in HEAD)
    for part in parts:
        cells = ",".join(f"[{plain(text)}]" for row in part.rows for text in row)
        table = f"#table(columns: ({columns}), stroke: (bottom: .75pt), table.header{head},{cells})"
        told.append(f"= {plain(part.heading)}\n#text(8pt)[{table}]")
        told += [f"- {plain(card)}" for card in part.cards]
    content = engine.compile("\n".join(told).encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)
    assert isinstance(content, bytes)
    return Made(content, began)


ENGINES: dict[str, Callable[[list[Section]], Made]] = {
    "tagged": lambda parts: ours(parts, tagged=True),
    "untagged": lambda parts: ours(parts, tagged=False),
    "stock": stock,
    "weasyprint": weasyprint,
    "typst": typst,
}


def _peak() -> float:
    with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123 - there is no such path elsewhere
        return int(next(line for line in file if line.startswith("VmHWM")).split()[1]) / 1024


def main() -> None:
    engine, count = sys.argv[1], int(sys.argv[2])
    if engine == "stock":
        # What is measured is the library as it is installed by itself.
        sys.modules["_rl_accel"] = None  # type: ignore[assignment]
    parts = list(sections(count))
    made = ENGINES[engine](parts)
    ended, peak = now(), _peak()
    import pypdfium2

    pages = len(pypdfium2.PdfDocument(made.content))
    told = {"s": ended.wall - made.began.wall, "busy": ended.busy - made.began.busy}
    print(json.dumps(told | {"pages": pages, "bytes": len(made.content), "peak": peak}))


if __name__ == "__main__":
    main()
