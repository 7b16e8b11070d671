"""What a printed document says to those who hear it, and that two independent rule books accept it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import page
import pytest
from PIL import Image
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from tests.exchange.whole_day import marks, whole_day
from tests.printing.samples import made_up
from tests.printing.structure import Node, read, unmarked
from tests.printing.test_photos import hung
from tests.ui.pictures import jpeg, png
from werkstatt_desktop.domain.paper import COMMANDS, asked
from werkstatt_desktop.printing import fonts, pdf, proof, styles, writing
from werkstatt_desktop.printing import styles as s
from werkstatt_desktop.printing.flow import Block, Chapter, Head, NewPage, Pages
from werkstatt_desktop.printing.rows import Anchor, Cell, Mark, Row, Setter
from werkstatt_desktop.texts import Texts

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def faults(content: bytes) -> list[str]:
    """What the rule books find wrong."""
    found = []
    for profile in PROFILES:
        report = page.validate_pdf_bytes(content, profile=profile)
        found += [f"{profile}: {failure.message}" for failure in report.failures]
        assert report.is_compliant == (not report.failures)
    return found


def encoded(mode: str, kind: str) -> bytes:
    target = BytesIO()
    Image.new(mode, (40, 30)).save(target, kind)
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class Square:
    """A picture of one square."""

    alt: str = ""
    above: float = 4.0

    def height(self, width: float) -> float:
        return 40.0

    def cut(self, width: float, room: float) -> None:
        return None

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        canvas.rect(x, top - 40, 40, 40, stroke=0, fill=1)


def printed(blocks: Iterable[Block], *, tagged: bool = True, **told: Any) -> bytes:
    setter = Setter(fonts.load(), "de")
    head = Head(
        **{"title": "Titel <&> „x“", "author": "Amt", "subject": "Protokoll", "language": "de"}
        | {"day": date(2009, 9, 23), "foot": "Fuß", "page_of": lambda n, of: f"Seite {n} von {of}"}
        | told
    )
    target = BytesIO()
    with pdf.PRINTING:
        pages = Pages(target, head, setter, lambda: None, tagged=tagged)
        pages.add(blocks)
        pages.finish()
    return target.getvalue()


def line(*texts: str, **row: Any) -> Row:
    cells = tuple(Cell(n * 150.0, ((text, s.CARD),), 140.0) for n, text in enumerate(texts))
    return Row(cells=cells, **row)


def said(text: str, **row: Any) -> Row:
    return Row(cells=(Cell(0, ((text, s.CARD),)),), **row)


def title() -> Row:
    parts = (("Ergebnisprotokoll", s.EYEBROW), ("Titel", s.TITLE), ("Ort und Tag", s.SUBTITLE))
    return Row(cells=(Cell(0, parts),), role="title", anchor=Anchor("cover", "Titel", 0))


def tree(*blocks: Block) -> Node:
    content = printed([title(), *blocks])
    assert faults(content) == []
    assert unmarked(content) == []
    document = read(content)
    assert document.tag == "Document"
    del document.kids[:3]
    return document


def everything() -> list[Block]:
    """One of each kind, over several pages."""
    rows: list[Block] = [title(), said("Ziel", fill=True, rule="line")]
    rows += [said(name, role="contents", target=key) for key, name in (("a", "Erstes"), ("b", "Zweites"))]
    rows += [
        Chapter(),
        said("Erstes", role="chapter", anchor=Anchor("a", "Erstes", 0)),
        line("Nr.", "Maßnahme", "Wer", role="row", head=True, about="Wer was tut"),
        *(line(str(n), "Etwas tun", "", role="row", rule="line") for n in range(90)),
        said("Karten", role="heading"),
        Row(
            cells=(Cell(18, (("Karte", s.CARD), ("Erklärung", s.EXPLANATION))),),
            marks=(Mark("plus", "green", 9.0, 0.5, "Förderlich"),),
            role="entry",
        ),
        Square("Ein Quadrat"),
        Square(),
        Chapter(),
        said("Zweites", role="chapter", anchor=Anchor("b", "Zweites", 0)),
        said("Wort " * 1900),
    ]
    return rows


# --- The rule books


def test_everything_keeps_the_rules() -> None:
    content = printed(everything(), draft="Entwurf")
    assert faults(content) == []
    assert unmarked(content) == []


def test_protocol_keeps_the_rules() -> None:
    """Of a workshop with boards, emoji and what no font has."""
    state = made_up(40, title="Ä 🙂 ⁂ \ue000 (x) \\")
    content, _ = pdf.to_bytes(state, Texts("de"))
    assert faults(content) == []
    assert unmarked(content) == []


@pytest.mark.parametrize(
    ("command", "language"), [*((command, "de") for command in COMMANDS), ("full", "en")]
)
def test_every_variant_keeps_the_rules(command: str, language: str) -> None:
    """Of a whole day with votes, measures, a poll and people."""
    content, _ = pdf.to_bytes(whole_day(), Texts(language), paper=asked(command))
    assert faults(content) == []


def test_everything_is_read_aloud() -> None:
    """Each card, theme, result, measure and quote is heard as a text, not only in a picture."""
    content, _ = pdf.to_bytes(whole_day(), Texts("de"))
    assert unmarked(content) == []
    document = read(content)
    heard = " ".join(node.words for node in document.kids if node.tag != "Figure")
    assert marks() <= set(re.findall(r"\w+", heard))
    assert all(node.alt for node in document.all("Figure"))
    headings = [node.tag for node in document.walk() if re.fullmatch(r"H\d", node.tag)]
    assert headings.count("H1") == 1
    assert headings[0] == "H1"


def test_stream_that_ends_like_a_line() -> None:
    """Of many compressed pages some end with the byte of a line's end; their length is right all the same."""
    blocks = [block for n in range(300) for block in (said(f"Nummer {n}"), NewPage())]
    content = printed([title(), *blocks])
    assert b"\r\r\nendstream" in content, "none of them does; take other numbers"
    assert faults(content) == []


