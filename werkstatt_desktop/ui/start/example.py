"""The example: a real workshop to look around in."""

from __future__ import annotations

from pathlib import Path

from ...storage.folders import create_in, file_name, is_there


def example_in(folder: Path) -> Path:
    """The example in a folder: the file that is there, or a new one. Raises `FileProblem`."""
    from ...domain.examples import essen
    from ...domain.records import Workshop
    from ...domain.state import base_edit
    from ...texts import resources

    records = essen((resources() / "examples" / "essen-2009.json").read_text(encoding="utf-8"))
    facts = next(record for record in records if isinstance(record, Workshop))
    path = folder / file_name(facts.date, facts.title)
    if is_there(path):
        return path
    return create_in(folder, base_edit("create_workshop", records), date=facts.date, title=facts.title)
