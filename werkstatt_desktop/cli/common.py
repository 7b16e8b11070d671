"""What commands share: doing it with each file, where outputs go, what is said of them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from ..domain import twins
from ..domain.errors import FileProblem, WerkstattError
from ..domain.records import Group
from ..domain.state import State
from ..storage import outputs
from ..texts import Texts
from .progress import Bar
from .terminal import complain, say, shown


def each(options: Namespace, t: Texts, do: Callable[[Path], int], bar: Bar | None = None) -> int:
    """Do it with each file; one with which it cannot be done does not keep the others from it."""

    def one(number: int, name: str) -> int:
        if bar is not None:
            bar.begin(number)
        try:
            return do(Path(name))
        except WerkstattError as error:
            if bar is not None:
                bar.clear()
            code = error.exit_code if isinstance(error, FileProblem) else 1
            where = options.output if code == 5 and options.output else name
            complain(f"{shown(where)}: {t.sentence(error)}")
            return code

    return max(one(number, name) for number, name in enumerate(options.files, 1))


def target(options: Namespace, name: str, used: set[str]) -> Path:
    """Where one of the files goes; in a folder no two of a run get the same name."""
    name = outputs.unused(name, used)
    used.add(name.casefold())
    return outputs.target(options.output, name, inputs=options.files)


def written(path: Path, state: State, t: Texts) -> int:
    cards = t.n("{n} card", "{n} cards", twins.count(state))
    groups = t.n("{n} group", "{n} groups", state.count(Group))
    say(t("Written: {file} ({cards}, {groups})", file=shown(path), cards=cards, groups=groups))
    return 0
