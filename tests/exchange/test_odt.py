"""The protocol as an OpenDocument text."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import odfdo
import pytest
from hypothesis import given, settings

from tests.exchange import whole_day
from tests.exchange.blocks import every
from tests.exchange.documents import JPEG, NOT_WHOLE, SHA, attributes, local, missing, png
from tests.hostile import TEXT
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.domain.paper import usual
from werkstatt_desktop.exchange import odt as writer
from werkstatt_desktop.report import blocks as b
from werkstatt_desktop.report.stopping import Cancelled
from werkstatt_desktop.report.telling import tell
from werkstatt_desktop.texts import Texts

DE, EN = Texts("de"), Texts("en")


def written(blocks: Iterable[b.Block], t: Texts = DE, **ways: Any) -> bytes:
    target = BytesIO()
    writer.write(blocks, t, target, **{"title": "Stadtwerkstatt", **ways})
    return target.getvalue()


def opened(blocks: Iterable[b.Block], t: Texts = DE, **ways: Any) -> odfdo.Document:
    return odfdo.Document(BytesIO(written(blocks, t, **ways)))


def words(document: odfdo.Document) -> str:
    """All text but white space, without what is said of tables and pictures."""
    root = ET.fromstring(document.content.serialize())
    for parent in [*root.iter()]:
        for child in [*parent]:
            if local(child.tag) == "desc":
                parent.remove(child)
    return "".join(root.itertext())


def names(document: odfdo.Document) -> dict[str, str]:
    """The names of styles as people see them, by those in the file."""
    found = {}
    for style in document.styles.get_elements("//style:style"):
        name = str(style.get_attribute("style:name"))
        found[name] = str(style.get_attribute("style:display-name") or name)
    return found


def styles(document: odfdo.Document) -> dict[str, str]:
    """Each paragraph's text with the name of its style."""
    shown = names(document)
    return {
        paragraph.text_recursive: shown[str(paragraph.get_attribute("text:style-name")).removesuffix(".kept")]
        for paragraph in document.body.get_elements("//text:p | //text:h")
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
    """Headings, lists and texts have the usual styles where there are such, else named ones of ours."""
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
        "Satz": "Standard",
        "Karte": "List 1",
        "Erläuterung": "List 1 Cont.",
        "1\tEins": "List",
        "Ziel": "Werkstatt Name eines Kastens",
        "Wohin": "Werkstatt Kasten",
    }
    levels = [h.get_attribute("text:outline-level") for h in document.body.get_elements("//text:h")]
    assert levels == ["1", "1", "2", "3"]
    (item,) = document.body.get_elements("//text:list/text:list-item")
    assert item.text_recursive.replace("\n", "") == "KarteErläuterung"


def test_tables_have_heads() -> None:
    """A table has a head that is repeated on each page, widths, and a sentence that describes it."""
    columns = (b.Column("Wer", 0.7, names=True), b.Column("Anzahl", 0.3, right=True))
    rows = (((b.Text("Amt"), b.Text("Essen", "note")), (b.Text("12"),)), ((), (b.Text("3"),)))
    document = opened([b.Table("Wer wie oft", columns, rows, (False, True))])
    (table,) = document.body.get_elements("//table:table")
    head = table.get_elements("table:table-header-rows//text:p")
    assert [cell.text_recursive for cell in head] == ["Wer", "Anzahl"]
    told = [
        [cell.text_recursive for cell in row.get_elements("table:table-cell/text:p")]
        for row in table.get_elements("table:table-row")
    ]
    assert told == [["Amt", "Essen", "12"], ["", "3"]]
    assert [title.text_recursive for title in table.get_elements("table:desc")] == ["Wer wie oft"]
    widths = [
        style.get_attribute("style:column-width")
        for style in document.content.get_elements("//style:table-column-properties")
    ]
    assert widths == ["328.5pt", "140.8pt"]


