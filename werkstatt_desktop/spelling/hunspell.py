"""The library Hunspell, called so that other threads go on meanwhile.

The package that brings the library has a binding of its own. That one keeps all other threads from running
while a dictionary is read and while corrections are looked for, 0.1 to 0.5 seconds in German: a typing hand
would notice. So the library's own functions are called, and the binding only where they cannot be reached.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

_WORDS = ctypes.POINTER(ctypes.c_char_p)


class Engine(Protocol):
    """One dictionary in use. It is not for two threads at once."""

    def spell(self, word: str) -> bool:
        """Whether the dictionary has a word, or lets it be made of others."""

    def suggest(self, word: str) -> list[str]:
        """What may have been meant, the likeliest first."""


def engine(stem: Path) -> Engine:
    """Read a dictionary, of which `stem` is the path without its endings.

    Raises OSError where it cannot be read, ImportError where this machine has no Hunspell.
    """
    for end in (".aff", ".dic"):
        with stem.with_name(stem.name + end).open("rb") as file:
            file.read(1)
    library = _library()
    return _Bound(stem) if library is None else _Called(library, stem)


class _Called:
    """By the functions of the library."""

    def __init__(self, library: ctypes.CDLL, stem: Path) -> None:
        self._library = library
        paths = [str(stem.with_name(stem.name + end)).encode() for end in (".aff", ".dic")]
        self._handle = library.Hunspell_create(*paths)
        if not self._handle:
            raise OSError(str(stem))
        self.encoding = _known_encoding(
            library.Hunspell_get_dic_encoding(self._handle).decode("ascii", "replace")
        )

    def spell(self, word: str) -> bool:
        return bool(self._library.Hunspell_spell(self._handle, word.encode(self.encoding)))

    def suggest(self, word: str) -> list[str]:
        words = _WORDS()
        count = self._library.Hunspell_suggest(self._handle, ctypes.byref(words), word.encode(self.encoding))
        found = [(words[n] or b"").decode(self.encoding, "replace") for n in range(count)]
        self._library.Hunspell_free_list(self._handle, ctypes.byref(words), count)
        return found

    def __del__(self) -> None:
        if getattr(self, "_handle", None):
            self._library.Hunspell_destroy(self._handle)


class _Bound:
    """By the package's own binding."""

    def __init__(self, stem: Path) -> None:
        import hunspell

        self._words: Any = hunspell.Hunspell(stem.name, hunspell_data_dir=str(stem.parent))

    def spell(self, word: str) -> bool:
        return bool(self._words.spell(word))

    def suggest(self, word: str) -> list[str]:
        return [found for found in self._words.suggest(word) if found]


def _library() -> ctypes.CDLL | None:
    """The library that the package has brought; None where it is part of the binding."""
    package = find_spec("hunspell")
    if package is None or package.origin is None:
        raise ImportError("hunspell")
    for path in sorted(Path(package.origin).parent.glob("libhunspell*")):
        try:
            library = ctypes.CDLL(str(path))
            _declare(library)
        except (OSError, AttributeError):
            continue
        return library
    return None


def _declare(library: ctypes.CDLL) -> None:
    """Say what the functions take and give; numbers of 32 bits would be taken for granted otherwise."""
    handle, word = ctypes.c_void_p, ctypes.c_char_p
    kinds: dict[str, tuple[Any, tuple[Any, ...]]] = {
        "Hunspell_create": (handle, (word, word)),
        "Hunspell_destroy": (None, (handle,)),
        "Hunspell_get_dic_encoding": (word, (handle,)),
        "Hunspell_spell": (ctypes.c_int, (handle, word)),
        "Hunspell_suggest": (ctypes.c_int, (handle, ctypes.POINTER(_WORDS), word)),
        "Hunspell_free_list": (None, (handle, ctypes.POINTER(_WORDS), ctypes.c_int)),
    }
    for name, (gives, takes) in kinds.items():
        function: Callable[..., Any] = getattr(library, name)
        function.restype, function.argtypes = gives, takes  # type: ignore[attr-defined]


def _known_encoding(name: str) -> str:
    try:
        "".encode(name)
    except LookupError:
        return "utf-8"
    return name
