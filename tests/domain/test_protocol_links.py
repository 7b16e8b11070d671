"""Links in the protocol."""

from tests.domain.verbs.test_links import linked, wall
from werkstatt_desktop.domain.headings import LONGEST
from werkstatt_desktop.domain.protocol import protocol
from werkstatt_desktop.domain.records import Card, Id
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.walls import Line, Linked


def line(state: State, card_id: Id) -> Line:
    return next(
        line
        for part in protocol(state).groups
        for section in part.sections
        for line in section.lines
        if line.id == card_id
    )


def test_links_stand_at_the_card_they_begin_at() -> None:
    """Once on paper: by kind, and within it in the order of writing."""
    state = wall()
    for start, end in (
        ("obstacle2", "recommendation1"),
        ("recommendation1", "obstacle1"),
        ("opportunity1", "recommendation1"),
    ):
        state = linked(state, start, end)
    assert line(state, "recommendation1").links == (
        Linked("overcomes", ("obstacle", "obstacle")),
        Linked("uses", ("opportunity",)),
    )
    assert line(state, "obstacle1").links == ()


def test_long_text_is_only_begun() -> None:
    """It stands in full at its own card."""
    long = Card(id="long", group_id="g", category_id="obstacle", text="sehr lang\n" * 60, written=50)
    (made,) = line(linked(wall(long), "recommendation1", "long"), "recommendation1").links
    assert made.others[0].endswith("…")
    assert len(made.others[0]) <= LONGEST
    assert "\n" not in made.others[0]
