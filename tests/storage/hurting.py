"""Workshop files hurt at random: `python tests/storage/hurting.py FILE FOLDER FIRST COUNT [unchecked]`.

The same number always hurts a file in the same way. Each is opened and checked as the program does it, with
five seconds and 512 MB to do so. What came of how many is written out as JSON, and what must not be: a crash;
a file that takes too long ("slow"); one whose texts are not those that were entered, and that is taken for
sound ("changed"); one that was refused and is not as it was ("touched").
"""

from __future__ import annotations

import json
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from werkstatt_desktop.domain.edits import Entry
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import Id
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.reading import check_open

PAGE = 4096
SECTOR = 512
SECONDS = 5
MEMORY = 512 << 20

MUST_NOT = ("crash", "slow", "changed", "touched")

Held = tuple[State, list[Entry], Id]
Hurt = Callable[[random.Random, bytearray], None]


def flip(chance: random.Random, file: bytearray) -> None:
    """Single bits, anywhere."""
    for _ in range(chance.choice((1, 1, 1, 2, 8))):
        file[chance.randrange(len(file))] ^= 1 << chance.randrange(8)


def flip_text(chance: random.Random, file: bytearray) -> None:
    """A letter becomes another one, where letters are."""
    for _ in range(100):
        place = chance.randrange(len(file))
        if chr(file[place]).isalpha():
            file[place] = ord(chance.choice("aeinrst"))
            return


def head(chance: random.Random, file: bytearray) -> None:
    """A field of the header, or a bit of it."""
    if chance.random() < 0.5:
        file[chance.randrange(100)] ^= 1 << chance.randrange(8)
    else:
        place = 4 * chance.randrange(4, 25)
        file[place : place + 4] = chance.choice((0, 1, 2, 3, 4, 2**31, 2**32 - 1)).to_bytes(4, "big")


def page_head(chance: random.Random, file: bytearray) -> None:
    """The header of a page, or one of the places of its cells."""
    place = chance.randrange(len(file) // PAGE) * PAGE + chance.randrange(12 + 64)
    file[place] = chance.randrange(256)


def cut(chance: random.Random, file: bytearray) -> None:
    del file[chance.choice((chance.randrange(len(file)), chance.randrange(len(file) // PAGE) * PAGE)) :]


def blank(chance: random.Random, file: bytearray) -> None:
    """Zeros, as a disk leaves them that was promised more than it was given."""
    length = chance.choice((1, 16, SECTOR, PAGE, 4 * PAGE, len(file)))
    place = (
        chance.randrange(len(file)) // SECTOR * SECTOR if length >= SECTOR else chance.randrange(len(file))
    )
    file[place : place + length] = bytes(len(file[place : place + length]))


def noise(chance: random.Random, file: bytearray) -> None:
    length = chance.choice((4, 64, SECTOR, PAGE))
    place = chance.randrange(len(file) // length) * length
    file[place : place + length] = chance.randbytes(length)


def swap(chance: random.Random, file: bytearray) -> None:
    """Two sectors or pages in each other's place."""
    length = chance.choice((SECTOR, PAGE))
    one, other = (chance.randrange(len(file) // length) * length for _ in range(2))
    first, second = file[one : one + length], file[other : other + length]
    file[one : one + length], file[other : other + length] = second, first


def double(chance: random.Random, file: bytearray) -> None:
    """A sector or page that is written in a second place as well."""
    length = chance.choice((SECTOR, PAGE))
    one, other = (chance.randrange(len(file) // length) * length for _ in range(2))
    file[other : other + length] = file[one : one + length]


def grow(chance: random.Random, file: bytearray) -> None:
    """Something at the end, or put in between."""
    place = chance.choice((len(file), chance.randrange(len(file))))
    file[place:place] = chance.choice((bytes(PAGE), chance.randbytes(SECTOR), b"\r\n"))


HURTS: tuple[Hurt, ...] = (flip, flip_text, head, page_head, cut, blank, noise, swap, double, grow)


def hurt(whole: bytes, number: int) -> bytes:
    """A file hurt in the way that has this number."""
    chance, file = random.Random(number), bytearray(whole)
    HURTS[number % len(HURTS)](chance, file)
    return bytes(file)


class TooSlow(Exception):
    pass


def _too_slow(*_: object) -> None:
    raise TooSlow


def judge(path: Path, whole: Held, *, check: bool = True) -> str:
    """What becomes of a file that should hold this. "crash", "slow", "changed" and "touched" must not be.

    Without the check, what only the check finds counts as sound.
    """
    before = path.read_bytes()
    opened = False
    signal.alarm(SECONDS)
    try:
        with closing(files.open_store(path, device="a")) as store:
            opened = True
            found = store.state, list(store.journal()), store.doc_id
            if check and check_open(path).tables:
                return "found by the check"
    except FileProblem as problem:
        if opened:
            return "found by the check"
        untouched = path.read_bytes() == before and [*path.parent.iterdir()] == [path]
        return problem.key if untouched else "touched"
    except TooSlow:
        return "slow"
    except Exception as error:  # noqa: BLE001 - whatever else comes is what is looked for
        return f"crash: {error!r}"
    finally:
        signal.alarm(0)
    return "sound" if found == whole else "changed"


def held(path: Path) -> Held:
    with closing(files.open_store(path, device="a")) as store:
        return store.state, list(store.journal()), store.doc_id


def main(source: str, folder: str, first: str, count: str, *how: str) -> None:
    signal.signal(signal.SIGALRM, _too_slow)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    whole = Path(source).read_bytes()
    wanted = held(Path(source))
    path = Path(folder, "w.werkstatt")
    results: Counter[str] = Counter()
    wrong: list[str] = []
    slowest = 0.0
    for number in range(int(first), int(first) + int(count)):
        path.write_bytes(hurt(whole, number))
        # Should this process die, the last number says at which file.
        print(number, end=" ", flush=True)
        started = time.perf_counter()
        result = judge(path, wanted, check="unchecked" not in how)
        slowest = max(slowest, time.perf_counter() - started)
        results[result.partition(":")[0]] += 1
        if result.startswith(MUST_NOT):
            wrong.append(f"{number} {HURTS[number % len(HURTS)].__name__} {result}")
        for rest in path.parent.iterdir():
            rest.unlink()
    print("\n" + json.dumps({"results": results, "wrong": wrong, "slowest": round(slowest, 3)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
