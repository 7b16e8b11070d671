"""The mark beside a workshop that is open."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.plain import run_plain
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage import lock
from werkstatt_desktop.storage.lock import Lock, mark_of


def refused(path: Path) -> FileProblem:
    with pytest.raises(FileProblem) as problem:
        Lock.take(path)
    assert (problem.value.key, problem.value.exit_code) == ("open_elsewhere", 4)
    return problem.value


def write_mark(path: Path, **changes: object) -> None:
    """A mark as this very process would leave it, but for some of its fields."""
    Lock.take(path)
    mark = mark_of(path)
    found = json.loads(mark.read_text(encoding="utf-8"))
    mark.write_text(json.dumps(found | changes), encoding="utf-8")


def test_one_at_a_time(path: Path) -> None:
    """A workshop that is open is not opened again; closed, it is."""
    first = Lock.take(path)
    problem = refused(path)
    assert problem.fields["host"] == socket.gethostname()
    assert str(problem.fields["since"])[:4].isdigit()
    first.release()
    Lock.take(path).release()


def test_what_the_mark_says(path: Path) -> None:
    """The mark is a hidden file beside the workshop, with host, process and time; nothing else is left."""
    held = Lock.take(path)
    mark = path.with_name(f".~{path.name}.lock")
    assert sorted(path.parent.iterdir()) == sorted([path, mark])
    said = json.loads(mark.read_text(encoding="utf-8"))
    assert (said["host"], said["pid"]) == (socket.gethostname(), os.getpid())
    assert len(said["started"]) == 25
    held.release()
    held.release()
    assert list(path.parent.iterdir()) == [path]


def test_real_file_is_locked(path: Path, tmp_path: Path) -> None:
    """A workshop opened by another way to the same file is open all the same."""
    link = tmp_path / "link.werkstatt"
    link.symlink_to(path)
    held = Lock.take(link)
    refused(path)
    held.release()
    assert not list(tmp_path.glob(".~*"))


def test_process_that_is_gone(path: Path) -> None:
    """The mark of a process that ended without taking it away is nobody's."""
    child = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    write_mark(path, pid=int(child.stdout))
    Lock.take(path).release()


@pytest.mark.parametrize("pid", [2**22 + 1, 2**80, -1, 0, "7", None])
def test_number_of_no_process(path: Path, pid: object) -> None:
    """A number that no process has is nobody's."""
    write_mark(path, pid=pid)
    Lock.take(path).release()


def test_process_that_lives(path: Path) -> None:
    """The mark of another process that runs is respected, until it ends without a word."""
    code = "import sys; from pathlib import Path; from werkstatt_desktop.storage.lock import Lock;"
    code += "Lock.take(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        refused(path)
        child.kill()
    assert mark_of(path).exists()
    Lock.take(path).release()


@pytest.mark.skipif(not lock._born(os.getpid()), reason="the system does not tell when a process began")
def test_number_used_again(path: Path) -> None:
    """After a restart of the computer another process can have the number; the mark is nobody's."""
    write_mark(path, born="another boot 17")
    Lock.take(path).release()


def test_another_computer(path: Path) -> None:
    """What another computer has open cannot be looked into: it is open there."""
    write_mark(path, host="moderation-2", pid=1)
    assert refused(path).fields["host"] == "moderation-2"


def test_taken_over_from_another_computer(path: Path) -> None:
    """The mark of another computer can be taken over on purpose, and is ours then."""
    write_mark(path, host="moderation-2", pid=1)
    assert refused(path).fields["here"] is False
    lock = Lock.take(path, force=True)
    assert json.loads(mark_of(path).read_text())["host"] == socket.gethostname()
    lock.release()
    assert not mark_of(path).exists()


def test_never_taken_over_here(path: Path) -> None:
    """What runs on this computer is there for certain: its mark is not taken over."""
    lock = Lock.take(path)
    assert refused(path).fields["here"] is True
    with pytest.raises(FileProblem) as problem:
        Lock.take(path, force=True)
    assert problem.value.key == "open_elsewhere"
    lock.release()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"host": "x"}', b"0" * 5000])
def test_mark_that_says_nothing(path: Path, content: bytes) -> None:
    """A mark that cannot be read is looked at again a little later, and is then nobody's."""
    mark_of(path).write_bytes(content)
    begun = time.monotonic()
    held = Lock.take(path)
    assert time.monotonic() - begun >= lock._PATIENCE_S
    refused(path)
    held.release()


def test_mark_half_written(path: Path) -> None:
    """A mark that is complete at the second look is respected."""
    held = Lock.take(path)
    content = mark_of(path).read_bytes()
    mark_of(path).write_bytes(content[:10])
    late = threading.Timer(lock._PATIENCE_S / 4, mark_of(path).write_bytes, [content])
    late.start()
    refused(path)
    late.join()
    held.release()


def test_mark_taken_over_by_another(path: Path) -> None:
    """Who lost the mark to another window does not take that one's away."""
    held = Lock.take(path)
    mark_of(path).unlink()
    other = Lock.take(path)
    held.release()
    refused(path)
    other.release()
    assert not mark_of(path).exists()


def test_many_at_once(path: Path) -> None:
    """Of many who take over the same abandoned mark at the same moment one gets it."""
    for _ in range(5):
        write_mark(path, born="long ago") if lock._born(os.getpid()) else write_mark(path, pid=2**22 + 1)
        got: list[Lock] = []
        gate = threading.Barrier(8)

        def take(gate: threading.Barrier = gate, got: list[Lock] = got) -> None:
            gate.wait()
            try:
                got.append(Lock.take(path))
            except FileProblem:
                return

        threads = [threading.Thread(target=take) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(got) == 1
        got[0].release()
        assert list(path.parent.iterdir()) == [path]


def test_folder_that_may_not_be_written(path: Path) -> None:
    """Where no mark can be made there is none, and no error: the workshop is read only there anyway."""
    path.parent.chmod(0o555)
    code = "import sys; from pathlib import Path; from werkstatt_desktop.storage.lock import Lock;"
    code += "Lock.take(Path(sys.argv[1])).release(); print('done')"
    try:
        assert run_plain(code, path) == "done\n"
    finally:
        path.parent.chmod(0o755)
    assert list(path.parent.iterdir()) == [path]


def test_medium_without_second_names(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a stick, whose file system knows no links, the mark works too."""

    def link(source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(source))

    monkeypatch.setattr(os, "link", link)
    held = Lock.take(path)
    refused(path)
    held.release()
    assert list(path.parent.iterdir()) == [path]
