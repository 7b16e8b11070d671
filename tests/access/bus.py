"""A client for D-Bus, as much of it as asking a screen reader's questions takes; standard library only."""

from __future__ import annotations

import os
import socket
import struct
from types import TracebackType
from typing import Any, Self

_SIZES = {"y": 1, "b": 4, "n": 2, "q": 2, "i": 4, "u": 4, "x": 8, "t": 8, "d": 8}
_CODES = {"y": "B", "b": "I", "n": "h", "q": "H", "i": "i", "u": "I", "x": "q", "t": "Q", "d": "d"}
_CALL, _ANSWER, _ERROR, _SIGNAL = 1, 2, 3, 4
_PATH, _INTERFACE, _MEMBER, _REPLY_TO, _DESTINATION, _SIGNATURE = 1, 2, 3, 5, 6, 8


class BusError(Exception):
    """Who was asked has no answer."""


class Bus:
    """A connection to the bus at an address. Signals that come between answers are kept in `heard`."""

    def __init__(self, address: str, patience: float = 10.0) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(patience)
        self._socket.connect(_path(address))
        self._serial = 0
        self.heard: list[tuple[str, list[Any]]] = []
        self._socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        said = b""
        while not said.endswith(b"\r\n"):
            said += self._read(1)
        if not said.startswith(b"OK "):
            raise BusError(said.decode())
        self._socket.sendall(b"BEGIN\r\n")
        self.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.Hello")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def ask(self, service: str, path: str, method: str, signature: str = "", *values: Any) -> list[Any]:
        """All values of the answer; `method` is the name of its interface, a dot and its own."""
        interface, _, member = method.rpartition(".")
        fields: list[tuple[int, tuple[str, Any]]] = [
            (_PATH, ("o", path)),
            (_INTERFACE, ("s", interface)),
            (_MEMBER, ("s", member)),
            (_DESTINATION, ("s", service)),
        ]
        if signature:
            fields.append((_SIGNATURE, ("g", signature)))
        body = _Writer()
        for kind, value in zip(_kinds(signature), values, strict=True):
            body.put(kind, value)
        self._serial += 1
        head = _Writer()
        head.data += struct.pack("<cBBBII", b"l", _CALL, 0, 1, len(body.data), self._serial)
        head.put("a(yv)", fields)
        head.align(8)
        self._socket.sendall(bytes(head.data + body.data))
        while True:
            came, said, found = self._take()
            if said.get(_REPLY_TO) == self._serial and came in {_ANSWER, _ERROR}:
                if came == _ERROR:
                    raise BusError(f"{method}: {found}")
                return found

    def get(self, service: str, path: str, interface: str, name: str) -> Any:
        """A property."""
        return self.ask(service, path, "org.freedesktop.DBus.Properties.Get", "ss", interface, name)[0]

    def _take(self) -> tuple[int, dict[int, Any], list[Any]]:
        start = self._read(16)
        order = "<" if start[:1] == b"l" else ">"
        size, _, about = struct.unpack_from(f"{order}III", start, 4)
        rest = self._read(-(-about // 8) * 8 + size)
        fields = dict(_Reader(start + rest, order, 12).get("a(yv)"))
        values = _Reader(rest[len(rest) - size :], order, 0)
        found = [values.get(kind) for kind in _kinds(fields.get(_SIGNATURE, ""))]
        if start[1] == _SIGNAL:
            self.heard.append((f"{fields[_INTERFACE]}.{fields[_MEMBER]}", found))
        return start[1], fields, found

    def _read(self, count: int) -> bytes:
        found = bytearray()
        while len(found) < count:
            part = self._socket.recv(count - len(found))
            if not part:
                raise BusError("the bus is gone")
            found += part
        return bytes(found)


class _Writer:
    def __init__(self) -> None:
        self.data = bytearray()

    def align(self, step: int) -> None:
        self.data += bytes(-len(self.data) % step)

    def put(self, kind: str, value: Any) -> None:
        """One value behind the others."""
        if kind in _SIZES:
            self.align(_SIZES[kind])
            self.data += struct.pack(f"<{_CODES[kind]}", value)
        elif kind == "g":
            self.data += bytes([len(value)]) + value.encode() + b"\0"
        elif kind in {"s", "o"}:
            self.align(4)
            text = value.encode()
            self.data += struct.pack("<I", len(text)) + text + b"\0"
        elif kind == "v":
            self.put("g", value[0])
            self.put(value[0], value[1])
        elif kind[0] == "(":
            self.align(8)
            for part, one in zip(_kinds(kind[1:-1]), value, strict=True):
                self.put(part, one)
        else:
            self._put_all(kind[1:], value)

    def _put_all(self, kind: str, values: Any) -> None:
        self.align(4)
        at = len(self.data)
        self.data += bytes(4)
        self.align(_step(kind))
        begin = len(self.data)
        for value in values:
            self.put(kind, value)
        struct.pack_into("<I", self.data, at, len(self.data) - begin)


class _Reader:
    """Alignment counts from the beginning of a message; a part that is given begins at a multiple of 8."""

    def __init__(self, data: bytes, order: str, at: int) -> None:
        self._data, self._order, self._at = data, order, at

    def get(self, kind: str) -> Any:
        if kind in _SIZES:
            size = _SIZES[kind]
            self._at += -self._at % size
            (value,) = struct.unpack_from(self._order + _CODES[kind], self._data, self._at)
            self._at += size
            return bool(value) if kind == "b" else value
        if kind in {"s", "o", "g"}:
            size = self.get("y" if kind == "g" else "u")
            self._at += size + 1
            return self._data[self._at - size - 1 : self._at - 1].decode()
        if kind == "v":
            return self.get(self.get("g"))
        if kind[0] in "({":
            self._at += -self._at % 8
            return tuple(self.get(part) for part in _kinds(kind[1:-1]))
        size = self.get("u")
        self._at += -self._at % _step(kind[1:])
        end, found = self._at + size, []
        while self._at < end:
            found.append(self.get(kind[1:]))
        return found


def _step(kind: str) -> int:
    return 8 if kind[0] in "({" else 1 if kind[0] in "gv" else _SIZES.get(kind, 4)


def _kinds(signature: str) -> list[str]:
    """The single complete types of a signature."""
    found, at = [], 0
    while at < len(signature):
        end = _end(signature, at)
        found.append(signature[at:end])
        at = end
    return found


def _end(signature: str, at: int) -> int:
    if signature[at] == "a":
        return _end(signature, at + 1)
    if signature[at] in "({":
        at += 1
        while signature[at] not in ")}":
            at = _end(signature, at)
    return at + 1


def _path(address: str) -> bytes:
    facts = dict(part.partition("=")[::2] for part in address.partition(":")[2].split(","))
    return b"\0" + facts["abstract"].encode() if "abstract" in facts else facts["path"].encode()