def test_contents_are_filled() -> None:
    """The contents name the chapters that are listed, before anybody brings them up to date."""
    blocks: list[b.Block] = [b.Contents(), b.Chapter("a", "Erstes"), b.Chapter("b", "Nebenbei", listed=False),
                             b.Chapter("c", "Zweites")]  # fmt: skip
    body = opened(blocks).body
    links = body.get_elements("//text:index-body//text:a")
    assert [link.text_recursive.strip() for link in links] == ["Erstes", "Zweites"]
    marks = [f"#{mark.get_attribute('text:name')}" for mark in body.get_elements("//text:bookmark")]
    assert [link.get_attribute("xlink:href") for link in links] == marks
    assert len(set(marks)) == 2
    assert not opened([b.Contents()]).body.get_elements("//text:table-of-content")


def test_page_and_properties() -> None:
    """A4 with the margins of the protocol; title and page in the foot; title, author and language."""
    document = opened([b.Paragraph("x")], title="Titel & mehr", author="Stadt Essen", status="Fassung 2")
    (page,) = document.styles.get_elements("//style:page-layout-properties")
    sides = ("fo:page-width", "fo:page-height", "fo:margin-left")
    assert [page.get_attribute(side) for side in sides] == ["595.3pt", "841.9pt", "63.0pt"]
    (foot,) = document.styles.get_elements("//style:footer/text:p")
    assert foot.text_recursive.startswith("Titel & mehr · Fassung 2")
    assert len(foot.get_elements("text:page-number | text:page-count")) == 2
    about = document.meta
    assert (about.title, about.initial_creator, about.language) == ("Titel & mehr", "Stadt Essen", "de-DE")
    assert opened([], EN).meta.language == "en-GB"


def test_a_draft_says_so() -> None:
    """A draft says on each page that it is one; what is none does not."""
    heads = [opened([], draft=draft).styles.get_elements("//style:header") for draft in (True, False)]
    assert [[head.text_recursive.strip() for head in found] for found in heads] == [["Entwurf"], []]


def test_pictures() -> None:
    """Boards and photos are in the document, as they are, each with words for those who do not see it."""
    photos = b.Pictures((b.Picture(SHA, "Die Wand", (b.Text("Gruppe 1"),)), b.Picture("1" * 64, "Der Saal")))
    content = {SHA: png(), "1" * 64: JPEG}
    wall = png(2000, 1000)
    made = written([b.Board("g", 'Wand "A"'), photos], board=lambda _id: wall, picture=content.get)
    document = odfdo.Document(BytesIO(made))
    frames = document.body.get_elements("//draw:frame")
    assert [frame.get_elements("svg:desc")[0].text_recursive for frame in frames] == [
        'Wand "A"', "Die Wand", "Der Saal",
    ]  # fmt: skip
    links = [str(frame.get_elements("draw:image")[0].get_attribute("xlink:href")) for frame in frames]
    with ZipFile(BytesIO(made)) as package:
        assert [package.read(link) for link in links] == [wall, png(), JPEG]
        listed = package.read("META-INF/manifest.xml").decode()
    assert all(link in listed for link in links)
    assert styles(document)["Gruppe 1"] == "Caption"


@pytest.mark.parametrize("content", [None, *NOT_WHOLE])
def test_lost_pictures_are_named(content: bytes | None) -> None:
    """Instead of a picture that no program could show there is a sentence."""
    told: list[b.Block] = [
        b.Board("g", "Wand mit 3 Karten"),
        b.Pictures((b.Picture(SHA, "Die Wand", (b.Text("Unten"),)),)),
    ]
    body = opened(told, board=lambda _id: content, picture=lambda _sha: content).body
    assert [p.text_recursive for p in body.get_elements("//text:p")] == [
        "Wand mit 3 Karten", "Das Bild ist verloren. Die Wand", "Unten",
    ]  # fmt: skip
    assert not body.get_elements("//draw:frame")


