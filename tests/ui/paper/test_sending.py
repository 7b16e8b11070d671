"""Opening, showing and sending a saved file, with programs and a desktop that stand in for the real ones."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given

from tests.examples import state_of, workshop_records
from tests.hostile import TEXT
from tests.ui.paper.stand_ins import StandIns
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.domain.records import Participant, Record, Workshop
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.paper import sending
from werkstatt_desktop.ui.paper.sending import Letter, Sent, addresses, letter_for, mail_url, send

pytestmark = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="these are programs of Linux desktops"
)
DE = Texts("de")
NAME = '2009-09-23 \',attachment=x $(touch y) `id` "q" – Protokoll.pdf'
LETTER = Letter(
    ("a@example.org", "b@example.org"), "Betreff, mit „Komma“ & mehr", "Guten Tag,\n\nÄ <b>x</b>\n"
)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIns:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    return StandIns(tmp_path, monkeypatch)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "2009-09-23 Titel – Protokoll.pdf"
    path.write_bytes(b"%PDF-1.7 %%EOF")
    return path


def held(*more: Record, distribution: str = "") -> State:
    records = [r for r in workshop_records() if not isinstance(r, Workshop)]
    facts = Workshop(
        id="workshop", title="Titel", date="2009-09-23", place="Essen", distribution=distribution
    )
    return state_of([facts, *records, *more])


# --- Addresses and the letter


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Amt 51, a@example.org; B <b.c@sub.example.org>.", ("a@example.org", "b.c@sub.example.org")),
        ("a@example.org A@Example.org", ("a@example.org",)),
        ("mailto:ä.ö@büro.example,(o'neil+x@example.org)", ("ä.ö@büro.example", "o'neil+x@example.org")),
        ("-o@example.org --attach=/etc/passwd", ("o@example.org",)),
        ("@example.org a@ a@b a@b. a b@c.d e@-f.gh", ()),
        ("alle Teilnehmenden", ()),
    ],
)
def test_addresses(text: str, found: tuple[str, ...]) -> None:
    """They are found in what people write, each once, and none begins like an option."""
    assert addresses(text) == found


@given(TEXT)
def test_addresses_in_any_text(text: str) -> None:
    """Whatever stands there, an address is one word with one @ that begins with a letter or a figure."""
    for address in addresses(text + " a@example.org " + text):
        assert address.count("@") == 1
        assert not set(address) & set(' ,;<>"()\\\n\t?')
        assert address[0].isalnum() or address[0] == "_"


def test_letter() -> None:
    """It goes to the distribution list and, where wanted, to participants; it says what it is about."""
    people = [
        Participant(id="p9", name="A", email="a@example.org"),
        Participant(id="p8", name="B", email="<c@example.org>"),
        Participant(id="p7", name="C"),
    ]
    state = held(*people, distribution="Amt 51: a@example.org\nb@example.org")
    path = Path("/x/2009-09-23 Titel – Kurzprotokoll.pdf")
    assert [person.id for person in sending.people_with_addresses(state)] == ["p9", "p8"]
    letter = letter_for(state, path, DE, with_participants=False)
    assert letter.to == ("a@example.org", "b@example.org")
    assert letter.subject == "2009-09-23 Titel – Kurzprotokoll"
    assert letter.text == (
        "Guten Tag,\n\nim Anhang dieser Nachricht: 2009-09-23 Titel – Kurzprotokoll.pdf\n\n"
        "Titel · 23. September 2009 · Essen\n"
    )
    letter = letter_for(state, path, DE, with_participants=True)
    assert letter.to == ("a@example.org", "b@example.org", "c@example.org")


@given(TEXT.map(clean), TEXT.map(clean))
def test_mail_url(subject: str, text: str) -> None:
    """Nothing in a letter becomes a further recipient, another field or a file."""
    url = mail_url(Letter(("o'neil@example.org", "b&c@example.org"), subject, text))
    assert url.isascii()
    parts = urlsplit(url)
    assert parts.scheme == "mailto"
    assert [unquote(part) for part in parts.path.split(",")] == ["o'neil@example.org", "b&c@example.org"]
    fields = parse_qs(parts.query, keep_blank_values=True, errors="strict")
    assert set(fields) <= {"subject", "body"}
    assert fields["subject"] == [subject]


def test_long_letter() -> None:
    """A letter too long for an address goes without its text."""
    assert "body=" not in mail_url(Letter((), "x", "ä" * 60_000))


# --- Sending


def test_thunderbird(programs: StandIns, saved: Path) -> None:
    """It is asked for a letter with the file in it; what stands in one part is nothing but that part."""
    path = saved.rename(saved.with_name(NAME))
    programs.put("xdg-mime", "print('org.mozilla.Thunderbird.desktop')")
    programs.put("thunderbird")
    programs.put("xdg-email")
    letter = Letter(LETTER.to, "x',attachment='/etc/passwd',to='evil@example.org", LETTER.text)
    assert send(path, letter) is Sent.ATTACHED
    flag, parts = programs.words("thunderbird")
    assert flag == "-compose"
    assert understood(parts) == {
        "to": "a@example.org,b@example.org",
        "subject": letter.subject,
        "body": LETTER.text,
        "format": "2",
        "attachment": path.as_uri(),
    }
    assert programs.calls("xdg-email") == []


def understood(words: str) -> dict[str, str]:
    """What Thunderbird makes of these words: parts between commas outside of quotation marks, decoded."""
    assert not set(words) & set("'\"")
    return {name: unquote(value) for name, _, value in (part.partition("=") for part in words.split(","))}


def test_mail_program_of_the_desktop(programs: StandIns, saved: Path) -> None:
    """The desktop's command gets the file; quotation marks are such as it cannot stumble over."""
    programs.put("xdg-mime", "print('org.gnome.Evolution.desktop')")
    programs.put("xdg-email")
    letter = Letter(LETTER.to, "--attach '/etc/passwd' \"x\"", LETTER.text)
    assert send(saved, letter) is Sent.ATTACHED
    assert programs.words("xdg-email") == [
        "--utf8",
        "--subject",
        "--attach ’/etc/passwd’ ”x”",
        "--body",
        LETTER.text,
        "--attach",
        str(saved),
        "a@example.org",
        "b@example.org",
    ]


