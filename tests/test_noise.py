"""Each rule of conftest.py turns a test red; one planted breach a rule, run in a pytest of its own."""

import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

HERE = Path(__file__).parent

PLANTED = '''
import logging, os, socket, sqlite3, subprocess, sys, threading, warnings
from contextlib import closing, suppress
from pathlib import Path
import pytest
from tests import forbidden
from PySide6.QtCore import QObject, QSettings, Signal, qWarning
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

KEPT = []

def test_qt_warning(qtbot):
    qWarning("planted")

@pytest.fixture
def loud_end(qtbot):
    yield
    qWarning("planted at the end")

def test_qt_warning_at_teardown(loud_end):
    pass

def test_python_warning():
    warnings.warn("planted", DeprecationWarning)

def test_log_record():
    logging.getLogger("werkstatt").warning("planted")

@pytest.fixture
def logging_end():
    yield
    logging.getLogger("werkstatt").error("planted")

def test_log_record_at_teardown(logging_end):
    pass

def test_leaked_widget(qtbot):
    KEPT.append(QWidget(objectName="planted"))

def test_exception_in_slot(qtbot):
    class Bell(QObject):
        rang = Signal()
    bell = Bell()
    bell.rang.connect(lambda: 1 / 0)
    bell.rang.emit()

def test_unraisable():
    class Thing:
        def __del__(self):
            raise RuntimeError("planted")
    Thing()
    import gc; gc.collect()

def program(source, **names):
    """Run code as if it were the program's."""
    exec(compile(source, forbidden.PROGRAM + "planted.py", "exec"), names)
    return names

CONNECT = "import sqlite3; connection = sqlite3.connect(path.as_uri() + '?mode=rwc', uri=True)"

@pytest.fixture
def document(tmp_path):
    path = tmp_path / "ä b.db"
    with closing(program(CONNECT, path=path)["connection"]) as connection:
        connection.execute("CREATE TABLE a (b)")
        yield path

def test_document_opened(document):
    program("open(path, 'rb').close()", path=document)

def test_document_opened_by_the_library(document, tmp_path):
    program("import shutil; shutil.copy(path, to)", path=document, to=tmp_path / "copy")

def test_document_opened_by_another_name(document, tmp_path):
    (tmp_path / "link").symlink_to(document)
    program("import os; os.close(os.open(path, os.O_RDONLY))", path=tmp_path / "link")

def test_process_started():
    program("import subprocess, sys; subprocess.run([sys.executable, '-c', ''])")

def test_process_started_in_a_thread():
    thread = threading.Thread(target=program, args=("import os; os.system('true')",))
    thread.start()
    thread.join()

def test_network():
    with socket.socket() as reaching, suppress(OSError):
        reaching.connect(("127.0.0.1", 9))

def test_name_of_a_machine():
    with suppress(OSError):
        program("import socket; socket.getaddrinfo('127.0.0.1', 9)")

def test_quiet_closed_document(document, tmp_path):
    with closing(program(CONNECT, path=tmp_path / "other.db")["connection"]) as connection:
        connection.execute("CREATE TABLE a (b)")
    program("path.read_bytes()", path=tmp_path / "other.db")
    program("(path.parent / 'new').write_bytes(b'')", path=document)
    program("path.stat()", path=document)

def test_quiet_document_opened_by_a_test(document):
    document.read_bytes()

def test_quiet_test_that_plays_another_program(tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE a (b)")
        program("path.read_bytes()", path=tmp_path / "other.db")

def test_quiet_child_of_a_test():
    subprocess.run([sys.executable, "-c", ""], check=True)

def test_quiet_own_socket():
    one, other = socket.socketpair()
    one.close(), other.close()

def test_quiet_plain():
    """The first word below WARNING is no noise."""
    logging.getLogger("werkstatt").info("no noise")

def test_quiet_expected_log(caplog):
    logging.getLogger("werkstatt").warning("expected")
    assert caplog.messages == ["expected"]
    caplog.clear()

@pytest.mark.qt_log_ignore("expected")
def test_quiet_expected_qt(qtbot):
    qWarning("expected")

def test_quiet_window(qtbot):
    window = QWidget()
    QLineEdit(window).setToolTip("x")
    QTextEdit(window)
    window.show()
    qWarning("This plugin does not support propagateSizeHints()")
    window.close()

def test_quiet_home(qtbot):
    assert not list(Path.home().joinpath("config").glob("**/*"))
    QSettings("Werkstatt", "Werkstatt").setValue("a", 1)
    assert list(Path.home().joinpath("config").glob("**/*"))

def test_quiet_home_again(qtbot):
    test_quiet_home(qtbot)
    assert str(Path.home()) != os.environ["REAL_HOME"]
'''

RED = {
    "qt_warning": "planted",
    "qt_warning_at_teardown": "Qt warned while the test was cleared away: planted at the end",
    "python_warning": "DeprecationWarning: planted",
    "log_record": "logged: WARNING planted",
    "log_record_at_teardown": "logged: ERROR planted",
    "leaked_widget": "widgets outlived the test: QWidget 'planted'",
    "exception_in_slot": "ZeroDivisionError",
    "document_opened": "forbidden: planted.py:1 opens a file that SQLite has open",
    "document_opened_by_the_library": "forbidden: planted.py:1 opens a file that SQLite has open",
    "document_opened_by_another_name": "forbidden: planted.py:1 opens a file that SQLite has open",
    "process_started": "forbidden: planted.py:1 starts a process (subprocess.Popen)",
    "process_started_in_a_thread": "forbidden: planted.py:1 starts a process (os.system)",
    "network": "forbidden: a test reaches for the network (socket.connect)",
    "name_of_a_machine": "forbidden: planted.py:1 reaches for the network (socket.getaddrinfo)",
    "unraisable": "PytestUnraisableExceptionWarning",
}
GREEN = [
    "plain",
    "expected_log",
    "expected_qt",
    "window",
    "home",
    "home_again",
    "closed_document",
    "document_opened_by_a_test",
    "test_that_plays_another_program",
    "child_of_a_test",
    "own_socket",
]


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What was said against each planted test; nothing if it was green."""
    root = tmp_path_factory.mktemp("planted")
    (root / "tests").mkdir()
    shutil.copy(HERE.parent / "pyproject.toml", root)
    for name in ("__init__.py", "conftest.py", "forbidden.py"):
        shutil.copy(HERE / name, root / "tests")
    (root / "tests" / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--junitxml=out.xml"]
    env = {**os.environ, "REAL_HOME": os.environ["HOME"]}
    run = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, timeout=100, check=False)
    assert run.returncode == 1, run.stdout + run.stderr
    said: dict[str, str] = {}
    for case in ET.parse(root / "out.xml").iter("testcase"):
        words = ["".join([*part.attrib.values(), *part.itertext()]) for part in case]
        said[case.attrib["name"]] = said.get(case.attrib["name"], "") + "".join(words)
    return said


@pytest.mark.parametrize(("rule", "complaint"), RED.items())
def test_noise_is_red(complaints: dict[str, str], rule: str, complaint: str) -> None:
    """A test with this noise does not pass, and is told why."""
    assert complaint in complaints[f"test_{rule}"]


@pytest.mark.parametrize("rule", GREEN)
def test_quiet_is_green(complaints: dict[str, str], rule: str) -> None:
    """A quiet test, or one that expected the noise, passes."""
    assert complaints[f"test_quiet_{rule}"] == ""
