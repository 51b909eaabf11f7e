"""Stands before the application: who may ask, what every answer says to the browser, and what becomes of a crash."""

import asyncio
import hmac
import ipaddress
import json
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from checker.model.faults import fault_of
from checker.model.shortages import explain_shortage
from checker.serve.settings import Settings, is_loopback

#: A header that a page of another origin can't send without asking first, and nobody answers that question.
OWN_HEADER = "x-checker"
#: A wrong token is answered so much later.
_DELAY = 0.5

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Lets a request through to the application, or answers it."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._own_names = {settings.host.lower(), socket.gethostname().lower()}
        if not is_loopback(settings.host):
            self._own_names.add(socket.getfqdn().lower())  # may ask the network

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request; there are no others than those of HTTP."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                extra = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message.get("headers", ()), *extra]}
            await send(message)

        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            refused = await self._refuse(scope, headers)
            if refused is not None:
                await _answer(send_guarded, *refused)
            else:
                await self._app(scope, receive, send_guarded)
        except Exception as error:  # a crash costs one request; its message may quote data, so only its place is told
            if (short := explain_shortage(error)) is None:
                self._settings.tell(fault_of("serve", error))
            else:
                self._settings.lack(short)
            if not begun:
                await _answer(send_guarded, *crash_answer(error))

    async def _refuse(self, scope: Scope, headers: Mapping[str, str]) -> tuple[int, str] | None:
        if not self._is_own_host(headers.get("host", "")):
            return 421, "host"
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, "method"
        asks = scope["path"].startswith("/api/")
        if (asks or scope["method"] == "POST") and not _is_own_page(headers):
            return 403, "origin"
        if self._settings.token and asks and not self._has_token(headers):
            await asyncio.sleep(_DELAY)
            return 401, "token"
        return None

    def _is_own_host(self, host: str) -> bool:
        """Whether a request names this server: a page of a name that leads here by a trick is told nothing."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        if is_loopback(name):
            return True
        if is_loopback(self._settings.host):
            return False
        if name in self._own_names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _has_token(self, headers: Mapping[str, str]) -> bool:
        kind, _, given = headers.get("authorization", "").partition(" ")
        wanted = self._settings.token.encode()
        return hmac.compare_digest(given.encode(), wanted) and kind.lower() == "bearer"


def _is_own_page(headers: Mapping[str, str]) -> bool:
    """Whether a request that does something comes from our page, and not from another that the browser shows."""
    origin = headers.get("origin")
    if OWN_HEADER not in headers or headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def crash_answer(error: Exception) -> tuple[int, str]:
    """What the browser is told of a crash: a server that has too little of something is asked again later."""
    return (500, "fault") if explain_shortage(error) is None else (503, "busy")


async def _answer(send: Send, status: int, word: str) -> None:
    body = json.dumps({"refused": word}).encode()
    start = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": start})
    await send({"type": "http.response.body", "body": body})
