"""Photos on a board, as boxes."""

from __future__ import annotations

from tests.examples import state_of, workshop, workshop_records
from werkstatt_desktop.domain.hanging import hung, with_photos
from werkstatt_desktop.domain.picture import picture
from werkstatt_desktop.domain.records import Photo
from werkstatt_desktop.domain.state import State

ON_WALL = Photo(id="p", sha256="a", group_id="g1", x=1000.0, y=-50.0, width=216.0, caption="Die Papierwand")
ON_CARD = Photo(id="q", sha256="b", group_id="g1", card_id="c1")


def measure(text: str, size: float, _bold: bool) -> float:
    return len(text) * size * 0.5


def board() -> State:
    return state_of([*workshop_records(), ON_WALL, ON_CARD])


def test_frame() -> None:
    """A photo keeps its proportions in its frame; its caption stands below it."""
    (photo,) = hung(board(), "g1", {"a": b"x"}.get, lambda _content: (400, 200), measure)
    assert (photo.inner.width, photo.inner.height) == (200.0, 100.0)
    assert photo.frame.bottom > photo.inner.bottom + 8
    assert [run.text for run in photo.runs] == ["Die Papierwand"]
    assert photo.content == b"x"


def test_lost() -> None:
    """Of a picture that is lost the place is kept; a tower is not endlessly high."""
    (lost,) = hung(board(), "g1", lambda _sha256: b"?", lambda _content: None, measure)
    (tower,) = hung(board(), "g1", lambda _sha256: b"?", lambda _content: (1, 100_000), measure)
    assert lost.inner.height > 0
    assert lost.content is None
    assert tower.inner.height == 8 * tower.inner.width


def test_room() -> None:
    """The picture of the board reaches as far as the photos."""
    photos = hung(board(), "g1", lambda _sha256: None, lambda _content: None, measure)
    shown = with_photos(picture(board(), "g1", measure), photos)
    assert shown.bounds.right == 1216.0
    assert shown.bounds.y == -50.0
    assert (
        with_photos(picture(workshop(), "g1", measure), ()).bounds
        == picture(workshop(), "g1", measure).bounds
    )
