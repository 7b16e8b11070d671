"""A workshop file as a day's work leaves it, for tests that hurt it."""

from __future__ import annotations

import random
import uuid
from contextlib import closing
from pathlib import Path

import pytest

from tests.examples import new_file
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import files

_LINE = "Räume für Jugendliche – offen bis 22 Uhr. "


def worked_on(path: Path, devices: tuple[str, ...] = ("a", "b")) -> Path:
    """Make a file of about 180 kB: short and long cards, rewordings, steps taken back, by several devices.

    Its ids are the same each time, so that the same hurt does the same to it.
    """
    chance = random.Random(9)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=chance.getrandbits(128), version=4))
        new_file(path)
        for device in devices:
            _work(path, device, 40 if device == devices[0] else 15)
    return path


def _work(path: Path, device: str, count: int) -> None:
    with closing(files.open_store(path, device=device)) as store:
        for n in range(count):
            length = n % 5 * (18 if n % 13 == 0 else 2)
            text = f"Karte {n} von {device}: {_LINE * length}"
            group = ("g1", "g2")[n % 2]
            store.commit(
                cards.write_cards(store.state, group_id=group, category_id="opportunity", texts=[text])
            )
            if n % 6 == 0:
                store.commit(cards.reword_card(store.state, "c1", f"Runder Tisch {n}"))
            if n % 9 == 0:
                store.undo()
