"""What people send besides texts: photos, files, voice, stickers, albums."""

import base64

from bot.playground.acts import write
from bot.playground.entities import find
from bot.playground.errors import Misuse
from bot.playground.images import size_of, tiny_png
from bot.playground.methods.media import document, photo_sizes, store
from bot.playground.model import Json, StoredFile, World


def send_media(
    world: World,
    person: int,
    kind: str,
    data: str | None = None,
    caption: str = "",
    name: str = "",
    size: int | None = None,
    album: str = "",
    chat: int | None = None,
) -> Json:
    """Send a photo, document, voice, sticker, video, animation, audio or video_note; `data` is base64, or invented."""
    body = base64.b64decode(data) if data else (tiny_png() if kind == "photo" else b"data of a local file")
    file = store(world, kind, body, name=name or ("file.pdf" if kind == "document" else ""), size=size)
    file.width, file.height = size_of(body) or (512, 512)
    content = _media(kind, file)
    if not content:
        raise Misuse(f"unknown kind of media {kind!r}")
    if caption:
        entities = find(caption)
        content |= {"caption": caption} | ({"caption_entities": entities} if entities else {})
    if album:
        content["media_group_id"] = album
    return write(world, person, content, chat)


def _media(kind: str, file: StoredFile) -> Json:
    """The content of a message with this file; nothing for an unknown kind."""
    known: Json = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}
    frame: Json = {"width": file.width, "height": file.height}
    match kind:
        case "photo":
            return {kind: photo_sizes(file)}
        case "document":
            return {kind: document(file)}
        case "voice":
            return {kind: {**known, "duration": 3, "mime_type": "audio/ogg"}}
        case "audio":
            return {kind: {**known, "duration": 3}}
        case "sticker":
            return {kind: {**known, **frame, "type": "regular", "is_animated": False, "is_video": False}}
        case "video":
            return {kind: {**known, **frame, "duration": 3}}
        case "animation":
            return {kind: {**known, **frame, "duration": 3}, "document": document(file)}
        case "video_note":
            return {kind: {**known, "length": 240, "duration": 3}}
    return {}


def send_album(
    world: World, person: int, count: int = 2, kind: str = "photo", caption: str = "", chat: int | None = None
) -> list[Json]:
    """Send several photos or files at once: as many messages with one media_group_id."""
    album = str(world.random.getrandbits(53))
    return [
        send_media(world, person, kind, caption=caption if not i else "", album=album, chat=chat) for i in range(count)
    ]
