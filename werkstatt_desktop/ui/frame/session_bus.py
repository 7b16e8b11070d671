"""The bus of the desktop session, as far as a question with a short answer needs it.

Qt's own module for it is of no use here: it connects while the whole program waits, for ever where the
bus does not answer, and cannot send the unsigned numbers that the services want.
"""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator, Mapping
from time import monotonic
from types import TracebackType
from typing import Self
from urllib.parse import unquote_to_bytes

_CALL, _ANSWER, _ERROR = 1, 2, 3
_PATH, _INTERFACE, _MEMBER, _ANSWERS, _SERVICE, _SIGNATURE = 1, 2, 3, 5, 6, 8
_START_NOBODY = 2
_LARGEST = 1 << 20
"""Bytes of the largest message that is read."""

Value = int | str | Mapping[str, str] | tuple[str, ...]


class BusError(Exception):
    """The bus, or who was asked over it, has no answer; or none that can be understood."""


class SessionBus:
    """A connection to the bus. Everything waits for an answer, `patience` seconds at most.

    `OSError` and `BusError` are raised where there is no bus, and where an answer fails to come.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._serial = 0
        self._socket = _connected(patience)
        try:
            self._greet()
        except BaseException:
            self._socket.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def call(
        self, service: str, path: str, method: str, signature: str, *values: Value, start: bool = False
    ) -> int | str | None:
        """The first value of the answer; `method` is the name of its interface, a dot and its own.

        The signature may hold "u", "s", "as" and "a{sv}" with texts as values. With `start` the bus may
        start the service.
        """
        interface, _, member = method.rpartition(".")
        body = bytearray()
        for kind, value in zip(_kinds(signature), values, strict=True):
            _put(body, kind, value)
        fields = bytearray()
        for code, kind, text in (
            (_PATH, "o", path),
            (_INTERFACE, "s", interface),
            (_MEMBER, "s", member),
            (_SERVICE, "s", service),
            (_SIGNATURE, "g", signature),
        ):
            if text:
                _align(fields, 8)
                fields.append(code)
                _put(fields, "g", kind)
                _put(fields, kind, text)
        self._serial += 1
        flags = 0 if start else _START_NOBODY
        head = struct.pack("<cBBBIII", b"l", _CALL, flags, 1, len(body), self._serial, len(fields))
        _align(fields, 8)
        until = monotonic() + self._patience
        self._socket.settimeout(self._patience)
        self._socket.sendall(head + fields + body)
        return self._answer(self._serial, until)

    def _greet(self) -> None:
        self._socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        said = b""
        until = monotonic() + self._patience
        while not said.endswith(b"\r\n"):
            said += self._read(1, until)
        if not said.startswith(b"OK "):
            raise BusError("not let in")
        self._socket.sendall(b"BEGIN\r\n")
        bus = "org.freedesktop.DBus"
        self.call(bus, "/org/freedesktop/DBus", f"{bus}.Hello", "")

    def _answer(self, serial: int, until: float) -> int | str | None:
        """The answer to the message of this number; what else comes is passed over."""
        while True:
            head = self._read(16, until)
            order = "<" if head[:1] == b"l" else ">"
            kind = head[1]
            size, _, about = struct.unpack_from(f"{order}III", head, 4)
            rest = -(-about // 8) * 8 + size
            if rest > _LARGEST:
                raise BusError("too much")
            message = self._read(rest, until)
            try:
                fields = dict(_fields(message[:about], order))
                if fields.get(_ANSWERS) != serial or kind not in {_ANSWER, _ERROR}:
                    continue
                if kind == _ERROR:
                    raise BusError("refused")
                first = str(fields.get(_SIGNATURE, ""))[:1]
                return _get(message[rest - size :], first, 0, order)[0] if first else None
            except (struct.error, ValueError, IndexError) as error:
                raise BusError("not understood") from error

    def _read(self, count: int, until: float) -> bytes:
        found = bytearray()
        while len(found) < count:
            self._socket.settimeout(max(until - monotonic(), 0.001))
            part = self._socket.recv(count - len(found))
            if not part:
                raise BusError("gone")
            found += part
        return bytes(found)


def _connected(patience: float) -> socket.socket:
    """The first of the session's addresses that is a socket of this machine and lets one in."""
    for address in _addresses():
        found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        found.settimeout(patience)
        try:
            found.connect(address)
        except (OSError, ValueError):
            found.close()
        else:
            return found
    raise BusError("no bus")


def _addresses() -> Iterator[bytes]:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    usual = os.fsencode(runtime) + b"/bus" if runtime else b""
    given = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    for address in given.split(";") if given else ["unix:runtime=yes"]:
        kind, _, rest = address.partition(":")
        if kind != "unix":
            continue
        facts = {
            name: unquote_to_bytes(value) for name, _, value in (p.partition("=") for p in rest.split(","))
        }
        if "path" in facts:
            yield facts["path"]
        elif "abstract" in facts:
            yield b"\0" + facts["abstract"]
        elif "runtime" in facts and usual:
            yield usual


def _kinds(signature: str) -> list[str]:
    short = {"a": "a{sv}", "t": "as"}
    return [short.get(part, part) for part in signature.replace("a{sv}", "a").replace("as", "t")]


def _put(out: bytearray, kind: str, value: Value) -> None:
    """Write one value behind others; alignment counts from the beginning of `out`."""
    match kind, value:
        case "u", int():
            _align(out, 4)
            out += struct.pack("<I", value)
        case "s" | "o", str():
            data = value.encode()
            _align(out, 4)
            out += struct.pack("<I", len(data)) + data + b"\0"
        case "g", str():
            out += bytes([len(value)]) + value.encode() + b"\0"
        case "a{sv}", Mapping():
            _align(out, 4)
            at = len(out)
            out += bytes(4)
            _align(out, 8)
            begin = len(out)
            for name, text in value.items():
                _align(out, 8)
                _put(out, "s", name)
                _put(out, "g", "s")
                _put(out, "s", text)
            struct.pack_into("<I", out, at, len(out) - begin)
        case "as", tuple():
            _align(out, 4)
            at = len(out)
            out += bytes(4)
            for text in value:
                _put(out, "s", text)
            struct.pack_into("<I", out, at, len(out) - at - 4)
        case _:
            raise ValueError(kind)


def _align(out: bytearray, step: int) -> None:
    out += bytes(-len(out) % step)


def _fields(data: bytes, order: str) -> Iterator[tuple[int, int | str]]:
    """The fields in the head of a message, by their numbers."""
    at = 0
    while at < len(data):
        code = data[at]
        kind, at = _get(data, "g", at + 1, order)
        value, at = _get(data, str(kind), at, order)
        yield code, value
        at += -at % 8


def _get(data: bytes, kind: str, at: int, order: str) -> tuple[int | str, int]:
    """One value, and where the next begins. ValueError and struct.error are raised for anything odd."""
    if kind == "g":
        size = data[at]
        return data[at + 1 : at + 1 + size].decode(), at + size + 2
    at += -at % 4
    (number,) = struct.unpack_from(f"{order}I", data, at)
    if kind == "u":
        return int(number), at + 4
    if kind not in {"s", "o"} or at + 4 + number >= len(data):
        raise ValueError(kind)
    return data[at + 4 : at + 4 + number].decode(), at + number + 5
