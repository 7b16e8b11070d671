"""Programs that stand in for those of the system: they keep what they were called with."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest

_SOURCE = """#!{python} -S
import json, os, sys, time
call = {{"name": {name!r}, "words": sys.argv[1:], "language": os.environ.get("LC_ALL", "")}}
{reads}
with open({log!r}, "a", encoding="utf-8") as log:
    log.write(json.dumps(call) + "\\n")
{more}
"""
_READS = 'call["given"] = sys.stdin.buffer.read().decode("latin-1")'


class StandIns:
    """A folder that is all of PATH, with programs that write down how they were called."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder / "programs"
        self._folder.mkdir()
        self._log = folder / "calls"
        monkeypatch.setenv("PATH", str(self._folder))

    def put(self, name: str, more: str = "", *, reads: bool = False) -> Path:
        """A program of this name; `more` is what else it does, in Python."""
        path = self._folder / name
        words = {"python": sys.executable, "name": name, "log": str(self._log)}
        path.write_text(_SOURCE.format(**words, more=more, reads=_READS if reads else ""), encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    def calls(self, name: str) -> list[dict[str, str | list[str]]]:
        """The calls of a program, the first one first."""
        if not self._log.exists():
            return []
        lines = self._log.read_text(encoding="utf-8").splitlines()
        return [call for call in map(json.loads, lines) if call["name"] == name]

    def words(self, name: str) -> list[str]:
        """What a program was called with, that was called once."""
        (call,) = self.calls(name)
        return list(call["words"])
