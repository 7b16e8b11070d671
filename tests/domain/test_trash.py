"""The trash: what is in it, in which order, and how it comes out again."""

from __future__ import annotations

import pytest

from tests.domain.devices import Device
from tests.examples import assert_in_step
from werkstatt_desktop.domain.records import Card, Category, Cluster, Group, Id, ParkedItem, Photo
from werkstatt_desktop.domain.trash import trash
from werkstatt_desktop.domain.verbs import board, cards, erasing, parking, photos, setup
from werkstatt_desktop.domain.verbs.trash import put_back


def ids(device: Device, *, told: bool = True) -> list[Id]:
    return [t.record.id for t in trash(device.state, device.journal.values() if told else ())]


def test_trash_is_empty_at_first() -> None:
    """What is there is not in the trash, and neither is what never was."""
    assert trash(Device("a").state) == []


def test_last_deleted_first() -> None:
    """The journal tells when something was deleted; without it cards come by the order of writing."""
    device = Device("a")
    device.commit(parking.delete_parked(device.state, "k1"))
    device.commit(cards.delete_cards(device.state, ["c4"]))
    device.commit(board.dissolve_cluster(device.state, "t1"))
    device.commit(cards.delete_cards(device.state, ["c2", "c1"]))
    assert ids(device) == ["c2", "c1", "t1", "c4", "k1"]
    assert ids(device, told=False) == ["c4", "c2", "c1", "k1", "t1"]


def test_group_and_category() -> None:
    """What is shown beside a card is where it was, also when that was deleted with it."""
    device = Device("a")
    device.commit(setup.delete_group(device.state, "g1"))
    found = {t.record.id: t for t in trash(device.state)}
    assert found.keys() == {"c1", "c2", "c3", "t1"}
    group = device.state.tables["groups"]["g1"]
    assert found["c1"].group == group
    assert found["c1"].category == device.state.get(Category, "opportunity")
    assert (found["t1"].group, found["t1"].category) == (group, None)


def test_nothing_to_put_back() -> None:
    """A theme that was begun and never named, and what was erased for good, are not in the trash."""
    device = Device("a")
    device.commit(board.form_cluster(device.state, "g1"))
    device.undo()
    device.commit(erasing.erase_cards(device.state, ["c1"]))
    assert ids(device) == []


def test_undone_card() -> None:
    """A card whose writing was taken back can be found in the trash."""
    device = Device("a")
    device.commit(cards.write_cards(device.state, group_id="g1", category_id="own", texts=["Neu"]))
    device.undo()
    assert [t.record.text for t in trash(device.state) if isinstance(t.record, Card)] == ["Neu"]


def test_put_back() -> None:
    """It is there again as it was, in one step that can be taken back."""
    device = Device("a")
    before = device.state
    device.commit(cards.delete_cards(device.state, ["c1", "c3"]))
    device.commit(put_back(device.state, ["c1", "c3", "c4"]))
    assert device.state == before
    device.undo()
    assert ids(device) == ["c3", "c1"]


def test_put_back_from_a_deleted_group() -> None:
    """The group that a card needs is there again for good, not only while the card is."""
    device = Device("a")
    device.commit(setup.delete_group(device.state, "g1"))
    device.commit(put_back(device.state, ["c1", "t1"]))
    assert device.state.get(Group, "g1") is not None
    assert not device.state.tables["groups"]["g1"].gone
    card, theme = device.state.get(Card, "c1"), device.state.get(Cluster, "t1")
    assert card is not None
    assert theme is not None
    assert card.cluster_id == "t1"
    assert device.state.get(Card, "c2") is None
    assert_in_step(device.state)


@pytest.mark.parametrize("id", ["g1", "own", "q1", "p1", "nowhere"])
def test_other_things_are_not_in_the_trash(id: Id) -> None:
    """Only cards, themes and parked items are put back from there."""
    device = Device("a")
    device.commit(setup.delete_group(device.state, "g1"))
    device.commit(setup.delete_programme_item(device.state, "p1"))
    assert put_back(device.state, [id]).changes == ()


def test_parked_item() -> None:
    """A parked item comes back with its answer."""
    device = Device("a")
    device.commit(parking.edit_parked(device.state, "k1", answer="im Mai"))
    device.commit(parking.delete_parked(device.state, "k1"))
    device.commit(put_back(device.state, ["k1"]))
    item = device.state.get(ParkedItem, "k1")
    assert item is not None
    assert item.answer == "im Mai"


def test_photos() -> None:
    """A deleted photo lies in the trash and comes back, with the card that it hangs on where that is gone."""
    device = Device("a")
    device.commit(photos.hang_photos(device.state, group_id="g1", photos=[photos.Hung("a" * 64, 1, 2)]))
    device.commit(photos.put_photos(device.state, card_id="c1", names=["b" * 64], caption="Wand"))
    before = device.state
    wall, on_card = sorted(device.state.all(Photo), key=lambda photo: photo.rank)
    device.commit(photos.delete_photos(device.state, [wall.id]))
    device.commit(cards.delete_cards(device.state, ["c1"]))
    found = trash(device.state, device.journal.values())
    assert {entry.record.id for entry in found} == {wall.id, on_card.id, "c1"}
    assert {entry.group.id for entry in found if entry.group} == {"g1"}
    device.commit(put_back(device.state, [on_card.id]))
    assert device.state.get(Card, "c1") is not None
    device.commit(put_back(device.state, [wall.id]))
    assert device.state == before


def test_photo_erased_from_the_trash() -> None:
    """Of a photo in the trash the caption is erased and the photo with it; of one on the wall the caption."""
    device = Device("a")
    hung = [photos.Hung("a" * 64, 1, 2, caption="Frau Geheim"), photos.Hung("b" * 64, 1, 2, caption="Geheim")]
    device.commit(photos.hang_photos(device.state, group_id="g1", photos=hung))
    gone, there = sorted(device.state.all(Photo), key=lambda photo: photo.rank)
    device.commit(photos.delete_photos(device.state, [gone.id]))
    places = [("photos", gone.id, "caption"), ("photos", there.id, "caption")]
    device.commit(erasing.erase_texts(device.state, places))
    assert device.state.is_erased("photos", gone.id, "gone")
    assert not device.state.is_erased("photos", there.id, "gone")
    assert [photo.caption for photo in device.state.all(Photo)] == [""]
    assert trash(device.state) == []
    assert put_back(device.state, [gone.id]).changes == ()
