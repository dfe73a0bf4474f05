"""The keys that encrypt personal data: how they are written, and the file for them when no setting holds any."""

import base64
import binascii
import os
import secrets
import stat
from pathlib import Path

from bot.problems import Problem, StartError

KEY_BYTES = 32
FILE = "keys"

HOW_TO_MAKE = (
    'python3 -c "import base64, secrets; print(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())" makes a key'
)


def parse(text: str) -> tuple[bytes, ...]:
    """Keys from url-safe base64 separated by commas or white space, newest first. Raises ValueError, showing none."""
    keys = []
    for number, word in enumerate(text.replace(",", " ").split(), start=1):
        try:
            key = base64.b64decode(word.encode("ascii"), altchars=b"-_", validate=True)
        except (binascii.Error, UnicodeEncodeError):
            raise ValueError(f"key {number} is not url-safe base64") from None
        if len(key) != KEY_BYTES:
            raise ValueError(f"key {number} has {len(key)} bytes, not {KEY_BYTES}")
        if key in keys:
            raise ValueError(f"key {number} is there twice")
        keys.append(key)
    if not keys:
        raise ValueError("there is no key")
    return tuple(keys)


def ensure(data_dir: Path) -> tuple[tuple[bytes, ...], bool]:
    """The keys of `data_dir`/keys, newest first, and whether the file was made just now, with one new key.

    Raises StartError when the file is damaged, readable by other users, or cannot be read or made.
    """
    path = data_dir / FILE
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = not path.exists() and _make(path)
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise StartError([Problem(str(path), "Other users of this machine can open it.", f"chmod 600 {path}")])
        return parse(path.read_text("ascii")), made
    except ValueError as error:
        remedy = "Restore the file from the backup: without these keys nobody can read what was stored."
        raise StartError([Problem(str(path), f"It holds no usable keys: {error}.", remedy)]) from None
    except OSError as error:
        remedy = "Let the user who runs Asar read and write DATA_DIR."
        raise StartError([Problem(str(path), f"{error.strerror}.", remedy)]) from None


def _make(path: Path) -> bool:
    """Write one new key; False when another process was faster.

    It is on the disk before anything is sealed with it, and appears whole or not at all: a link never replaces a file.
    """
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return True
