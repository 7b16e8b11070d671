"""The protocol as a Word document."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings

from tests.exchange import whole_day
from tests.exchange.blocks import every
from tests.exchange.documents import JPEG, NOT_WHOLE, SHA, attributes, missing, png
from tests.hostile import TEXT
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.domain.paper import usual
from werkstatt_desktop.exchange import docx as writer
from werkstatt_desktop.report import blocks as b
from werkstatt_desktop.report.stopping import Cancelled
from werkstatt_desktop.report.telling import tell
from werkstatt_desktop.texts import Texts

DE, EN = Texts("de"), Texts("en")


def written(blocks: Iterable[b.Block], t: Texts = DE, **ways: Any) -> bytes:
    target = BytesIO()
    writer.write(blocks, t, target, **{"title": "Stadtwerkstatt", **ways})
    return target.getvalue()


def opened(blocks: Iterable[b.Block], t: Texts = DE, **ways: Any) -> Document:
    return docx.Document(BytesIO(written(blocks, t, **ways)))


def words(document: Document) -> str:
    return "".join(document.element.body.itertext())


def styles(document: Document) -> dict[str, str]:
    """Each paragraph's text with the name of its style."""
    return {
        paragraph.text: (paragraph.style.name or "") for paragraph in document.paragraphs if paragraph.style
    }


def test_everything_is_written_in_order() -> None:
    """Of a whole day each text is in the document, in the order in which it is told."""
    state = whole_day.whole_day()
    for t in (DE, EN):
        blocks = list(tell(state, usual("full"), t))
        assert missing(blocks, words(opened(blocks, t))) == []
    blocks = every("Worte mit\nzwei Zeilen")
    assert missing(blocks, words(opened(blocks))) == []


def test_styles_are_real() -> None:
    """Headings, lists and texts have Word's own styles where it has such, else named ones of ours."""
    blocks: list[b.Block] = [
        b.Title("Protokoll", "Titel", "Untertitel"),
        b.Chapter("k", "Kapitel", "Angaben"),
        b.Chapter("w", "Das Wichtigste", listed=False),
        b.Heading("Abschnitt", key="a"),
        b.Heading("Thema"),
        b.Paragraph("Satz"),
        b.Entries(
            (b.Entry((b.Text("Karte"), b.Text("Erläuterung"))), b.Entry((b.Text("Eins"),), number="1"))
        ),
        b.Box("Ziel", "Wohin"),
    ]
    document = opened(blocks)
    assert styles(document) == {
        "Protokoll": "Werkstatt Über dem Titel",
        "Titel": "Title",
        "Untertitel": "Subtitle",
        "Kapitel": "Heading 1",
        "Angaben": "Werkstatt Unter einer Überschrift",
        "Das Wichtigste": "Werkstatt Überschrift ohne Inhaltsverzeichnis",
        "Abschnitt": "Heading 2",
        "Thema": "Heading 3",
        "Satz": "Normal",
        "Karte": "List Bullet",
        "Erläuterung": "List Continue",
        "1\tEins": "List",
        "Ziel": "Werkstatt Name eines Kastens",
        "Wohin": "Werkstatt Kasten",
    }
    assert document.styles["Normal"].element.getparent().find(qn("w:docDefaults")) is not None
    shown = [style.name for style in document.styles]
    assert len(set(shown)) == len(shown)
    used = {p.style.style_id for p in document.paragraphs if p.style}
    assert used <= {style.style_id for style in document.styles}


def test_tables_have_heads() -> None:
    """A table has a style, a head that is repeated on each page, widths, and a sentence that describes it."""
    columns = (b.Column("Wer", 0.7, names=True), b.Column("Anzahl", 0.3, right=True))
    rows = (((b.Text("Amt"), b.Text("Essen", "note")), (b.Text("12"),)), ((), (b.Text("3"),)))
    document = opened([b.Table("Wer wie oft", columns, rows, (False, True))])
    (table,) = document.tables
    assert table.style is not None
    assert table.style.name == "Werkstatt Tabelle"
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Wer", "Anzahl"], ["Amt\nEssen", "12"], ["", "3"],
    ]  # fmt: skip
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True, False, False]
    described = table._tbl.tblPr.find(qn("w:tblDescription"))
    assert described is not None
    assert described.get(qn("w:val")) == "Wer wie oft"
    assert [column.width for column in table.columns] == pytest.approx([4172460, 1788160], rel=0.01)


def test_contents_are_filled() -> None:
    """The contents name the chapters that are listed, before anybody brings them up to date."""
    blocks: list[b.Block] = [b.Contents(), b.Chapter("a", "Erstes"), b.Chapter("b", "Nebenbei", listed=False),
                             b.Chapter("c", "Zweites")]  # fmt: skip
    document = opened(blocks)
    entries = [p for p in document.paragraphs if p.style and p.style.name == "toc 1"]
    assert [entry.text.strip() for entry in entries] == ["Erstes", "Zweites"]
    body = document.element.body
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert anchors == marks
    assert len(set(marks)) == 2
    kinds = [char.get(qn("w:fldCharType")) for char in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 3
    assert opened([b.Contents()]).paragraphs == []


def test_page_and_properties() -> None:
    """A4 with the margins of the protocol; title and page in the foot; title, author and language."""
    document = opened([b.Paragraph("x")], title="Titel & mehr", author="Stadt Essen", status="Fassung 2")
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    assert round(section.left_margin.pt) == 63  # type: ignore[union-attr]
    assert section.footer.paragraphs[0].text.startswith("Titel & mehr · Fassung 2\t")
    fields = [f.get(qn("w:instr")) for f in section.footer.part.element.iter(qn("w:fldSimple"))]
    assert fields == [" PAGE ", " NUMPAGES "]
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("Titel & mehr", "Stadt Essen", "de-DE")
    languages = [e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))]
    assert languages == ["de-DE"]
    assert opened([], EN).core_properties.language == "en-GB"