def test_photos_keep_the_rules() -> None:
    """In colour and grey, with and without a clear ground."""
    pictures = [jpeg(), png(), encoded("L", "JPEG"), encoded("RGBA", "PNG"), encoded("L", "PNG")]
    state, known = hung(pictures)
    content, _ = pdf.to_bytes(state, Texts("de"), picture=known.get)
    assert len(PdfReader(BytesIO(content)).pages) > 1
    assert faults(content) == []


def test_test_page_keeps_the_rules() -> None:
    content = proof.proof_page(made_up(9), Texts("en"))
    assert faults(content) == []
    assert unmarked(content) == []
    document = read(content)
    assert [node.text for node in document.all("H1", "H2")] == ["Test page", "Categories"]
    assert [item.words for item in document.all("LI")][-1] == "Voraussetzungen"


def test_every_character_keeps_the_rules() -> None:
    """Whatever the fonts draw has its width and its meaning in the file."""
    loaded = fonts.load()
    every = [chr(code) for code in range(0x20, 0x1FB00) if not 0xD800 <= code < 0xE000]
    lost: set[str] = set()
    shown = "".join(char for char in every if loaded.runs(char, s.REGULAR, lost))
    rows: list[Block] = [title()]
    for style in (s.CARD, s.FIRST):
        kept = [char for char in shown if char not in lost]
        rows += [
            Row(cells=(Cell(0, (("".join(kept[n : n + 60]), style),)),)) for n in range(0, len(kept), 60)
        ]
    content = printed(rows)
    assert len(shown) - len(lost) > 2500
    assert faults(content) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<pdfuaid:part>1", b"<pdfuaid:part>7"),
        (b"/DisplayDocTitle true", b"/DisplayDocTitle fals"),
        (b"/Marked true", b"/Marked fals"),
        (b"/OutputIntents", b"/OutputIntent_"),
        (b"/StructTreeRoot", b"/StructTreeRoo_"),
        (b"/Tabs /S", b"/Tabs /R"),
        (b"/Lang (de)", b"/Lan_ (de)"),
        (b"/F 4", b"/F 2"),
    ],
)
def test_rule_books_are_strict(right: bytes, wrong: bytes) -> None:
    """A file that lacks one of these is refused, so that passing says something."""
    content = printed(everything())
    assert right in content
    assert faults(content.replace(right, wrong)), right


def test_lying_page_keeps_the_rules() -> None:
    """Also where a page that was begun upright is turned, and with a draft's word across it."""
    content = printed([NewPage(lying=True), title(), NewPage(), said("Text")], draft="Entwurf")
    assert faults(content) == []
    assert unmarked(content) == []
    reader = PdfReader(BytesIO(content), strict=True)
    assert [sheet.mediabox.width > sheet.mediabox.height for sheet in reader.pages] == [True, False]
    turned, begun_once = (sheet.extract_text().count("Entwurf") for sheet in reader.pages)
    assert turned == begun_once > 0
    read(content)


def test_untagged_says_nothing() -> None:
    """For a comparison of speed; it makes no claim."""
    content = printed(everything(), tagged=False)
    assert b"pdfuaid" not in content
    assert b"StructTreeRoot" not in content
    assert len(PdfReader(BytesIO(content), strict=True).pages) == 5


