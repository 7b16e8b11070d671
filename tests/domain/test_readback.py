"""What is read back before a workshop is closed."""

from __future__ import annotations

from tests.examples import state_of, workshop, workshop_records
from werkstatt_desktop.domain import readback
from werkstatt_desktop.domain.records import Card, Measure, Result
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import board, cards, closing, plenary


def kinds(state: State) -> list[tuple[str, str, int]]:
    return [(s.kind, s.group.id if s.group else "", len(s.said)) for s in readback.sheets(state)]


def test_pages() -> None:
    """The event, each group by its themes or else categories, what is parked, and how it goes on."""
    assert kinds(workshop()) == [
        ("event", "", 1),
        ("theme", "g1", 2),
        ("loose", "g1", 1),
        ("category", "g2", 1),
        ("question", "", 1),
        ("idea", "", 1),
        ("outlook", "", 1),
    ]


def test_plenary_and_measures() -> None:
    """They come between the groups and the parking lot."""
    more = [Result(text="R"), Result(kind="statement", text="S"), Measure(what="M")]
    found = [kind for kind, _, _ in kinds(state_of([*workshop_records(), *more]))]
    assert found[4:7] == ["statement", "result", "measure"]


def test_reworded() -> None:
    """A card that was corrected has its first wording beside it, until it says again what it said."""
    state = workshop()
    state = state.apply(cards.reword_card(state, "c1", "Runde Tische").changes)
    said = next(one for s in readback.sheets(state) for one in s.said if one.id == "c1")
    assert (said.text, said.first) == ("Runde Tische", "Runder Tisch")
    state = state.apply(plenary.write_statement(state, "Eins").changes)
    (statement,) = state.all(Result)
    state = state.apply(plenary.reword_result(state, statement.id, "Zwei").changes)
    assert readback.reworded(state) == 2
    state = state.apply(cards.reword_card(state, "c1", "Runder Tisch").changes)
    assert readback.reworded(state) == 1


def test_explanations() -> None:
    """They stand below their card."""
    state = workshop()
    state = state.apply(cards.explain_card(state, "c1", "Einmal im Quartal").changes)
    sheet = next(s for s in readback.sheets(state) if s.kind == "theme")
    assert [one.field for one in sheet.said] == ["text", "explanation", "text"]


def test_many_cards() -> None:
    """They go over several pages, in their order, none twice and none left out."""
    more = [
        Card(id=f"x{n}", group_id="g2", category_id="own", text="Wort " * (n % 30 + 1), written=10 + n)
        for n in range(60)
    ]
    state = state_of([*workshop_records(), *more])
    parts = [s for s in readback.sheets(state) if s.category_id == "own"]
    assert [one.id for s in parts for one in s.said] == ["c4", *(f"x{n}" for n in range(60))]
    assert [s.place for s in parts] == list(range(1, len(parts) + 1))
    assert {s.places for s in parts} == {len(parts)}
    assert len({s.key for s in parts}) == len(parts)
    assert all(1 <= len(s.said) <= readback.MOST // 2 for s in parts)


def test_empty_and_closed() -> None:
    """How it goes on is always there; a closed workshop is read as it is."""
    assert [kind for kind, _, _ in kinds(State())] == ["outlook"]
    state = workshop()
    sealed = state.apply(closing.seal(state, "2026-11-22T17:00:00").changes)
    assert kinds(sealed) == kinds(state)


def test_hidden_board() -> None:
    """Of a group whose cards are hidden nothing is shown but that they are."""
    state = workshop()
    state = state.apply(board.hide_board(state, "g1", hidden=True).changes)
    assert kinds(state)[1] == ("hidden", "g1", 0)
    assert not any(one.id in {"c1", "c2", "c3", "t1"} for s in readback.sheets(state) for one in s.said)
