"""What the driver does in a workshop, and what it is told to be safe."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from tests.examples import new_file, workshop_records
from tests.storage.make_golden import golden
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.photos import name_of
from werkstatt_desktop.domain.records import Card, Id, Photo
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import board, cards, erasing, parking, setup
from werkstatt_desktop.domain.verbs import photos as pinning
from werkstatt_desktop.storage import backups, files, forgetting
from werkstatt_desktop.storage.handing import save_checked
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.storage.recorder import Base
from werkstatt_desktop.storage.store import Store

DEVICE = "1" * 32
RESET = "reset"
"""The mark after which nothing that is there may be lost."""
RENAMED = "renamed.werkstatt"
"""The other name that the file has for a while."""
ERASED = "erased"
"""The mark after which this stands nowhere any more:"""
SECRET = "Wolpertinger"
SAFE, KEPT = "safe", "kept"
"""Marks with a number: so many entries are in the file, or in what the device keeps."""


def picture(number: int, words: str = "") -> bytes:
    """Bytes as a camera gives them."""
    return words.encode() + random.Random(number).randbytes(14_000)


class Fail(Protocol):
    """Lets the k-th call from now on fail, once or all of them in a folder; 0: none any more."""

    def __call__(self, k: int, for_ever_in: Path | None = None) -> None: ...


class Hand:
    """Does one thing after the other and passes on what it is told to be safe."""

    def __init__(
        self,
        path: Path,
        keep: Path,
        mark: Callable[[str], None],
        fail: Fail,
        *,
        early: bool = False,
    ) -> None:
        self.path = path
        self.keep = keep
        self.mark = mark
        self.fail = fail
        self.order: list[Id] = []
        """The entries, in their order."""
        self._early = early
        self.store: Store

    def begin(self) -> None:
        """A workshop with some cards, closed and safe."""
        new_file(self.path)
        self.mark(RESET)
        self.mark(f"{SAFE} 1")

    def open(self) -> None:
        """Open the workshop, and back it up before anything else, as the program does."""
        self.store = files.open_store(self.path, device=DEVICE, keep=self.keep)
        self.order = [entry.id for entry in self.store.journal()]
        self.back_up()
        self.tell(KEPT, len(self.order))

    def back_up(self) -> Base:
        made = backups.make(self.path, self.keep, self.store.doc_id)
        base = Base(made.backup.path.name, made.sha256, made.last)
        self.store.note_base(base)
        return base

    def do(self, edit: Edit) -> None:
        self.take(lambda: self.store.commit(edit))

    def take(self, step: Callable[[], object], entries: int = 1) -> None:
        """Take a step that comes to so many entries."""
        if self._early:
            self.tell(SAFE, len(self.order) + entries)
            self.tell(KEPT, len(self.order) + entries)
        step()
        self.order = [entry.id for entry in self.store.journal()]
        self.hear()

    def hear(self) -> None:
        """Pass on how safe the steps so far are; their number is read before."""
        count, safety = len(self.order), self.store.safety
        self.tell(SAFE, count - safety.waiting)
        if safety.recorded and not self.store.wants_backup:
            self.tell(KEPT, count)

    def tell(self, word: str, count: int) -> None:
        self.mark(f"{word} {count}")

    def write(self, *texts: str) -> None:
        self.do(self.cards(*texts))

    def cards(self, *texts: str) -> Edit:
        return cards.write_cards(self.store.state, group_id="g1", category_id="own", texts=texts)

    def hang(self, number: int, card_id: Id | None) -> None:
        """Hang up a photo, on a card or on the wall; each number has its own bytes, of several pages."""
        content = picture(number)
        sha256, state = name_of(content), self.store.state
        if card_id is not None:
            edit = pinning.put_photos(state, card_id=card_id, names=[sha256], caption=f"Foto {number}")
        else:
            edit = pinning.hang_photos(state, group_id="g1", photos=[pinning.Hung(sha256, 0, number * 50)])
        self.take(lambda: self.store.commit(edit, {sha256: content}))

    def photo(self) -> Id:
        """The photo that was hung up last."""
        return max(self.store.state.all(Photo), key=lambda photo: photo.rank).id

    def newest(self, count: int) -> list[Id]:
        found = sorted(self.store.state.all(Card), key=lambda card: card.written)
        return [card.id for card in found[-count:]]


def create(hand: Hand) -> None:
    """A new workshop, and the first card in it."""
    hand.mark(RESET)
    files.create(hand.path, base_edit("create_workshop", workshop_records()))
    hand.mark(f"{SAFE} 1")
    hand.open()
    hand.write("die erste")
    hand.store.close()


def capture(hand: Hand) -> None:
    """Forty cards; in between they are moved in bulk, reworded, deleted, and steps are taken back."""
    hand.begin()
    hand.open()
    for n in range(8):
        hand.write(f"Karte {n}")
        hand.write(f"Karte {n} <b>", f"Karte {n} & mehr", "ä" * (100 * n + 1))
        places = {id: (n * 10, k * 20) for k, id in enumerate(hand.newest(12))}
        hand.do(board.move_cards(hand.store.state, places))
        hand.do(cards.reword_card(hand.store.state, hand.newest(2)[0], "x" * 300 * n + "neu"))
        if n % 2:
            hand.take(hand.store.undo)
        if n % 4 == 1:
            hand.take(hand.store.redo)
        hand.write("\n".join("lang genug für mehrere Seiten " * 20 for _ in range(n % 4 + 1)))
    hand.do(board.tidy_up(hand.store.state, "g1"))
    hand.do(board.form_cluster(hand.store.state, "g1", hand.newest(9), "Thema"))
    hand.do(cards.delete_cards(hand.store.state, hand.newest(20)))
    hand.take(hand.store.undo)
    hand.do(setup.edit_workshop(hand.store.state, title="Anders", goal="y" * 900))
    hand.do(parking.park(hand.store.state, "später"))
    hand.store.close()


def photos(hand: Hand) -> None:
    """Photos are hung up, one while the file cannot be written, one deleted and taken back, one twice."""
    hand.begin()
    hand.open()
    for n in range(3):
        hand.write(f"Karte {n}")
        hand.hang(n, hand.newest(1)[0])
    hand.hang(1, None)
    hand.do(pinning.delete_photos(hand.store.state, [hand.photo()]))
    hand.take(hand.store.undo)
    hand.fail(1, for_ever_in=hand.path.parent)
    hand.hang(4, None)
    hand.fail(0)
    assert hand.store.flush()
    hand.hear()
    hand.back_up()
    hand.hang(5, None)
    hand.store.close()


def behind(hand: Hand) -> None:
    """Cards are written as fast as the recorder takes them; the file follows in a thread of its own."""
    hand.begin()
    hand.open()
    store = hand.store
    store.write_behind(lambda: None)
    written = len(hand.order)
    for n in range(40):
        store.commit(hand.cards(*[f"Karte {n}"] * (n % 3 + 1)))
        written += 1
        safety = store.safety
        while not safety.recorded:
            time.sleep(0)
            safety = store.safety
        hand.tell(KEPT, written)
        hand.tell(SAFE, written - safety.waiting)
    assert store.flush()
    hand.order = [entry.id for entry in store.journal()]
    hand.tell(SAFE, written)
    store.close()


def flaky(hand: Hand) -> None:
    """Each step meets a call that fails once; what is tried again is safe afterwards."""
    hand.begin()
    hand.open()
    for n in range(60):
        hand.fail(n * 7 % 43 + 1)
        hand.store.commit(hand.cards(*[f"Karte {n}"] * (n % 3 + 1)))
        hand.fail(0)
        hand.store.flush()
        if hand.store.wants_backup:
            hand.back_up()
        hand.take(lambda: None)
    hand.store.close()


def amber(hand: Hand) -> None:
    """For a while the file cannot be written, and only the recorder takes the cards."""
    hand.begin()
    hand.open()
    hand.write("davor")
    for _ in range(2):
        hand.fail(1, for_ever_in=hand.path.parent)
        for n in range(12):
            hand.store.commit(hand.cards(f"Karte {n}", f"noch eine {n}"))
            hand.order = [entry.id for entry in hand.store.journal()]
            hand.hear()
        hand.fail(0)
        assert hand.store.flush()
        hand.hear()
    hand.store.close()


def merge(hand: Hand) -> None:
    """What was done in another copy is taken in."""
    hand.begin()
    hand.open()
    hand.write("hier")
    other = hand.path.with_name("other.werkstatt")
    files.save_copy(hand.store, other)
    store = files.open_store(other, device="2" * 32)
    for n in range(6):
        edit = cards.write_cards(store.state, group_id="g1", category_id="own", texts=[f"dort {n}"] * 3)
        store.commit(edit)
    store.commit(board.tidy_up(store.state, "g1"))
    theirs, doc_id = list(store.journal()), store.doc_id
    store.close()
    hand.write("hier wieder")
    hand.take(lambda: hand.store.receive(theirs, doc_id), 7)
    hand.take(hand.store.undo)
    hand.store.close()


def copy(hand: Hand) -> None:
    """A copy is saved beside the file, with what was written before; the copy is what is looked at."""
    path, copied = hand.path.with_name("original.werkstatt"), hand.path
    hand.path = path
    new_file(path)
    hand.mark(RESET)
    hand.open()
    for n in range(3):
        hand.store.commit(hand.cards(f"Karte {n}"))
    hand.order = [entry.id for entry in hand.store.journal()]
    save_checked(hand.store, copied)
    hand.tell(SAFE, len(hand.order))
    hand.store.close()


def rename(hand: Hand) -> None:
    """The file gets another name, and later its own again."""
    renamed = hand.path.with_name(RENAMED)
    hand.begin()
    hand.open()
    hand.write("davor")
    hand.store.close()
    files.rename(hand.path, renamed)
    files.rename(renamed, hand.path)
    hand.open()
    hand.write("danach")
    hand.store.close()


def erase(hand: Hand) -> None:
    """A card is erased for good: from the file, its journal, the recorder, a draft and the backups."""
    hand.begin()
    hand.open()
    hand.write(SECRET)
    id = hand.newest(1)[0]
    hand.back_up()
    hand.do(cards.reword_card(hand.store.state, id, f"{SECRET} umformuliert"))
    content = picture(9, SECRET)
    edit = pinning.put_photos(hand.store.state, card_id=id, names=[name_of(content)])
    hand.take(lambda: hand.store.commit(edit, {name_of(content): content}))
    hand.store.keep_drafts({f"cards {id} text": f"{SECRET} halb"})
    hand.back_up()
    hand.write("danach")
    hand.store.close()
    forgetting.erase(hand.path, hand.keep, DEVICE, lambda store: erasing.erase_cards(store.state, [id]))
    hand.mark(ERASED)
    hand.order = [entry.id for entry in read(hand.path, journal=True).journal]
    hand.tell(SAFE, len(hand.order))
    hand.open()
    hand.write("später")
    hand.store.close()


def migrate(hand: Hand) -> None:
    """A file of the first version is opened and written on."""
    shutil.copy(golden(1)[0], hand.path)
    hand.mark(RESET)
    hand.mark(f"{SAFE} 1")
    hand.open()
    hand.hear()
    hand.do(cards.reword_card(hand.store.state, hand.newest(1)[0], "nach dem Umzug"))
    hand.store.close()


def close(hand: Hand) -> None:
    """Twice a workshop is opened, written, backed up and closed; then the recorder begins anew."""
    hand.begin()
    for n in range(2):
        hand.open()
        for k in range(3):
            hand.write(f"Karte {n}.{k}")
        hand.back_up()
        hand.write(f"nach der Sicherung {n}")
        hand.store.close(hand.back_up())


ALL: dict[str, Callable[[Hand], None]] = {
    "create": create,
    "capture": capture,
    "photos": photos,
    "behind": behind,
    "flaky": flaky,
    "amber": amber,
    "merge": merge,
    "copy": copy,
    "rename": rename,
    "erase": erase,
    "migrate": migrate,
    "close": close,
}
