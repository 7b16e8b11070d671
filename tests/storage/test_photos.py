"""The bytes of photos are as safe as what was written: in the recorder, in the file, in every copy."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.storage.kept import Owner, back_up, held, older_copy, recorded, recording, write
from tests.storage.test_erasing import hits
from werkstatt_desktop import texts
from werkstatt_desktop.domain import photos as names
from werkstatt_desktop.domain.errors import FileProblem, Refused
from werkstatt_desktop.domain.records import Id, Photo, Record
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import erasing
from werkstatt_desktop.domain.verbs import photos as verbs
from werkstatt_desktop.storage import backups, files, forgetting, handing, photos, reading, recorder
from werkstatt_desktop.storage.keep import backups_folder, recorder_folder
from werkstatt_desktop.storage.rebuild import rebuild
from werkstatt_desktop.storage.recovering import copy_with_recorded
from werkstatt_desktop.storage.salvage import salvage
from werkstatt_desktop.storage.store import Store
from werkstatt_desktop.storage.versions import version

OpenKept = Callable[..., Store]


def picture(seed: int, size: int = 90_000) -> bytes:
    """Bytes as a camera gives them: none is like another."""
    return b"\xff\xd8\xff\xe0" + random.Random(seed).randbytes(size)


def hang(store: Store, content: bytes, *, card: Id | None = None, caption: str = "Wand") -> str:
    """Hang up a photo; gives the name of its bytes."""
    sha256 = names.name_of(content)
    if card is not None:
        edit = verbs.put_photos(store.state, card_id=card, names=[sha256], caption=caption)
    else:
        hung = verbs.Hung(sha256, 10.0, 20.0, caption=caption)
        edit = verbs.hang_photos(store.state, group_id="g1", photos=[hung])
    store.commit(edit, {sha256: content})
    return sha256


def in_file(path: Path) -> dict[str, bytes]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT sha256, bytes FROM pictures").fetchall())


def beside(store: Store, keep: Path) -> dict[str, bytes]:
    """The pictures that the recorder of a store keeps."""
    folder = recorder_folder(keep, store.doc_id, store.path) / photos.FOLDER
    return {file.name: file.read_bytes() for file in folder.glob("*")}


def photo_of(store: Store) -> Photo:
    (found,) = store.state.all(Photo)
    return found


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "home" / "keep"


@pytest.fixture
def kept(path: Path, keep: Path) -> Iterator[OpenKept]:
    """Opens workshop files with a folder for what is kept; they are closed at the end of the test."""
    stores: list[Store] = []

    def open_one(at: Path = path, device: str = "a") -> Store:
        stores.append(files.open_store(at, device=device, keep=keep))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


def test_hung_up(kept: OpenKept, path: Path, keep: Path) -> None:
    """A photo is a step like any other; its bytes are in the file and, once, beside the recorder's lines."""
    store, content = kept(), picture(1)
    sha256 = hang(store, content)
    assert store.safety.waiting == 0
    assert in_file(path) == beside(store, keep) == {sha256: content}
    assert store.picture(sha256) == content
    before = len(list(store.journal()))
    store.undo()
    assert list(store.state.all(Photo)) == []
    store.redo()
    assert photo_of(store).sha256 == sha256
    assert len(list(store.journal())) == before + 2
    hang(store, content)
    assert in_file(path) == beside(store, keep) == {sha256: content}
    assert (
        sum(
            content in file.read_bytes() for file in recorder_folder(keep, store.doc_id, path).glob("*.jsonl")
        )
        == 0
    )


def test_recorded_before_its_line(kept: OpenKept, path: Path, keep: Path) -> None:
    """While another program holds the file, photo and line are in the recorder and can be seen."""
    store, content = kept(), picture(2)
    back_up(store, keep)
    owner = Owner(store)
    with held(path):
        sha256 = hang(store, content)
        owner.wait_for(lambda: store.safety.recorded)
        assert store.safety.waiting == 1
        assert beside(store, keep) == {sha256: content}
        assert [line.entry.edit.verb for line in recording(store, keep).lines] == ["hang_photo"]
        assert store.picture(sha256) == content
        assert in_file(path) == {}
    owner.wait_until_safe()
    assert in_file(path) == {sha256: content}