def test_charts_are_tables() -> None:
    """Numbers of polls and bars stand in tables."""
    document = opened([block for block in every("Worte") if isinstance(block, b.Poll | b.Bars)])
    cells = [
        [
            [p.text_recursive for p in row.get_elements("*//text:p")]
            for row in table.get_elements("*//table:table-row | table:table-row")
        ]
        for table in document.body.get_elements("//table:table")
    ]
    assert cells[0] == [["Schritt", "Worte"], ["1 · schlecht", "1"], ["2", "2"], ["3 · gut", "0"]]
    assert cells[1] == cells[2] == [["a – b", "c – d", "Punkte"], ["50 %", "25 %", "3"]]
    assert cells[3] == [["Eintrag", "Anzahl"], ["Worte", "Worte"], ["Sonst", "Worte"]]


@settings(max_examples=40)
@given(TEXT)
def test_any_text_comes_back(text: str) -> None:
    """Whatever people wrote is text in the document, and nothing else: no link, no field, no markup."""
    said = clean(text) or "leer"
    made = written(every(said), title=said, author=said)
    document = odfdo.Document(BytesIO(made))
    assert missing([b.Paragraph(said)] * 20, words(document)) == []
    assert document.meta.title == " ".join(said.split())
    assert tags(made) == tags(written(every("Wort")))


def tags(content: bytes) -> list[str]:
    """The elements of a text but for those that white space becomes."""
    with ZipFile(BytesIO(content)) as package:
        root = ET.fromstring(package.read("content.xml"))
    found = [local(element.tag) for element in root.iter()]
    return [name for name in found if name not in {"s", "tab", "line-break"}]


def test_blanks_and_lines_stay() -> None:
    """Blanks beside each other and ends of lines are those that were written."""
    (paragraph,) = opened([b.Paragraph("  a   b\n c ")]).body.get_elements("//text:p")
    assert paragraph.text_recursive == "  a   b\n c "


def test_what_xml_cannot_hold() -> None:
    """Characters that no XML file has become the sign for what is lost; the document still opens."""
    assert "a\ufffd\ufffdb" in words(opened([b.Paragraph("a\x00\ud800b")], title="\x01", author="\ufffe"))


def test_nothing_leads_outside() -> None:
    """The document leads to its own chapters and pictures only, and nothing in it can run."""
    content = written(every("http://example.org"), picture=lambda _sha: png(), board=lambda _id: png())
    links = {value for _, name, value in attributes(content) if name == "href"}
    assert {link.split("/")[0].rstrip("0123456789") for link in links} == {"#_Toc", "Pictures"}
    with ZipFile(BytesIO(content)) as package:
        files = [name for name in package.namelist() if not name.startswith("Pictures/")]
        assert package.namelist()[0] == "mimetype"
        assert package.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    assert sorted(files) == [
        "META-INF/manifest.xml", "content.xml", "manifest.rdf", "meta.xml", "mimetype", "settings.xml",
        "styles.xml",
    ]  # fmt: skip


def test_it_can_be_stopped() -> None:
    """Who stops it gets nothing."""
    target = BytesIO()
    with pytest.raises(Cancelled):
        writer.write(every("x"), DE, target, title="x", cancelled=lambda: True)
    assert target.getvalue() == b""


def test_a_picture_is_kept_once() -> None:
    """The same picture in two places is one file, which the list of files names once."""
    photos = b.Pictures((b.Picture(SHA, "Eins"), b.Picture(SHA, "Zwei")))
    with ZipFile(BytesIO(written([photos], picture=lambda _sha: png()))) as package:
        names = [name for name in package.namelist() if name not in {"mimetype", "META-INF/manifest.xml"}]
        listed = ET.fromstring(package.read("META-INF/manifest.xml"))
    paths = [value for entry in listed for key, value in entry.items() if local(key) == "full-path"]
    assert sorted(path for path in paths if path != "/") == sorted(names)
    assert sum(name.startswith("Pictures/") for name in names) == 1