def test_same_bytes_each_time() -> None:
    assert printed(everything()) == printed(everything())


# --- What is read aloud


def test_reading_order() -> None:
    """The words come in the order of the rows, across columns and pages."""
    document = read(printed(everything()))
    words = document.words
    found = [words.index(text) for text in ("Titel", "Ziel", "Erstes", "Etwas", "Karte", "Ein Quadrat")]
    assert found == sorted(found)
    assert words.count("Wort") == 1900
    assert words.count("Maßnahme") == 1, "the head of a table that goes on is heard once"
    assert "Seite" not in words
    assert "Fuß" not in words


def test_headings() -> None:
    """The largest text of a heading is the heading; what stands beside it are texts."""
    content = printed(
        [
            title(),
            Row(cells=(Cell(0, (("Kapitel", s.H1), ("12 Personen", s.META))),), role="chapter"),
            Row(cells=(Cell(0, (("Thema", s.H3),)), Cell(-80, (("3 Karten", s.COUNT),), 80)), role="heading"),
        ]
    )
    document = read(content)
    told = [(node.tag, node.text) for node in document.kids]
    assert told == [
        ("P", "Ergebnisprotokoll"),
        ("H1", "Titel"),
        ("P", "Ort und Tag"),
        ("H2", "Kapitel"),
        ("P", "12 Personen"),
        ("H3", "Thema"),
        ("P", "3 Karten"),
    ]


def test_no_level_is_left_out() -> None:
    """A page without title or chapter begins with the first level all the same."""
    content = printed([said("A", role="heading"), said("B", role="heading"), said("C", role="title")])
    assert faults(content) == []
    assert [node.tag for node in read(content).kids] == ["H1", "H2", "H1"]


def test_table() -> None:
    """Each row has its cells, those without words too; heads say what they are the head of."""
    document = tree(
        line("Nr.", "Maßnahme", "Wer", role="row", head=True, about="Was zu tun ist (alles)"),
        line("1", "Rad", "", role="row"),
        line("2", "Weg", "Amt", role="row"),
    )
    (table,) = document.kids
    assert table.outline() == "Table(TR(TH TH TH) TR(TD TD TD) TR(TD TD TD))"
    assert table.attributes["/Summary"] == "Was zu tun ist (alles)"
    assert [node.text for node in table.all("TH", "TD")] == [
        *("Nr.", "Maßnahme", "Wer"),
        *("1", "Rad", ""),
        *("2", "Weg", "Amt"),
    ]
    assert {node.attributes["/Scope"] for node in table.all("TH")} == {"/Column"}


def test_head_is_said_again_within_its_table_only() -> None:
    """On the next page of the table; not above what follows the table there."""
    table = [line("Nr.", "Kopf", role="row", head=True), *(line("1", "Rad", role="row") for _ in range(70))]
    after = [said("Danach", role="text"), *(said("Zeile") for _ in range(60))]
    reader = PdfReader(BytesIO(printed([title(), *table, *after])), strict=True)
    assert ["Kopf" in sheet.extract_text() for sheet in reader.pages] == [True, True, False]


def test_facts_are_a_table_with_names() -> None:
    cells = (Cell(0, (("Ort", s.LABEL),), 80, names=True), Cell(90, (("Essen", s.VALUE),)))
    document = tree(Row(cells=cells, role="row"), Row(cells=cells, role="row"))
    (table,) = document.kids
    assert table.outline() == "Table(TR(TH TD) TR(TH TD))"
    assert {node.attributes["/Scope"] for node in table.all("TH")} == {"/Row"}


def test_another_number_of_cells_is_another_table() -> None:
    """A reader counts columns; so it is with a head or what a table is about."""
    document = tree(
        line("a", "b", role="row"),
        line("a", "b", "c", role="row"),
        line("a", "b", "c", role="row", head=True),
        line("a", "b", "c", role="row"),
        line("a", "b", "c", role="row", about="x"),
    )
    assert [len(table.kids) for table in document.kids] == [1, 1, 2, 1]


def test_list() -> None:
    """Number or symbol are labels; the symbol is said in its word."""
    document = tree(
        Row(cells=(Cell(0, (("1", s.CARD),), 12, label=True), Cell(18, (("Eins", s.CARD),))), role="entry"),
        Square(),
        Row(
            cells=(Cell(18, (("Zwei", s.CARD), ("weil", s.EXPLANATION))), Cell(-80, (("3", s.NOTE),), 80)),
            marks=(Mark("plus", "green", 9.0, 0.5, "Förderlich"),),
            role="entry",
        ),
        Row(cells=(Cell(18, (("Drei", s.CARD),)),), marks=(Mark("plus", "green", 9.0),), role="entry"),
    )
    (found,) = document.kids
    assert found.outline() == "L(LI(Lbl LBody) LI(Lbl LBody(P P P)) LI(LBody))"
    assert found.attributes["/ListNumbering"] == "/Decimal"
    assert [item.words for item in found.kids] == ["1 Eins", "Förderlich Zwei weil 3", "Drei"]


