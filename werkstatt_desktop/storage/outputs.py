"""Where a command writes to, and how: whole or not at all."""

from __future__ import annotations

import codecs
import errno
import os
from collections.abc import Collection, Sequence
from pathlib import Path

from ..domain.errors import FileProblem
from ..domain.records import new_id
from .files import SUFFIX
from .folders import is_folder, is_there


def target(output: str, name: str, *, inputs: Sequence[str] = ()) -> Path:
    """The file that `-o` means. A folder takes `name`; it is made where it is not there.

    `output` is a folder when it is one, ends in a slash, or there are several inputs. Raises
    `FileProblem`: exists, where the file is an input or a workshop; file_not_writable for a device or
    a pipe, which must not be replaced; cannot_create.
    """
    path = Path(output)
    if means_folder(output, inputs=inputs):
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileProblem("cannot_create", exit_code=5) from error
        path /= name
    return checked(path, inputs=inputs)


def means_folder(output: str, *, inputs: Sequence[str] = ()) -> bool:
    """Whether `-o` names a folder, with so many inputs."""
    return len(inputs) > 1 or output.endswith(("/", os.sep)) or is_folder(Path(output))


def checked(path: Path, *, inputs: Sequence[str] = ()) -> Path:
    """A file that may be written. Raises `FileProblem` as `target` does."""
    if not _can_be_named(path):
        raise FileProblem("cannot_create", exit_code=5)
    if is_there(path) and not path.is_file():
        raise FileProblem("file_not_writable", exit_code=5)
    workshop = path.suffix.casefold() == SUFFIX and os.path.lexists(path)
    if workshop or any(_same(path, Path(given)) for given in inputs):
        raise FileProblem("exists", exit_code=5, name=path.name)
    return path


def unused(name: str, used: Collection[str]) -> str:
    """A file name that was not used before; from the second on numbered."""
    stem, ending = Path(name).stem, Path(name).suffix
    number, found = 1, name
    while found.casefold() in used:
        number += 1
        found = f"{stem} ({number}){ending}"
    return found


def replace(path: Path, text: str) -> None:
    """Write a text file in place of the one that is there, by rename.

    Raises `FileProblem`: cannot_create, disk_full; the old file is as it was then.
    """
    replace_bytes(path, text.encode())


def replace_bytes(path: Path, content: bytes) -> None:
    """The same for any other file."""
    part = path.with_name(f".{new_id()}.part")
    try:
        try:
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise FileProblem("disk_full" if full else "cannot_create", exit_code=5) from error


def text_of(path: Path) -> str:
    """The text of a file in UTF-8 or, with a mark at its beginning, UTF-16.

    Raises `FileProblem`: missing, unreadable, empty_file, damaged, not_json.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise FileProblem("missing", exit_code=4) from error
    except OSError as error:
        raise FileProblem("unreadable", exit_code=4) from error
    if not content:
        raise FileProblem("empty_file", exit_code=1)
    if not content.strip(b"\x00"):
        raise FileProblem("damaged", exit_code=1)
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileProblem("not_json", exit_code=2) from error


def _can_be_named(path: Path) -> bool:
    """A system without UTF-8 has no names for some titles."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
