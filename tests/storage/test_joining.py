"""Steps that were taken without knowing of each other are joined, or refused where something is missing."""

from __future__ import annotations

import pytest

from tests.examples import entry, made, state_of, workshop, workshop_records
from werkstatt_desktop.domain.edits import Change, Entry
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Card, ParkedItem
from werkstatt_desktop.domain.state import base_edit, settle
from werkstatt_desktop.domain.verbs import board, cards
from werkstatt_desktop.storage.joining import join, rest


def base() -> Entry:
    return entry("base", 1, base_edit("create_workshop", workshop_records()), device="base")


def reworded(id: str, seq: int, text: str, before: str = "Runder Tisch") -> Entry:
    return entry(
        id, seq, made("reword_card", Change("cards", "c1", {"text": before}, {"text": text})), device=id
    )


def test_joined() -> None:
    """What the file lacks is to be written, what is new in it to be recorded; the state is that of both."""
    theirs = [base(), reworded("t", 2, "dort")]
    ours = [reworded("o", 2, "hier")]
    found = join(theirs, settle(theirs), ours, "base")
    assert found.state == settle([*theirs, *ours])
    assert found.entries == [*theirs, *ours]
    assert found.put is not None
    assert [row[0] for row in found.put.journal] == ["o"]
    assert [row[0] for _, row in found.put.records] == ["c1"]
    assert (found.last, [row[0] for row in found.theirs or ()]) == ("t", ["t"])


def test_nothing_is_missing() -> None:
    """Where the file has it all, nothing is written."""
    theirs = [base(), reworded("t", 2, "dort")]
    found = join(theirs, settle(theirs), theirs, "t")
    assert (found.put, found.theirs) == (None, ())


def test_file_that_lacks_what_was_written_last() -> None:
    """Which entries are new in a file that is not the one that was written cannot be told."""
    theirs = [base(), reworded("t", 2, "dort")]
    assert join(theirs, settle(theirs), (), "gone").theirs is None


@pytest.mark.parametrize(
    "after",
    [
        {"group_id": "nowhere", "category_id": "own"},
        {"group_id": "g1", "category_id": "own", "cluster_id": "nowhere"},
        {"text": "without an owner"},
    ],
)
def test_what_an_entry_needs_is_missing(after: dict[str, str]) -> None:
    """An entry whose record names one that nobody made is refused; no file could hold it."""
    bad = entry("bad", 2, made("x", Change("cards", "c9", {"gone": True}, after)))
    with pytest.raises(Refused) as refused:
        join([base()], workshop(), [bad], "base")
    assert refused.value.key == "refers_to_nothing"


def test_rest() -> None:
    """What is only in memory comes into the file; of texts that differ both stay, and nothing is deleted."""
    there = workshop()
    here = there.apply(cards.reword_card(there, "c1", "hier").changes)
    here = here.apply(board.form_cluster(here, "g2", ["c4"], "Neu").changes)
    here = here.apply(cards.delete_cards(here, ["c3"]).changes)
    there = there.apply(cards.reword_card(there, "c1", "dort").changes)
    found = rest(here, there, 7)
    assert found is not None
    theirs = [base(), reworded("t", 2, "dort")]
    state = join(theirs, there, [found], "t").state
    card, kept = state.get(Card, "c1"), state.get(Card, "c3")
    assert card is not None
    assert {"hier", "dort"} <= set(card.text.split("\n"))
    assert kept is not None
    assert {cluster.heading for cluster in state.tables["clusters"].values()} >= {"Neu"}  # type: ignore[attr-defined]
    assert found.seq == 7


def test_no_rest() -> None:
    """Where nothing is missing there is none; what is deleted here and not there is no reason for one."""
    here = workshop()
    assert rest(here, workshop(), 2) is None
    assert rest(here.apply(cards.delete_cards(here, ["c3"]).changes), workshop(), 2) is None


def test_rest_with_what_a_record_names() -> None:
    """Deleted records come along where others name them."""
    here = state_of([*workshop_records(), ParkedItem(id="k9", text="neu", gone=True)])
    found = rest(here, workshop(), 2)
    assert found is not None
    assert [change.id for change in found.edit.changes] == ["k9"]
