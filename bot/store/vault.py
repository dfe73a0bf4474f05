"""Encryption at rest: AES-256-GCM with key rotation, and keyed hashes for matching what must not be readable.

A sealed value is `version (1) · key id (4) · nonce (12) · ciphertext and tag`. The name of the column is authenticated
with it, so that a value copied into another column does not open. Keys are 32 bytes, newest first: the newest seals,
all open.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"\x01"
_HEAD = 1 + 4
_NONCE = 12


class VaultError(Exception):
    """A sealed value cannot be opened: no key fits, or it was damaged or moved. Never holds the value."""


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"asar " + purpose).derive(key)


class Vault:
    """Seals and opens values; `keys` are 32 bytes each, newest first. Raises ValueError without a usable key."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys or any(len(key) != 32 for key in keys):
            raise ValueError("every key must have 32 bytes, and there must be one")
        self._ciphers = {
            hashlib.sha256(b"asar key id" + key).digest()[:4]: AESGCM(_derive(key, b"seal")) for key in keys
        }
        self._newest = next(iter(self._ciphers))
        self._blind = [_derive(key, b"blind") for key in keys]

    def seal(self, column: str, value: Any) -> bytes:
        """The JSON-able `value`, encrypted for `column`."""
        nonce = os.urandom(_NONCE)
        # A poison update may hold a lone surrogate, which plain UTF-8 refuses and `json.loads` reads back.
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        return _VERSION + self._newest + nonce + self._ciphers[self._newest].encrypt(nonce, plain, column.encode())

    def open(self, column: str, sealed: bytes) -> Any:
        """What `seal` was given. Raises VaultError."""
        cipher = self._ciphers.get(sealed[1:_HEAD])
        if cipher is None:
            raise VaultError(f"{column}: sealed with a key that DATA_KEYS does not hold")
        nonce = sealed[_HEAD : _HEAD + _NONCE]
        try:
            plain = cipher.decrypt(nonce, sealed[_HEAD + _NONCE :], column.encode())
        except InvalidTag:
            raise VaultError(f"{column}: damaged, or sealed for another column") from None
        return json.loads(plain)

    def is_current(self, sealed: bytes) -> bool:
        """Whether the newest key sealed it."""
        return sealed[1:_HEAD] == self._newest

    def blind(self, value: str) -> bytes:
        """A keyed hash under the newest key, to store beside a sealed value that must be found again."""
        return hmac.digest(self._blind[0], value.encode(), "sha256")

    def blinds(self, value: str) -> list[bytes]:
        """The keyed hashes under every key, to look such a value up after a rotation too."""
        return [hmac.digest(key, value.encode(), "sha256") for key in self._blind]
