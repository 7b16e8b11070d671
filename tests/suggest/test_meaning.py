"""The optional reader of meaning."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from werkstatt_desktop.suggest import meaning

pytestmark = pytest.mark.skipif(not meaning.available(), reason="the extra [meaning] is not installed")

LOADING = """
import sys
watched = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "pickle.", "ctypes.")
found, listening = [], False
def hear(event, args):
    if listening and event.startswith(watched):
        found.append(event)
    if listening and event == "open" and args[1] is not None and set(str(args[1])) & set("wax+"):
        found.append(f"{event} {args[0]}")
sys.addaudithook(hear)
import werkstatt_desktop.suggest
import numpy
from werkstatt_desktop.suggest import meaning
listening = True
meaning.encoder()(["Zeit"])
listening = False
print(found)
"""


def test_loading_does_nothing_else() -> None:
    """Loading and asking open no connection, start nothing, unpickle nothing and write no file."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", LOADING],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "[]\n"


def test_known_texts_are_answered_again() -> None:
    """The same text has the same row, in whatever company it is asked for; no texts have no rows."""
    read = meaning.encoder()
    alone = read(["Zeit"])
    company = read(["Geld", "Zeit", "Zeit"])
    assert np.array_equal(company[1], alone[0])
    assert np.array_equal(company[1], company[2])
    assert len(read([])) == 0
