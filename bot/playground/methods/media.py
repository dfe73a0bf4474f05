"""sendPhoto, sendDocument and their like, getFile, and the store of files."""

import mimetypes
from typing import Any

from bot.playground.errors import Refused, bad
from bot.playground.images import size_of
from bot.playground.methods.messages import caption_content, send
from bot.playground.methods.register import method
from bot.playground.model import Json, StoredFile, World
from bot.playground.params import Upload

MAX_PHOTO = 10 * 2**20
MAX_UPLOAD = 50 * 2**20
MAX_DOWNLOAD = 20 * 2**20
_FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "sticker": "stickers", "video": "videos"}


def store(
    world: World, kind: str, data: bytes, *, name: str = "", mime: str = "", size: int | None = None
) -> StoredFile:
    """Keep a file; `size` may claim more bytes than there are, to try the limits of getFile."""
    number = len(world.files)
    ending = {"photo": ".jpg", "voice": ".oga", "sticker": ".webp", "video": ".mp4"}.get(kind, "")
    path = f"{_FOLDERS.get(kind, 'documents')}/file_{number}{ending or name[-8:].replace('/', '_')}"
    file = StoredFile(
        id=f"AgACAgIAAxk{kind[:3]}{world.random.getrandbits(240):060x}{number:05d}",
        unique_id=f"AQAD{world.random.getrandbits(64):016x}",
        path=path,
        data=data,
        kind=kind,
        name=name,
        mime=mime or mimetypes.guess_type(name)[0] or "",
        size=len(data) if size is None else size,
    )
    world.files[file.id] = file
    return file


def photo_sizes(file: StoredFile) -> list[Json]:
    """The sizes of a photo as Telegram lists them: small ones first, the last is the whole."""
    whole = {"file_id": file.id, "file_unique_id": file.unique_id, "width": file.width, "height": file.height}
    small = whole | {"file_id": f"{file.id}s", "file_unique_id": f"{file.unique_id}s"}
    small |= {
        "width": max(file.width // 4, 1),
        "height": max(file.height // 4, 1),
        "file_size": max(file.size // 16, 1),
    }
    return [small, whole | {"file_size": file.size}]


def document(file: StoredFile) -> Json:
    """The type Document."""
    described: Json = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}
    return described | {k: v for k, v in (("file_name", file.name), ("mime_type", file.mime)) if v}


def find_file(world: World, file_id: str) -> StoredFile | None:
    """The file of an id, also of the small size of a photo."""
    return world.files.get(file_id) or world.files.get(file_id.removesuffix("s"))


def _taken(world: World, value: Any, kind: str) -> StoredFile:
    if isinstance(value, Upload):
        if len(value.data) > MAX_UPLOAD:
            raise Refused(413, "Request Entity Too Large")
        return store(world, kind, value.data, name=value.name, mime=value.mime)
    file = find_file(world, value) if isinstance(value, str) else None
    if file is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
    return file


@method("sendPhoto")
def send_photo(world: World, p: Json) -> Json:
    """Send a photo: uploaded, or by file_id."""
    value = p.get("photo")
    if not value:
        raise bad("there is no photo in the request")
    content = caption_content(world, p)
    if isinstance(value, Upload):
        if len(value.data) > MAX_PHOTO:
            raise bad(
                f"file of size {len(value.data)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
            )
        size = size_of(value.data)
        if size is None:
            raise bad("IMAGE_PROCESS_FAILED")
        width, height = size
        if width + height > 10_000 or max(size) > 20 * min(size):
            raise bad("PHOTO_INVALID_DIMENSIONS")
        file = _taken(world, value, "photo")
        file.width, file.height = width, height
    else:
        file = _taken(world, value, "photo")
    return send(world, p, {"photo": photo_sizes(file), **content})


@method("sendDocument")
def send_document(world: World, p: Json) -> Json:
    """Send a file: uploaded, or by file_id."""
    if not p.get("document"):
        raise bad("there is no document in the request")
    content = caption_content(world, p)
    return send(world, p, {"document": document(_taken(world, p["document"], "document")), **content})


def _by_id(world: World, p: Json, kind: str, described: Json) -> Json:
    """Send a file the bot has seen before; what has no caption ignores one."""
    if not p.get(kind):
        raise bad(f"there is no {kind} in the request")
    file = _taken(world, p[kind], kind)
    known = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}
    captioned = {} if kind in ("video_note", "sticker") else caption_content(world, p)
    return send(world, p, {kind: {**known, **described}, **captioned})


@method("sendVoice")
def send_voice(world: World, p: Json) -> Json:
    """Send a voice message by file_id."""
    return _by_id(world, p, "voice", {"duration": 3, "mime_type": "audio/ogg"})


@method("sendAudio")
def send_audio(world: World, p: Json) -> Json:
    """Send music or a recording by file_id."""
    return _by_id(world, p, "audio", {"duration": 3})


@method("sendVideo")
def send_video(world: World, p: Json) -> Json:
    """Send a video by file_id."""
    return _by_id(world, p, "video", {"width": 512, "height": 512, "duration": 3})


@method("sendVideoNote")
def send_video_note(world: World, p: Json) -> Json:
    """Send a round video by file_id."""
    return _by_id(world, p, "video_note", {"length": 240, "duration": 3})


@method("sendAnimation")
def send_animation(world: World, p: Json) -> Json:
    """Send an animation by file_id."""
    return _by_id(world, p, "animation", {"width": 512, "height": 512, "duration": 3})


@method("sendSticker")
def send_sticker(world: World, p: Json) -> Json:
    """Send a sticker by file_id."""
    shape = {"width": 512, "height": 512, "type": "regular", "is_animated": False, "is_video": False}
    return _by_id(world, p, "sticker", shape)


@method("getFile")
def get_file(world: World, p: Json) -> Json:
    """Where to download a file from, below /file/bot<token>/."""
    file = find_file(world, p.get("file_id", ""))
    if file is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if file.size > MAX_DOWNLOAD:
        raise bad("file is too big")
    return {"file_id": p["file_id"], "file_unique_id": file.unique_id, "file_size": file.size, "file_path": file.path}
