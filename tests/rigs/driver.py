"""Works in a workshop while the shim looks on: `python -m tests.rigs.driver SCENARIO FOLDER`.

Below the folder lie `desk`, with the file, and `keep`, with what the device keeps. The driver tells the shim
what it was told to be safe: "safe N" are N entries in the file, "kept N" in what is kept or the file. In the
end it prints the ids of all entries, in their order.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from errno import EIO
from pathlib import Path

from tests.rigs import wrong

SHIM = ctypes.CDLL(None)


def mark(word: str) -> None:
    SHIM.rig_mark(word.encode())


def fail(k: int, for_ever_in: Path | None = None) -> None:
    where = b"" if for_ever_in is None else os.fsencode(for_ever_in)
    SHIM.rig_break(k, EIO, for_ever_in is not None, False, where)


def main() -> None:
    way = os.environ["RIG_WRONG"]
    wrong.put_on(way)
    from tests.rigs import scenarios

    name, root = sys.argv[1], Path(sys.argv[2])
    path = root / "desk" / "Essen.werkstatt"
    hand = scenarios.Hand(path, root / "keep", mark, fail, early=way == wrong.EARLY)
    scenarios.ALL[name](hand)
    print(json.dumps(hand.order))


if __name__ == "__main__":
    main()
