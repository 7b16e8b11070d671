"""Works in a workshop while the shim looks on: `driver.py SCENARIO FOLDER`.

Below the folder lie `desk`, with the file, and `keep`, with what the device keeps. The driver tells the shim
what it was told to be safe: "safe N" are N entries in the file, "kept N" in the recorder or the file. In the
end it prints the ids of all entries, in their order.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from errno import EIO
from pathlib import Path

if __name__ == "__main__":
    from tests.rigs import wrong

    wrong.put_on(os.environ.get("RIG_WRONG", ""))

from tests.rigs import scenarios


SHIM = ctypes.CDLL(None)


def mark(word: str) -> None:
    SHIM.rig_mark(word.encode())


def fail_once(k: int) -> None:
    """Let the k-th call from now on fail; 0: none any more."""
    SHIM.rig_break(k, EIO, False, False, b"")


def main() -> None:
    name, root = sys.argv[1:]
    hand = scenarios.Hand(
        Path(root) / "desk" / "Essen.werkstatt",
        Path(root) / "keep",
        mark,
        fail_once,
        early=os.environ.get("RIG_WRONG") == wrong.EARLY,
    )
    scenarios.ALL[name](hand)
    print(json.dumps(hand.order))


if __name__ == "__main__":
    main()
