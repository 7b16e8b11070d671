"""What is chosen for the protocol on paper."""

from __future__ import annotations

import pytest

from tests.domain.devices import Device, met
from tests.examples import workshop
from werkstatt_desktop.domain import paper, sealing
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.paper import FIXED, SECTIONS, USUAL, VARIANTS, Paper, usual
from werkstatt_desktop.domain.records import PaperSetting
from werkstatt_desktop.domain.state import State, change
from werkstatt_desktop.domain.verbs import closing, setup
from werkstatt_desktop.domain.verbs import paper as verbs


def done(state: State, edit: Edit) -> State:
    return state.apply(sealing.let_through(state, edit, "2026-11-22T17:00:00").changes)


def test_nothing_chosen() -> None:
    """A workshop is printed in full, every variant as it usually is."""
    assert paper.of(workshop()) == Paper()
    assert [paper.chosen(workshop(), variant) for variant in VARIANTS] == [usual(v) for v in VARIANTS]
    assert all(paper.order_of(workshop(), v) == SECTIONS for v in VARIANTS if v != "measures")
    measures = paper.order_of(workshop(), "measures")
    assert sorted(measures) == sorted(SECTIONS)
    assert measures.index("measures") + 1 == measures.index("coverage")


def test_variant_chosen() -> None:
    """The variant, the group and the ways of printing are remembered."""
    state = done(workshop(), verbs.choose_variant(workshop(), "group"))
    state = done(state, verbs.choose_group(state, "g2"))
    state = done(state, verbs.name_nobody(state, on=True))
    state = done(state, verbs.mark_draft(state, on=True))
    assert paper.of(state) == Paper("group", USUAL["group"], "g2", no_names=True, draft=True)
    assert paper.chosen(state, "full") == Paper(no_names=True, draft=True)
    assert verbs.mark_draft(state, on=True).changes == ()


def test_deleted_group() -> None:
    """A group that is deleted is chosen no more; all are printed."""
    state = done(workshop(), verbs.choose_variant(workshop(), "group"))
    state = done(state, verbs.choose_group(state, "g2"))
    assert paper.of(done(state, setup.delete_group(state, "g2"))).group_id is None


def test_sections_of_each_variant() -> None:
    """Each variant has its own sections; what is switched off in one is there in the others."""
    state = done(workshop(), verbs.switch_section(workshop(), "measures", on=False))
    state = done(state, verbs.switch_section(state, "names", on=True))
    assert paper.of(state).sections == tuple(key for key in (*USUAL["full"], "names") if key != "measures")
    assert paper.chosen(state, "measures") == usual("measures")
    state = done(state, verbs.usual_paper(state))
    assert paper.of(state) == Paper()
    state = done(state, verbs.switch_section(state, "weigh", on=False))
    assert paper.of(state).sections == tuple(key for key in USUAL["full"] if key != "weigh")


def test_everything_left_out() -> None:
    """A protocol can be without any section."""
    state = workshop()
    for key in USUAL["full"]:
        state = done(state, verbs.switch_section(state, key, on=False))
    assert paper.of(state).sections == ()


@pytest.mark.parametrize("place", range(len(SECTIONS)))
def test_moved(place: int) -> None:
    """A section goes to a place among all; those that stand beside others stay beside them."""
    state = done(workshop(), verbs.move_section(workshop(), "measures", place))
    order = paper.order_of(state, "full")
    assert sorted(order) == sorted(SECTIONS)
    assert order[0] == "highlights"
    assert order.index("boards") + 1 == order.index("cards")
    free = [key for key in SECTIONS if key not in FIXED and key != "measures"]
    assert [key for key in order if key not in FIXED and key != "measures"] == free
    before = [key for key in SECTIONS if key != "measures"][:place]
    assert [key for key in order[: order.index("measures")] if key not in FIXED] == [
        key for key in before if key not in FIXED
    ]
    assert paper.of(state).sections == tuple(key for key in order if key in USUAL["full"])


def test_sections_with_a_fixed_place() -> None:
    """They are switched, never moved; and what there is none of is neither."""
    with pytest.raises(Refused, match="section_is_fixed"):
        verbs.move_section(workshop(), "boards", 3)
    with pytest.raises(Refused, match="unknown_field"):
        verbs.switch_section(workshop(), "weather", on=True)
    with pytest.raises(Refused, match="unknown_field"):
        verbs.choose_variant(workshop(), "long")
    with pytest.raises(Refused, match="no_such_column"):
        verbs.choose_group(workshop(), "nowhere")


def test_other_versions_of_the_program() -> None:
    """Sections that came later are told as usual; those that a later program knows are kept for it."""
    kept = PaperSetting(id="paper-full", sections="measures weather", order="measures cards weather")
    state = workshop().apply([change(None, kept)])
    sections = paper.of(state).sections
    assert "measures" in sections
    assert "cards" not in sections
    assert "weigh" in sections
    state = done(state, verbs.switch_section(state, "cards", on=True))
    now = state.tables["paper"]["paper-full"]
    assert isinstance(now, PaperSetting)
    assert "weather" in now.sections.split()
    assert "weather" in now.order.split()
    assert "cards" in paper.of(state).sections
    state = workshop().apply([change(None, PaperSetting(id="paper", variant="poem"))])
    assert paper.of(state) == Paper()


def test_closed_workshop() -> None:
    """It can be printed in any way, and still is what was closed."""
    state = done(workshop(), closing.seal(workshop(), "2026-11-22T16:00:00"))
    for edit in (
        verbs.choose_variant(state, "measures"),
        verbs.name_nobody(state, on=True),
        verbs.switch_section(state, "names", on=True),
        verbs.move_section(state, "cards", 9),
    ):
        state = done(state, edit)
        assert sealing.is_as_sealed(state)


def test_chosen_on_two_devices() -> None:
    """What one chose and what the other chose is there on both; of the same thing the later one counts."""
    one, other = Device("1"), Device("2")
    one.commit(verbs.name_nobody(one.state, on=True))
    other.commit(verbs.switch_section(other.state, "weigh", on=False))
    other.commit(verbs.choose_variant(other.state, "summary"))
    state = met(one, other)
    assert paper.of(state) == Paper("summary", USUAL["summary"], no_names=True)
    assert paper.chosen(state, "full").sections == tuple(key for key in USUAL["full"] if key != "weigh")
    for device in (one, other):
        device.commit(verbs.choose_variant(device.state, "full"))
    one.commit(verbs.switch_section(one.state, "weigh", on=True))
    other.commit(verbs.move_section(other.state, "cards", 0))
    state = met(one, other)
    assert paper.of(state).sections == tuple(
        key for key in paper.order_of(state, "full") if key in USUAL["full"]
    )
    assert paper.order_of(state, "full")[:3] == ("highlights", "boards", "cards")


def test_chosen_again() -> None:
    """What was taken back and is chosen again is as usual but for that."""
    device = Device("1")
    device.commit(verbs.mark_draft(device.state, on=True))
    device.undo()
    assert paper.of(device.state) == Paper()
    device.commit(verbs.choose_variant(device.state, "measures"))
    assert paper.of(device.state) == usual("measures")
