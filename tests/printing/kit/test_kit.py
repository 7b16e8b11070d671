"""What holds for all other paper: margins, fonts, blank sheets, hostile texts, names."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import page
import pytest
from pypdf import PdfReader

from tests.exchange.whole_day import whole_day
from tests.printing.kit.paper import Box, Paper, card, item, nothing, person, theme, workshop
from werkstatt_desktop.domain.records import Group
from werkstatt_desktop.printing import kit, pdf
from werkstatt_desktop.texts import Texts

HOSTILE = '<b>x</b> & <a href="http://x.example/">y</a> \\( %PDF {z} 😀 ' + "W" * 120
FLOWING = ("attendance", "run-sheet", "privacy")


@pytest.fixture(scope="module")
def day() -> dict[str, Paper]:
    state = whole_day()
    return {kind: Paper(kind, state) for kind in kit.KINDS}


@pytest.mark.parametrize("kind", kit.KINDS)
def test_nothing_is_nearer_to_the_edge_than_printers_reach(kind: str, day: dict[str, Paper]) -> None:
    """Text and lines leave 8 mm free on each side of each page."""
    paper = day[kind]
    for number, (wide, high) in enumerate(paper.sizes()):
        assert Box(8, 8, wide - 8, high - 8).holds(paper.ink(number), 0.2), f"page {number + 1}"


@pytest.mark.parametrize("kind", [kind for kind in kit.KINDS if kind != "boards"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_an_empty_workshop_gives_a_blank_sheet(kind: str, language: str) -> None:
    """Something to write on, whatever is missing."""
    paper = Paper(kind, nothing(), language)
    assert paper.count == len(paper.pages) >= 1
    assert paper.drawings()


@pytest.mark.parametrize("kind", kit.KINDS)
def test_every_font_is_embedded(kind: str, day: dict[str, Paper]) -> None:
    """The paper looks the same in any print shop."""
    reader: Any = PdfReader(BytesIO(day[kind].content), strict=True)
    fonts = [
        font.get_object() for one in reader.pages for font in one["/Resources"].get("/Font", {}).values()
    ]
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)
    assert reader.trailer["/Root"]["/Lang"] == "de"


@pytest.mark.parametrize("kind", FLOWING)
@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A])
def test_lists_and_texts_are_accessible(
    kind: str, profile: page.ValidationProfile, day: dict[str, Paper]
) -> None:
    """What is a table or a text to read says so to those who hear it."""
    for paper in (day[kind], Paper(kind, nothing())):
        assert [
            failure.message for failure in page.validate_pdf_bytes(paper.content, profile=profile).failures
        ] == []


@pytest.mark.parametrize("kind", kit.KINDS)
def test_texts_are_printed_as_they_are(kind: str) -> None:
    """Nothing in a text is taken for a command, and no link gets into the file."""
    state = workshop(
        Group(id="g1", name=HOSTILE),
        person(1, name=HOSTILE, organisation=HOSTILE, department=HOSTILE),
        theme(HOSTILE),
        card(1, HOSTILE),
        item(1, HOSTILE, speaker=HOSTILE, note=HOSTILE),
        title=HOSTILE,
        organiser=HOSTILE,
        goal=HOSTILE,
        rules=HOSTILE,
    )
    paper = Paper(kind, state, **({"cards": "filled"} if kind == "cards" else {}))
    reader: Any = PdfReader(BytesIO(paper.content), strict=True)
    assert all("/Annots" not in one for one in reader.pages)
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(reader.trailer["/Root"])
    assert "<b>x</b>" in paper.dense


@pytest.mark.parametrize("kind", kit.KINDS)
def test_the_same_workshop_gives_the_same_bytes(kind: str, day: dict[str, Paper]) -> None:
    """No time and no chance gets into a file."""
    assert Paper(kind, whole_day()).content == day[kind].content


def test_work_that_nobody_waits_for_is_stopped() -> None:
    """`cancelled` is asked again and again."""
    for kind in kit.KINDS:
        with pytest.raises(pdf.Cancelled):
            kit.write(kind, whole_day(), BytesIO(), Texts("de"), cancelled=lambda: True)


def test_each_file_has_its_name() -> None:
    """Date, title and kind; no name twice, none that a disk does not take."""
    names = [kit.file_name(kind, workshop(title="Wege: wohin?"), Texts("de")) for kind in kit.KINDS]
    assert names[0] == "2009-09-23 Wege wohin – Anwesenheitsliste.pdf"
    assert len(set(names)) == len(names)
    assert kit.file_name("badges", nothing(), Texts("en")) == "Name badges.pdf"
    assert all(
        len(kit.file_name(k, workshop(title="ä" * 300), Texts("de")).encode()) <= 100 for k in kit.KINDS
    )


def test_each_option_and_each_value_has_words() -> None:
    """The page shows what can be chosen in both languages; what is usual can be chosen."""
    german, english = Texts("de"), Texts("en")
    for kind in kit.KINDS:
        assert kit.title(kind, german) != kit.title(kind, english)
        for option in kit.options_of(kind):
            assert option.usual in option.values
            assert kit.option_title(option.name, german)
            assert all(kit.value_title(option.name, value, german) for value in option.values)


def test_what_has_nothing_to_show_says_so() -> None:
    """Posters need themes, filled cards need cards; a sentence says it."""
    t = Texts("de")
    assert not kit.available("posters", workshop(card(1, "Eins", cluster_id=None)))
    assert kit.available("posters", workshop(theme()))
    assert kit.available("cards", workshop())
    assert not kit.available("cards", workshop(), {"cards": "filled"})
    assert kit.available("cards", workshop(card(1, "Eins")), {"cards": "filled"})
    assert "Themen" in kit.lacking("posters", t)
    assert "Karten" in kit.lacking("cards", t)


@pytest.mark.parametrize("kind", ["cards", "posters"])
def test_a_hidden_board_is_not_printed(kind: str) -> None:
    """While a group writes in secret its words are on no paper."""
    state = workshop(Group(id="g1", name="Ahorn", hidden=True), theme("Geheim"), card(1, "Verborgen"))
    paper = Paper(kind, state, **({"cards": "filled"} if kind == "cards" else {}))
    assert "Verborgen" not in paper.text
    assert "Geheim" not in paper.text


def test_an_option_that_does_not_exist_is_as_usual() -> None:
    """A later version of the program may know more than this one."""
    state = workshop(person(1))
    assert (
        Paper("badges", state, sheet="L0000", first="x", more="yes").content == Paper("badges", state).content
    )


def test_a_group_that_is_gone_means_all_of_them() -> None:
    """What was chosen may be deleted before it is printed."""
    state = workshop(person(1), person(2))
    assert all(name in Paper("badges", state, group="nobody").text for name in ("Person001", "Person002"))
    assert "Person001" not in Paper("badges", state, group="g1").text
