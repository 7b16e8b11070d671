"""Template files: what one workshop passes on to another."""

from __future__ import annotations

import os
from pathlib import Path

from ..domain.errors import FileProblem
from ..domain.records import new_id
from ..domain.templates import SUFFIX, Template, from_json, to_json

__all__ = ["SUFFIX", "read_template", "write_template"]

_MOST_BYTES = 1_000_000


def read_template(path: Path) -> Template:
    """The template in a file. Raises `FileProblem`: missing, unreadable, not_a_template."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise FileProblem("missing", exit_code=4) from error
    except OSError as error:
        raise FileProblem("unreadable", exit_code=4) from error
    if len(content) > _MOST_BYTES:
        raise FileProblem("not_a_template", exit_code=2)
    try:
        return from_json(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FileProblem("not_a_template", exit_code=2) from error


def write_template(path: Path, template: Template) -> None:
    """Write a template file, in place of one that is there. Raises `FileProblem("cannot_create")`."""
    part = path.with_name(f".{path.name}.{new_id()[:8]}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(to_json(template))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise FileProblem("cannot_create", exit_code=5) from error
    finally:
        part.unlink(missing_ok=True)
