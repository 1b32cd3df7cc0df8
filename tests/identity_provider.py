"""An OpenID Connect provider on loopback: real HTTP, real keys, signed tokens, and every fault a test asks for."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "accord", "a-secret-of-the-client"


class Provider:
    """`person` are the claims of whoever signs in here; `changed` replaces claims of the token (None: left out)."""

    def __init__(self, issuer: str) -> None:
        self.issuer = self.told_issuer = issuer
        self.key = self.signs_with = rsa.generate_private_key(65537, 2048)
        self.algorithm = "RS256"
        self.person: dict[str, Any] = {}
        self.changed: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.is_broken = False
        self.says_instead = b""  # in place of any answer
        self.pause = 0.0  # seconds between two bytes of an answer
        self.drips = False  # the head of its answers never ends
        self.asked = 0  # how often
        self.moved_to = ""

    def description(self) -> dict[str, str]:
        ends = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "jwks_uri": "keys",
        }
        return {"issuer": self.told_issuer} | {name: f"{self.issuer}/{end}" for name, end in ends.items()}

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "one", "use": "sig"}]}

    def authorize(self, query: dict[str, str]) -> str:
        """The person consents at once: where the browser is sent back to."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def tokens(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        pair = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        query = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if (
            query is None
            or authorization != f"Basic {pair}"
            or query["code_challenge"] != base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
            or query["redirect_uri"] != form["redirect_uri"]
        ):
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": query["nonce"]}
        claims |= self.person | self.changed
        claims = {name: value for name, value in claims.items() if value is not None}
        key = "" if self.algorithm == "none" else self.signs_with
        if self.algorithm == "HS256":
            key = SECRET * 2
        token = jwt.encode(claims, key, algorithm=self.algorithm, headers={"kid": "one"})
        return {"id_token": token, "access_token": "unused", "token_type": "Bearer"}


class Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.provider.asked += 1
        if self.provider.drips:
            self.drip()
        elif self.provider.says_instead:
            self.wfile.write(self.provider.says_instead)
        elif self.provider.is_broken:
            self.answer(500, {})
        elif parts.path == "/moved":
            self.lead(self.provider.moved_to)
        elif parts.path == "/authorize":
            query = parse_qs(parts.query)
            self.lead(self.provider.authorize({name: values[0] for name, values in query.items()}))
        elif parts.path == "/.well-known/openid-configuration":
            self.answer(200, self.provider.description())
        elif parts.path == "/keys":
            self.answer(200, self.provider.keys())
        else:
            self.answer(404, {})

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        found = self.provider.tokens(
            {name: values[0] for name, values in form.items()}, self.headers["Authorization"]
        )
        self.answer(400 if found is None else 200, found or {"error": "invalid_grant"})

    def drip(self) -> None:
        """The head of an answer that never ends: a letter at a time."""
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
            while self.provider.drips:
                self.wfile.write(b"x")
                time.sleep(0.05)

    def lead(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.end_headers()

    def answer(self, status: int, body: dict[str, Any]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        told = json.dumps(body).encode()
        if not self.provider.pause:
            self.wfile.write(told)
            return
        for byte in told:
            self.wfile.write(bytes([byte]))
            time.sleep(self.provider.pause)

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@contextmanager
def running() -> Iterator[Provider]:
    handler = type("Handler", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    handler.provider = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield handler.provider
    server.shutdown()
    thread.join()
    server.server_close()
