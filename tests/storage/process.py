"""A process that has a workshop open: `python -m tests.storage.process`, told what to do line by line.

Each line on standard input is a list in JSON, the name of a deed and its arguments; each is answered by a
line with what came of it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

from tests.storage.kept import Owner, texts, write
from werkstatt_desktop.domain.errors import WerkstattError
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.store import Store

ROOT = Path(__file__).resolve().parents[2]


class Process:
    """The other end of such a process; a context that ends it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.process"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()

    def tell(self, what: str, *arguments: object) -> None:
        """Have it do something, and do not wait for the answer."""
        assert self._process.stdin is not None
        print(json.dumps([what, *arguments]), file=self._process.stdin, flush=True)

    def answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the process has ended"
        return json.loads(line)

    def ask(self, what: str, *arguments: object) -> Any:
        self.tell(what, *arguments)
        return self.answer()


class Hand:
    """Does what it is told, with one store at a time."""

    def __init__(self) -> None:
        self._store: Store | None = None
        self._owner: Owner | None = None

    def open(self, path: str, keep: str, device: str, behind: bool) -> str:
        assert self._store is None
        try:
            self._store = files.open_store(Path(path), device=device, keep=Path(keep))
        except WerkstattError as error:
            return error.key
        if self._store.offered:
            self._store.take_offer()
        self._owner = Owner(self._store) if behind else None
        return ""

    def write(self, text: str) -> bool:
        """Write a card; whether it was taken."""
        store = self._hear()
        try:
            write(store, text)
        except WerkstattError:
            return False
        return True

    def undo(self) -> str | None:
        return self._hear().undo()

    def rest(self, seconds: float) -> None:
        """Let time pass, as an event loop does."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._hear()
            time.sleep(0.005)

    def settle(self) -> str:
        """Bring everything into the file, or into the one in its place; gives what is in the way, or ""."""
        store = self._hear()
        for _ in range(20):
            if store.flush(3.0) and not store.safety.trouble:
                return ""
            trouble = store.safety.trouble
            if trouble is not None and trouble.key == "replaced":
                store.rejoin()
        return trouble.key if trouble is not None else "waiting"

    def texts(self) -> list[str]:
        return sorted(texts(self._hear().state))

    def close(self) -> str:
        trouble = self.settle()
        assert self._store is not None
        self._store.close()
        self._store = self._owner = None
        return trouble

    def leave(self) -> None:
        """Close at once, whatever is not in the file."""
        assert self._store is not None
        self._store.close()
        self._store = self._owner = None

    def _hear(self) -> Store:
        assert self._store is not None
        if self._owner is not None:
            self._owner.hear()
        return self._store


def main() -> None:
    hand = Hand()
    for line in sys.stdin:
        what, *arguments = json.loads(line)
        print(json.dumps(getattr(hand, what)(*arguments)), flush=True)


if __name__ == "__main__":
    main()
