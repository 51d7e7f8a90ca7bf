"""The line between tablets and site: a proxy that can be cut, go silent, lie, and lose answers.

Every request has a connection of its own, so that Chromium repeats nothing by itself.
"""

import contextlib
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_OWN = {"connection", "transfer-encoding", "content-length", "content-encoding", "keep-alive"}
_NOT_ASKED = {"accept-encoding", "if-none-match", "if-modified-since", "connection", "keep-alive"}


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    whole: bool = True  # else the connection breaks in the middle of the body


@dataclass
class Call:
    """A request that has arrived at the line; forward() takes it to the site."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    port: int

    def forward(self) -> Answer | None:
        """None where the site does not answer."""
        site = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _NOT_ASKED}
        try:
            site.request(self.method, self.path, self.body or None, headers | {"Accept-Encoding": "identity"})
            reply = site.getresponse()
            kept = [(name, value) for name, value in reply.getheaders() if name.lower() not in _OWN]
            return Answer(reply.status, kept, reply.read())
        except (OSError, HTTPException):
            return None
        finally:
            site.close()


Act = Callable[[Call], Answer | None]


def lose(call: Call) -> None:
    """The site has done what it was asked; nobody hears of it."""
    call.forward()


def cut(call: Call) -> None:
    """The request does not reach the site."""


def say(status: int, body: str = "", *, kind: str = "text/html", **headers: str) -> Act:
    """Somebody else's answer; the site hears nothing."""
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return lambda call: Answer(status, [("Content-Type", kind), *named], body.encode())


def break_off(call: Call) -> Answer | None:
    """The site's answer ends in its middle."""
    answer = call.forward()
    if answer:
        answer.whole = False
    return answer


PORTAL = say(200, "<!doctype html><h1>Welcome to HallWiFi, accept our terms</h1>")
LOGIN = say(302, Location="/accounts/login/?next=/")


@dataclass
class Fault:
    """path: a pattern. The first `skip` requests pass; the next `times` meet the fault."""

    path: str
    act: Act
    times: int = 1
    skip: int = 0
    methods: tuple[str, ...] = ("POST", "PUT")
    met: int = 0

    def meets(self, call: Call) -> bool:
        if call.method not in self.methods or not re.search(self.path, call.path) or self.met >= self.times:
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.met += 1
        return True


@dataclass
class Patch:
    """Replaces a text in what the site serves under `path`: a mistake put in."""

    path: str
    old: str
    new: str


@dataclass
class Hold:
    """Keeps a request on the wire until it is let go; passes it on only then."""

    arrived: threading.Event = field(default_factory=threading.Event)
    free: threading.Event = field(default_factory=threading.Event)

    def __call__(self, call: Call) -> Answer | None:
        self.arrived.set()
        self.free.wait(60)
        return call.forward()


class Line:
    """open, cut (nothing goes through) or silent (everything is swallowed). One knows which by `state`."""

    def __init__(self, port: int, source: Callable[[str], str | None]):
        """source(path): what people wrote where the site serves it minified, else None."""
        self.port, self.state, self._source = port, "open", source
        self.faults: list[Fault] = []
        self.patches: list[Patch] = []
        self.patched: set[str] = set()  # `old` of the patches that a served file had
        self._changed = threading.Condition()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.line = self
        self.url = f"http://localhost:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def set(self, state: str) -> None:
        with self._changed:
            self.state = state
            self._changed.notify_all()

    def meet(self, path: str, act: Act, *, times: int = 1, skip: int = 0, methods=("POST", "PUT")) -> Fault:
        fault = Fault(path, act, times, skip, methods)
        self.faults.append(fault)
        return fault

    def mend(self) -> None:
        """The line is as it should be; what was put into the files stays."""
        self.faults.clear()
        self.set("open")

    def end(self) -> None:
        self.set("cut")
        self._server.shutdown()
        self._server.server_close()

    def answer(self, call: Call) -> Answer | None:
        if not self._passes():
            return None
        with self._lock:
            act = next((fault.act for fault in list(self.faults) if fault.meets(call)), Call.forward)
        answer = act(call)
        # What was on the way when the line went dead does not arrive later.
        return self._with_patches(call, answer) if answer and self._passes() else None

    def _passes(self) -> bool:
        with self._changed:
            if self.state == "silent":
                self._changed.wait_for(lambda: self.state != "silent", timeout=120)
                return False
            return self.state == "open"

    def _with_patches(self, call: Call, answer: Answer) -> Answer:
        concerned = [patch for patch in self.patches if re.search(patch.path, call.path)]
        if concerned and answer.status == 200:
            text = self._source(call.path) or answer.body.decode()
            for patch in concerned:
                if patch.old in text:
                    text = text.replace(patch.old, patch.new)
                    self.patched.add(patch.old)
            answer.body = text.encode()
        return answer


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    line: Line

    def handle_error(self, request, client_address) -> None:
        """Browsers that die in the middle of a request are what this is for."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def _pass_on(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:
            return
        line = self.server.line
        answer = line.answer(Call(self.command, self.path, dict(self.headers.items()), body, line.port))
        if answer is None:
            with contextlib.suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body if answer.whole else answer.body[: len(answer.body) // 2])

    do_GET = do_POST = do_PUT = do_HEAD = _pass_on

    def log_message(self, *arguments) -> None:
        """Quiet."""
