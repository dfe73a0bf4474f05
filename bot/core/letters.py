"""Letters between a family and its helper: whose they are, and what can be sent on without an account or a phone."""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Whose words they are. Texts `letter-*-<side>` name them to the reader."""

    FAMILY = "family"
    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"


class Kind(StrEnum):
    """What a letter is made of. Texts `letter-kind-*` name all but words."""

    TEXT = "text"
    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    VIDEO_NOTE = "video-note"
    ANIMATION = "animation"
    AUDIO = "audio"
    DOCUMENT = "document"
    STICKER = "sticker"
    CONTACT = "contact"  # never sent on: it is a phone, or an account
    LOCATION = "location"  # never sent on: the helper has the address
    OTHER = "other"  # polls, games, stories: nothing Asar can say again


REFUSED = frozenset({Kind.CONTACT, Kind.LOCATION, Kind.OTHER})
"""Kinds that no letter has."""


@dataclass(frozen=True, slots=True)
class Content:
    """What somebody wrote. text: words or caption; file_id: Telegram's; album: the id its pictures share."""

    kind: Kind
    text: str = ""
    file_id: str | None = None
    album: str | None = None
