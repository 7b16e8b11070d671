"""A board as a poster: all its cards on one sheet, as large as they can be."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from tests.printing.samples import made_up, state_of, token
from tests.printing.test_photos import hung
from tests.ui.pictures import jpeg
from werkstatt_desktop.domain.records import Group
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.printing import kit
from werkstatt_desktop.printing.kit.sheet import MM
from werkstatt_desktop.texts import Texts


def poster(state: State, size: str = "A3") -> PdfReader:
    target = BytesIO()
    kit.write("boards", state, target, Texts("de"), size=size)
    return PdfReader(target, strict=True)


def hidden(state: State, id: str) -> State:
    """The same with the board of a group hidden."""
    rows = [record for table in state.tables.values() for record in table.values()]
    return state_of(*(replace(r, hidden=True) if isinstance(r, Group) and r.id == id else r for r in rows))


def test_each_group_has_a_sheet_with_all_its_cards() -> None:
    """A3, with the name of the group, the day and the legend."""
    reader = poster(made_up(40, groups=2))
    assert len(reader.pages) == 2
    for n, page in enumerate(reader.pages):
        sides = sorted((float(page.mediabox.width) / MM, float(page.mediabox.height) / MM))
        assert [round(side) for side in sides] == [297, 420]
        text = page.extract_text()
        assert all(token(card) in text for card in range(40) if card % 2 == n)
        assert f"Gruppe {n + 1}" in text
        assert "Essen, 23. September 2009" in text


def test_cards_are_as_large_as_the_sheet_allows() -> None:
    """Few cards are large; on half the sheet they have letters of the size that it allows."""

    def largest(size: str) -> float:
        sizes: list[float] = []
        (page,) = poster(made_up(4, groups=1), size).pages
        page.extract_text(
            visitor_text=lambda text, _m, _p, _f, size: sizes.append(size) if "K000" in text else None
        )
        return max(sizes)

    assert largest("A3") > 15
    assert 0.6 < largest("A4") / largest("A3") < 0.8


def test_photos_hang_on_the_poster() -> None:
    """Where they hang on the wall, below its cards too; one that is lost leaves its place."""
    state, known = hung([jpeg(900, 600), jpeg(600, 900)])
    (first,) = list(known)[:1]
    for source, most in ((known, 2), ({first: known[first]}, 1)):
        target = BytesIO()
        kit.write("boards", state, target, Texts("de"), group="g1", picture=source.get)
        (page,) = PdfReader(target, strict=True).pages
        assert len(page.images) == most
        assert "Wand 1" in page.extract_text()
        assert "Wand 2" in page.extract_text()


def test_hidden_board_is_on_no_poster() -> None:
    state = hidden(made_up(12), "g0")
    reader = poster(state)
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert all((token(n) in text) is (n % 2 == 1) for n in range(12))


def test_without_cards_there_is_nothing_to_hang_up() -> None:
    assert not kit.available("boards", made_up(0))
    assert kit.available("boards", made_up(1))
    assert len(poster(made_up(0)).pages) == 2
