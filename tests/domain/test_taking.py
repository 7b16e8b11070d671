"""What becomes of the rows of a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.examples import workshop
from werkstatt_desktop.domain.records import LONG, SHORT
from werkstatt_desktop.domain.taking import Wishes, planned
from werkstatt_desktop.domain.verbs import setup

WISHES = Wishes(
    uses=("text", "category", "group", "theme", "explanation"),
    headed=False,
    group_id="g1",
    category_id="opportunity",
    categories={"chance": "opportunity", "voraussetzungen": "own"},
)


def test_names_that_are_known() -> None:
    """Categories, groups and themes of the workshop are found by their names, whatever the case."""
    plan = planned(workshop(), [["a", "CHANCE", "vernetzung ", "zusammenarbeit", "weil"]], WISHES)
    (line,) = plan.lines
    assert (line.category_id, line.group_id, line.cluster_id) == ("opportunity", "g1", "t1")
    assert (line.texts, line.explanation) == (("a",), "weil")
    assert (plan.groups, plan.categories, plan.themes) == ((), (), ())


def test_what_a_row_does_not_say() -> None:
    """A row that names no group and category gets those that were chosen, and no theme."""
    (line,) = planned(workshop(), [["a"]], WISHES).lines
    assert (line.category_id, line.group_id, line.cluster_id) == ("opportunity", "g1", None)


def test_new_names() -> None:
    """What is not there is made once, in the order of the rows and after what is there."""
    rows = [["a", "Wunsch", "Neu", "T"], ["b", "wunsch", "NEU", "t"], ["c", "Frage", "Neu", "U"]]
    plan = planned(workshop(), rows, WISHES)
    assert [(g.name, g.rank) for g in plan.groups] == [("Neu", 2.0)]
    assert [(c.title, c.rank) for c in plan.categories] == [("Wunsch", 3.0), ("Frage", 4.0)]
    assert [(t.heading, t.rank) for t in plan.themes] == [("T", 0.0), ("U", 1.0)]
    assert len({(c.colour, c.symbol) for c in plan.categories} | {("violet", "diamond")}) == 3


def test_same_heading_in_another_group() -> None:
    """A theme belongs to its group: the same heading elsewhere is another theme."""
    plan = planned(workshop(), [["a", "", "Teilhabe", "Zusammenarbeit"]], WISHES)
    assert [theme.group_id for theme in plan.themes] == ["g2"]


@pytest.mark.parametrize(
    ("changes", "row", "reason"),
    [
        ({}, ["", "Chance"], "no_text"),
        ({"split": False}, ["x" * (LONG + 1)], "too_long"),
        ({}, ["a", "", "", "", "x" * (LONG + 1)], "explanation_too_long"),
        ({}, ["a", "", "", "x" * (SHORT + 1)], "name_too_long"),
        ({"new_groups": "leave"}, ["a", "", "Fremde"], "unknown_group"),
        ({"new_categories": "leave"}, ["a", "Fremde"], "unknown_category"),
        ({"group_id": None}, ["a"], "no_group"),
        ({"group_id": None, "new_groups": "usual"}, ["a", "", "Fremde"], "no_group"),
        ({"category_id": None}, ["a"], "no_category"),
        ({"leave_known": True}, ["Kurze Wege"], "known"),
    ],
)
def test_left_out(changes: dict[str, object], row: list[str], reason: str) -> None:
    """A row is left out for a reason; nothing is made for it."""
    plan = planned(workshop(), [row], replace(WISHES, **changes))  # type: ignore[arg-type]
    assert [line.reason for line in plan.lines] == [reason]
    assert (plan.cards, plan.left_out) == (0, 1)
    assert (plan.groups, plan.categories, plan.themes) == ((), (), ())


def test_usual_instead() -> None:
    """Unknown groups and categories can be replaced by those that were chosen."""
    wishes = replace(WISHES, new_groups="usual", new_categories="usual")
    (line,) = planned(workshop(), [["a", "Fremde", "Fremde"]], wishes).lines
    assert (line.category_id, line.group_id, line.reason) == ("opportunity", "g1", "")


def test_long_text() -> None:
    """A text that is too long for a card becomes several."""
    plan = planned(workshop(), [["Satz. " * 1000]], WISHES)
    assert plan.cards == 2
    assert all(len(text) <= LONG for text in plan.lines[0].texts)


def test_known_cards() -> None:
    """A card with the same text in the same group is noted, and taken in unless one does not want it."""
    rows = [["Kurze Wege"], ["Kurze Wege", "", "Teilhabe"]]
    assert [line.is_known for line in planned(workshop(), rows, WISHES).lines] == [True, False]


def test_headed() -> None:
    """The row of headings is no card; rows keep the numbers that they have in the table."""
    plan = planned(workshop(), [["Text"], ["a"]], replace(WISHES, headed=True))
    assert [line.row for line in plan.lines] == [2]


def test_deleted_meanwhile() -> None:
    """A group or category that was deleted since it was chosen does not come back."""
    state = workshop()
    state = state.apply(setup.delete_group(state, "g2").changes)
    wishes = replace(WISHES, group_id="g2")
    assert [line.reason for line in planned(state, [["a"]], wishes).lines] == ["no_group"]
    wishes = replace(WISHES, category_id="gone", categories={"chance": "gone"})
    rows = [["a"], ["a", "Chance"]]
    plan = planned(state, rows, wishes)
    assert [line.reason for line in plan.lines] == ["no_category", ""]
    assert [category.title for category in plan.categories] == ["Chance"]