def test_a_draft_says_so() -> None:
    """A draft says on each page that it is one; what is none does not."""
    assert opened([], draft=True).sections[0].header.paragraphs[0].text == "Entwurf"
    assert opened([]).sections[0].header.is_linked_to_previous


def test_pictures() -> None:
    """Boards and photos are in the document, as they are, each with words for those who do not see it."""
    photos = b.Pictures((b.Picture(SHA, "Die Wand", (b.Text("Gruppe 1"),)), b.Picture("1" * 64, "Der Saal")))
    content = {SHA: png(), "1" * 64: JPEG}
    wall = png(2000, 1000)
    document = opened([b.Board("g", 'Wand "A"'), photos], board=lambda _id: wall, picture=content.get)
    shapes = document.inline_shapes
    assert len(shapes) == 3
    assert [shape._inline.docPr.get("descr") for shape in shapes] == ['Wand "A"', "Die Wand", "Der Saal"]
    assert shapes[0].width / shapes[0].height == pytest.approx(2, rel=0.01)
    assert len({shape._inline.docPr.id for shape in shapes}) == 3
    kept = [part.blob for part in document.part.package.iter_parts() if "image" in part.content_type]
    assert kept == [wall, png(), JPEG]
    assert styles(document)["Gruppe 1"] == "Caption"


@pytest.mark.parametrize("content", [None, *NOT_WHOLE])
def test_lost_pictures_are_named(content: bytes | None) -> None:
    """Instead of a picture that no program could show there is a sentence."""
    told: list[b.Block] = [
        b.Board("g", "Wand mit 3 Karten"),
        b.Pictures((b.Picture(SHA, "Die Wand", (b.Text("Unten"),)),)),
    ]
    document = opened(told, board=lambda _id: content, picture=lambda _sha: content)
    assert [p.text for p in document.paragraphs] == [
        "Wand mit 3 Karten", "Das Bild ist verloren. Die Wand", "Unten",
    ]  # fmt: skip
    assert len(document.inline_shapes) == 0


def test_a_jpeg_that_does_not_name_itself() -> None:
    """A JPEG without the usual first mark is written too."""
    bare = JPEG[:2] + JPEG[20:]
    photos = b.Pictures((b.Picture(SHA, "Foto"),))
    assert len(opened([photos], picture=lambda _sha: bare).inline_shapes) == 1


def test_charts_are_tables() -> None:
    """Numbers of polls and bars stand in tables."""
    document = opened([block for block in every("Worte") if isinstance(block, b.Poll | b.Bars)])
    cells = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert cells == [
        [["Schritt", "Worte"], ["1 · schlecht", "1"], ["2", "2"], ["3 · gut", "0"]],
        [["a – b", "c – d", "Punkte"], ["50 %", "25 %", "3"]],
        [["a – b", "c – d", "Punkte"], ["50 %", "25 %", "3"]],
        [["Eintrag", "Anzahl"], ["Worte", "Worte"], ["Sonst", "Worte"]],
    ]


def test_the_colophon_counts() -> None:
    """Those cards are counted that were written."""
    entries = b.Entries(tuple(b.Entry((b.Text(str(n)),), card=n < 2) for n in range(3)))
    blocks: list[b.Block] = [entries, b.Colophon(2, ("Ende",))]
    found = opened(blocks, colophon=lambda cards, printed: f"{printed} von {cards}")
    assert [p.text for p in found.paragraphs][-2:] == ["Ende", "2 von 2"]


@settings(max_examples=40)
@given(TEXT)
def test_any_text_comes_back(text: str) -> None:
    """Whatever people wrote is text in the document, and nothing else: no link, no field, no markup."""
    said = clean(text) or "leer"
    content = written(every(said), title=said, author=said)
    document = docx.Document(BytesIO(content))
    line = " ".join(said.split())
    assert missing([b.Paragraph(said)] * 20, words(document)) == []
    assert document.core_properties.title == line[:255]
    plain = docx.Document(BytesIO(written(every("Wort"))))
    assert [e.tag for e in document.element.body.iter() if e.tag in LIVE] == [
        e.tag for e in plain.element.body.iter() if e.tag in LIVE
    ]


LIVE = {qn(f"w:{name}") for name in ("hyperlink", "fldChar", "fldSimple", "instrText", "object", "pict")}


def test_what_xml_cannot_hold() -> None:
    """Characters that no XML file has become the sign for what is lost; the document still opens."""
    assert "a\ufffd\ufffdb" in words(opened([b.Paragraph("a\x00\ud800b")], title="\x01", author="\ufffe"))


def test_nothing_leads_outside() -> None:
    """No part of the document names a file or a page elsewhere, and none can run."""
    content = written(every("http://example.org"), picture=lambda _sha: png(), board=lambda _id: png())
    assert not [a for a in attributes(content) if a[1] == "TargetMode"]
    with ZipFile(BytesIO(content)) as package:
        names = package.namelist()
    assert sorted(name for name in names if not name.startswith("word/media/")) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels",
        "word/document.xml", "word/fontTable.xml", "word/footer1.xml", "word/numbering.xml",
        "word/settings.xml", "word/styles.xml", "word/theme/theme1.xml",
    ]  # fmt: skip


def test_it_can_be_stopped() -> None:
    """Who stops it gets nothing."""
    target = BytesIO()
    with pytest.raises(Cancelled):
        writer.write(every("x"), DE, target, title="x", cancelled=lambda: True)
    assert target.getvalue() == b""
