"""A device that makes passkeys and shows them, in software: what a browser and a telephone do together."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


@dataclass
class Device:
    """One passkey. `flags` are what the device says of its holder; `origin` is where the browser stands."""

    origin: str = "http://testserver"
    site: str = "testserver"
    flags: int = PRESENT | VERIFIED
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    holder: str = ""  # as the site named its account when the passkey was made

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to "make one"."""
        asked = options["publicKey"]
        self.holder = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        data = AuthenticatorData.create(
            sha256(self.site.encode()),
            self.flags | WITH_KEY,
            0,
            AttestedCredentialData.create(Aaguid(bytes(16)), self.id, public),
        )
        made = AttestationObject.create("none", data, {})
        return self._answer(asked, "webauthn.create", attestationObject=made)

    def show(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to "show one"."""
        asked = options["publicKey"]
        data = AuthenticatorData.create(sha256(self.site.encode()), self.flags, 0)
        said = self._said(asked, "webauthn.get")
        signature = self.key.sign(bytes(data) + sha256(said), ec.ECDSA(SHA256()))
        answer = self._answer(asked, "webauthn.get", authenticatorData=data, signature=signature)
        answer["response"]["userHandle"] = self.holder
        return answer

    def _said(self, asked: dict[str, Any], kind: str) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).encode()

    def _answer(self, asked: dict[str, Any], kind: str, **parts: bytes) -> dict[str, Any]:
        response = {"clientDataJSON": self._said(asked, kind), **parts}
        return {
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {name: websafe_encode(bytes(part)) for name, part in response.items()},
        }