def test_without_a_way_for_files(programs: StandIns, saved: Path) -> None:
    """Then the letter opens without the file, and the folder beside it."""
    programs.put("xdg-open")
    assert send(saved, LETTER) is Sent.BESIDE
    opened = [list(call["words"]) for call in programs.calls("xdg-open")]
    assert opened == [[mail_url(LETTER)], [str(saved.parent)]]


def test_odd_names_are_not_handed_to_a_script(programs: StandIns, saved: Path) -> None:
    """A name with quotation marks goes beside the letter instead."""
    path = saved.rename(saved.with_name(NAME))
    programs.put("xdg-email")
    programs.put("xdg-open")
    assert send(path, LETTER) is Sent.BESIDE
    assert programs.calls("xdg-email") == []


def test_mail_program_that_fails(programs: StandIns, saved: Path) -> None:
    """The next way is tried; where none is left the folder is open at least."""
    programs.put("xdg-email", "sys.exit(3)")
    programs.put("xdg-open", "sys.exit(0 if sys.argv[1].startswith('/') else 4)")
    assert send(saved, LETTER) is Sent.NOT
    assert len(programs.calls("xdg-email")) == 1
    assert [list(call["words"]) for call in programs.calls("xdg-open")][-1] == [str(saved.parent)]


def test_nothing_is_there(programs: StandIns, saved: Path) -> None:
    """On a bare system nothing is opened, and that is said."""
    assert send(saved, LETTER) is Sent.NOWHERE
    assert not sending.show_in_folder(saved)
    assert programs.calls("xdg-open") == []


@pytest.mark.parametrize("sent", list(Sent))
@pytest.mark.parametrize("language", ["de", "en"])
def test_there_are_words_for_it(sent: Sent, language: str, saved: Path) -> None:
    """Whatever came of it, the file is named in a sentence."""
    assert saved.name in sending.words_of(sent, saved, Texts(language))


def test_mail_program_that_stays(programs: StandIns, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that runs on has not failed, and is not waited for."""
    monkeypatch.setattr(sending, "_PATIENCE_S", 0.3)
    programs.put("xdg-email", "time.sleep(2)")
    begun = monotonic()
    assert send(saved, LETTER) is Sent.ATTACHED
    assert monotonic() - begun < 2


# --- The folder


@pytest.fixture
def file_manager(
    bus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], list[object]]]:
    """A file manager on the session's bus; gives what it was asked for."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    notes = tmp_path / "notes"

    def read() -> list[object]:
        return [json.loads(line) for line in notes.read_text().splitlines()] if notes.exists() else []

    program = Path(__file__).with_name("file_manager.py")
    with subprocess.Popen([sys.executable, program, notes]) as process:
        until = monotonic() + 30
        while read() != ["ready"]:
            assert monotonic() < until
            sleep(0.02)
        yield lambda: read()[1:]
        process.terminate()


def test_file_is_marked(file_manager: Callable[[], list[object]], saved: Path) -> None:
    """The file manager opens the folder with the file marked, whatever it is called."""
    path = saved.rename(saved.with_name(NAME))
    assert sending.show_in_folder(path)
    assert file_manager() == [[[path.as_uri()], ""]]


def test_folder_without_a_file_manager(programs: StandIns, saved: Path) -> None:
    """Without one on the bus the folder is opened as any folder."""
    programs.put("xdg-open")
    assert sending.show_in_folder(saved)
    assert programs.words("xdg-open") == [str(saved.parent)]
