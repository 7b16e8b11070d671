"""Free places for cards, known from one state to the next."""

from collections.abc import Callable
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from werkstatt_desktop.domain.buckets import Buckets
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.layout import CARD_HEIGHT
from werkstatt_desktop.domain.records import Card, Category, Cluster, Group
from werkstatt_desktop.domain.state import State, change
from werkstatt_desktop.domain.vacancy import free_places
from werkstatt_desktop.domain.verbs import board, cards


@given(st.dictionaries(st.text(max_size=3), st.integers(), max_size=80), st.data())
def test_versions_tell_how_they_differ(items: dict[str, int], data: st.DataObject) -> None:
    """The keys that were added, taken away or have another value, and no others."""
    before = Buckets(items)
    after = before
    for _ in range(data.draw(st.integers(0, 6))):
        key = data.draw(st.text(max_size=3))
        after = after.without(key) if data.draw(st.booleans()) else after.with_(key, 10**6 + len(after))
    wanted = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    assert set(after.differing(before)) == wanted
    assert set(before.differing(after)) == wanted


def begun() -> State:
    hung = [
        Card(
            id=f"c{n}", group_id="g", category_id="cat", text="x" * (40 * n), x=200.0 * n, y=300.0, written=n
        )
        for n in range(6)
    ]
    return State().apply(
        [
            change(None, record)
            for record in (
                Group(id="g"),
                Group(id="h"),
                Category(id="cat", role="obstacle"),
                Cluster(id="t", group_id="g", heading="t"),
                Cluster(id="u", group_id="h", heading="u"),
                *hung,
            )
        ],
    )


def step(state: State, draw: Callable[[st.SearchStrategy[int]], int]) -> Edit | None:
    """One thing that can happen to a board, or nothing where it cannot."""
    few = st.integers(0, 5)
    ids = [id for id in sorted(card.id for card in state.all(Card)) if draw(few) < 2]
    themes = sorted(theme.id for theme in state.all(Cluster))
    places = {id: (200.0 * draw(few), 100.0 * draw(few)) for id in ids}
    theme = themes[draw(few) % len(themes)] if themes else ""
    deeds: list[Callable[[], Edit]] = [
        lambda: cards.write_cards(
            state, group_id="g", category_id="cat", texts=["Wort " * (9 * draw(few) + 1)]
        ),
        lambda: board.move_cards(state, places),
        lambda: cards.delete_cards(state, ids),
        lambda: board.put_into_cluster(state, ids, theme, 0),
        lambda: cards.hand_over_cards(state, ids, "gh"[draw(few) % 2]),
        lambda: board.take_down(state, [], [theme]),
    ]
    with suppress(Refused):
        return deeds[draw(few)]()
    return None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_known_from_before_is_as_looked_up_anew(data: st.DataObject) -> None:
    """After any steps the free places are those of a state of which nothing was known before."""
    state = begun()
    for _ in range(data.draw(st.integers(1, 10))):
        free_places(state, "g", [CARD_HEIGHT])
        free_places(state, "h", [CARD_HEIGHT])
        edit = step(state, data.draw)
        state = state.apply(edit.changes) if edit is not None else state
        for group in ("g", "h"):
            for heights in ([CARD_HEIGHT] * 3, [3 * CARD_HEIGHT, CARD_HEIGHT]):
                assert free_places(state, group, heights) == free_places(State(state.tables), group, heights)
