"""What can happen to an interview."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Start:
    """The interview begins or is resumed: show where it stands."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button; its code is one the current screen offers. The caller has checked its revision: `Draft.accepts`."""

    code: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A text message, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class ContactShared:
    """A Telegram contact; `own` when its user id is the sender's."""

    phone: str
    own: bool


@dataclass(frozen=True, slots=True)
class LocationShared:
    """A location, in degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class PhotoShared:
    """A photo: Telegram's id for sending it again, and the one that is the same for equal photos.

    album: the same word for all that were sent together; empty for a photo of its own.
    """

    file_id: str
    unique_id: str
    album: str = ""


@dataclass(frozen=True, slots=True)
class Unusable:
    """Something no question takes: kind is voice, sticker, media, album or edited."""

    kind: str


Event: TypeAlias = Start | Press | Typed | ContactShared | LocationShared | PhotoShared | Unusable
