"""Making room on a board."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkstatt_desktop.domain.aside import pushed_aside
from werkstatt_desktop.domain.layout import GAP, HEAD, THEME_GAP, Rect

OLD = Rect(0.0, 0.0, 400.0, 200.0)
HIGHER, WIDER = Rect(0.0, 0.0, 400.0, 288.0), Rect(0.0, 0.0, 600.0, 200.0)


def test_what_lay_below_goes_further_down() -> None:
    """By as much as it has to, with the gap that it had; what is not in the way stays."""
    cards = {
        "near": Rect(0.0, 212.0, 188.0, 76.0),
        "touching": Rect(200.0, 203.0, 188.0, 76.0),
        "beside": Rect(600.0, 212.0, 188.0, 76.0),
        "far": Rect(0.0, 600.0, 188.0, 76.0),
    }
    moved = pushed_aside([(OLD, HIGHER)], {}, cards)
    assert moved == {"near": (0.0, 300.0), "touching": (200.0, 291.0)}


def test_what_lay_to_the_right_goes_further_right() -> None:
    """It does not jump below a theme that grew in width."""
    moved = pushed_aside([(OLD, WIDER)], {}, {"right": Rect(440.0, 20.0, 188.0, 76.0)})
    assert moved == {"right": (600.0 + GAP, 20.0)}


def test_what_is_pushed_pushes() -> None:
    """Rows of cards stay rows."""
    cards = {f"c{n}": Rect(0.0, 212.0 + 88.0 * n, 188.0, 76.0) for n in range(5)}
    moved = pushed_aside([(OLD, HIGHER)], {}, cards)
    assert moved == {f"c{n}": (0.0, 300.0 + 88.0 * n) for n in range(5)}


def test_a_gap_takes_the_push_up() -> None:
    """Beyond free room nothing moves."""
    cards = {"near": Rect(0.0, 212.0, 188.0, 76.0), "later": Rect(0.0, 500.0, 188.0, 76.0)}
    assert pushed_aside([(OLD, HIGHER)], {}, cards).keys() == {"near"}


def test_themes_keep_the_room_for_their_ovals() -> None:
    """A theme below goes down as a whole and keeps its distance."""
    theme = Rect(0.0, 200.0 + THEME_GAP, 400.0, 128.0)
    moved = pushed_aside([(OLD, HIGHER)], {"below": theme}, {})
    assert moved == {"below": (0.0, HIGHER.bottom + THEME_GAP)}


def test_what_was_covered_before_stays() -> None:
    """Somebody put it there; only tidying moves it."""
    covered = {"on it": Rect(50.0, 50.0, 188.0, 76.0)}
    assert pushed_aside([(OLD, HIGHER)], {}, covered) == {}


boxes = st.builds(
    lambda x, y: Rect(float(x), float(y), 188.0, 76.0),
    st.integers(-800, 1600),
    st.integers(-800, 1600),
)


@given(st.lists(boxes, max_size=25))
def test_nothing_new_is_covered(cards: list[Rect]) -> None:
    """Whatever lies around: the grown theme covers nothing that it did not cover before."""
    named = {f"c{n}": box for n, box in enumerate(cards)}
    moved = pushed_aside([(OLD, HIGHER)], {}, named)
    for id, box in named.items():
        x, y = moved.get(id, (box.x, box.y))
        now = Rect(x, y, box.width, box.height)
        assert not now.overlaps(HIGHER) or box.overlaps(OLD) or (box.x < OLD.x and box.y < OLD.bottom)
        assert (x, y) == (box.x, box.y) or x > box.x or y > box.y


def test_the_oval_counts() -> None:
    """What is pushed under the heading of a theme pushes that on."""
    card = Rect(0.0, 212.0, 188.0, 76.0)
    theme = Rect(0.0, card.bottom + HEAD / 2 + 5.0, 400.0, 128.0)
    moved = pushed_aside([(OLD, HIGHER)], {"theme": theme}, {"card": card})
    assert moved["card"] == (0.0, 300.0)
    assert moved["theme"][1] - HEAD / 2 >= 300.0 + card.height


def brickwork(rows: int) -> dict[str, Rect]:
    """Themes in rows, of two widths in turns, so that hardly any lies right below another."""
    wall: dict[str, Rect] = {}
    for row in range(rows):
        x = 0.0
        for n in range(8):
            wide = 400.0 if (n + row * 3) % 5 < 3 else 600.0
            wall[f"{row}-{n}"] = Rect(x, 384.0 * row, wide, 320.0)
            x += wide + THEME_GAP
    return wall


@pytest.mark.parametrize("by", [80.0, 900.0, 3600.0])
def test_nothing_covers_anything_after_a_large_push(by: float) -> None:
    """However high a theme becomes, those below hang in order again, and none on another."""
    wall = brickwork(12)
    before = wall.pop("2-1")
    grown = Rect(before.x, before.y, before.width, before.height + by)
    moved = pushed_aside([(before, grown)], wall, {})
    assert moved
    now = [grown, *(Rect(*moved.get(id, (box.x, box.y)), box.width, box.height) for id, box in wall.items())]
    assert not [(one, other) for n, one in enumerate(now) for other in now[n + 1 :] if one.overlaps(other)]
