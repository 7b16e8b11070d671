"""Keeps the German words in step with the code.

    python tests/translations.py update             takes new words from the code, drops unused ones, compiles
    python tests/translations.py add FRAGMENT.po    the same, and fills in the translations of a fragment
    python tests/translations.py missing            names what has no translation; exit code 1 if anything

Words are the literal arguments of `t(…)`, `_t(…)`, `t.n(…, …, n)` and `mark(…)`, plain or on an object.
"""

from __future__ import annotations

import ast
import fcntl
import os
import re
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = Path("resources/locale/de/LC_MESSAGES/werkstatt.po")
MANY = {"t", "_t", "texts", "_texts", "self"}
ONE = MANY | {"mark"}
HEADER = (
    "Language: de\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)

MessageId = str | tuple[str, str]


class Unreadable(Exception):
    """The code asks for words in a way that cannot be collected."""


# --- What the code says


def words_of(source: str, name: str) -> Iterator[MessageId]:
    """The message ids of one module: a string, or a pair where there is a plural."""
    for node in ast.walk(ast.parse(source, name)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func
        if _name(called) in ONE:
            yield from _literals(node.args[0], name)
        elif isinstance(called, ast.Attribute) and called.attr == "n" and _name(called.value) in MANY:
            if len(node.args) < 2:
                raise Unreadable(f"{name}:{node.lineno}: a plural needs two forms")
            one, many = (list(_literals(part, name)) for part in node.args[:2])
            yield from zip(one, many, strict=True)


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _literals(node: ast.expr, name: str) -> Iterator[str]:
    """The strings a first argument can be; a variable was marked where its words stand."""
    match node:
        case ast.Constant(value=str(words)):
            yield words
        case ast.IfExp():
            yield from _literals(node.body, name)
            yield from _literals(node.orelse, name)
        case ast.JoinedStr() | ast.BinOp():
            raise Unreadable(f"{name}:{node.lineno}: words have to be literal, with fields in braces")


def wanted(root: Path = ROOT) -> Catalog:
    """Everything that the program says, untranslated."""
    catalog = Catalog(locale="de", fuzzy=False)
    for path in sorted((root / "werkstatt_desktop").rglob("*.py")):
        place = path.relative_to(root).as_posix()
        for id in words_of(path.read_text(encoding="utf-8"), place):
            known = catalog.get(id)
            if known is not None and known.pluralizable != isinstance(id, tuple):
                raise Unreadable(f"{place}: {id!r} stands elsewhere with other plural forms")
            catalog.add(id, locations=[(place, 0)])
    return catalog


# --- Files


def read(path: Path) -> Catalog:
    """What stands in a catalog file."""
    with path.open("rb") as file:
        return read_po(file, locale="de", abort_invalid=True)


def written(catalog: Catalog) -> bytes:
    """The text of a .po file: sorted, without dates and line numbers."""
    lines = "".join(f'"{line}\\n"\n' for line in HEADER.splitlines())
    body = BytesIO()
    write_po(body, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return f'msgid ""\nmsgstr ""\n{lines}\n'.encode() + body.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The .mo file of a catalog; the same bytes for the same words."""
    texts = {"": HEADER}
    for message in messages(catalog):
        if translated(message):
            texts["\0".join(ids_of(message))] = "\0".join(strings_of(message))
    pairs = [(id.encode(), text.encode()) for id, text in sorted(texts.items())]
    start = 28 + 16 * len(pairs)
    tables, blob = (b"", b""), b""
    for pair in pairs:
        entries = []
        for part in pair:
            entries.append(struct.pack("<2I", len(part), start + len(blob)))
            blob += part + b"\0"
        tables = (tables[0] + entries[0], tables[1] + entries[1])
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + tables[0] + tables[1] + blob


def messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def ids_of(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def strings_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def translated(message: Message) -> bool:
    """Whether every form has words."""
    strings = strings_of(message)
    return len(strings) == len(ids_of(message)) and all(strings)


# --- Keeping them in step


def fill(catalog: Catalog, source: Catalog) -> list[Message]:
    """Take over the translations of `source`; give back its messages that `catalog` does not know."""
    strange = []
    for message in messages(source):
        target = catalog.get(message.id)
        if target is None or ids_of(target) != ids_of(message):
            strange.append(message)
        elif translated(message) and "fuzzy" not in message.flags:
            target.string = message.string
    return strange


def fields_differ(message: Message) -> bool:
    """Whether a translation has other fields in braces; only a singular may leave some out."""
    ids, strings = ids_of(message), strings_of(message)
    if len(ids) == 1:
        return _fields(strings[0]) != _fields(ids[0])
    return not _fields(strings[0]) <= _fields(ids[0]) | _fields(ids[1]) or _fields(strings[1]) != _fields(
        ids[1]
    )


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def current(root: Path = ROOT) -> Catalog:
    """What the code says, with the translations there are."""
    catalog = wanted(root)
    if (root / PO).exists():
        fill(catalog, read(root / PO))
    return catalog


def missing(root: Path = ROOT) -> list[Message]:
    """What the code says and the German catalog lacks."""
    return [message for message in messages(current(root)) if not translated(message)]


def update(root: Path = ROOT, fragment: Path | None = None) -> list[Message]:
    """Bring the catalog up to date; give back what of the fragment the code does not use."""
    with _alone(root / PO.parent):
        catalog = current(root)
        strange = []
        if fragment is not None:
            given = read(fragment)
            wrong = [m for m in messages(given) if translated(m) and fields_differ(m)]
            if wrong:
                raise Unreadable("other fields in braces: " + "; ".join(ids_of(m)[0] for m in wrong))
            strange = fill(catalog, given)
        _replace(root / PO, written(catalog))
        _replace((root / PO).with_suffix(".mo"), compiled(catalog))
    return strange


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time: several people may add their words at once."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    new.replace(path)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["missing"]:
            lacking = missing()
            for message in lacking:
                print(f"{ids_of(message)[0]!r} in {', '.join(place for place, _ in message.locations)}")
            return 1 if lacking else 0
        case ["update"]:
            strange = update()
        case ["add", fragment]:
            strange = update(fragment=Path(fragment))
        case _:
            print(re.sub(r"^    ", "", __doc__ or "", flags=re.MULTILINE), file=sys.stderr)
            return 64
    for message in strange:
        print(f"not used by the code: {ids_of(message)[0]!r}")
    print(f"{len(missing())} untranslated")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (Unreadable, SyntaxError, OSError, ValueError) as problem:
        sys.exit(f"nothing was changed: {problem}")