def test_symbol_beside_a_heading() -> None:
    """It is said before the text at which it stands; so it is in a table."""
    mark = Mark("plus", "green", 9.0, 0.5, "Förderlich")
    cells = (Cell(18, (("Zeit", s.H3),)), Cell(-80, (("3 Karten", s.COUNT),), 80))
    document = tree(
        Row(cells=cells, marks=(mark,), role="chapter"),
        Row(cells=cells, marks=(mark,), role="row"),
        Row(cells=cells, marks=(Mark("plus", "green", 9.0, 0.5),), role="row"),
    )
    assert " ".join(node.outline() for node in document.kids) == "H2(Span) P Table(TR(TD(Span) TD) TR(TD TD))"
    assert [node.alt for node in document.all("Span")] == ["Förderlich", "Förderlich"]


def test_contents_lead_to_their_pages() -> None:
    """A line of the contents is a link that says where it leads, with the number of the page."""
    content = printed(everything())
    document = read(content)
    (contents,) = document.all("TOC")
    assert contents.outline() == "TOC(TOCI(Reference(Link)) TOCI(Reference(Link)))"
    links = contents.all("Link")
    assert [link.words for link in links] == ["Erstes 1", "Zweites 3"]
    assert [link.links[0]["/Contents"] for link in links] == ["Erstes", "Zweites"]
    reader = PdfReader(BytesIO(content))
    places = [link.links[0]["/Dest"][0].idnum for link in links]
    assert places == [reader.pages[n].indirect_reference.idnum for n in (0, 2)]
    nums = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    table = dict(zip(nums[::2], nums[1::2], strict=True))
    owners = [table[link.links[0]["/StructParent"]].get_object()["/S"] for link in links]
    assert owners == ["/Link", "/Link"]


def test_picture() -> None:
    """It is said in words and has its place; one without words is decoration, and so are rules and fills."""
    document = tree(Square("Balken: 3 von 5 „x“"), Square(), said("", fill=True, rule="line"))
    (figure,) = document.kids
    assert (figure.tag, figure.alt) == ("Figure", "Balken: 3 von 5 „x“")
    left, low, right, high = figure.attributes["/BBox"]
    assert (left, right) == (pytest.approx(styles.MARGIN_X, abs=0.01), pytest.approx(532.28, abs=0.01))
    assert high - low == pytest.approx(40)


def test_text_over_two_pages_is_one() -> None:
    """So is a row of a table and an entry whose parts lie on different pages."""
    long = "Wort " * 900
    document = tree(
        said(long),
        line("1", long, "kurz", role="row"),
        Row(cells=(Cell(18, ((long, s.CARD), ("Ende", s.EXPLANATION))),), role="entry"),
    )
    paragraph, table, entries = document.kids
    assert paragraph.text.count("Wort") == 900
    assert table.outline() == "Table(TR(TD TD TD))"
    assert [cell.text.count("Wort") for cell in table.all("TD")] == [0, 900, 0]
    assert entries.outline() == "L(LI(LBody(P P)))"
    assert [node.text[-4:] for node in entries.all("P")] == ["Wort", "Ende"]


def test_describes_itself() -> None:
    """Title, language and day; in XML too, whatever the title says."""
    content = printed([title()])
    reader = PdfReader(BytesIO(content), strict=True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Titel <&> „x“"
    assert reader.trailer["/Root"]["/Lang"] == "de"
    xmp = reader.xmp_metadata
    assert xmp is not None
    assert xmp.dc_title == {"x-default": "Titel <&> „x“"}
    assert xmp.xmp_create_date == reader.metadata.creation_date


def test_profile_of_colours_has_no_moment() -> None:
    """The library stamps it with the time of day, which would make every file another one."""
    assert writing._srgb()[24:36] == bytes.fromhex("07D000010001000000000000")


def test_draft_is_decoration() -> None:
    """The word lies below the text of every page and is not read in between."""
    content = printed([title(), *(said("Zeile") for _ in range(60))], draft="Entwurf")
    assert faults(content) == []
    reader = PdfReader(BytesIO(content))
    assert all("Entwurf" in sheet.extract_text() for sheet in reader.pages)
    assert "Entwurf" not in read(content).words