def test_not_recorded_without_its_bytes(
    kept: OpenKept, path: Path, keep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the device's disk takes no picture, no line speaks of it; a backup is due."""
    store, content = kept(), picture(3)
    back_up(store, keep)

    def full(_self: recorder.Recorder, _sha256: str, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(recorder.Recorder, "keep_picture", full)
        sha256 = hang(store, content)
        assert recorded(store, keep) == []
        assert in_file(path) == {sha256: content}
        due = store.wants_backup
    assert due
    write(store, "danach")
    assert [line.entry.edit.verb for line in recording(store, keep).lines] == ["hang_photo", "write_card"]
    assert beside(store, keep) == {sha256: content}
    assert recording(store, keep).leads_to(store.last)


def test_opening_reads_no_picture(kept: OpenKept, path: Path, keep: Path) -> None:
    """However many photos there are, opening leaves their bytes where they are."""
    store = kept()
    content = picture(4, 3_000_000)
    sha256 = hang(store, content)
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        # What cannot be read does not keep the workshop from opening.
        connection.execute("UPDATE pictures SET bytes = zeroblob(3000000)")
        connection.commit()
    shutil.rmtree(recorder_folder(keep, store.doc_id, path) / photos.FOLDER)
    again = kept()
    assert photo_of(again).sha256 == sha256
    assert again.picture(sha256) is None


def test_taken_over_after_a_crash(kept: OpenKept, path: Path, keep: Path) -> None:
    """What only the recorder has is in the file after the next opening, with its picture."""
    store, content = kept(), picture(5)
    back_up(store, keep)
    older = older_copy(path)
    sha256 = hang(store, content)
    shutil.copytree(keep, keep.with_name("then"))
    store.close()
    shutil.rmtree(keep)
    keep.with_name("then").rename(keep)
    shutil.copyfile(older, path)
    again = kept()
    assert again.taken == 1
    assert in_file(path) == {sha256: content}
    assert reading.check(path).pictures == 0


def test_offered_with_its_picture(kept: OpenKept, path: Path, keep: Path) -> None:
    """Steps of a file that is gone are offered and bring their photos."""
    copy = older_copy(path)
    store, content = kept(), picture(6)
    sha256 = hang(store, content)
    shutil.copytree(keep, keep.with_name("then"))
    store.close()
    shutil.rmtree(keep)
    keep.with_name("then").rename(keep)
    path.unlink()
    other = kept(copy)
    assert len(other.offered) == 1
    other.take_offer()
    assert in_file(copy) == {sha256: content}


@pytest.mark.parametrize("backed_up", [False, True])
def test_made_again(kept: OpenKept, path: Path, keep: Path, tmp_path: Path, backed_up: bool) -> None:
    """A lost file is made again from backup and recorder, wherever of the two the picture is."""
    store = kept()
    first, second = picture(7), picture(8)
    back_up(store, keep)
    hang(store, first)
    if backed_up:
        back_up(store, keep)
    hang(store, second)
    assert rebuild(keep, store.doc_id, path, tmp_path / "neu.werkstatt").whole
    assert sorted(in_file(tmp_path / "neu.werkstatt").values()) == sorted([first, second])
    assert reading.check(tmp_path / "neu.werkstatt").pictures == 0


def test_made_again_without_a_picture(kept: OpenKept, path: Path, keep: Path, tmp_path: Path) -> None:
    """Where a picture is nowhere any more, the rest is made again, and it is said that not all is there."""
    store = kept()
    back_up(store, keep)
    hang(store, picture(9))
    write(store, "Karte")
    shutil.rmtree(recorder_folder(keep, store.doc_id, path) / photos.FOLDER)
    assert not rebuild(keep, store.doc_id, path, tmp_path / "neu.werkstatt").whole
    assert reading.check(tmp_path / "neu.werkstatt").pictures == 1


def test_two_at_one_file(kept: OpenKept, path: Path, tmp_path: Path) -> None:
    """Two programs on one file each hang up a photo; both have both, also what waited meanwhile."""
    one, other = kept(device="a"), files.open_store(path, device="b", keep=tmp_path / "other")
    mine, theirs = picture(10), picture(11)
    with closing(other):
        a, b = hang(one, mine), hang(other, theirs)
        write(one, "weiter")
        one.flush()
        assert in_file(path) == {a: mine, b: theirs}
        assert {one.picture(a), one.picture(b)} == {other.picture(a), other.picture(b)} == {mine, theirs}
        # What the other hung up is in no line of ours; a new backup has it.
        assert one.wants_backup


def test_received(kept: OpenKept, path: Path, tmp_path: Path) -> None:
    """Steps of a copy come with their pictures; what is erased here is not brought back."""
    copy = tmp_path / "copy.werkstatt"
    store = kept()
    files.save_copy(store, copy)
    content, other = picture(12), picture(13)
    with closing(files.open_store(copy, device="b")) as there:
        sha256 = hang(there, content)
        hang(there, other, card="c1")
    found = version(store, copy)
    assert store.receive(found.entries, found.doc_id, found.picture) == 2
    assert sorted(in_file(path).values()) == sorted([content, other])
    assert store.picture(sha256) == content


def test_erased_is_not_received_again(kept: OpenKept, path: Path, keep: Path, tmp_path: Path) -> None:
    """A copy that still has an erased photo does not bring its bytes back."""
    copy = tmp_path / "copy.werkstatt"
    content = picture(14)
    store = kept()
    hang(store, content)
    files.save_copy(store, copy)
    store.close()
    forgetting.erase(path, keep, "a", lambda s: erasing.erase_photos(s.state, [photo_of(s).id]))
    with closing(files.open_store(copy, device="b")) as there:
        there.commit(verbs.caption_photo(there.state, photo_of(there).id, "anders"))
    again = kept()
    found = version(again, copy)
    assert again.receive(found.entries, found.doc_id, found.picture) == 1
    assert in_file(path) == {}


def test_backed_up_and_restored(kept: OpenKept, path: Path, keep: Path, tmp_path: Path) -> None:
    """Backups have the pictures; after a good end only they and the file keep them."""
    store, content = kept(), picture(15)
    sha256 = hang(store, content)
    base = back_up(store, keep)
    folder = recorder_folder(keep, store.doc_id, path) / photos.FOLDER
    store.close(base)
    assert list(folder.glob("*")) == []
    (backup,) = backups.of(keep, store.doc_id)
    assert backups.sound(backup)
    backups.restore(backup.path, tmp_path / "again.werkstatt")
    assert in_file(tmp_path / "again.werkstatt") == {sha256: content}
    assert reading.check(tmp_path / "again.werkstatt").pictures == 0


def test_handed_on(kept: OpenKept, path: Path, tmp_path: Path) -> None:
    """A whole copy has all pictures, one without history only those that are shown."""
    store = kept()
    shown, deleted = picture(16), picture(17)
    sha256 = hang(store, shown)
    hang(store, deleted, caption="weg")
    gone = next(photo.id for photo in store.state.all(Photo) if photo.caption == "weg")
    store.commit(verbs.delete_photos(store.state, [gone]))
    handing.save_checked(store, tmp_path / "whole.werkstatt")
    handing.save_bare(store.state, tmp_path / "bare.werkstatt", store.gallery.at_hand)
    assert len(in_file(tmp_path / "whole.werkstatt")) == 2
    assert in_file(tmp_path / "bare.werkstatt") == {sha256: shown}


def test_copied_while_it_waits(kept: OpenKept, path: Path, keep: Path, tmp_path: Path) -> None:
    """A copy made while the file cannot be written, or was lost, has the pictures all the same."""
    store = kept()
    first, second = picture(18), picture(19)
    hang(store, first)
    back_up(store, keep)
    path.unlink()
    hang(store, second)
    files.save_at_any_price(store, tmp_path / "copy.werkstatt")
    assert sorted(in_file(tmp_path / "copy.werkstatt").values()) == sorted([first, second])


@pytest.mark.parametrize("how", ["DELETE FROM pictures", "UPDATE pictures SET bytes = zeroblob(9000)"])
def test_lost_picture_is_damage(
    kept: OpenKept, path: Path, keep: Path, tmp_path: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A photo whose bytes are missing or other ones is damage; recovering looks for them."""
    from werkstatt_desktop.cli import main

    store, content = kept(), picture(20)
    sha256 = hang(store, content)
    back_up(store, keep)
    store.close()
    assert reading.check(path).pictures == 0
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(how)
        connection.commit()
    assert reading.check(path) == reading.Finding(4, 2, (), 1)
    assert main(["check", str(path), "--language", "de"]) == 1
    assert (
        "Beschädigt: Das Bild von 1 Foto ist verloren. Alles Übrige ist in Ordnung."
        in capsys.readouterr().err
    )
    copy_with_recorded(path, keep, tmp_path / "whole.werkstatt")
    assert in_file(tmp_path / "whole.werkstatt") == {sha256: content}
    again = kept()
    assert again.picture(sha256) == content


def test_deleted_photo_without_bytes_is_no_damage(kept: OpenKept, path: Path) -> None:
    """Who deletes a photo whose bytes are lost has a sound file again."""
    store = kept()
    hang(store, picture(21))
    store.commit(verbs.delete_photos(store.state, [photo_of(store).id]))
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM pictures")
        connection.commit()
    assert reading.check(path).pictures == 0


def test_through_json(kept: OpenKept, path: Path, tmp_path: Path) -> None:
    """An export holds the pictures that are shown; exporting the import gives the same bytes."""
    from werkstatt_desktop.cli import main

    store = kept()
    contents = [picture(22, 5000), picture(23, 5000)]
    for content in contents:
        hang(store, content)
    store.close()
    one, two, new = tmp_path / "1.json", tmp_path / "2.json", tmp_path / "new.werkstatt"
    assert main(["export", str(path), "-o", str(one)]) == 0
    assert main(["import", str(one), "-o", str(new)]) == 0
    assert main(["export", str(new), "-o", str(two)]) == 0
    assert one.read_bytes() == two.read_bytes()
    assert sorted(in_file(new).values()) == sorted(contents)
    assert reading.check(new).pictures == 0


@pytest.mark.parametrize("text", ["%%%", "AAAA", 7, None])
def test_json_with_other_bytes(kept: OpenKept, path: Path, tmp_path: Path, text: object) -> None:
    """Bytes under a name that is not theirs are no picture; nothing is imported then."""
    from werkstatt_desktop.cli import main

    store = kept()
    hang(store, picture(24, 500))
    store.close()
    file, new = tmp_path / "1.json", tmp_path / "new.werkstatt"
    main(["export", str(path), "-o", str(file)])
    content = json.loads(file.read_text())
    content["pictures"][0]["base64"] = text
    file.write_text(json.dumps(content))
    assert main(["import", str(file), "-o", str(new)]) == 2
    assert not new.exists()


def test_erased_for_good(kept: OpenKept, path: Path, keep: Path, tmp_path: Path) -> None:
    """Not a byte of an erased photo is left in file, recorder and backups; another photo of it keeps it."""
    store = kept()
    secret, twice = b"Wolpertinger" + picture(25), picture(26)
    hang(store, secret, caption="Geheimnis")
    hang(store, twice, caption="eins")
    back_up(store, keep)
    hang(store, twice, caption="zwei")
    hang(store, b"Wolpertinger" + picture(27), card="c1")
    ids = {photo.caption: photo.id for photo in store.state.all(Photo)}
    assert len(hits(tmp_path, "Wolpertinger")) >= 4
    edit = erasing.erase_photos(store.state, [ids["Geheimnis"], ids["eins"]])
    store.close()
    forgetting.erase(path, keep, "a", lambda _store: edit)
    forgetting.erase(path, keep, "a", lambda store: erasing.erase_cards(store.state, ["c1"]))
    assert hits(tmp_path, "Wolpertinger", "Geheimnis") == []
    assert list(in_file(path).values()) == [twice]
    again = kept()
    assert [photo.caption for photo in again.state.all(Photo)] == ["zwei"]
    assert again.undo_verb is None
    assert reading.check(path) == reading.Finding(3, 7, ())
    for backup in backups_folder(keep, again.doc_id).glob("*.werkstatt"):
        assert reading.check(backup).pictures == 0


def test_salvaged(kept: OpenKept, path: Path, tmp_path: Path) -> None:
    """Of a file that SQLite refuses the whole pictures are saved, too."""
    store = kept()
    contents = {hang(store, content): content for content in (picture(28), picture(29, 300))}
    store.close()
    content = bytearray(path.read_bytes())
    content[24:40] = bytes(16)
    content[100:104] = b"\xff\xff\xff\xff"
    path.write_bytes(content)
    with pytest.raises(FileProblem):
        reading.read(path)
    salvage(path, tmp_path / "saved.werkstatt", texts.Texts("de"))
    assert in_file(tmp_path / "saved.werkstatt") == contents
    assert reading.check(tmp_path / "saved.werkstatt").pictures == 0


def test_too_large(kept: OpenKept, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is more than a workshop holds is refused with a reason, and nothing is half done."""
    store = kept()
    before = store.state
    with pytest.raises(Refused, match="picture_too_large"):
        hang(store, bytes(names.PICTURE_BYTES + 1))
    monkeypatch.setattr(names, "PICTURES", 1)
    assert store.state == before
    hang(store, picture(30))
    with pytest.raises(Refused, match="too_many_pictures"):
        hang(store, picture(31))
    monkeypatch.setattr(names, "PICTURES", 9)
    monkeypatch.setattr(names, "ALL_BYTES", 100_000)
    with pytest.raises(Refused, match="too_many_pictures"):
        hang(store, picture(32))
    assert store.safety.waiting == 0
    assert len(in_file(path)) == 1


def test_name_that_is_a_path(kept: OpenKept, path: Path, keep: Path, tmp_path: Path) -> None:
    """A name in a file that somebody made leads nowhere but to a picture of that name."""
    (tmp_path / "home" / "secret").parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "home" / "secret").write_bytes(b"geheim")
    name = "../../../../../secret"
    evil = tmp_path / "evil.werkstatt"
    files.create(evil, base_edit("create_workshop", [*_records(path), made_photo(name)]))
    store = kept(evil)
    assert store.picture(name) is None
    assert reading.check(evil).pictures == 1


def _records(path: Path) -> list[Record]:
    return [record for rows in reading.read(path).state.tables.values() for record in rows.values()]


def made_photo(name: str) -> Photo:
    return Photo(id="f1", sha256=name, group_id="g1", width=200.0)


def test_older_backup_is_scrubbed(kept: OpenKept, path: Path, keep: Path) -> None:
    """Erasing a photo gets by with backups of a version that knew none."""
    from tests.storage.make_golden import golden

    store = kept()
    hang(store, b"Wolpertinger" + picture(33))
    folder = backups_folder(keep, store.doc_id)
    folder.mkdir(parents=True)
    shutil.copyfile(golden(2)[0], folder / backups.name_of(datetime(2026, 1, 1, tzinfo=UTC), 1, 1))
    store.close()
    forgetting.erase(path, keep, "a", lambda s: erasing.erase_photos(s.state, [photo_of(s).id]))
    assert hits(keep.parent, "Wolpertinger") == []


def test_put_back_while_it_is_open(kept: OpenKept, path: Path, keep: Path) -> None:
    """What the file has lost of a picture comes back from the device, and the workshop goes on."""
    store, content = kept(), picture(34)
    sha256 = hang(store, content)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE pictures SET bytes = zeroblob(90004)")
        connection.commit()
    assert reading.check_open(path).pictures == 1
    assert photos.mend(path, [sha256], photos.on_device(keep, store.doc_id)) == 0
    assert in_file(path) == {sha256: content}
    write(store, "danach")
    assert store.safety.waiting == 0
    assert store.safety.trouble is None
    shutil.rmtree(recorder_folder(keep, store.doc_id, path) / photos.FOLDER)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM pictures")
        connection.commit()
    assert photos.mend(path, [sha256], photos.on_device(keep, store.doc_id)) == 1
