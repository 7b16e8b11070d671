"""The running program as a screen reader has it: over AT-SPI, on a screen without a monitor."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.desk import Reader, Thing, missing, program, wait_for
from tests.examples import new_file

_LACKING = missing()
pytestmark = [
    pytest.mark.skipif(bool(_LACKING), reason=f"not installed: {_LACKING}"),
    pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is of Linux"),
    pytest.mark.xdist_group("screen"),
]
_CTRL, _DOWN, _RIGHT, _T = 37, 116, 114, 28
"""Keys by their places on the keyboard."""
CARD = "Chance: Kurze Wege"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return new_file(tmp_path / "Probe.werkstatt")


@pytest.fixture
def reader(file: Path, tmp_path: Path) -> Iterator[Reader]:
    """A screen reader at the program, whose board is shown."""
    with program(file, tmp_path) as found:
        found.find("check box", beginning="Ordnen").do("Toggle")
        yield found


def saved(file: Path) -> dict[str, dict[str, object]]:
    """The cards in the file, as another process reads them."""
    command = [
        sys.executable,
        "-m",
        "werkstatt_desktop",
        "export",
        str(file),
        "-o",
        str(file.parent / "out.json"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (out,) = file.parent.glob("out.json")
    told = json.loads(out.read_text(encoding="utf-8"))
    out.unlink()
    return {card["id"]: card for card in told["cards"]}


def board(reader: Reader) -> Thing:
    return reader.find("list", beginning="Pinnwand")


def test_cards_have_name_role_and_place(reader: Reader) -> None:
    """Themes and cards are items of a list, in reading order, each where it is seen on the screen."""
    wall = board(reader)
    items = [item for item in wall.children if item.role == "list item"]
    assert [item.name for item in items] == [
        "Thema: Zusammenarbeit",
        "Chance: Runder Tisch",
        "Schwierigkeit: Zu wenig Zeit",
        CARD,
    ]
    assert items[1].description == "Im Thema Zusammenarbeit, Karte 1 von 2"
    assert items[3].description == "In keinem Thema"
    left, top, width, height = wall.extents
    for item in items:
        x, y, wide, high = item.extents
        assert wide > 40
        assert high > 20
        assert left <= x <= left + width - wide
        assert top <= y <= top + height - high
    first, second = items[1].extents, items[2].extents
    assert first[0] + first[2] < second[0]
    assert first[1] == second[1]


def test_a_card_is_moved_by_keyboard(reader: Reader, file: Path) -> None:
    """With the focus on a card, Ctrl and arrows move it; the reader finds it there, the file has it."""
    card = reader.find("list item", beginning=CARD)
    assert card.ask("Component.GrabFocus")[0]
    wait_for(lambda: card.has("focused"), "the focus on the card")
    x, y, _, _ = card.extents
    reader.hold(_CTRL, down=True)
    for key in (_RIGHT, _RIGHT, _DOWN):
        reader.key(key)
    reader.hold(_CTRL, down=False)
    wait_for(lambda: card.extents[0] > x and card.extents[1] > y, "the card at its new place")
    wait_for(
        lambda: saved(file)["c3"]["x"] == 16.0 and saved(file)["c3"]["y"] == 408.0, "the step in the file"
    )


def test_a_card_is_moved_and_chosen_by_actions(reader: Reader, file: Path) -> None:
    """Without any keys: what a reader offers as actions of a card does the same."""
    card = reader.find("list item", beginning=CARD)
    assert {"Press", "Toggle", "moveRight", "moveDown", "delete"} <= set(card.actions)
    x = card.extents[0]
    card.do("Toggle")
    wait_for(lambda: card.has("selected"), "the selection")
    card.do("moveRight")
    wait_for(lambda: card.extents[0] > x, "the card at its new place")
    wait_for(lambda: saved(file)["c3"]["x"] == 8.0, "the step in the file")


def test_a_card_is_walked_to_and_reworded(reader: Reader) -> None:
    """Press opens the field, which the reader finds with its text."""
    card = reader.find("list item", beginning=CARD)
    card.do("Press")
    field = reader.find("text", beginning="Text der Karte")
    wait_for(lambda: field.has("focused"), "the focus in the field")
    assert field.ask("Text.GetText", "ii", 0, -1)[0] == "Kurze Wege"


def test_changes_are_announced(reader: Reader) -> None:
    """A step is said, with where the card hangs now."""
    reader.listen("org.a11y.atspi.Event.Object:Announcement")
    card = reader.find("list item", beginning=CARD)
    card.do("moveRight")
    wait_for(lambda: "Karte verschieben: In keinem Thema" in reader.said(), "the announcement")


def test_the_same_cards_as_a_table(reader: Reader) -> None:
    """By T the board becomes a table, whose cells a reader finds by row and column, and T brings it back."""
    reader.find("list item", beginning=CARD).ask("Component.GrabFocus")
    reader.key(_T)
    table = reader.find("table", beginning="Karten als Tabelle")
    assert table.get("Table", "NRows") == 3
    assert table.get("Table", "NColumns") == 7
    assert [table.cell(row, 3).name for row in range(3)] == ["Runder Tisch", "Zu wenig Zeit", "Kurze Wege"]
    assert [table.cell(row, 2).name for row in range(2)] == ["Chance", "Schwierigkeit"]
    reader.key(_T)
    assert board(reader).has("showing")
