"""What the rows of a round say."""

from __future__ import annotations

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain.verbs.board import hide_board
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.dots.options import option


def test_options_on_a_hidden_board() -> None:
    """Of a card or theme there one sees only that it is there."""
    state = state_of(workshop_records())
    t = Texts("de")
    assert [option(state, id, t).text for id in ("c1", "t1", "c4")] == [
        "Runder Tisch",
        "Zusammenarbeit",
        "Räume",
    ]
    hidden = state.apply(hide_board(state, "g1", hidden=True).changes)
    said = [option(hidden, id, t) for id in ("c1", "t1", "c4")]
    assert [one.text for one in said] == [t("hidden card"), t("hidden"), "Räume"]
    assert [one.colour for one in said[:2]] == ["grey", "grey"]
