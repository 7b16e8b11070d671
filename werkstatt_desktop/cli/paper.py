"""The commands that put a workshop on paper or into the formats of other programs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

from ..domain import order
from ..domain import paper as papers
from ..domain.errors import FileProblem
from ..domain.hanging import with_photos
from ..domain.paper import Paper
from ..domain.photos import Source
from ..domain.picture import Lettering
from ..domain.picture import picture as board_picture
from ..domain.protocol import suggest_name
from ..domain.records import Id
from ..domain.state import State
from ..exchange import formats
from ..exchange.formats import FORMATS, TOLD, Board
from ..storage import outputs, reading
from ..texts import Texts
from .common import each, target, written
from .progress import Bar
from .terminal import say, shown

USAGE = 64


def protocol(options: Namespace, t: Texts) -> int:
    from ..printing import pdf

    bar, names = Bar(options.files, t), set[str]()

    def write(path: Path) -> int:
        contents = reading.read(path, pictures=True)
        state = contents.state
        words = _words(options, state)
        paper = _chosen(options, state, words)
        out = target(options, suggest_name(state, words, paper), names)
        pdf.save_pdf(
            state,
            out,
            words,
            overwrite=True,
            paper=paper,
            picture=contents.pictures.get,
            progress=bar.within,
            at=datetime.now().astimezone(),
        )
        bar.clear()
        return written(out, state, t)

    with bar:
        return each(options, t, write, bar)


def export(options: Namespace, t: Texts) -> int:
    bar, names = Bar(options.files, t), set[str]()
    into_folder = outputs.means_folder(options.output, inputs=options.files)
    ending = Path(options.output).suffix.casefold().removeprefix(".")
    kind = options.format or ("json" if into_folder or not ending else ending)

    def write(path: Path) -> int:
        contents = reading.read(path, journal=options.history, pictures=True)
        state = contents.state
        words = _words(options, state)
        paper = _chosen(options, state, words)
        name = suggest_name(state, words, paper, f".{kind}") if kind in TOLD else f"{path.stem}.{kind}"
        out = target(options, name, names)
        _demand(options, kind)
        bar.within(1, 4)
        if kind == "csv":
            made = {_beside(options, out, added, names, into_folder=into_folder): content
                    for added, content in formats.tables(state, paper, words).items()}  # fmt: skip
        else:
            picture = contents.pictures.get
            content = formats.export(
                state, kind, paper, words, picture=picture, board=_board(state, words, picture),
                journal=contents.journal if options.history else None, at=datetime.now().astimezone(),
            )  # fmt: skip
            made = {out: content}
        for place, content in made.items():
            outputs.replace_bytes(place, content)
        bar.clear()
        return max(written(place, state, t) for place in made)

    with bar:
        return each(options, t, write, bar)


def print_kit(options: Namespace, t: Texts) -> int:
    from ..printing import kit

    bar, names = Bar(options.files, t), set[str]()
    folder = f"{options.output}/"

    def write(path: Path) -> int:
        state = reading.read(path).state
        words = _words(options, state)
        for n, kind in enumerate(kit.KINDS):
            bar.within(n, len(kit.KINDS))
            name = outputs.unused(kit.file_name(kind, state, words), names)
            names.add(name.casefold())
            out = outputs.target(folder, name, inputs=options.files)
            content = BytesIO()
            pages = kit.write(kind, state, content, words)
            outputs.replace_bytes(out, content.getvalue())
            bar.clear()
            said = t.n("{n} page", "{n} pages", pages)
            say(t("Written: {file} ({pages})", file=shown(out), pages=said))
        return 0

    with bar:
        return each(options, t, write, bar)


def _words(options: Namespace, state: State) -> Texts:
    """The language of the paper: the workshop's, or for once another one."""
    return Texts(options.language or state.workshop.language)


def _chosen(options: Namespace, state: State, t: Texts) -> Paper:
    """What was asked for, else what is chosen in the workshop."""
    if options.group is not None:
        return papers.asked("group", _group(options.group, state, t))
    return papers.asked(options.variant) if options.variant else papers.of(state)


def _group(asked: str, state: State, t: Texts) -> Id:
    """The group that has this name, or else this number. Raises `FileProblem`."""
    groups = [(group, t("Group {n}", n=n), str(n)) for n, group in enumerate(order.groups(state), 1)]
    wanted = _folded(asked)
    named = [group.id for group, _, _ in groups if _folded(group.name) == wanted]
    if len(named) > 1:
        raise FileProblem("several_groups", exit_code=USAGE, name=t.quote(shown(asked)))
    for id in (*named, *(group.id for group, name, n in groups if wanted in (_folded(name), n))):
        return id
    known = ", ".join(f"{n}: {group.name or name}" for group, name, n in groups)
    raise FileProblem("no_such_group", exit_code=USAGE, name=t.quote(shown(asked)), groups=shown(known))


def _folded(name: str) -> str:
    return " ".join(shown(name).split()).casefold()


def _demand(options: Namespace, kind: str) -> None:
    """Raise `FileProblem` for a format that is none, or that what was asked for does not go with."""
    if kind not in FORMATS:
        raise FileProblem("unknown_format", exit_code=USAGE, formats=", ".join(FORMATS))
    if options.history and kind != "json":
        raise FileProblem("history_elsewhere", exit_code=USAGE)
    if kind not in TOLD and (options.group is not None or options.variant not in _OF_TABLES[kind]):
        raise FileProblem("variant_elsewhere", exit_code=USAGE, formats=", ".join(TOLD))


_TABLES = (None, "full", "no-names")
_OF_TABLES: Mapping[str, tuple[str | None, ...]] = {"json": (None,), "csv": _TABLES, "xlsx": _TABLES}


def _beside(options: Namespace, out: Path, added: str, names: set[str], *, into_folder: bool) -> Path:
    """Where one of several tables goes: the first to where it was asked, the others beside it."""
    if not added:
        return out
    name = f"{out.stem}{added}{out.suffix}"
    if into_folder:
        return target(options, name, names)
    return outputs.checked(out.with_name(name), inputs=options.files)


def _board(state: State, t: Texts, picture: Source) -> Board:
    """Draws the walls of the groups as they hang."""

    def board(group_id: Id, suffix: str) -> bytes | None:
        if suffix == ".png":
            from ..printing import raster

            return raster.board_png(state, group_id, picture)
        from ..exchange.svg import svg
        from ..printing import wall

        photos = wall.photos(state, group_id, picture)
        shown = with_photos(board_picture(state, group_id, Lettering(wall.measure())), photos)
        if not shown.boxes and not photos:
            return None
        return svg(shown, state.workshop.title, wall.measure(), t.language, photos).encode()

    return board
